"""Ways cut into runs: the straight parts of arrows, each on one line of the grid."""

from dataclasses import dataclass

from journeybook.draw.grid import Grid, GridPath


@dataclass(frozen=True)
class Segment:
    """A straight part of a link's way: the line on which it lies, and the crossing lines where it starts and ends.

    On a row line start and end are column lines, on a column line they are row lines.
    """

    link: int
    on_row: bool
    line: int
    start: int
    end: int
    is_first: bool
    is_last: bool


def split_path(grid: Grid, link: int, way: GridPath) -> tuple[list[Segment], list[int]]:
    """Return the runs of a way, and for each of its pieces the place of its run among them."""
    sides = grid.sides(way)
    runs: list[Segment] = []
    of_piece: list[int] = []
    begin = 0
    for piece, side in enumerate(sides):
        of_piece.append(len(runs))
        is_last = piece + 1 == len(sides)
        if is_last or sides[piece + 1] != side:
            (column, row), (to_column, to_row) = grid.place(way[begin]), grid.place(way[piece + 1])
            on_row = bool(side % 2)
            line, start, end = (row, column, to_column) if on_row else (column, row, to_row)
            runs.append(Segment(link, on_row, line, start, end, is_first=begin == 0, is_last=is_last))
            begin = piece + 1
    return runs, of_piece
