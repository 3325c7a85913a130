"""Places a curve so small that it fits into a line of text: its points, the level line they go round, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from journeybook.draw.geometry import Point

_WIDTH, _HEIGHT, MARGIN = 160, 38, 7
"""The size of the whole, and the room that marks need round the points."""


@dataclass(frozen=True)
class Sparkline:
    """The size, the points from left to right, and the height of the level zero."""

    width: int
    height: int
    points: tuple[Point, ...]
    zero: float


def sparkline(values: Sequence[int], *, low: int, high: int) -> Sparkline:
    """Place values between the lowest and the highest there can be; one alone stands in the middle.

    >>> drawn = sparkline([0, -2, 2], low=-2, high=2)
    >>> [(spot.x, spot.y) for spot in drawn.points], drawn.zero
    ([(7.0, 19.0), (80.0, 31.0), (153.0, 7.0)], 19.0)
    """
    low = min(low, 0)
    high = max(high, low + 1)
    step = (_WIDTH - 2 * MARGIN) / max(1, len(values) - 1)
    start = MARGIN if len(values) > 1 else _WIDTH / 2

    def height_of(value: int) -> float:
        return round(MARGIN + (high - value) * (_HEIGHT - 2 * MARGIN) / (high - low), 1)

    points = tuple(Point(round(start + place * step, 1), height_of(value)) for place, value in enumerate(values))
    return Sparkline(_WIDTH, _HEIGHT, points, height_of(0))
