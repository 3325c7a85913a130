"""The corners of every arrow, once each line of the grid has its room and each run its track."""

from dataclasses import dataclass
from itertools import pairwise

from journeybook.draw.diagram import StepKind
from journeybook.draw.grid import Grid
from journeybook.draw.segments import Segment
from journeybook.draw.shapes import half_width
from journeybook.draw.sides import TrackConstraints
from journeybook.draw.track_sizes import Axis
from journeybook.draw.tracks import Tracks

FlowPoint = tuple[float, float]
"""How far along the time and how far across the lanes."""


@dataclass(frozen=True)
class StepOutline:
    """What an arrow needs to know of a step: its kind, and its size along the time and across the lanes."""

    kind: StepKind
    along: float
    across: float


@dataclass(frozen=True)
class RouteBuilder:
    """Turns runs on lines into corners; `is_level` says that time runs from left to right."""

    grid: Grid
    columns: Axis
    rows: Axis
    outlines: dict[int, StepOutline]
    is_level: bool

    def path(self, made: TrackConstraints, tracks: Tracks, link: int) -> tuple[FlowPoint, ...]:
        """Return the corners of a link from the outline of its source to that of its target."""
        runs = [(made.runs[number], self._spot(made.runs[number], tracks.offsets[number])) for number in made.of_link[link]]
        corners = [(after, before) if run.on_row else (before, after) for (run, before), (_, after) in pairwise(runs)]
        return (self._end(*runs[0], at_start=True), *corners, self._end(*runs[-1], at_start=False))

    def _spot(self, run: Segment, offset: float) -> float:
        return (self.rows if run.on_row else self.columns).spot(run.line, offset)

    def _end(self, run: Segment, spot: float, *, at_start: bool) -> FlowPoint:
        """Return where a run meets the outline of the step at its start or end."""
        here, there = (run.start, run.end) if at_start else (run.end, run.start)
        outwards = 1 if there > here else -1
        row, column = (run.line, here) if run.on_row else (here, run.line)
        outline = self.outlines[row * self.grid.column_lines + column]
        if run.on_row:
            half = self._half(outline, along=outline.along, across=outline.across, offset=spot - self.rows.middles[row], on_row=True)
            return self.columns.middles[column] + outwards * half, spot
        half = self._half(outline, along=outline.across, across=outline.along, offset=spot - self.columns.middles[column], on_row=False)
        return spot, self.rows.middles[row] + outwards * half

    def _half(self, outline: StepOutline, *, along: float, across: float, offset: float, on_row: bool) -> float:
        return half_width(outline.kind, across=across / 2, along=along / 2, offset=offset, is_level=on_row is self.is_level)
