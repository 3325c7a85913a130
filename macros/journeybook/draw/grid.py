"""The lines on which arrows may run: the middle of every column and row, and a channel on either side of each."""

from dataclasses import dataclass
from itertools import pairwise

from journeybook.draw.columns import Columns
from journeybook.draw.diagram import Diagram
from journeybook.draw.rows import Rows

NORTH, EAST, SOUTH, WEST = range(4)
"""Sides of a crossing point, clockwise; time runs to the east, whichever way the picture is turned in the end."""

GridPath = tuple[int, ...]
"""The crossing points that an arrow passes, from the step where it starts to the one where it ends; neighbours share a piece of a line."""


@dataclass(frozen=True)
class Grid:
    """Column lines stand across time, row lines run along it; steps stand where the middle of a column meets the middle of a row.

    A crossing point is the number `row line * count of column lines + column line`. Odd column lines are the middles of columns; for
    row lines `row_is_middle` says it, since the last channel of a lane and the first of the next lie side by side.
    """

    column_lines: int
    row_is_middle: tuple[bool, ...]
    lane_of: tuple[int, ...]
    steps: dict[str, int]

    @property
    def row_lines(self) -> int:
        """How many row lines there are."""
        return len(self.row_is_middle)

    def place(self, point: int) -> tuple[int, int]:
        """Return the column line and the row line of a crossing point."""
        row, column = divmod(point, self.column_lines)
        return column, row

    def moves(self) -> tuple[int, int, int, int]:
        """Return what to add to a crossing point to go one piece north, east, south and west."""
        return -self.column_lines, 1, self.column_lines, -1

    def sides(self, way: GridPath) -> tuple[int, ...]:
        """Return to which side a way leaves each of its crossing points but the last."""
        moves = self.moves()
        return tuple(moves.index(end - start) for start, end in pairwise(way))


def build_grid(diagram: Diagram, columns: Columns, rows: Rows) -> Grid:
    """Return the lines of a diagram, and the crossing point at which each step stands."""
    column_lines = 2 * columns.count + 1
    row_is_middle: list[bool] = []
    lane_of: list[int] = []
    first_rows: dict[str, int] = {}
    for number, lane in enumerate(diagram.lanes):
        first_rows[lane.id] = len(row_is_middle) + 1
        lines = [False, *[True, False] * rows.counts[number]]
        row_is_middle += lines
        lane_of += [number] * len(lines)
    steps = {step.id: (first_rows[step.lane] + 2 * rows.of[step.id]) * column_lines + 2 * columns.of[step.id] + 1 for step in diagram.steps}
    return Grid(column_lines, tuple(row_is_middle), tuple(lane_of), steps)
