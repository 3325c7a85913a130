"""Places numbered dots on a board of five by five cells in four panels, so that dots of one cell never cover each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isqrt

from journeybook.draw.geometry import Box, Point

SCALE_MAX = 5
"""Both scales go from 1 to this."""
DOT_RADIUS, PITCH = 11, 27
"""How large a dot is, and how far the next one stands from it."""
CELL_WIDTH, CELL_HEIGHT = 57, 50
LEFT, STRIP, GAP, BELOW = 34, 24, 6, 42
"""The room for the upright scale, for the name of a panel, between panels, and for the level scale."""


@dataclass(frozen=True)
class Scatter:
    """The size of the whole, its panels row by row, where the numbers of both scales stand, and where each dot does."""

    width: int
    height: int
    panels: tuple[Box, ...]
    across: tuple[float, ...]
    up: tuple[float, ...]
    dots: tuple[Point, ...]


def scatter(cells: Sequence[tuple[int, int]], *, right_from: int, upper_from: int) -> Scatter:
    """Place a dot for each pair of values, across and up; panels part before these values, and cells grow with their dots.

    >>> board = scatter([(1, 5), (1, 5), (5, 1)], right_from=4, upper_from=3)
    >>> board.width, [(dot.x, dot.y) for dot in board.dots]
    (327, [(49.0, 49.0), (76.0, 49.0), (296.5, 255.0)])
    """
    most = max(Counter(cells).values(), default=1)
    side = _side(most)
    width, height = max(CELL_WIDTH, side * PITCH + 2), max(CELL_HEIGHT, ceil(most / side) * PITCH + 2)
    across = tuple(LEFT + width * (value - 0.5) + (GAP if value >= right_from else 0) for value in range(1, SCALE_MAX + 1))
    up = tuple(STRIP + height * (SCALE_MAX - value + 0.5) + (0 if value >= upper_from else GAP) for value in range(1, SCALE_MAX + 1))
    dots = tuple(_dot(cells, place, Point(across[cells[place][0] - 1], up[cells[place][1] - 1])) for place in range(len(cells)))
    left, upper = width * (right_from - 1), height * (SCALE_MAX - upper_from + 1) + STRIP
    sides = ((LEFT, left), (LEFT + left + GAP, width * SCALE_MAX - left))
    rows = ((0, upper), (upper + GAP, height * (upper_from - 1) + STRIP))
    panels = tuple(Box(x, y, wide, high) for y, high in rows for x, wide in sides)
    return Scatter(LEFT + width * SCALE_MAX + GAP + 2, rows[1][0] + rows[1][1] + BELOW, panels, across, up, dots)


def _dot(cells: Sequence[tuple[int, int]], place: int, middle: Point) -> Point:
    """Place one dot in its cell: rows of equal length round the middle, the last of which may be shorter."""
    own, before = cells.count(cells[place]), cells[:place].count(cells[place])
    side = _side(own)
    row, column = divmod(before, side)
    in_row = min(side, own - row * side)
    return Point(middle.x + (column - (in_row - 1) / 2) * PITCH, middle.y + (row - (ceil(own / side) - 1) / 2) * PITCH)


def _side(count: int) -> int:
    return isqrt(count - 1) + 1
