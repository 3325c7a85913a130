"""Trend: a value of some series from period to period."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from journeybook.draw.charts.axes import PLOT_HEIGHT, PLOT_LEFT, Plot, ReferenceValue, levels_across, values_below
from journeybook.draw.charts.key import line_key
from journeybook.draw.charts.scale import ChartNumber, Scale, plain_number, round_values, short_number
from journeybook.draw.charts.shapes import (
    EDGE,
    LINE,
    LINE_LOOKS,
    WIDTH,
    ChartDrawing,
    ChartLine,
    ChartMarker,
    ChartShape,
    ChartText,
    TextAnchor,
    broad,
    one_line,
)
from journeybook.draw.geometry import Point


@dataclass(frozen=True)
class TrendSeries:
    """The values of one series by period; None where there is none, which leaves a gap."""

    label: str
    values: tuple[ChartNumber | None, ...]


@dataclass(frozen=True)
class TrendChart:
    """The periods, the series, the unit of their values, and a target where there is one."""

    title: str
    description: str
    unit: str
    periods: tuple[str, ...]
    series: tuple[TrendSeries, ...]
    target: ReferenceValue | None = None
    language: str = "en"

    @property
    def drawing(self) -> ChartDrawing:
        """Lines with a marker at each value, over the names of the periods."""
        values = [value for series in self.series for value in series.values if value is not None]
        values += [self.target.value] if self.target else []
        if not values or not self.periods:
            return ChartDrawing(0, ())
        key, top = line_key([series.label for series in self.series], LINE + 4, with_markers=True)
        bottom = top + PLOT_HEIGHT
        levels = round_values(min(0, *map(float, values)), max(0, *map(float, values)))
        up = Scale(levels[0], levels[-1], bottom, top)
        plot = Plot(top, bottom, Scale(0, max(len(self.periods) - 1, 1), PLOT_LEFT + 8, WIDTH - EDGE - 10))
        return ChartDrawing(
            bottom + LINE + 8,
            (
                ChartText(Point(0, LINE * 0.8), self.unit, "scale"),
                *key,
                *levels_across(levels, [short_number(level, self.language) for level in levels], up),
                *_target(self.target, up, self.language),
                *(shape for number, series in enumerate(self.series) for shape in _series(series, number % LINE_LOOKS, plot, up)),
                *values_below(range(len(self.periods)), self.periods, plot),
            ),
        )


def _series(series: TrendSeries, look: int, plot: Plot, up: Scale) -> Iterator[ChartShape]:
    placed = [(value, plot.across.at(number)) for number, value in enumerate(series.values)]
    for is_gap, run in groupby(placed, key=lambda pair: pair[0] is None):
        points = () if is_gap else tuple(Point(x, up.at(value)) for value, x in run if value is not None)
        if points[1:]:
            yield ChartLine(points, "series", look)
        yield from (ChartMarker(point, look) for point in points)


def _target(target: ReferenceValue | None, up: Scale, language: str) -> Iterator[ChartShape]:
    if target:
        y, text = up.at(target.value), one_line(f"{target.label}: {plain_number(target.value, language)}", WIDTH / 2)
        start = WIDTH - EDGE - broad(text)
        yield ChartLine((Point(PLOT_LEFT, y), Point(WIDTH - EDGE, y)), "reference")
        yield ChartLine((Point(start - 28, LINE / 2), Point(start - 4, LINE / 2)), "reference")
        yield ChartText(Point(WIDTH - EDGE, LINE * 0.8), text, "value", TextAnchor.END)
