"""Whatever can have an id gets one on request; nothing else in the files changes, and links that were there still lead there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from journeybook.audience.redact import public_remainder
from journeybook.cli.main import assemble_program
from journeybook.edit.missing_ids import missing_ids
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.flow import stations
from journeybook.publish.exchange_file import exchange_files
from journeybook.validate import check
from journeybook.views.base.book import Book
from journeybook.views.success_map.success_anchors import plan_anchors

ROOT = Path(__file__).parents[2]
PROGRAM = assemble_program()
RUNNER = CliRunner()
DrawProject = Callable[[str], Path]

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | contact: {name: Help, page: "https://example.org/help"}
    | teams: [{id: harbour, name: Harbour office}]
    | anchors: [{id: call, name: the call}]
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: Be at sea
      | owner: harbour
      | stages:
      |   - id: out
      |     name: Out
      |     owner: harbour
      |     exit: At sea
      |     pain_points: [{what: Too dear, recovery: unknown}]
      |     milestones:
      |       - {name: Two at sea, owner: harbour, target: 2 days after call}
      |     steps:
      |       # the first
      |       - customer: Wave  # ours
      |       - {customer: Call}
      |       - {customer: 2 calls, when: by day 3}
      |       - {customer: Wave, when: by day 3}
      |       - {customer: 开始}
      |       - id: kept
      |         customer: Sail
    variant.yml
      | id: variant
      | name: Variant
      | owner: harbour
      | extends: base
  playbooks/
    rescue.yml
      | {id: rescue, name: Rescue, owner: harbour, steps: [Call, {id: write, what: Write}]}
"""
FILE = "journeys/maps/base.yml"
WITH_IDS = {
    "[{what: Too dear": "[{id: too-dear, what: Too dear",
    "- {name: Two": "- {id: two-at-sea, name: Two",
    "- customer: Wave  # ours": "- id: wave\n        customer: Wave  # ours",
    "{customer: Call}": "{id: call-2, customer: Call}",
    "{customer: 2 calls": "{id: item-2-calls, customer: 2 calls",
    "{customer: Wave, when": "{id: wave-2, customer: Wave, when",
    "{customer: 开始}": "{id: d2bb025a, customer: 开始}",
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_ids_are_made_of_words_and_nothing_else_changes(draw_project: DrawProject, line_end: str) -> None:
    project = draw_project(PROJECT)
    before = (project / FILE).read_text(encoding="utf-8")
    (project / FILE).write_bytes(before.replace("\n", line_end).encode())
    unasked = RUNNER.invoke(PROGRAM, ["check", "--ids", "--project", str(project)])
    assert (unasked.exit_code, (project / FILE).read_bytes()) == (2, before.replace("\n", line_end).encode())
    answer = RUNNER.invoke(PROGRAM, ["check", "--ids", "--yes", "--project", str(project)])
    assert "1 without an id are written in short form" in answer.stderr
    expected = before
    for old, new in WITH_IDS.items():
        assert before.count(old) == 1
        expected = expected.replace(old, new)
    assert (project / FILE).read_bytes().decode() == expected.replace("\n", line_end)
    again = RUNNER.invoke(PROGRAM, ["check", "--ids", "--yes", "--project", str(project)])
    assert "none is written" in again.stderr


def test_links_that_were_there_lead_to_the_same_steps(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT)
    before = _anchors(check(project).atlas)
    exchange_files(project, missing_ids(project, check(project).atlas).changes)
    after = _anchors(check(project).atlas)
    assert len(before) == 12
    assert [step for step, anchors in before.items() if not anchors <= after[step]] == []
    stages: dict[tuple[str, str], list[str]] = {}
    for (home, stage, _), anchors in after.items():
        stages.setdefault((home, stage), []).extend(anchors)
    assert [anchors for anchors in stages.values() if len(anchors) != len(set(anchors))] == []


def test_the_sample_keeps_every_link_and_every_tick(tmp_path: Path) -> None:
    sample_project = tmp_path / "sample"
    for name in ("journeys", "docs"):
        shutil.copytree(ROOT / name, sample_project / name)
    before = check(sample_project).atlas
    ids = missing_ids(sample_project, before)
    exchange_files(sample_project, ids.changes)
    after = check(sample_project)
    assert (ids.written > 50, [str(finding) for finding in after.findings]) == (True, [])
    old, new = _anchors(before), _anchors(after.atlas)
    assert len(old) > 50
    assert [step for step, anchors in old.items() if not anchors <= new[step]] == []
    plans, now = _plans(before), _plans(after.atlas)
    assert len(plans) > 20
    assert [name for name in plans if name not in now] == []
    assert missing_ids(sample_project, after.atlas).written == 0


def test_nothing_is_written_while_there_are_errors(draw_project: DrawProject) -> None:
    project = draw_project(PROJECT.replace("owner: harbour", "owner: harbor"))
    before = (project / FILE).read_bytes()
    answer = RUNNER.invoke(PROGRAM, ["check", "--ids", "--yes", "--project", str(project)])
    assert (answer.exit_code, (project / FILE).read_bytes()) == (1, before)
    assert "No ids are written while there are errors" in answer.stderr


def _anchors(atlas: Atlas) -> dict[tuple[str, str, int], set[str]]:
    """Return every anchor of each step, by its map, its stage and its number in the map."""
    return {
        (journey.id, station.stage.id, number): {station.identity.key, *station.other_keys}
        for journey in atlas.maps
        for number, station in enumerate(stations(journey))
    }


def _plans(atlas: Atlas) -> set[tuple[str, str]]:
    """Return every anchor of the success maps, with the page on which it is."""
    book = Book(public_remainder(atlas), Audience.PUBLIC)
    maps = [journey for journey in book.atlas.maps if journey.public]
    return {
        (journey.public.slug, name)
        for journey in maps
        if journey.public
        for anchor in plan_anchors(book, journey).values()
        for name in (anchor.identity.key, *anchor.others)
    }
