"""A map seen whole: what stands in every stage, in what order, and how longer maps are told shorter."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Link
from journeybook.views.journey_map.grid import Sign
from journeybook.views.journey_map.overview import Overview, OverviewLine, OverviewStage, overview
from journeybook.views.journey_map.overview_cells import OverviewCell

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | lifecycle: [{id: start, name: Start}]
    | lanes: [{id: customer, name: Customer, role: customer}]
    | severity_levels: [{id: bad, name: Bad, tone: poor}, {id: mild, name: Mild}]
  segments/
    all.yml
      | - {id: small, name: Small}
      | - {id: large, name: Large}
  health/
    score.yml
      | id: score
      | name: Score
      | phases: [start]
      | indicators: [{measure: logins, weight: 100}]
      | bands:
      |   - {id: good, name: Good, tone: good, when: '>= 50'}
      |   - {id: poor, name: Poor, tone: poor, when: '< 50'}
  measures/
    all.yml
      | - {id: logins, name: Logins}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | segments: small
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     exit: It runs
      |     feels: neutral
      |     milestones:
      |       - {id: one, name: First}
      |       - {id: two, name: Second}
      |       - {id: gone, name: Gone, state: retired}
      |       - {id: three, name: Third}
      |     handoffs: [{what: The list, giver: sales, taker: care}]
      |     steps:
      |       - id: ask
      |         customer: Ask
      |         feels: frustrated
      |         moment_that_matters: They stay
      |         pain_points:
      |           - {what: Slow, severity: mild}
      |           - {what: Lost, severity: bad}
      |       - {id: get, customer: Get, feels: pleased}
      |   - {id: work, name: Work, exit: It is used, feels: delighted}
    empty.yml
      | {id: empty, name: Empty, goal: To be written}
"""
BEGIN, WORK = Address("maps/base/begin.md"), Address("maps/base/work.md")


def _seen_whole(book: Book, map_id: str = "base") -> Overview:
    shown = overview(book, book.find(Map, map_id))
    assert shown
    return shown


@pytest.fixture
def book(draw_project: Draw) -> Book:
    return open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)


def test_each_stage_names_what_matters_most_and_counts_the_rest(book: Book) -> None:
    shown = _seen_whole(book)
    assert [row.title for row in shown.rows] == ["Moments that matter", "Pain points", "Milestones", "Handoffs", "Health without a play"]
    (band,) = shown.bands
    lowest, highest = Sign("trough", "lowest point", "poor"), Sign("peak", "highest point", "good")
    cells = (
        OverviewCell((Link("Ask", Address("maps/base/begin.md", "step-ask")),)),
        OverviewCell((Link("Lost", Address("maps/base/begin.md", "step-ask")), Link("Slow", Address("maps/base/begin.md", "step-ask")))),
        OverviewCell(
            (Link("First", Address("maps/base/begin.md", "milestone-one")), Link("Second", Address("maps/base/begin.md", "milestone-two"))),
            Link("1 more", Address("maps/base/begin.md", "milestones")),
        ),
        OverviewCell((Link("The list", BEGIN),)),
        OverviewCell(more=Link("2 holes", Address("playbooks/coverage.md"))),
    )
    feels = "Neutral, down to Frustrated, then Pleased"
    begin_column, work_column = Address("maps/base/index.md", "column-begin"), Address("maps/base/index.md", "column-work")
    assert band.stages == (
        OverviewStage(1, "Begin", BEGIN, begin_column, "", feels, (lowest,), cells),
        OverviewStage(2, "Work", WORK, work_column, "", "Delighted", (highest,), (OverviewCell(),) * 5),
    )


def test_the_curve_passes_each_stage_from_the_best_level_to_the_worst(book: Book) -> None:
    shown = _seen_whole(book)
    assert (shown.ends, shown.names, shown.teller) == (("Delighted", "Frustrated"), (), "")
    (line,) = shown.bands[0].lines
    assert line == OverviewLine(0, ((25.0, 50.0), (50.0, 92.0), (75.0, 29.0), (150.0, 8.0)))


def test_a_map_without_stages_has_no_overview(book: Book) -> None:
    assert overview(book, book.find(Map, "empty")) is None


def _long(draw_project: Draw, count: int, fields: str) -> Overview:
    """Return the overview of a map with so many stages of the same fields."""
    stages = "".join(f"      |   - {{id: s{number}, name: S{number}, exit: Over, {fields}}}\n" for number in range(count))
    long = f"    long.yml\n      | id: long\n      | name: Long\n      | goal: On\n      | stages:\n{stages}"
    root = draw_project(WORLD.replace("    empty.yml", f"{long}    empty.yml"))
    return _seen_whole(open_book(check(root, as_of=date(2026, 1, 1)), Audience.INTERNAL), "long")


@pytest.mark.parametrize(("count", "bands"), [(9, [9]), (10, [5, 5]), (19, [7, 7, 5])])
def test_longer_maps_stand_in_bands_with_counts_alone(draw_project: Draw, count: int, bands: list[int]) -> None:
    shown = _long(draw_project, count, "milestones: [{id: over, name: Over}]")
    assert [len(band.stages) for band in shown.bands] == bands
    last = shown.bands[-1].stages[-1]
    page = f"maps/long/s{count - 1}.md"
    brief, full = OverviewCell(more=Link("1", Address(page, "milestones"))), OverviewCell((Link("Over", Address(page, "milestone-over")),))
    assert (last.number, last.cells) == (count, (brief if len(bands) > 1 else full,))


def test_a_curve_ends_where_its_band_ends(draw_project: Draw) -> None:
    first, second = _long(draw_project, 10, "feels: pleased").bands
    assert first.lines == second.lines == (OverviewLine(0, ((50.0, 29.0), (150.0, 29.0), (250.0, 29.0), (350.0, 29.0), (450.0, 29.0))),)
