"""Distribution: how many accounts took how long, against a target."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.draw.charts.axes import PLOT_HEIGHT, PLOT_LEFT, Plot, ReferenceValue, levels_across, reference_values_up, values_below
from journeybook.draw.charts.scale import ChartNumber, Scale, round_values, short_number
from journeybook.draw.charts.shapes import (
    EDGE,
    LINE,
    WIDTH,
    ChartBar,
    ChartDrawing,
    ChartLine,
    ChartShape,
    ChartText,
    ChartTone,
    TextAnchor,
)
from journeybook.draw.geometry import Box, Point


@dataclass(frozen=True)
class CountBin:
    """How many values lie from low up to, but not at, high; None where the count is not shown."""

    low: ChartNumber
    high: ChartNumber
    count: int | None


@dataclass(frozen=True)
class DistributionChart:
    """The bins from the lowest up, what is counted and along what, the values to read it by, and the words for a hidden count."""

    title: str
    description: str
    unit: str
    along: str
    bins: tuple[CountBin, ...]
    references: tuple[ReferenceValue, ...]
    hidden: str
    language: str = "en"

    @property
    def drawing(self) -> ChartDrawing:
        """Upright bars over a scale, crossed by the lines of the references."""
        if not self.bins:
            return ChartDrawing(0, ())
        top = LINE * (len(self.references) + 1) + 4
        bottom = top + PLOT_HEIGHT
        levels = round_values(0, max(bar.count or 0 for bar in self.bins), least_step=1)
        values = [float(value) for bar in self.bins for value in (bar.low, bar.high)]
        values += [float(reference.value) for reference in self.references]
        plot = Plot(top, bottom, Scale(min(values), max(*values, min(values) + 1), PLOT_LEFT, WIDTH - EDGE - 8), self.language)
        up = Scale(0, levels[-1], bottom, top)
        edges = sorted({float(value) for bar in self.bins for value in (bar.low, bar.high)})
        return ChartDrawing(
            bottom + 2 * LINE + 12,
            (
                ChartText(Point(0, LINE * 0.8), self.unit, "scale"),
                *levels_across(levels, [short_number(level, self.language) for level in levels], up),
                *(shape for bar in self.bins for shape in _bar(bar, plot, up)),
                ChartLine((Point(PLOT_LEFT, bottom), Point(WIDTH - EDGE, bottom)), "axis"),
                *values_below(edges, [short_number(edge, self.language) for edge in edges], plot),
                ChartText(Point((PLOT_LEFT + WIDTH) / 2, bottom + 2 * LINE + 6), self.along, "scale", TextAnchor.MIDDLE),
                *reference_values_up(self.references, plot),
            ),
        )


def _bar(bar: CountBin, plot: Plot, up: Scale) -> Iterator[ChartShape]:
    left, right = plot.across.at(bar.low), plot.across.at(bar.high)
    if bar.count is None:
        yield ChartBar(Box(left + 1, plot.top, right - left - 2, plot.bottom - plot.top), ChartTone.HIDDEN)
    elif bar.count:
        yield ChartBar(Box(left + 1, up.at(bar.count), right - left - 2, plot.bottom - up.at(bar.count)), ChartTone.PLAIN)
