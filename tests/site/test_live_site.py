"""What the server for editing shows equals what a build writes, whatever was edited before; while there are errors, as it last was."""

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import pytest
from cold_sites import ColdSites
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import _populate_page
from mkdocs.exceptions import PluginError
from small_atlas import write_project

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.mkdocs_process import SETTINGS, mkdocs_environment
from journeybook.model.base import Audience
from journeybook.site import live_site, written_pages
from journeybook.site.build_state import BUILD, BuildState
from journeybook.site.live_site import LiveAnswer, LiveSite
from journeybook.site.search import search_files

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
EXAMPLES = 40 if LONG else 3
VOYAGE, ATLAS = "journeys/maps/voyage.yml", "journeys/atlas.yml"
PAGES = {
    "docs/notes.md": "# Notes\n\nSee [the tides](tides.md#high) and [a map](maps/voyage/index.md).\n",
    "docs/tides.md": "---\nrender_macros: true\n---\n\n# Tides of *{{ 1 + 1 }}* a day\n\n## High\n\n{{ glossary() }}\n",
    "docs/public/harbour.md": "# Harbour\n\nOpen all day.\n",
    "docs/public/plan.txt": "A file\n",
    "overrides/partials/copyright.html": "<p>{{ config.copyright }}</p>\n",
}
ADDED_MAP = """
id: ferry
name: Ferry
goal: To cross
owner: crew
stages: [{id: board, name: Board, exit: All are on board, steps: [{ours: Opens the gate, next: count}, {id: count, ours: Counts}]}]
"""
Edit = Callable[[Path], object]


def _replaced(name: str, old: str, new: str) -> Edit:
    def edit(project: Path) -> None:
        path = project / name
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return edit


def _written(name: str, text: str) -> Edit:
    def edit(project: Path) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")

    return edit


def _renamed(old: str, new: str) -> Edit:
    def edit(project: Path) -> None:
        if (project / old).is_file():
            (project / old).rename(project / new)

    return edit


EDITS: dict[str, Edit] = {
    "a text": _replaced(VOYAGE, "To sail", 'To sail & "land" <b>ärgerlich</b> {{ 1 }}'),
    "the text as it was": _replaced(VOYAGE, 'To sail & "land" <b>ärgerlich</b> {{ 1 }}', "To sail"),
    "a team that every page names": _replaced(ATLAS, "name: The crew", "name: The sailors"),
    "the organisation": _replaced(ATLAS, "Tern Tours", "Gull & Sons"),
    "a language": _replaced(ATLAS, "schema_version: 2", "schema_version: 2\nlanguage: de"),
    "a stage's title": _replaced(VOYAGE, "Canary preparation", "Canary packing"),
    "a new map": _written("journeys/maps/ferry.yml", ADDED_MAP),
    "a map goes": lambda project: (project / "journeys/maps/excursion.yml").unlink(missing_ok=True),
    "a file is renamed": _renamed("journeys/maps/excursion.yml", "journeys/maps/lesson.yml"),
    "a map is internal": _replaced("journeys/maps/excursion.yml", "status: live", "status: draft"),
    "half a file": lambda project: (project / VOYAGE).write_bytes((project / VOYAGE).read_bytes()[:400]),
    "no YAML": _replaced(VOYAGE, "id: voyage", "id: [voyage"),
    "YAML again": _replaced(VOYAGE, "id: [voyage", "id: voyage"),
    "nobody owns it": _replaced(VOYAGE, "owner: crew", "owner: nobody"),
    "somebody owns it": _replaced(VOYAGE, "owner: nobody", "owner: crew"),
    "a page is rewritten": _written("docs/notes.md", "# Other notes\n\n[Tides](tides.md)\n"),
    "a page comes": _written("docs/new/index.md", "# New\n\n[Notes](../notes.md) and {{ nothing }}\n"),
    "a page goes": lambda project: (project / "docs/public/harbour.md").unlink(missing_ok=True),
    "another title": _replaced("docs/tides.md", "a day", "each day"),
    "a file beside it": _written("docs/public/plan.txt", "Another\n"),
    "the theme": _written("overrides/partials/copyright.html", "<p>Another footer: {{ config.copyright }}</p>\n"),
}


