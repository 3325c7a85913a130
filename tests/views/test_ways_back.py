"""A way back from a pain point is shown wherever the pain point is, in whichever way it was written; and what was answered in its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Cell, Link, Prefix
from journeybook.views.pages import stage, team
from journeybook.views.tables import journey_map, pain_points

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
  segments/all.yml
    | - {id: small, name: Small}
    | - {id: large, name: Large}
  playbooks/rescue.yml
    | {id: rescue, name: Rescue}
  resources/guide.yml
    | {id: guide, name: Guide, kind: article}
  maps/base.yml
    | id: base
    | name: Base
    | goal: To work
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: It works
    |     pain_points:
    |       - {what: Silence, severity: high, owner: care, recovery: {playbook: rescue}}
    |       - {what: Refusal, severity: high, owner: care, recovery: {text: Ask again, route: [ask, go], self_help: [guide]}}
    |       - {what: Noise, severity: high, owner: care, recovery: unknown}
    |       - {what: Doubt, severity: high, owner: care}
    |     steps: [{id: ask, customer: Asks}, {id: go, customer: Goes, applies: {except_segments: [small, large]}}]
    |   - {id: quiet, name: Quiet, exit: It works, events: none, pain_points: unknown}
    |   - {id: bare, name: Bare, exit: It works}
"""
RESCUE = Link("Rescue", Address("playbooks/rescue.md"))
ROUTE = (Link("Asks", Address("maps/base/begin.md", "step-ask")), "then", Link("Goes", Address("maps/base/begin.md", "step-go")))
WAYS = ((RESCUE,), ("Ask again", "by way of:", *ROUTE, Link("Guide", Address("resources/guide.md"))), ("not known",))
NONE = (Badge("No way back is written yet", "poor"),)


def _book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)


def test_every_page_shows_every_way_back(draw_project: Callable[[str], Path]) -> None:
    book = _book(draw_project)
    assert tuple(row.cells[3] for row in pain_points.view(book).rows) == (*WAYS, NONE)
    pains = next(table for _, table in team.view(book, "care").tables if "Silence" in str(table.rows))
    assert _after(pains.rows[0].cells, "High") == (RESCUE,)
    tile = next(tile for tile in stage.view(book, "base", "begin").tiles if tile.name == "risks")
    assert [line.beneath for line in tile.groups[0].lines] == [*WAYS, NONE]


def test_the_map_shows_them_in_its_cells(draw_project: Callable[[str], Path]) -> None:
    book = _book(draw_project)
    rows = {row.key: row for group in journey_map.view(book, "base").groups for row in group.rows}
    smalls = [entry.small for entry in rows["pain_points"].cells[0].entries]
    assert smalls == [*(((Prefix("Way back:"), *way),) for way in WAYS), (("No way back is written yet",),)]


def test_the_first_screen_says_what_was_answered_of_risks(draw_project: Callable[[str], Path]) -> None:
    book = _book(draw_project)
    empty = [next(tile.empty for tile in stage.view(book, "base", name).tiles if tile.name == "risks") for name in ("quiet", "bare")]
    assert empty == ["Events: none; pain points: not known", "No bad sign and no serious pain point is written here."]


def _after(cells: tuple[Cell, ...], word: str) -> Cell:
    return next(cells[number + 1] for number, there in enumerate(cells) if word in str(there))
