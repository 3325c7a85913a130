"""Scatter plot: numbered dots on a board of five by five cells in four panels, in which dots of one cell never cover each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isqrt

from journeybook.draw.geometry import Box, Point

SCALE_MAX = 5
"""The largest value of both scales, which begin at 1."""
DOT_RADIUS, _PITCH = 11, 27
"""The radius of a dot, and the distance between dots of one cell."""
_CELL_WIDTH, _CELL_HEIGHT = 57, 50
_LEFT, _STRIP, _GAP, _BELOW = 34, 24, 6, 42
"""The space for the vertical scale, for the name of a panel, between panels, and for the horizontal scale."""


@dataclass(frozen=True)
class Scatter:
    """The size of the plot, its panels row by row, the positions of the numbers on both scales, and the centre of each dot."""

    width: int
    height: int
    panels: tuple[Box, ...]
    across: tuple[float, ...]
    up: tuple[float, ...]
    dots: tuple[Point, ...]


def scatter(cells: Sequence[tuple[int, int]], *, right_from: int, upper_from: int) -> Scatter:
    """Return the plot with a dot for each pair of values, across and up; panels split before these values, and cells grow with their dots.

    >>> board = scatter([(1, 5), (1, 5), (5, 1)], right_from=4, upper_from=3)
    >>> board.width, [(dot.x, dot.y) for dot in board.dots]
    (327, [(49.0, 49.0), (76.0, 49.0), (296.5, 255.0)])
    """
    fullest = max(Counter(cells).values(), default=1)
    side = _side(fullest)
    width, height = max(_CELL_WIDTH, side * _PITCH + 2), max(_CELL_HEIGHT, ceil(fullest / side) * _PITCH + 2)
    across = tuple(_LEFT + width * (value - 0.5) + (_GAP if value >= right_from else 0) for value in range(1, SCALE_MAX + 1))
    up = tuple(_STRIP + height * (SCALE_MAX - value + 0.5) + (0 if value >= upper_from else _GAP) for value in range(1, SCALE_MAX + 1))
    dots = tuple(_dot(cells, index, Point(across[column - 1], up[row - 1])) for index, (column, row) in enumerate(cells))
    left, upper = width * (right_from - 1), height * (SCALE_MAX - upper_from + 1) + _STRIP
    sides = ((_LEFT, left), (_LEFT + left + _GAP, width * SCALE_MAX - left))
    rows = ((0, upper), (upper + _GAP, height * (upper_from - 1) + _STRIP))
    panels = tuple(Box(x, y, wide, high) for y, high in rows for x, wide in sides)
    return Scatter(_LEFT + width * SCALE_MAX + _GAP + 2, rows[1][0] + rows[1][1] + _BELOW, panels, across, up, dots)


def _dot(cells: Sequence[tuple[int, int]], index: int, middle: Point) -> Point:
    """Return the centre of one dot in its cell: rows of equal length round the middle, the last of which may be shorter."""
    count, before = cells.count(cells[index]), cells[:index].count(cells[index])
    side = _side(count)
    row, column = divmod(before, side)
    in_row = min(side, count - row * side)
    return Point(middle.x + (column - (in_row - 1) / 2) * _PITCH, middle.y + (row - (ceil(count / side) - 1) / 2) * _PITCH)


def _side(count: int) -> int:
    return isqrt(count - 1) + 1
