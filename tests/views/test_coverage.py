"""The coverage grid, counted by hand: which cells are covered, planned, holes or do not apply."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Link
from journeybook.views.blocks.coverage import Coverage, coverage, models_by_segment
from journeybook.views.pages import coverage as page
from journeybook.views.pages import plays, stage

Draw = Callable[[str], Path]
ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | lifecycle: [{id: start, name: Start}, {id: use, name: Use}, {id: side, name: Aside, kind: side}]
"""
WORLD = (
    ATLAS
    + """
  segments/
    all.yml
      | - {id: small, name: Small}
      | - {id: large, name: Large}
  measures/
    all.yml
      | - {id: logins, name: Logins}
  health/
    all.yml
      | - id: simple
      |   name: Simple
      |   phases: [start, use]
      |   indicators: [{measure: logins, weight: 100}]
      |   bands:
      |     - {id: good, name: Good, tone: good, when: '>= 50'}
      |     - {id: poor, name: Poor, tone: poor, when: '< 50'}
  plays/
    all.yml
      | - {id: ring, name: Ring, bands: [poor], phases: [start]}
      | - {id: praise, name: Praise, bands: [simple/good], phases: [start], segments: [large], state: planned}
      | - {id: old, name: Old, bands: [good], phases: [start], state: retired}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages:
      |   - {id: begin, name: Begin, phase: start, exit: It runs}
      |   - id: work
      |     name: Work
      |     phase: use
      |     exit: It is used
      |     plays:
      |       - {name: Look in, bands: [good]}
      |   - {id: apart, name: Apart, phase: side, kind: side, exit: It is over}
    large.yml
      | id: big
      | name: Big
      | goal: To work
      | segments: [large]
      | stages:
      |   - id: work
      |     name: Work
      |     phase: use
      |     exit: It is used
      |     plays: not-applicable
    future.yml
      | {id: later, name: Later, goal: To work, type: future, segments: [small], stages: [{id: work, name: Work, phase: use, exit: So}]}
"""
)


def _book(draw_project: Draw, tree: str = WORLD) -> Book:
    checked = check(draw_project(tree), as_of=date(2026, 1, 1))
    assert [str(finding) for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE"))] == []
    return open_book(checked, Audience.INTERNAL)


def _short(found: Coverage) -> list[tuple[str, str, str, str]]:
    return [(cell.row, cell.segment, cell.band.id if cell.band else "", cell.state) for cell in found.cells]


def test_the_grid_is_counted_by_hand(draw_project: Draw) -> None:
    found = coverage(_book(draw_project))
    assert _short(found) == [
        ("start", "small", "good", "hole"),
        ("start", "small", "poor", "covered"),
        ("start", "large", "good", "planned"),
        ("start", "large", "poor", "covered"),
        ("use", "small", "good", "covered"),
        ("use", "small", "poor", "hole"),
        ("use", "large", "", "not-applicable"),
    ]
    assert (found.covered, found.of, found.percent) == (3, 6, 50)
    assert found.unscored == ("Aside",)


def test_a_hole_names_the_line_at_which_it_would_be_filled(draw_project: Draw) -> None:
    places = [f"{cell.place.file}:{cell.place.line}" for cell in coverage(_book(draw_project)).holes if cell.place]
    assert places == ["journeys/maps/base.yml:5", "journeys/plays/all.yml:2", "journeys/maps/base.yml:10"]


def test_the_page_words_every_cell(draw_project: Draw) -> None:
    view = page.view(_book(draw_project))
    assert (view.percent, view.columns) == (50, ("Small", "Large"))
    assert [(line.name, line.lines, line.band) for line in view.lines] == [
        ("Start", 2, Badge("Good", "good")),
        ("Start", 0, Badge("Poor", "poor")),
        ("Use", 2, Badge("Good", "good")),
        ("Use", 0, Badge("Poor", "poor")),
    ]
    hole, planned = view.lines[0].cells
    assert (hole.badge, hole.place and hole.place.text) == (Badge("Hole", "poor"), "journeys/maps/base.yml:5")
    assert [piece.text for piece in planned.plays if isinstance(piece, Link)] == ["Praise"]
    assert view.lines[2].cells[1].plays == ("not applicable, as its stages say",)
    assert len(view.holes.rows) == 3


def test_which_model_scores_whom(draw_project: Draw) -> None:
    names = {row: tuple(model.name if model else None for model in models) for row, models in models_by_segment(_book(draw_project))}
    assert names == {"Start": ("Simple", "Simple"), "Use": ("Simple", "Simple"), "Aside": (None, None)}


def test_without_segments_there_is_one_column_and_without_anything_no_grid(draw_project: Draw) -> None:
    empty = coverage(_book(draw_project, ATLAS))
    assert (empty.cells, empty.percent) == ((), 0)
    assert page.view(_book(draw_project, ATLAS)).sentence == ""


QUIET = WORLD.replace(
    "| - {id: old,",
    """| - {id: alone, bands: [good], phases: [start], segments: [small], nothing_to_do: true}
      | - {id: later, bands: [poor], phases: [use], nothing_to_do: true, state: planned}
      | - {id: also, name: Rest, bands: [poor], phases: [start], nothing_to_do: true}
      | - {id: old,""",
)


def test_nothing_to_do_is_an_answer_and_no_hole(draw_project: Draw) -> None:
    found = coverage(_book(draw_project, QUIET))
    assert _short(found) == [
        ("start", "small", "good", "nothing-to-do"),
        ("start", "small", "poor", "covered"),
        ("start", "large", "good", "planned"),
        ("start", "large", "poor", "covered"),
        ("use", "small", "good", "covered"),
        ("use", "small", "poor", "planned"),
        ("use", "large", "", "not-applicable"),
    ]
    assert (found.covered, found.of, len(found.holes)) == (4, 6, 2)


def test_the_word_stands_in_the_cell(draw_project: Draw) -> None:
    view = page.view(_book(draw_project, QUIET))
    quiet, ringing = view.lines[0].cells[0], view.lines[1].cells[0]
    assert (quiet.state, quiet.badge, quiet.plays, quiet.place) == ("nothing-to-do", Badge("Nothing to do", "good"), (), None)
    assert [piece.text for piece in ringing.plays if isinstance(piece, Link)] == ["Ring", "Rest"]
    assert view.sentence == "4 of 6 cells are answered; 2 are holes."


def test_a_play_with_nothing_to_do_says_so_wherever_it_stands(draw_project: Draw) -> None:
    book = _book(draw_project, QUIET)
    cards = [one for group in plays.view(book).groups for one in group.cards]
    titles = {one.anchor: (one.title, one.badges) for one in cards if one.anchor in ("play-alone", "play-also")}
    word = Badge("Nothing to do", "good")
    assert titles == {"play-alone": ("Nothing to do", (word,)), "play-also": ("Rest", (word,))}
    (table,) = [table for section in stage.view(book, "base", "begin").sections for table in section.tables if "band" in table.caption]
    links = [row.cells[2] for row in table.rows if row.cells[0] == (Badge("Good", "good"),)]
    assert (Link("Nothing to do", Address("playbooks/plays.md", "play-alone")), Link("Small", Address("segments/small.md"))) in links
    assert [(group.title, [one.anchor for one in group.cards]) for group in plays.view(book).groups][-1] == (
        "Nothing to do",
        ["play-alone", "play-later", "play-also"],
    )
