"""Paths cut into segments: the straight parts of a link, each on one line of the grid."""

from dataclasses import dataclass

from journeybook.draw.grid import Grid, GridPath


@dataclass(frozen=True)
class PathSegment:
    """A straight part of a link's path: the line on which it lies, and the crossing lines at which it starts and ends.

    On a row line start and end are column lines, on a column line they are row lines.
    """

    link: int
    on_row: bool
    line: int
    start: int
    end: int
    is_first: bool
    is_last: bool


def split_path(grid: Grid, link: int, path: GridPath) -> tuple[list[PathSegment], list[int]]:
    """Return the segments of a path, and for each of its grid edges the index of the segment that holds it."""
    sides = grid.sides(path)
    segments: list[PathSegment] = []
    segment_of_edge: list[int] = []
    begin = 0
    for edge, side in enumerate(sides):
        segment_of_edge.append(len(segments))
        is_last = edge + 1 == len(sides)
        if is_last or sides[edge + 1] != side:
            (column, row), (to_column, to_row) = grid.lines_of(path[begin]), grid.lines_of(path[edge + 1])
            on_row = bool(side % 2)
            line, start, end = (row, column, to_column) if on_row else (column, row, to_row)
            segments.append(PathSegment(link, on_row, line, start, end, is_first=begin == 0, is_last=is_last))
            begin = edge + 1
    return segments, segment_of_edge
