"""The table beside a chart says every number that is drawn, and no hidden one."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from every_chart import BANDS, CHARTS, DISTRIBUTION, FUNNEL, HIDDEN, HOSTILE, INTERVALS, SURVIVAL, TREND

from journeybook.draw.charts.interval_plot import IntervalChart
from journeybook.draw.charts.kinds import Chart
from journeybook.draw.charts.shapes import ChartText
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import cell_text
from journeybook.views.blocks.chart_sheet import chart_sheet


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project("journeys/\n  atlas.yml\n    | {schema_version: 2, organisation: Acme}\n")), Audience.INTERNAL)


def test_a_funnel_as_a_table(book: Book) -> None:
    assert table(book, FUNNEL) == [
        ["reached", "accounts", "of the first", "of the one before", "lost before it"],
        ["Handoff accepted", "120", "100 %", "", ""],
        [HOSTILE, "96", "80 %", "80 %", "24"],
        ["First value", "41", "34 %", "43 %", "55"],
        ["Goal", HIDDEN, "", "", ""],
    ]


def test_a_distribution_as_a_table(book: Book) -> None:
    assert table(book, DISTRIBUTION)[4:] == [
        ["30 to under 40", "0"],
        ["40 to under 50", HIDDEN],
        ["50 to under 60", "7"],
        ["target", "21"],
        ["median of all those that took longer", "52"],
    ]


def test_survival_as_a_table(book: Book) -> None:
    rows = table(book, SURVIVAL)
    assert rows[:2] == [
        ["group", "days", "still there", "interval of 95 %", "still open, seen last"],
        ["Pooled", "6", "86 %", "62 % to 95 %", "1"],
    ]
    assert rows[6:] == [
        ["A named CSM", "5", "100 %", "open to 100 %", "2"],
        ["A named CSM", "12", "90 %", "60 % to 98 %", ""],
        ["Pooled", "half after 23", "50 %", "", ""],
        ["A named CSM", "fewer than half so far", "", "", ""],
    ]


def test_bands_as_a_table(book: Book) -> None:
    rows = table(book, BANDS)
    assert rows[0] == ["group", "Good", "Average", "Poor", "In no band", "Warming up", "all"]
    assert rows[1] == ["Small, digital", "40 · 38 %", "30 · 29 %", "20 · 19 %", "8 · 8 %", "6 · 6 %", "104"]
    assert rows[3] == ["Enterprise", "12", HIDDEN, HIDDEN, "0", "0", HIDDEN]


def test_a_trend_as_a_table(book: Book) -> None:
    rows = table(book, TREND)
    assert rows[3] == ["2026-03", "60", "52", "", ""]
    assert rows[-1] == ["good from: 75", "", "", "", ""]


def test_intervals_as_a_table(book: Book) -> None:
    assert table(book, INTERVALS)[1:] == [
        ["Sponsor leaves", "3", "1.4 to 6.7", "3×, differs"],
        [HOSTILE, "0.75", "0.2 to 2.6", "0.8×, not shown"],
        ["Only before churns", "", "", "5 of 20 against 0 of 20"],
        ["Without an end", "1.5", "1.1 to open", "1.5×, too few to say"],
        ["as often", "1", "", ""],
    ]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_every_value_that_is_written_in_a_chart_is_in_its_table(book: Book, chart: Chart) -> None:
    values = [shape.text for shape in chart.drawing.shapes if isinstance(shape, ChartText) and shape.role in ("value", "part", "reference")]
    words = set(re.findall(r"[\w.]+", " ".join(text for row in table(book, chart) for text in row)))
    assert values or chart is SURVIVAL
    assert {word for text in values for word in re.findall(r"[\w.]+", text)} - words == set()


def test_a_chart_of_nothing_says_so(book: Book) -> None:
    sheet = chart_sheet(book, replace(FUNNEL, steps=()))
    assert (sheet.table.rows, sheet.table.empty) == ((), "There is no number to show.")


def table(book: Book, chart: Chart) -> list[list[str]]:
    """Return the headings and the cells of the table beside a chart as texts."""
    sheet = chart_sheet(book, chart)
    assert (sheet.chart, sheet.direction, sheet.table.caption) == (chart, "ltr", chart.title)
    return [list(sheet.table.columns), *([cell_text(cell) for cell in row.cells] for row in sheet.table.rows)]


def test_numbers_are_written_as_in_the_language_of_the_book(book: Book) -> None:
    file = book.atlas.file.model_copy(update={"language": "de"})
    german = Book(book.atlas.model_copy(update={"file": file}), Audience.INTERNAL)
    texts = ([set(_numbers(each, chart)) for chart in CHARTS] for each in (book, german))
    pairs = list(zip(*texts, strict=True))
    assert {number for english, _ in pairs for number in english if "." in number} >= {"0.75", "0.25"}
    assert [number for _, numbers in pairs for number in numbers if "." in number] == []
    assert [{number.replace(".", ",") for number in english} for english, _ in pairs] == [numbers for _, numbers in pairs]


def _numbers(book: Book, chart: Chart) -> list[str]:
    """Return every number with a fraction that a chart and its table write themselves, and not the notes of its rows."""
    sheet = chart_sheet(book, chart)
    drawn = [shape.text for shape in sheet.chart.drawing.shapes if isinstance(shape, ChartText)]
    cells = [cell_text(each) for row in sheet.table.rows for each in row.cells]
    notes = {row.note for row in chart.rows} if isinstance(chart, IntervalChart) else set()
    texts = (text for text in (*drawn, *cells) if text not in notes)
    return [number for text in texts for number in re.findall(r"\d+[.,]\d+", text)]