@pytest.fixture(autouse=True)
def _one_build_at_a_time() -> Iterator[None]:
    """Leave the state of this process as it was."""
    before, date = dict(vars(BUILD)), os.environ.get("SOURCE_DATE_EPOCH")
    vars(BUILD).update(vars(BuildState()))
    yield
    vars(BUILD).update(before)
    if date is None:
        os.environ.pop("SOURCE_DATE_EPOCH", None)


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ColdSites]:
    environment = mkdocs_environment(BuildRequest(Path(), Audience.INTERNAL))
    sites = ColdSites(environment, tmp_path_factory.mktemp("cold") / "log")
    yield sites
    sites.end()


@dataclass
class World:
    """A project, its live site, and the files that a build of its last good state wrote."""

    project: Path
    audience: Audience
    cold: ColdSites
    site: LiveSite = field(init=False)
    good: dict[str, bytes] = field(default_factory=dict)
    builds: int = 0

    def __post_init__(self) -> None:
        self.site = LiveSite(self.settings, self.project.parent / "live")

    @property
    def settings(self) -> Path:
        return self.project / SETTINGS[self.audience]

    def check(self) -> None:
        """Renew the site, and compare all of it with a build, or with the last good one."""
        with _finished_pages():
            self.site.renew()
            assert BUILD.checked is not None
            if not any(finding.level == "error" for finding in self.site._findings):
                self.builds += 1
                folder = self.project.parent / f"cold-{self.builds}"
                self.good = self.cold.build(self.settings, folder, os.environ["SOURCE_DATE_EPOCH"])
                shutil.rmtree(folder)
            shown = {name: self.site.answer(f"{self.site.mount}{name}") for name in self.good}
        differing = [name for name, data in self.good.items() if shown[name].data != data]
        assert differing == [], shown[differing[0]].data[-2000:]
        assert {name: answer.code for name, answer in shown.items()} == dict.fromkeys(self.good, 200)


@contextmanager
def _finished_pages() -> Iterator[None]:
    """Let pages have no live layer."""
    with patch.object(live_site, "with_live_layer", lambda page, _: page):
        yield


@contextmanager
def _world(audience: Audience, cold: ColdSites) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as place, patch.dict(os.environ, {"JOURNEYBOOK_UNPROVED": "1"}):
        project = write_project(Path(place).resolve() / "project")
        for name, text in PAGES.items():
            _written(name, text)(project)
        vars(BUILD).update(vars(BuildState()))
        yield World(project, audience, cold)


@pytest.fixture(params=Audience)
def world(request: pytest.FixtureRequest, cold: ColdSites) -> Iterator[World]:
    with _world(request.param, cold) as drawn:
        yield drawn


def edit(world: World, *names: str) -> None:
    for name in names:
        EDITS[name](world.project)


@settings(max_examples=EXAMPLES)
@given(audience=st.sampled_from(Audience), names=st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=6))
def test_after_any_edits_everything_equals_a_build(cold: ColdSites, audience: Audience, names: list[str]) -> None:
    with _world(audience, cold) as world:
        world.site.renew()
        for number, name in enumerate(names):
            EDITS[name](world.project)
            if number % 2 == 0:
                world.site.renew()
                world.site.answer(f"{world.site.mount}")
        if any(finding.level == "error" for finding in world.site._findings):
            world.good = {}
        world.check()


def test_each_edit_shows_what_a_build_shows_and_errors_leave_the_last_good_state(world: World) -> None:
    world.check()
    kinds = ("index.html", "404.html", "sitemap.xml", "sitemap.xml.gz", "search/directory.json")
    assert [name for name in kinds if name not in world.good] == []
    edit(world, "a text", "a team that every page names", "a new map", "a page comes")
    world.check()
    before = world.good
    edit(world, "half a file", "another title")
    world.check()
    assert world.good is before
    assert world.builds == 2
    edit(world, "a page goes")
    _written(VOYAGE, "")(world.project)
    world.check()
    (world.project / VOYAGE).unlink()
    edit(world, "a file beside it", "the theme", "a file is renamed")
    world.check()
    assert (world.builds, world.good != before) == (3, True)


def test_addresses_begin_where_the_site_stands_and_drafts_are_shown_to_who_knows_theirs(world: World) -> None:
    settings = world.settings.read_text(encoding="utf-8").splitlines(keepends=True)
    others = "".join(line for line in settings if not line.startswith("site_url"))
    world.settings.write_text(f"{others}site_url: https://example.org/a/\ndraft_docs: /public/harbour.md\n", encoding="utf-8")
    world.site.renew()
    assert world.site.answer("/") == LiveAnswer(302, location="/a/")
    folder = "maps/voyage" if world.audience is Audience.INTERNAL else "sail-away"
    assert world.site.answer(f"/a/{folder}") == LiveAnswer(302, location=f"/a/{folder}/")
    draft = world.site.answer("/a/public/harbour/")
    assert (draft.code, b"DRAFT" in draft.data, b"jb-findings" in draft.data) == (200, True, True)
    missing = world.site.answer("/a/nowhere/")
    assert (missing.code, b"jb-findings" in missing.data, b"/a/assets/" in missing.data) == (404, True, True)
    assert [world.site.answer(path).code for path in ("/a/../../project/mkdocs.yml", "/nowhere", "/a/search/no.json")] == [404] * 3


