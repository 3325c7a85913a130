"""From lines and tracks to coordinates: the lines get their sizes, and so every step its box and every link its route."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.draw.corners import RouteBuilder, StepOutline
from journeybook.draw.diagram import Flow, StepKind
from journeybook.draw.geometry import Box, Point
from journeybook.draw.grid import Grid
from journeybook.draw.route import Route
from journeybook.draw.segments import PathSegment
from journeybook.draw.sides import TrackConstraints
from journeybook.draw.track_sizes import CLEARANCE, TRACK, Axis, SpaceDemand, lay_out_axis
from journeybook.draw.tracks import Tracks

_LEAST_COLUMN_CHANNEL, _LEAST_ROW_CHANNEL = 22.0, 7.0
"""The size of a channel in which nothing runs: between columns, and between rows."""
_RASTER = 2.0**-20
"""The pitch in points on which the sides of areas lie: multiples of a power of two are added and subtracted without rounding."""

LineSpace = Mapping[tuple[bool, int], float]
"""Space in points for each line, by whether it is a row line and its number."""


@dataclass(frozen=True)
class Layout:
    """The lines along the flow of time (columns) and across the lanes (rows), and what turns them into a picture."""

    grid: Grid
    columns: Axis
    rows: Axis
    flow: Flow
    origin: tuple[float, float] = (0.0, 0.0)
    """The distances along and across at which the first lines begin, behind the headings."""

    def box(self, point: int, width: float, height: float) -> Box:
        """Return the box of a step that stands at a grid point."""
        column, row = self.grid.lines_of(point)
        x, y = self.turned(self.columns.middles[column], self.rows.middles[row])
        return Box(x - width / 2, y - height / 2, width, height)

    def turned(self, along: float, across: float) -> Point:
        """Return the point of the picture at these distances along the flow of time and across the lanes."""
        along, across = along + self.origin[0], across + self.origin[1]
        return Point(along, across) if self.flow is Flow.HORIZONTAL else Point(across, along)

    def whole(self) -> Box:
        """Return the part of the picture in which steps and links may stand."""
        return self.area((0.0, self.columns.bounds[-1]), (0.0, self.rows.bounds[-1]))

    def size(self, line: tuple[bool, int]) -> float:
        """Return the size of a line, given by whether it is a row line and its number."""
        bounds = (self.rows if line[0] else self.columns).bounds
        return bounds[line[1] + 1] - bounds[line[1]]

    def area(self, along: tuple[float, float], across: tuple[float, float]) -> Box:
        """Return the box between two distances along the flow of time and two across the lanes.

        Its sides lie on the raster, so that areas with a side in common share it exactly, and none stands out of the whole.
        """
        first, last = self.turned(along[0], across[0]), self.turned(along[1], across[1])
        left, top, right, bottom = (round(side / _RASTER) * _RASTER for side in (*first, *last))
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class RoutedGrid:
    """All that is known before lines have sizes: the grid, the segments and their tracks, the steps, and what headings need."""

    grid: Grid
    constraints: TrackConstraints
    tracks: Tracks
    kinds: Mapping[int, StepKind]
    """The kind of the step at each grid point."""
    sizes: Mapping[int, tuple[float, float]]
    """The width and height of the step at each grid point."""
    headings: LineSpace
    flow: Flow
    bundle_of: tuple[int, ...]
    """The number of each link's bundle."""
    is_turned: bool
    """Whether the names of stages and bars are written along the flow of time where that is no line of text."""

    def extent(self, point: int, *, on_row: bool) -> float:
        """Return the size of a step along the flow of time (on its row), or across the lanes."""
        width, height = self.sizes[point]
        return width if on_row is (self.flow is Flow.HORIZONTAL) else height


def lay_out_lines(routed: RoutedGrid, extra: LineSpace) -> Layout:
    """Return the layout of all lines, with extra space where labels need it."""
    columns, rows = (lay_out_axis(_demand(routed, extra, of_rows=of_rows)) for of_rows in (False, True))
    return Layout(routed.grid, columns, rows, routed.flow)


