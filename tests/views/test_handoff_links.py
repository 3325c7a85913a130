"""A change of teams from step to step is drawn as a handoff, unless the author says that it is none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.base.elements import cell_text
from journeybook.views.diagrams import swimlane

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | lanes:
    |   - {id: shop, name: Shop, role: frontstage, team: sales}
    |   - {id: desk, name: Desk, role: frontstage, team: care}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     steps:
      |       - {shop: Sells}
      |       - {id: greet, desk: Greets, next: [{outcome: all is there, to: book}, {outcome: something lacks, to: ask}]}
      |       - {id: book, shop: Books, ends: Booked}
      |       - {id: ask, shop: Asks, starts: true}
      |       - {id: file, desk: Files it}
"""


@pytest.mark.parametrize(
    ("old", "new", "handoffs"),
    [
        ("", "", ["Greets", "Books", "Asks", "Files it"]),
        ("to: book}", "to: book, kind: flow}", ["Greets", "Asks", "Files it"]),
        ("desk: Greets, next: [", "desk: Greets, next: [{to: file, kind: handoff}, ", ["Greets", "Files it", "Books", "Asks", "Files it"]),
        ("exit: It runs", "exit: It runs\n      |     handoffs: none", []),
        ("exit: It runs", "exit: It runs\n      |     handoffs: unknown", ["Greets", "Books", "Asks", "Files it"]),
    ],
)
def test_a_change_of_teams_is_none_where_its_author_says_so(
    old: str, new: str, handoffs: list[str], draw_project: Callable[[str], Path]
) -> None:
    view = swimlane.view(open_book(check(draw_project(WORLD.replace(old, new, 1))), Audience.INTERNAL), "base")
    labels = {step.id: step.label for step in view.diagram.steps}
    assert [labels[link.target] for link in view.diagram.links if link.kind.value == "handoff"] == handoffs
    told = [cell_text(row.cells[4]) for row in view.outline.rows]
    assert sum(text.count("handoff") for text in told) == len(handoffs)