def test_the_crash_of_a_page_leaves_the_others_and_has_a_traceback(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.site.renew()
    name = "maps/voyage/" if world.audience is Audience.INTERNAL else "sail-away/"
    for fault, is_ours in ((KeyError("ours"), True), (PluginError("theirs"), False)):
        caplog.clear()
        with patch.object(live_site, "_build_page", side_effect=fault), caplog.at_level(logging.ERROR):
            answer = world.site.answer(f"{world.site.mount}{name}")
        assert (answer.code, str(fault).encode() in answer.data.replace(b"&#39;", b"'")) == (500, True)
        assert any(record.exc_info for record in caplog.records) is is_ours
        assert [record.levelname for record in caplog.records] == ["ERROR"]
        assert world.site.answer(world.site.mount).code == 200
    assert world.site.answer(f"{world.site.mount}{name}").code == 200, "it comes back by itself"


def test_a_fault_of_ours_in_reading_leaves_the_pages_and_has_a_traceback(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.check()
    for fault, is_ours in ((KeyError("ours"), True), (OSError("no space"), False)):
        caplog.clear()
        with patch.object(live_site, "get_navigation", side_effect=fault), caplog.at_level(logging.ERROR), _finished_pages():
            edit(world, "a stage's title")
            world.site.renew()
            assert any(record.exc_info for record in caplog.records) is is_ours
            assert {name: world.site.answer(f"{world.site.mount}{name}").data for name in world.good} == world.good
    world.check()


def test_what_only_builds_can_make_is_made_late_and_once(cold: ColdSites) -> None:
    with _world(Audience.INTERNAL, cold) as world, patch.object(live_site, "search_files", wraps=search_files) as index:
        world.site.renew()
        page = world.site.answer(f"{world.site.mount}maps/voyage/")
        assert (page.code, index.call_count) == (200, 0)
        assert world.site.answer(f"{world.site.mount}search/directory.json").code == 200
        assert world.site.answer(f"{world.site.mount}maps/voyage/voyage.svg").data.startswith(b"<?xml")
        assert index.call_count == 1


HOOK = """
READ = []

def on_files(files, config):
    READ.clear()
    return files

def on_page_content(html, page, config, files):
    READ.append(page.file.src_uri)
    return html

def on_env(env, config, files):
    config.extra["read"] = " ".join(READ)
    return env
"""


def test_plugins_and_hooks_of_others_read_every_page_and_add_what_they_add_last(world: World) -> None:
    _written("overrides/hook.py", HOOK)(world.project)
    _written("overrides/partials/copyright.html", "<p>{{ config.extra.read }}</p>\n")(world.project)
    text = world.settings.read_text(encoding="utf-8")
    plugin = "  redirects: {redirect_maps: {public/old.md: public/harbour.md}}\n"
    world.settings.write_text(f"{text.replace('plugins:', f'plugins:{chr(10)}{plugin}', 1)}hooks: [overrides/hook.py]\n", encoding="utf-8")
    world.check()
    assert b"public/harbour.md" in world.good["index.html"]
    assert b"../harbour/" in world.good["public/old/index.html"]
    edit(world, "a new map", "a text")
    world.check()


def test_only_hand_written_pages_that_are_made_of_others_are_read_again(cold: ColdSites) -> None:
    with (
        _world(Audience.INTERNAL, cold) as world,
        patch.object(written_pages, "_populate_page", wraps=_populate_page) as read,
    ):

        def pages_read() -> list[str]:
            read.reset_mock()
            world.site.renew()
            return sorted(call.args[0].file.src_uri for call in read.call_args_list)

        everything = ["notes.md", "public/harbour.md", "tides.md"]
        assert pages_read() == everything
        edit(world, "a text")
        assert pages_read() == ["tides.md"], "it shows a view"
        edit(world, "a page is rewritten")
        assert pages_read() == ["notes.md", "tides.md"]
        edit(world, "a new map")
        assert pages_read() == everything, "there are other addresses"
