"""Sparkline: a curve so small that it fits into a line of text, with the line of the level zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from journeybook.draw.geometry import Point

_WIDTH, _HEIGHT, MARKER_MARGIN = 160, 38, 7
"""The size of the sparkline, and the space for markers round the points."""


@dataclass(frozen=True)
class Sparkline:
    """The size, the points from left to right, and the y of the level zero."""

    width: int
    height: int
    points: tuple[Point, ...]
    zero: float


def sparkline(values: Sequence[int], *, low: int, high: int) -> Sparkline:
    """Return the curve of values on a scale from low to high; a single value stands in the middle.

    >>> drawn = sparkline([0, -2, 2], low=-2, high=2)
    >>> [(point.x, point.y) for point in drawn.points], drawn.zero
    ([(7.0, 19.0), (80.0, 31.0), (153.0, 7.0)], 19.0)
    """
    low = min(low, 0)
    high = max(high, low + 1)
    step = (_WIDTH - 2 * MARKER_MARGIN) / max(1, len(values) - 1)
    start = MARKER_MARGIN if len(values) > 1 else _WIDTH / 2

    def y_of(value: int) -> float:
        return round(MARKER_MARGIN + (high - value) * (_HEIGHT - 2 * MARKER_MARGIN) / (high - low), 1)

    points = tuple(Point(round(start + index * step, 1), y_of(value)) for index, value in enumerate(values))
    return Sparkline(_WIDTH, _HEIGHT, points, y_of(0))
