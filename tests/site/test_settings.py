"""Whatever a project sets of MkDocs, all links of its sites end somewhere, or the build stops and names the setting."""

import os
from contextlib import nullcontext
from itertools import cycle, product
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from site_links import broken_links, links_of
from sites import CONFIGS, Build
from small_atlas import write_project

from journeybook.site.settings import MOST_PATTERNS, require_short_patterns, require_site_url

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
RENAME = """
def on_files(files, config):
    for file in files:
        if file.src_uri.startswith("maps/"):
            file.dest_uri = file.dest_uri.replace("maps/", "journeys and more/")
            file.url = file._get_url()
            file.abs_dest_path = f"{config.site_dir}/{file.dest_uri}"
"""
FOLLOWED = {
    "flat pages": "use_directory_urls: false\nmarkdown_extensions: [{toc: {permalink: false, toc_depth: 2}}]\n",
    "pages for disks": "plugins: {offline: {}}\n",
    "pages that a hook renames": "hooks: [overrides/rename.py]\nmarkdown_extensions: [{toc: {anchorlink: true, baselevel: 2}}]\n"
    "site_url: https://example.org/a/b/\n",
}
SITES = list(product(FOLLOWED, CONFIGS) if LONG else zip(FOLLOWED, cycle(CONFIGS), strict=False))
REFUSED = {
    "docs_dir": "docs_dir: pages\n",
    "theme.custom_dir": "theme: {name: material, custom_dir: pages}\n",
    "exclude_docs": "exclude_docs: sail-*\n",
    "draft_docs": "draft_docs: sail-away.md\n",
    "at most 2 signs * between slashes": "exclude_docs: '************x'\n",
}
"""Settings that a project may add, by what they are or by their name."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = write_project(tmp_path)
    for name, text in {"index.md": "# Notes\n\nSee [more](more.md#why).\n", "more.md": "# More\n\n## Why\n"}.items():
        (project / "docs" / "public" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / "public" / name).write_text(text, encoding="utf-8")
    (project / "overrides" / "rename.py").write_text(RENAME, encoding="utf-8")
    return project


def with_settings(project: Path, text: str, audience: str) -> Path:
    """Let settings stand over those of one site."""
    name = CONFIGS[audience]
    (project / name).rename(project / f"usual-{name}")
    (project / name).write_text(f"INHERIT: usual-{name}\n{text}", encoding="utf-8")
    return project


@pytest.mark.parametrize(("name", "audience"), SITES)
def test_links_follow_the_settings(project: Path, build: Build, name: str, audience: str) -> None:
    site = build(with_settings(project, FOLLOWED[name], audience), audience)
    assert site.code == 0, site.output
    assert len(links_of(site.folder)) > 30
    assert broken_links(site.folder) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_setting_that_cannot_be_followed_is_named(project: Path, build: Build, name: str) -> None:
    (project / "pages").mkdir()
    site = build(with_settings(project, REFUSED[name], "public"), "public")
    assert (site.code, name in site.output.rpartition("ERROR")[2]) == (1, True), site.output


PATTERNS = {
    "drafts/*-old-*.md\n**/notes/**/*.txt\n!a.md\n": True,
    "a.md\n" * MOST_PATTERNS: True,
    "a.md\n" * (MOST_PATTERNS + 1): False,
    "a***b": False,
    "*a*b*": False,
    "**/a/**/b/**/c": False,
}


@pytest.mark.parametrize("setting", ["exclude_docs", "draft_docs", "not_in_nav"])
@pytest.mark.parametrize("text", PATTERNS, ids=lambda text: text[:20])
def test_patterns_that_take_hours_to_match_are_refused(setting: str, text: str) -> None:
    """Each further sign `*` in a name multiplies the time by the length of the name: twelve took 480 seconds for one of 30 letters."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "a", setting: text})
    config.validate()
    if PATTERNS[text]:
        require_short_patterns(config)
    else:
        with pytest.raises(PluginError, match=setting):
            require_short_patterns(config)


@pytest.mark.parametrize(("address", "is_refused"), [("", True), ("https://example.org/", False)])
def test_a_missing_address_is_asked_for_by_its_name(address: str, is_refused: bool) -> None:  # noqa: FBT001 - a case
    config = MkDocsConfig(config_file_path="mkdocs.yml")
    config.load_dict({"site_name": "a", "site_url": address})
    with pytest.raises(PluginError, match=r"site_url is needed in mkdocs\.yml") if is_refused else nullcontext():
        require_site_url(config)
