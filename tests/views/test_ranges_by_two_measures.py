"""What the values of an input mean may follow from two measures: a table on the model's page, its holes, and a worked example."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Badge, Link, cell_text
from journeybook.views.links.site_map import page_address
from journeybook.views.pages import health_model

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
  measures/all.yml
    | - {id: logins, name: Log-ins}
    | - {id: tenure, name: Months}
    | - {id: mood, name: Mood}
  health/all.yml
    | id: use
    | name: Use
    | owner: care
    | points: {good: 100, average: 50, poor: 0}
    | bands: [{id: sunny, name: Sunny, tone: good, when: '>= 50'}, {id: rainy, name: Rainy, tone: poor, when: < 50}]
    | indicators:
    |   - {measure: mood, weight: 50, bands: {good: '>= 5', poor: < 5}}
    |   - measure: logins
    |     weight: 50
    |     band_table:
    |       rows: logins
    |       columns: tenure
    |       across: [{id: new, when: < 12, name: New}, {id: old, when: '>= 12'}]
    |       down:
    |         - {when: '>= 5', name: Many, bands: {new: good, old: {tone: good, name: As usual, points: 80}}}
    |         - {when: '>= 2 and < 5', bands: {new: good, old: unknown}}
    |         - {when: '>= 1 and < 2', bands: {new: poor}}
    | examples:
    |   - {title: An old customer, values: {mood: 9, logins: 7, tenure: 20}}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)


def test_the_table_stands_on_the_page_and_the_input_leads_to_it(book: Book) -> None:
    view = health_model.view(book, "use")
    (grid,) = view.range_tables
    assert view.indicators.rows[1].cells[2] == (
        Link("by Log-ins and Months, in a table", page_address("health_model", "use", anchor=grid.anchor)),
    )
    assert (grid.title, grid.table.columns) == ("What the values of Log-ins mean", ("Log-ins", "New: below 12", "at least 12"))
    assert [row.cells for row in grid.table.rows] == [
        (("Many", "at least 5"), (Badge("Sunny", "good"),), (Badge("As usual", "good"), "80 points")),
        (("at least 2 and below 5",), (Badge("Sunny", "good"),), ("not known",)),
        (("at least 1 and below 2",), (Badge("Rainy", "poor"),), (Badge("no rule", "poor"),)),
    ]
    assert f'id="{grid.anchor}"' in render(book, "health_model", ("use",), here="health/use.md")


def test_gaps_in_it_stand_on_the_page(book: Book) -> None:
    assert health_model.view(book, "use").faults == ("Log-ins: no rule for from 0, below 1",)


def test_a_worked_example_names_both_values_and_brings_the_points_of_the_cell(book: Book) -> None:
    (example,) = health_model.view(book, "use").examples
    assert example.parts is not None
    assert [tuple(cell_text(inlines) for inlines in row.cells[:4]) for row in example.parts.rows] == [
        ("Mood", "9", "Sunny", "100"),
        ("Log-ins", "Log-ins: 7 · Months: 20", "As usual", "80"),
    ]
    assert "Score 90" in example.result
