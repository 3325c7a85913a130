"""Which plugins of MkDocs go together with ours: the table in the guide is what is tried here."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from site_links import broken_links, links_of
from small_atlas import write_project

from journeybook.audience.build_request import PLUGIN_MISSING, UNPROVED
from journeybook.site.settings import REFUSED_PLUGINS, require_repeatable_plugins

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/guide/publishing.md").read_text(encoding="utf-8").split("\n## Plugins of others\n")[1].split("\n## ")[0]
FRIENDLY = """  material/group: {enabled: true, plugins: {material/tags: {}}}
  material/offline: {}
  material/typeset: {}
  redirects: {redirect_maps: {public/ebb.md: public/tides.md}}
  include-markdown: {}
  material/search: {lang: en}
"""
INTERNAL_ONLY = """  material/blog: {blog_dir: news}
  material/meta: {}
  table-reader: {}
"""
NAMES = re.compile(r"(?:^  |plugins: {)(?:material/)?([a-z-]+):", re.MULTILINE)
"""What settings call a plugin, without the name of the theme that brings it."""
SECOND_NAVIGATION = ("awesome-nav",)
PAGES = {
    "public/tides.md": "---\ntags: [Weather]\n---\n\n# Tides\n\nThey turn twice a day.\n",
    "public/tags.md": "# By subject\n\n<!-- material/tags -->\n",
    "public/harbour.md": '# Harbour\n\n{% include-markdown "./tides.md" start="twice" %}\n',
    "news/index.md": "# News\n",
    "heights.md": "---\nrender_macros: true\n---\n\n# Heights\n\n{{ read_csv('heights.csv') }}\n",
    "heights.csv": "When,Metres\nSpring tide,7.4\n",
    "news/.meta.yml": "description: From the harbour\n",
    "news/posts/pier.md": "---\ndate: 2026-10-01\n---\n\n# The new pier\n\nIt opens.\n\n<!-- more -->\n\nIn spring.\n",
}


def _rows(verdict: str) -> set[str]:
    """Return the plugins of which the guide says this."""
    return {name for row in re.findall(rf"^\| (.*?) \| {verdict}", TABLE, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)}


def _write(project: Path, settings: str) -> Path:
    for name, text in PAGES.items():
        (project / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / name).write_text(text, encoding="utf-8")
    path = project / "mkdocs.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\nmarkdown_extensions:", f"\n{settings}markdown_extensions:"), encoding="utf-8"
    )
    with (project / "mkdocs.internal.yml").open("a", encoding="utf-8") as file:
        file.write(INTERNAL_ONLY)
    return project


def _page(site: Path, name: str) -> str:
    """Return a hand-written page of a site, wherever its addresses put it."""
    (path,) = (path for path in site.rglob("*.html") if name in (path.stem, path.parent.name))
    return path.read_text(encoding="utf-8")


def _journeybook(project: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "journeybook", *arguments, "--project", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_plugins_that_go_together_with_ours_make_both_sites_whole(tmp_path: Path) -> None:
    project = _write(write_project(tmp_path), FRIENDLY)
    code, said = _journeybook(project, "build")
    assert code == 0, said
    for audience in ("public", "internal"):
        site = (project / "site" / audience).resolve()
        pages = "\n".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
        assert [word for word in ("Tides", "Weather", "Choose a lifebelt") if word not in pages] == []
        assert [word in pages for word in ("In spring.", "From the harbour", "Spring tide</td>")] == [audience == "internal"] * 3
        assert f"<p>{PAGES['public/tides.md'].rpartition('twice')[2].strip()}</p>" in _page(site, "harbour"), "taken in from another page"
        assert 'href="tides.html"' in _page(site, "ebb"), "leads on"
        assert len(links_of(site)) > 30
        assert [path.name for path in (site / "search").iterdir()] == ["index.js"], "our own, which opens from a disk"
        assert broken_links(site) == []
    assert _journeybook(project, "prove")[0] == 0, "a second build gives the same bytes"


@pytest.mark.parametrize("name", SECOND_NAVIGATION)
def test_a_second_navigation_ends_the_build_in_a_sentence(tmp_path: Path, name: str) -> None:
    code, said = _journeybook(_write(write_project(tmp_path), f"  {name}: {{}}\n"), "build", "--audience", "internal")
    assert (code, "Traceback" in said) == (1, False), said


def test_a_plugin_that_asks_other_hosts_is_refused_for_customers(tmp_path: Path) -> None:
    code, said = _journeybook(_write(write_project(tmp_path), "  privacy: {}\n"), "build", "--audience", "public")
    assert (code, "the plugin material/privacy asks other hosts while a site is made" in said, "Traceback" in said) == (1, True, False), (
        said
    )


@pytest.mark.parametrize("name", REFUSED_PLUGINS)
def test_each_refused_plugin_is_named_with_the_reason(name: str) -> None:
    config = MkDocsConfig()
    config.plugins = {"journeybook": BasePlugin(), name: BasePlugin()}  # type: ignore[assignment]  # all that is looked at
    with pytest.raises(PluginError, match=f"the plugin {name} (reads the history of git|asks other hosts)"):
        require_repeatable_plugins(config)
    config.plugins[name].config = {"enabled": False}  # a plugin may have this option
    require_repeatable_plugins(config)


def test_the_guide_says_what_is_tried() -> None:
    both, internal = (set(NAMES.findall(settings)) for settings in (FRIENDLY, INTERNAL_ONLY))
    assert (len(both), len(internal)) == (7, 3)
    assert _rows("both sites") == both | {"macros"}
    assert _rows("the internal site") == internal
    assert _rows("neither") == {*SECOND_NAVIGATION, "projects"}
    assert _rows("refused") == {name.removeprefix("material/") for name in REFUSED_PLUGINS}


PLUGINS_GONE = {"a list in the place of ours": "plugins: [search]\n", "no plugin at all": "plugins: []\n"}


@pytest.mark.parametrize("settings", PLUGINS_GONE.values(), ids=PLUGINS_GONE)
def test_mkdocs_alone_makes_no_site_of_the_hand_written_pages_where_the_plugin_is_lost(tmp_path: Path, settings: str) -> None:
    project = write_project(tmp_path)
    (project / "docs/index.md").write_text("# Notes about a customer\n", encoding="utf-8")
    (project / "lost.yml").write_text(f"INHERIT: mkdocs.yml\n{settings}", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", "lost.yml"]
    answer = subprocess.run(command, env=os.environ | {UNPROVED: "1"}, capture_output=True, text=True, check=False, cwd=project)
    assert (answer.returncode, PLUGIN_MISSING in answer.stderr, "Traceback" in answer.stderr) == (1, True, False), answer.stderr
    assert list((project / "site").rglob("*.html")) == []
