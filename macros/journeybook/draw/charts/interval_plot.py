"""Interval plot: values with their intervals below each other, against a value that means no difference."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.draw.charts.axes import Plot, ReferenceValue, reference_values_up, values_below
from journeybook.draw.charts.scale import ChartNumber, Scale, doublings, round_values, short_number
from journeybook.draw.charts.shapes import (
    EDGE,
    LINE,
    WIDTH,
    ChartDrawing,
    ChartLine,
    ChartMarker,
    ChartShape,
    ChartText,
    TextAnchor,
    broad,
    paragraph,
)
from journeybook.draw.geometry import Point

_ROW, _CAP, _HEAD, _SIDE = 16.0, 4.0, 6.0, 12.0


@dataclass(frozen=True)
class IntervalRow:
    """A value with its bounds, None where there is none, and what is said of it; one that is not clear has a hollow marker."""

    label: str
    value: ChartNumber | None
    low: ChartNumber | None
    high: ChartNumber | None
    note: str
    is_clear: bool


@dataclass(frozen=True)
class IntervalChart:
    """The rows, the unit of their values, and the value of no difference; ratios stand on a logarithmic scale."""

    title: str
    description: str
    unit: str
    rows: tuple[IntervalRow, ...]
    reference: ReferenceValue
    is_ratio: bool = False
    language: str = "en"

    @property
    def drawing(self) -> ChartDrawing:
        """A line from bound to bound for each row, with an arrow where there is no bound, and a marker at its value."""
        ends = self._ends
        across = Scale(ends[0], ends[-1], EDGE + _SIDE, WIDTH - EDGE - _SIDE, self.is_ratio)
        start = LINE + 8
        shapes: list[ChartShape] = []
        top = start
        for row in self.rows:
            words, top = paragraph(row.label, "label", top, WIDTH - broad(row.note) - 12)
            shapes += [*words, ChartText(Point(WIDTH - EDGE, top - LINE * 0.2), row.note, "value", TextAnchor.END)]
            shapes += _row(row, across, top + _ROW / 2)
            top += _ROW + 4
        plot = Plot(start, top, across, self.language)
        back = (
            *reference_values_up((self.reference,), plot),
            ChartLine((Point(EDGE, top), Point(WIDTH - EDGE, top)), "axis"),
            *values_below(ends, [short_number(end, self.language) for end in ends], plot),
            ChartText(Point(WIDTH / 2, top + 2 * LINE + 6), self.unit, "scale", TextAnchor.MIDDLE),
        )
        return ChartDrawing(top + 2 * LINE + 12, (*back, *shapes))

    @property
    def _ends(self) -> tuple[float, ...]:
        """The values written below the rows; a ratio of nought has no place on its scale and stands at its end."""
        values = [self.reference.value, *(value for row in self.rows for value in (row.low, row.value, row.high) if value is not None)]
        if self.is_ratio:
            values = [value for value in values if value > 0]
            return doublings(min(values), max(values))
        return round_values(min(values), max(values))


def _row(row: IntervalRow, across: Scale, y: float) -> Iterator[ChartShape]:
    if row.value is None:
        return
    if row.low is not None or row.high is not None:
        yield from _line(row, across, y)
    yield ChartMarker(Point(across.at(row.value), y), 0, is_hollow=not row.is_clear)


def _line(row: IntervalRow, across: Scale, y: float) -> Iterator[ChartShape]:
    """Yield the line between the bounds with a cap at each, or an arrow at the end of the chart where there is none."""
    ends = ((row.low, EDGE, 1), (row.high, WIDTH - EDGE, -1))
    left, right = (edge if bound is None else across.at(bound) for bound, edge, _ in ends)
    yield ChartLine((Point(left, y), Point(right, y)), "interval")
    for (bound, _, way), x in zip(ends, (left, right), strict=True):
        if bound is None:
            yield ChartLine((Point(x + way * _HEAD, y - _CAP), Point(x, y), Point(x + way * _HEAD, y + _CAP)), "interval")
        else:
            yield ChartLine((Point(x, y - _CAP), Point(x, y + _CAP)), "interval")
