"""The corners of every link, once each line of the grid has its size and each segment its track."""

from dataclasses import dataclass
from itertools import pairwise

from journeybook.draw.diagram import StepKind
from journeybook.draw.grid import Grid
from journeybook.draw.segments import PathSegment
from journeybook.draw.shapes import half_width
from journeybook.draw.sides import TrackConstraints
from journeybook.draw.track_sizes import Axis
from journeybook.draw.tracks import Tracks

FlowPoint = tuple[float, float]
"""The distances of a point along the flow of time and across the lanes."""


@dataclass(frozen=True)
class StepOutline:
    """What a link needs to know of a step: its kind, and its size along the flow of time and across the lanes."""

    kind: StepKind
    along: float
    across: float


@dataclass(frozen=True)
class RouteBuilder:
    """Turns segments into corners; `is_horizontal` says that time runs from left to right."""

    grid: Grid
    columns: Axis
    rows: Axis
    outlines: dict[int, StepOutline]
    is_horizontal: bool

    def corners(self, constraints: TrackConstraints, tracks: Tracks, link: int) -> tuple[FlowPoint, ...]:
        """Return the corners of a link from the outline of its source to that of its target."""
        segments = [
            (constraints.segments[index], self._position(constraints.segments[index], tracks.offsets[index]))
            for index in constraints.of_link[link]
        ]
        corners = [(after, before) if segment.on_row else (before, after) for (segment, before), (_, after) in pairwise(segments)]
        return (self._end(*segments[0], at_start=True), *corners, self._end(*segments[-1], at_start=False))

    def _position(self, segment: PathSegment, offset: float) -> float:
        return (self.rows if segment.on_row else self.columns).position(segment.line, offset)

    def _end(self, segment: PathSegment, position: float, *, at_start: bool) -> FlowPoint:
        """Return where a segment meets the outline of the step at its start or end."""
        near, far = (segment.start, segment.end) if at_start else (segment.end, segment.start)
        outwards = 1 if far > near else -1
        row, column = (segment.line, near) if segment.on_row else (near, segment.line)
        outline = self.outlines[row * self.grid.column_lines + column]
        if segment.on_row:
            half = self._half(outline, along=outline.along, across=outline.across, offset=position - self.rows.middles[row], on_row=True)
            return self.columns.middles[column] + outwards * half, position
        offset = position - self.columns.middles[column]
        half = self._half(outline, along=outline.across, across=outline.along, offset=offset, on_row=False)
        return position, self.rows.middles[row] + outwards * half

    def _half(self, outline: StepOutline, *, along: float, across: float, offset: float, on_row: bool) -> float:
        return half_width(outline.kind, across=across / 2, along=along / 2, offset=offset, is_horizontal=on_row is self.is_horizontal)
