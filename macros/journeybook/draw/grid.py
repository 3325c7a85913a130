"""The grid over which links are routed: the middle line of every column and row, and a channel on either side of each.

The grid has no coordinates yet. Links may run along every line and turn at every grid point, but not through a point
at which a step stands, so that no link can run through a step, and every step can be reached through its channels.
"""

from dataclasses import dataclass
from itertools import pairwise

from journeybook.draw.columns import Columns
from journeybook.draw.diagram import Diagram
from journeybook.draw.rows import Rows

NORTH, EAST, SOUTH, WEST = range(4)
"""Sides of a grid point, clockwise; time runs to the east, whichever way the picture is turned in the end."""

GridPath = tuple[int, ...]
"""The grid points of a link, from its source to its target; each is a neighbour of the one before."""


@dataclass(frozen=True)
class Grid:
    """Column lines stand across time, row lines run along it; a step stands where the middle lines of its column and its row cross.

    A grid point is the number `row line * count of column lines + column line`. Odd column lines are the middle lines of columns; for
    row lines `row_is_middle` says it, since the last channel of a lane and the first of the next lie side by side.
    """

    column_lines: int
    row_is_middle: tuple[bool, ...]
    lane_of: tuple[int, ...]
    """The lane of each row line."""
    steps: dict[str, int]
    """The grid point of each step."""

    @property
    def row_lines(self) -> int:
        """The number of row lines."""
        return len(self.row_is_middle)

    def lines_of(self, point: int) -> tuple[int, int]:
        """Return the column line and the row line of a grid point."""
        row, column = divmod(point, self.column_lines)
        return column, row

    def is_middle(self, line: int, *, on_row: bool) -> bool:
        """Return whether a row line or a column line is the middle line of a row or column, and no channel."""
        return self.row_is_middle[line] if on_row else line % 2 == 1

    def point(self, column: int, row: int) -> int:
        """Return the grid point at which a column line and a row line cross."""
        return row * self.column_lines + column

    def moves(self) -> tuple[int, int, int, int]:
        """Return the differences between a grid point and its neighbours to the north, east, south and west."""
        return -self.column_lines, 1, self.column_lines, -1

    def sides(self, path: GridPath) -> tuple[int, ...]:
        """Return the side by which a path leaves each of its grid points but the last."""
        moves = self.moves()
        return tuple(moves.index(end - start) for start, end in pairwise(path))


def build_grid(diagram: Diagram, columns: Columns, rows: Rows) -> Grid:
    """Return the grid of a diagram with the grid point of each step."""
    column_lines = 2 * columns.count + 1
    row_is_middle: list[bool] = []
    lane_of: list[int] = []
    first_rows: dict[str, int] = {}
    for number, lane in enumerate(diagram.lanes):
        first_rows[lane.id] = len(row_is_middle) + 1
        lines = [False, *[True, False] * rows.counts[number]]
        row_is_middle += lines
        lane_of += [number] * len(lines)
    steps = {
        step.id: (first_rows[step.lane] + 2 * rows.by_step[step.id]) * column_lines + 2 * columns.by_step[step.id] + 1
        for step in diagram.steps
    }
    return Grid(column_lines, tuple(row_is_middle), tuple(lane_of), steps)