def link_routes(routed: RoutedGrid, layout: Layout) -> tuple[Route, ...]:
    """Return the route of every link in the picture."""
    outlines = {
        point: StepOutline(kind, routed.extent(point, on_row=True), routed.extent(point, on_row=False))
        for point, kind in routed.kinds.items()
    }
    builder = RouteBuilder(routed.grid, layout.columns, layout.rows, outlines, is_horizontal=routed.flow is Flow.HORIZONTAL)
    return tuple(
        tuple(layout.turned(*corner) for corner in builder.corners(routed.constraints, routed.tracks, link))
        for link in range(len(routed.constraints.of_link))
    )


def _demand(routed: RoutedGrid, extra: LineSpace, *, of_rows: bool) -> SpaceDemand:
    """Return what the row lines or the column lines have to hold."""
    grid = routed.grid
    extents = defaultdict(float, {line: space for (is_row, line), space in routed.headings.items() if is_row is of_rows})
    for point in routed.sizes:
        line = grid.lines_of(point)[of_rows]
        extents[line] = max(extents[line], routed.extent(point, on_row=not of_rows))
    ports: dict[int, float] = {}
    for line, point in _ports(routed, of_rows=of_rows):
        ports[line] = min(ports.get(line, float("inf")), routed.extent(point, on_row=not of_rows) / 2)
    return SpaceDemand(
        is_middle=grid.row_is_middle if of_rows else tuple(line % 2 == 1 for line in range(grid.column_lines)),
        least=_LEAST_ROW_CHANNEL if of_rows else _LEAST_COLUMN_CHANNEL,
        extents=extents,
        ports=ports,
        reach={line: reach for (is_row, line), reach in routed.tracks.reach.items() if is_row is of_rows},
        heads=frozenset(_heads(routed, of_rows=of_rows)),
        clearances=_clearances(routed, of_rows=of_rows),
        extra={line: space for (is_row, line), space in extra.items() if is_row is of_rows},
    )


def _ports(routed: RoutedGrid, *, of_rows: bool) -> Iterator[tuple[int, int]]:
    """Yield each line with the grid point of each step that a segment on it meets beside the middle."""
    for segment, offset in zip(routed.constraints.segments, routed.tracks.offsets, strict=True):
        if segment.on_row is of_rows and offset:
            for is_end, crossing in ((segment.is_first, segment.start), (segment.is_last, segment.end)):
                if is_end:
                    yield segment.line, routed.grid.point(crossing, segment.line) if of_rows else routed.grid.point(segment.line, crossing)


def _heads(routed: RoutedGrid, *, of_rows: bool) -> Iterator[tuple[int, int]]:
    """Yield the channels in which the head of an arrow lies, and the side of the channel (-1 or +1) on which its step stands."""
    for segment in routed.constraints.segments:
        if segment.is_last and segment.on_row is not of_rows:
            towards = 1 if segment.end > segment.start else -1
            yield segment.end - towards, towards


def _clearances(routed: RoutedGrid, *, of_rows: bool) -> dict[tuple[int, int], float]:
    """Return how far the outermost track of each channel keeps from the line before (-1) or after it (+1) for the sake of steps there."""
    clearances: dict[tuple[int, int], float] = {}
    for index, segment in enumerate(routed.constraints.segments):
        line = segment.line
        if segment.on_row is not of_rows or routed.grid.is_middle(line, on_row=of_rows):
            continue
        inwards = routed.tracks.reach.get((of_rows, line), 0.0)
        for side in (-1, 1):
            clearance = CLEARANCE - TRACK * (inwards - side * routed.tracks.offsets[index])
            if clearance > clearances.get((line, side), 0.0) and _passes_a_step(routed, segment, line + side):
                clearances[line, side] = clearance
    return clearances


def _passes_a_step(routed: RoutedGrid, segment: PathSegment, beside: int) -> bool:
    """Return whether a step that is no end of its link stands on the line beside a segment, from its start to its end."""
    passed = range(min(segment.start, segment.end), max(segment.start, segment.end) + 1)
    points = {routed.grid.point(at, beside) if segment.on_row else routed.grid.point(beside, at) for at in passed}
    segments = [routed.constraints.segments[index] for index in routed.constraints.of_link[segment.link]]
    ends = {_end_point(routed.grid, segments[0], at_start=True), _end_point(routed.grid, segments[-1], at_start=False)}
    return not routed.sizes.keys().isdisjoint(points - ends)


def _end_point(grid: Grid, segment: PathSegment, *, at_start: bool) -> int:
    crossing = segment.start if at_start else segment.end
    return grid.point(crossing, segment.line) if segment.on_row else grid.point(segment.line, crossing)
