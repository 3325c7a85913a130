"""What a variant is unsure of keeps in sight what its base said of whom it applies to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.flow import stations
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import cell_text
from journeybook.views.blocks.cards import Detail
from journeybook.views.blocks.common_fields import common_fields
from journeybook.views.pages import stage
from journeybook.views.stage.step_card import step_card

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
  segments/
    segments.yml
      | - {id: large, name: Large firms}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     applies: {says: if they begin anew}
      |     steps:
      |       - {id: ask, customer: Asks, applies: {segments: large, says: if the budget is agreed}}
      |       - {id: use, customer: Uses it}
      |     milestones: [{id: runs, name: It runs, target: day 14, applies: {segments: large}}]
      |     pain_points: [{id: loud, what: It is loud, applies: {says: in halls}}]
    bare.yml
      | id: bare
      | name: Bare
      | goal: To work
      | stages: [{id: talk, name: Talk, exit: It is said, steps: [{customer: Talks}]}]
    small.yml
      | id: small
      | name: Small
      | goal: To work
      | extends: [bare, base]
      | alterations: [{unsure: ask}, {unsure: use}, {unsure: runs}, {unsure: loud}, {unsure: begin}]
    smaller.yml
      | id: smaller
      | name: Smaller
      | goal: To work
      | extends: small
    again.yml
      | id: again
      | name: Again
      | goal: To work
      | extends: small
      | alterations: [{unsure: ask}]
    other.yml
      | id: other
      | name: Other
      | goal: To work
      | extends: base
      | alterations: [{change: ask, set: {applies: {says: by letter}}}]
    last.yml
      | id: last
      | name: Last
      | goal: To work
      | extends: other
      | alterations: [{unsure: ask}]
"""
SAID = ("In the base Base", "Large firms · if the budget is agreed")


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def labelled(details: tuple[Detail, ...]) -> dict[str, str]:
    return {detail.label: cell_text(getattr(detail, "value", ())) for detail in details}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("base", None),
        ("small", SAID),
        ("smaller", SAID),
        ("again", SAID),
        ("other", None),
        ("last", ("In the base Other", "by letter")),
    ],
)
def test_the_card_of_a_step_shows_the_doubt_and_what_the_base_says(name: str, expected: tuple[str, str] | None, book: Book) -> None:
    journey = book.find(Map, name)
    station = next(station for station in stations(journey) if station.key == "ask")
    card = step_card(book, station, journey=journey)
    assert ("not known whether this applies here" in cell_text(card.badges)) is bool(expected)
    said = {label: text for label, text in labelled(card.lead).items() if label.startswith("In the base")}
    assert said == dict([expected] if expected else [])


def test_a_step_that_was_for_everybody_has_nothing_to_add(book: Book) -> None:
    journey = book.find(Map, "small")
    card = step_card(book, next(station for station in stations(journey) if station.key == "use"), journey=journey)
    assert not [label for label in labelled(card.lead) if label.startswith("In the base")]


def test_so_do_a_stage_a_milestone_and_a_pain_point(book: Book) -> None:
    part = next(stage for stage in book.find(Map, "small").stages if stage.id == "begin")
    items = (part, *part.milestones, *part.pain_points)
    assert [labelled(common_fields(book, item)).get("In the base Base") for item in items] == [
        "if they begin anew",
        "Large firms",
        "in halls",
    ]
    view = stage.view(book, "small", "begin")
    assert "if they begin anew" in str(view.sections)


def test_the_first_screen_of_a_stage_shows_the_doubt(book: Book) -> None:
    tile = next(tile for tile in stage.view(book, "small", "begin").tiles if tile.name == "steps")
    lines = [cell_text(line.text) for group in tile.groups for line in group.lines]
    assert lines == ["Asks not known whether this applies here", "Uses it not known whether this applies here"]
