"""Survival curve: the share that is still there after so many days, with its interval and the days on which open cases were seen last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeybook.draw.charts.axes import PLOT_HEIGHT, PLOT_LEFT, Plot, levels_across, values_below
from journeybook.draw.charts.key import line_key
from journeybook.draw.charts.scale import ChartNumber, Scale, percent, round_values, short_number
from journeybook.draw.charts.shapes import EDGE, LINE, WIDTH, ChartArea, ChartDrawing, ChartLine, ChartShape, ChartText, TextAnchor
from journeybook.draw.geometry import Point

_TICK = 4.0


@dataclass(frozen=True)
class SurvivalPoint:
    """The share from a day on, its bounds (None where there is none), and how many open cases were seen last on that day."""

    days: int
    share: ChartNumber
    low: ChartNumber | None
    high: ChartNumber | None
    open: int


@dataclass(frozen=True)
class SurvivalCurve:
    """The steps of one group, which begins with everybody on day 0, and the days after which half have left, if they have."""

    label: str
    points: tuple[SurvivalPoint, ...]
    median: int | None


@dataclass(frozen=True)
class SurvivalChart:
    """The curves of some groups, and what is written along the two scales."""

    title: str
    description: str
    unit: str
    along: str
    curves: tuple[SurvivalCurve, ...]
    language: str = "en"

    @property
    def drawing(self) -> ChartDrawing:
        """Curves of steps in their intervals, with a stroke where open cases end, and a line at one half."""
        key, top = line_key([curve.label for curve in self.curves], LINE + 4, with_markers=False)
        bottom = top + PLOT_HEIGHT
        days = round_values(0, max((point.days for curve in self.curves for point in curve.points), default=0), least_step=1)
        plot, up = Plot(top, bottom, Scale(0, days[-1], PLOT_LEFT, WIDTH - EDGE - 8)), Scale(0, 1, bottom, top)
        levels = (0.0, 0.25, 0.5, 0.75, 1.0)
        half = up.at(0.5)
        return ChartDrawing(
            bottom + 2 * LINE + 12,
            (
                ChartText(Point(0, LINE * 0.8), self.unit, "scale"),
                *key,
                *levels_across(levels, [percent(level) for level in levels], up),
                ChartLine((Point(PLOT_LEFT, half), Point(WIDTH - EDGE, half)), "reference"),
                *(shape for number, curve in enumerate(self.curves) for shape in _curve(curve, number, plot.across, up)),
                ChartLine((Point(PLOT_LEFT, bottom), Point(WIDTH - EDGE, bottom)), "axis"),
                *values_below(days, [short_number(day, self.language) for day in days], plot),
                ChartText(Point((PLOT_LEFT + WIDTH) / 2, bottom + 2 * LINE + 6), self.along, "scale", TextAnchor.MIDDLE),
            ),
        )


def _curve(curve: SurvivalCurve, look: int, across: Scale, up: Scale) -> Iterator[ChartShape]:
    points = curve.points
    low = [(0, 1.0), *((point.days, float(point.share if point.low is None else point.low)) for point in points)]
    high = [(0, 1.0), *((point.days, float(point.share if point.high is None else point.high)) for point in points)]
    bounds = _stairs(low, across, up), _stairs(high, across, up)
    yield ChartArea((*bounds[0], *reversed(bounds[1])), look)
    yield from (ChartLine(bound, "bound", look) for bound in bounds)
    yield ChartLine(_stairs([(0, 1.0), *((point.days, float(point.share)) for point in points)], across, up), "series", look)
    for point in points:
        if point.open:
            x, y = across.at(point.days), up.at(point.share)
            yield ChartLine((Point(x, y - _TICK), Point(x, y + _TICK)), "tick", look)


def _stairs(values: Sequence[tuple[int, float]], across: Scale, up: Scale) -> tuple[Point, ...]:
    """Return a line that keeps each value until the day of the next."""
    points = [Point(across.at(values[0][0]), up.at(values[0][1]))]
    for (_, before), (day, value) in pairwise(values):
        points.append(Point(across.at(day), up.at(before)))
        if value != before:
            points.append(Point(across.at(day), up.at(value)))
    return tuple(points)
