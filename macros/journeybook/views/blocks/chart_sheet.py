"""A chart with its equal table: every number that is drawn, and what the numbers stand on."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import singledispatch
from typing import Literal

from journeybook.draw.charts.axes import ReferenceValue
from journeybook.draw.charts.distribution import DistributionChart
from journeybook.draw.charts.funnel import FunnelChart
from journeybook.draw.charts.interval_plot import IntervalChart, IntervalRow
from journeybook.draw.charts.kinds import Chart
from journeybook.draw.charts.scale import ChartNumber, percent, plain_number
from journeybook.draw.charts.stacked_bands import StackedBandsChart, StackedRow
from journeybook.draw.charts.survival_curve import SurvivalChart, SurvivalPoint
from journeybook.draw.charts.trend import TrendChart
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Labelled, Row, Table


@dataclass(frozen=True)
class ChartSheet:
    """A chart, the same as a table, what its numbers stand on (rule, as-of day, counts, exclusions), and which way it is read."""

    chart: Chart
    table: Table
    basis: tuple[Labelled, ...]
    direction: Literal["ltr", "rtl"]


def chart_sheet(book: Book, chart: Chart, basis: tuple[Labelled, ...] = ()) -> ChartSheet:
    """Return a chart with the table that says the same, both with the numbers of the book's language."""
    shown = chart if isinstance(chart, FunnelChart | StackedBandsChart) else replace(chart, language=book.language)
    columns, rows = _cells(shown, book)
    texts = tuple(Row(tuple((text,) if text else () for text in row)) for row in rows)
    return ChartSheet(shown, Table(chart.title, tuple(columns), texts, book.say("chart.empty")), basis, book.direction)


_Cells = tuple[list[str], list[list[str]]]
"""The headings and the rows of a table, as texts."""


@singledispatch
def _cells(chart: Chart, book: Book) -> _Cells:
    raise TypeError(f"no table for a {type(chart).__name__}: {book.language}")


@_cells.register
def _funnel(chart: FunnelChart, book: Book) -> _Cells:
    columns = [book.say("chart.step"), chart.unit, book.say("chart.of_first"), book.say("chart.of_before"), book.say("chart.lost")]
    counts = [step.count for step in chart.steps]
    before = [None, *counts]
    rows = [
        [
            step.label,
            chart.hidden if step.count is None else str(step.count),
            _part(step.count, counts[0]),
            _part(step.count, earlier),
            "" if step.count is None or earlier is None else str(earlier - step.count),
        ]
        for step, earlier in zip(chart.steps, before, strict=False)
    ]
    return columns, rows


@_cells.register
def _distribution(chart: DistributionChart, book: Book) -> _Cells:
    rows = [
        [
            book.say("chart.bin", low=plain_number(bar.low, book.language), high=plain_number(bar.high, book.language)),
            chart.hidden if bar.count is None else str(bar.count),
        ]
        for bar in chart.bins
    ]
    return [chart.along, chart.unit], [
        *rows,
        *([reference.label, plain_number(reference.value, book.language)] for reference in chart.references),
    ]


@_cells.register
def _survival(chart: SurvivalChart, book: Book) -> _Cells:
    columns = [book.say("chart.group"), chart.along, chart.unit, book.say("chart.interval"), book.say("chart.open")]
    rows = [
        [curve.label, str(point.days), percent(point.share), _share_bounds(book, point), str(point.open or "")]
        for curve in chart.curves
        for point in curve.points
    ]
    medians = [
        [curve.label, book.say("chart.half_after", days=curve.median), percent(Decimal("0.5")), "", ""]
        if curve.median is not None
        else [curve.label, book.say("chart.half_never"), "", "", ""]
        for curve in chart.curves
    ]
    return columns, [*rows, *medians]


@_cells.register
def _stacked(chart: StackedBandsChart, book: Book) -> _Cells:
    columns = [book.say("chart.group"), *(band.label for band in chart.bands), book.say("chart.total")]
    return columns, [
        [
            row.label,
            *(_counted(chart, row, count) for count in row.counts),
            chart.hidden if row.total is None else str(row.total),
        ]
        for row in chart.rows
    ]


@_cells.register
def _trend(chart: TrendChart, book: Book) -> _Cells:
    columns = [book.say("chart.period"), *(series.label for series in chart.series)]
    values = [[_number(book, series.values[number]) for series in chart.series] for number in range(len(chart.periods))]
    rows = [[period, *texts] for period, texts in zip(chart.periods, values, strict=True)]
    target = [[_named(book, chart.target), *[""] * len(chart.series)]] if chart.target else []
    return columns, [*rows, *target]


@_cells.register
def _intervals(chart: IntervalChart, book: Book) -> _Cells:
    columns = ["", chart.unit, book.say("chart.interval"), book.say("chart.says")]
    return columns, [
        *([row.label, _number(book, row.value), _bounds(book, row), row.note] for row in chart.rows),
        [chart.reference.label, plain_number(chart.reference.value, book.language), "", ""],
    ]


def _part(count: int | None, whole: int | None) -> str:
    return percent(Decimal(count) / whole) if count is not None and whole else ""


def _counted(chart: StackedBandsChart, row: StackedRow, count: int | None) -> str:
    if count is None:
        return chart.hidden
    return f"{count} · {percent(Decimal(count) / row.total)}" if row.total and count else str(count)


def _number(book: Book, value: ChartNumber | None) -> str:
    return "" if value is None else plain_number(value, book.language)


def _named(book: Book, reference: ReferenceValue) -> str:
    return f"{reference.label}: {plain_number(reference.value, book.language)}"


def _share_bounds(book: Book, point: SurvivalPoint) -> str:
    return _between(book, *("" if bound is None else percent(bound) for bound in (point.low, point.high)))


def _bounds(book: Book, row: IntervalRow) -> str:
    return "" if row.value is None else _between(book, _number(book, row.low), _number(book, row.high))


def _between(book: Book, low: str, high: str) -> str:
    """Return an interval in words; a bound that the data do not set is said to be open."""
    return book.say("chart.between", low=low or book.say("chart.unbounded"), high=high or book.say("chart.unbounded"))
