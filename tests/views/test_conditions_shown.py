"""A condition in words stands where its item does: at the head of a map, and in the heading of a stage or sub-stage."""

from collections.abc import Callable
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.base.elements import cell_text
from journeybook.views.pages import map as map_page
from journeybook.views.tables import journey_map

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
      | applies: {says: if the house is not listed}
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     applies: {segments: large, says: if they begin anew}
      |     sub_stages:
      |       - {id: sign, name: Sign, applies: {says: if a signature is asked for}, steps: [{customer: Signs}]}
      |   - {id: talk, name: Talk, exit: Said, applies: unknown, steps: [{customer: Talks}]}
"""


def test_a_condition_is_shown_where_its_item_is(draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(WORLD)), Audience.INTERNAL)
    head = {fact.label: cell_text(fact.value) for fact in map_page.view(book, "base").facts}
    assert head["Only"] == "if the house is not listed"
    table = journey_map.view(book, "base")
    assert [(stage.title, stage.note, [badge.text for badge in stage.badges]) for stage in table.stages] == [
        ("Begin", "only for Large firms, if they begin anew", []),
        ("Talk", "", ["not known whether this applies here"]),
    ]
    assert [(part.title, part.note) for part in table.parts if part.note] == [("Sign", "if a signature is asked for")]
