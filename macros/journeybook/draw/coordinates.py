"""From lines and tracks to places: each line gets its room, and then steps, arrows, lanes and stages know where they stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.draw.corners import RouteBuilder, StepOutline
from journeybook.draw.diagram import Flow, StepKind
from journeybook.draw.geometry import Box, Point
from journeybook.draw.grid import Grid
from journeybook.draw.route import Route
from journeybook.draw.sides import TrackConstraints
from journeybook.draw.track_sizes import Axis, SpaceDemand, lay_out_axis
from journeybook.draw.tracks import Tracks

_LEAST_ACROSS, _LEAST_DOWN = 22.0, 7.0
"""What a channel takes in which nothing runs: between columns, and between rows."""

LineSpace = Mapping[tuple[bool, int], float]
"""What a line takes, by whether it is a row line and its number."""


@dataclass(frozen=True)
class Layout:
    """The room of every line in the direction of time (columns) and over the lanes (rows), and what turns them into a picture."""

    grid: Grid
    columns: Axis
    rows: Axis
    flow: Flow
    origin: tuple[float, float] = (0.0, 0.0)
    """How far along the time and how far across the lanes the first lines begin, behind the headings."""

    def box(self, point: int, width: float, height: float) -> Box:
        """Return the box of a step that stands at a crossing point."""
        column, row = self.grid.place(point)
        x, y = self.turned(self.columns.middles[column], self.rows.middles[row])
        return Box(x - width / 2, y - height / 2, width, height)

    def turned(self, along: float, across: float) -> Point:
        """Return the spot of something by how far along the time and how far across the lanes it is."""
        along, across = along + self.origin[0], across + self.origin[1]
        return Point(along, across) if self.flow is Flow.HORIZONTAL else Point(across, along)

    def whole(self) -> Box:
        """Return the part of the picture where steps and arrows may stand."""
        return self.area((0.0, self.columns.edges[-1]), (0.0, self.rows.edges[-1]))

    def size(self, line: tuple[bool, int]) -> float:
        """Return how much room a line got, by whether it is a row line and its number."""
        edges = (self.rows if line[0] else self.columns).edges
        return edges[line[1] + 1] - edges[line[1]]

    def area(self, along: tuple[float, float], across: tuple[float, float]) -> Box:
        """Return the box between two distances along the time and two across the lanes."""
        first, last = self.turned(along[0], across[0]), self.turned(along[1], across[1])
        return Box(first.x, first.y, last.x - first.x, last.y - first.y)


@dataclass(frozen=True)
class RoutedGrid:
    """All that is known before lines have their room: the grid, the runs and their tracks, the steps, and what headings need."""

    grid: Grid
    made: TrackConstraints
    tracks: Tracks
    kinds: Mapping[int, StepKind]
    sizes: Mapping[int, tuple[float, float]]
    headings: LineSpace
    flow: Flow

    def extent(self, point: int, *, on_row: bool) -> float:
        """Return the size of a step along the time, or across the lanes."""
        width, height = self.sizes[point]
        return width if on_row is (self.flow is Flow.HORIZONTAL) else height


def lay_out_lines(plan: RoutedGrid, extra: LineSpace) -> Layout:
    """Give every line its room."""
    columns, rows = (lay_out_axis(_demand(plan, extra, of_rows=of_rows)) for of_rows in (False, True))
    return Layout(plan.grid, columns, rows, plan.flow)


def link_routes(plan: RoutedGrid, layout: Layout) -> tuple[Route, ...]:
    """Return the corners of every link in the picture."""
    outlines = {
        point: StepOutline(kind, plan.extent(point, on_row=True), plan.extent(point, on_row=False)) for point, kind in plan.kinds.items()
    }
    paths = RouteBuilder(plan.grid, layout.columns, layout.rows, outlines, is_level=plan.flow is Flow.HORIZONTAL)
    return tuple(
        tuple(layout.turned(*corner) for corner in paths.path(plan.made, plan.tracks, link)) for link in range(len(plan.made.of_link))
    )


def _demand(plan: RoutedGrid, extra: LineSpace, *, of_rows: bool) -> SpaceDemand:
    """Gather what the row lines or the column lines have to hold."""
    grid = plan.grid
    extents = defaultdict(float, {line: room for (is_row, line), room in plan.headings.items() if is_row is of_rows})
    for point in plan.sizes:
        line = grid.place(point)[of_rows]
        extents[line] = max(extents[line], plan.extent(point, on_row=not of_rows))
    ports: dict[int, float] = {}
    for line, point in _meeting(plan, of_rows=of_rows):
        ports[line] = min(ports.get(line, float("inf")), plan.extent(point, on_row=not of_rows) / 2)
    return SpaceDemand(
        is_middle=grid.row_is_middle if of_rows else tuple(line % 2 == 1 for line in range(grid.column_lines)),
        least=_LEAST_DOWN if of_rows else _LEAST_ACROSS,
        extents=extents,
        ports=ports,
        reach={line: reach for (is_row, line), reach in plan.tracks.reach.items() if is_row is of_rows},
        heads=frozenset(_heads(plan, of_rows=of_rows)),
        extra={line: room for (is_row, line), room in extra.items() if is_row is of_rows},
    )


def _meeting(plan: RoutedGrid, *, of_rows: bool) -> Iterator[tuple[int, int]]:
    """Yield each line with each step that a run on it meets beside the middle."""
    for run, offset in zip(plan.made.runs, plan.tracks.offsets, strict=True):
        if run.on_row is of_rows and offset:
            for is_end, crossing in ((run.is_first, run.start), (run.is_last, run.end)):
                if is_end:
                    column, row = (crossing, run.line) if of_rows else (run.line, crossing)
                    yield run.line, row * plan.grid.column_lines + column


def _heads(plan: RoutedGrid, *, of_rows: bool) -> Iterator[tuple[int, int]]:
    """Yield the channels in which the head of an arrow lies, and on which side of the channel the step stands that it points at."""
    for run in plan.made.runs:
        if run.is_last and run.on_row is not of_rows:
            towards = 1 if run.end > run.start else -1
            yield run.end - towards, towards
