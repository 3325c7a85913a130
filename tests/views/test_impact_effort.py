"""The plot of opportunities agrees with the table: the same numbers, the same order, the same score, and nothing left out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Link
from journeybook.views.blocks.ranking import HIGHEST, Quarter, quarter
from journeybook.views.diagrams import impact_effort
from journeybook.views.diagrams.impact_effort import ImpactEffort
from journeybook.views.pages import library
from journeybook.views.pages import map as page

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | opportunities:
      |   - {what: For the whole journey, impact: 4, effort: 5}
      |   - {id: named, what: Named, impact: 1, effort: 5}
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     opportunities:
      |       - {what: Only a wish}
      |       - {what: Half a wish, impact: 5}
      |     steps:
      |       - id: ask
      |         customer: Ask
      |         opportunities:
      |           - {id: easy, what: Easy, impact: 5, effort: 1}
      |           - {what: Done long ago, impact: 5, effort: 1, progress: done}
      |           - {what: Small, impact: 2, effort: 2, progress: doing}
    variant.yml
      | {id: variant, name: Variant, goal: To work, extends: base}
    empty.yml
      | {id: empty, name: Empty, goal: To work}
"""


@pytest.fixture
def book(draw_project: Draw) -> Book:
    checked = check(draw_project(WORLD))
    assert [str(finding) for finding in checked.findings if finding.rule.startswith("SHAPE")] == []
    return open_book(checked, Audience.INTERNAL)


@pytest.mark.parametrize("map_id", ["base", "variant", ""])
def test_the_numbers_are_those_of_the_table(book: Book, map_id: str) -> None:
    view = impact_effort.view(book, map_id)
    assert [(dot.number, dot.link.text, dot.score) for dot in view.dots] == [
        (1, "Easy", 25),
        (2, "Small", 8),
        (3, "For the whole journey", 4),
        (4, "Named", 1),
        (5, "Done long ago", 25),
    ]
    assert _numbered(view) == [(str(dot.number), dot.link.text) for dot in view.dots]
    assert [link.text for link in view.not_weighed] == ["Only a wish", "Half a wish"]
    assert len(view.table.rows) == len(view.dots) + len(view.not_weighed)
    assert [dot.closed for dot in view.dots] == ["", "", "", "", "Done"]


def test_every_dot_stands_in_one_panel_under_its_name(book: Book) -> None:
    view = impact_effort.view(book, "base")
    inside = {panel.name: [dot.link.text for dot in panel.dots] for panel in view.panels}
    assert inside == {
        "quick-win": ["Easy", "Done long ago"],
        "big-bet": ["For the whole journey"],
        "fill-in": ["Small"],
        "reconsider": ["Named"],
    }
    for panel, box in zip(view.panels, view.board.panels, strict=True):
        for dot in panel.dots:
            spot = view.board.dots[dot.number - 1]
            assert (box.x < spot.x < box.right, box.y < spot.y < box.bottom) == (True, True), dot


def test_panels_agree_with_the_score() -> None:
    scores: dict[Quarter, list[int]] = {one: [] for one in Quarter}
    for impact in range(1, HIGHEST + 1):
        for effort in range(1, HIGHEST + 1):
            scores[quarter(impact, effort)].append(impact * (HIGHEST + 1 - effort))
    assert min(scores[Quarter.QUICK_WIN]) > max(scores[Quarter.RECONSIDER])
    assert max(scores[Quarter.QUICK_WIN]) > max(scores[Quarter.BIG_BET]) == max(scores[Quarter.FILL_IN]) > max(scores[Quarter.RECONSIDER])


def test_a_dot_leads_to_the_place_of_its_opportunity(book: Book) -> None:
    links = {dot.link.text: dot.link.to for dot in impact_effort.view(book, "base").dots}
    assert links == {
        "Easy": Address("maps/base/begin.md", "opportunity-easy"),
        "Small": Address("maps/base/begin.md", "step-ask"),
        "For the whole journey": Address("maps/base/index.md", "chances"),
        "Named": Address("maps/base/index.md", "opportunity-named"),
        "Done long ago": Address("maps/base/begin.md", "step-ask"),
    }


def test_the_map_s_page_and_the_library_show_it(book: Book) -> None:
    assert [section.shown for section in page.view(book, "base").sections if section.anchor == "chances"] == ["impact_effort"]
    assert page.view(book, "empty").sections == ()
    assert [name for _, _, name in library.view(book, "opportunities").tables] == ["impact_effort"]


def test_a_map_without_opportunities_has_neither_dots_nor_rows(book: Book) -> None:
    view = impact_effort.view(book, "empty")
    assert (view.dots, view.not_weighed, view.table.rows) == ((), (), ())
    assert view.table.empty


def test_the_score_stands_in_the_map_s_table(book: Book) -> None:
    view = impact_effort.view(book, "base")
    place = view.table.columns.index(book.say("map.column.score"))
    told = [row.cells[place][0] for row in view.table.rows]
    assert told == ["25", "8", "4", "1", book.say("opportunities.unscored"), book.say("opportunities.unscored"), "25"]


def test_every_row_says_where_its_opportunity_is(book: Book) -> None:
    view = impact_effort.view(book, "base")
    place = view.table.columns.index(book.say("map.column.where"))
    told = [piece.text if isinstance(piece, Link) else piece for row in view.table.rows for piece in row.cells[place]]
    assert told == ["Ask", "Ask", "The whole journey", "The whole journey", "Begin", "Begin", "Ask"]


def _numbered(view: ImpactEffort) -> list[tuple[str, str]]:
    """Return the number and the name in every row that has a number."""
    firsts = [row.cells[0] for row in view.table.rows if isinstance(row.cells[0][0], Badge)]
    return [(number.text, named.text if isinstance(named, Link) else str(named)) for number, named in firsts if isinstance(number, Badge)]
