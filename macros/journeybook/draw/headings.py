"""The bands of lanes and the headers of stages, with their names, around the part of the picture where steps stand."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from journeybook.draw.columns import Columns
from journeybook.draw.coordinates import Layout
from journeybook.draw.diagram import Diagram, Flow
from journeybook.draw.geometry import Box
from journeybook.draw.grid import Grid
from journeybook.draw.placement import PlacedLane, PlacedStage
from journeybook.draw.text import LINE_HEIGHT, single_line, text_width, wrap

HEADING_SIZE = 13
_WIDTH, _MOST_WIDTH = 84.0, 140.0
"""The width of the headings at the left side, of lanes or of stages, and how wide they get for the sake of a long word."""
_AIR = 5.0
_INSET = 2.0
_LEAST_LANE, _LEAST_STAGE = 70.0, 70.0
_MOST_LINES = 5
_MOST_LETTERS = 200


@dataclass(frozen=True)
class Headings:
    """Lanes and stages in their places."""

    lanes: tuple[PlacedLane, ...]
    stages: tuple[PlacedStage, ...]

    def borders(self) -> tuple[Box, ...]:
        """Return the lines between neighbouring lanes as boxes without area."""
        bands = [placed.band for placed in self.lanes]
        return tuple(
            Box(band.x, band.y, band.width, 0) if band.y > before.y else Box(band.x, band.y, 0, band.height)
            for before, band in pairwise(bands)
        )


def heading_space(diagram: Diagram, grid: Grid, columns: Columns, flow: Flow) -> dict[tuple[bool, int], float]:
    """Return what the first row of a lane and the first column of a stage take at least, so that the name fits beside them."""
    is_level = flow is Flow.HORIZONTAL
    width = _left_width(diagram, flow)
    lanes = (_height(_lines(lane.name, width)) if is_level else _LEAST_LANE for lane in diagram.lanes)
    stages = (_LEAST_STAGE if is_level else _height(_lines(stage.name, width)) for stage in diagram.stages)
    first_rows = [grid.lane_of.index(number) + 1 for number in range(len(diagram.lanes))]
    least = {(True, row): room for row, room in zip(first_rows, lanes, strict=True)}
    return least | {(False, 2 * first + 1): room for (first, _), room in zip(columns.spans, stages, strict=True)}


def add_headings(diagram: Diagram, layout: Layout, columns: Columns) -> tuple[Layout, Headings]:
    """Put the headings round a layout and move it behind them."""
    is_level, width = layout.flow is Flow.HORIZONTAL, _left_width(diagram, layout.flow)
    bands = _bands(layout, len(diagram.lanes))
    spans = _spans(layout, columns)
    lane_lines = [_lines(lane.name, width if is_level else end - start) for lane, (start, end) in zip(diagram.lanes, bands, strict=True)]
    stage_lines = [
        _lines(stage.name, end - start if is_level else width) for stage, (start, end) in zip(diagram.stages, spans, strict=True)
    ]
    lane_room = width if is_level else max(map(_height, lane_lines), default=0.0)
    stage_room = max(map(_height, stage_lines), default=0.0) if is_level else width
    moved = replace(layout, origin=(lane_room, stage_room if diagram.stages else 0.0))
    end = layout.columns.edges[-1]
    lanes = tuple(
        PlacedLane(lane, moved.area((-lane_room, end), band), moved.area((-lane_room, -_INSET), band), lines)
        for lane, band, lines in zip(diagram.lanes, bands, lane_lines, strict=True)
    )
    stages = tuple(
        PlacedStage(stage, moved.area((start + _INSET, stop - _INSET), (-stage_room, -_INSET)), lines)
        for stage, (start, stop), lines in zip(diagram.stages, spans, stage_lines, strict=True)
    )
    return moved, Headings(lanes, stages)


def _left_width(diagram: Diagram, flow: Flow) -> float:
    """Return how wide the headings at the left side are: as wide as their longest word, within limits."""
    names = (part.name for part in (diagram.lanes if flow is Flow.HORIZONTAL else diagram.stages))
    longest = max((text_width(word, HEADING_SIZE) for name in names for word in single_line(name[:_MOST_LETTERS]).split()), default=0.0)
    return min(max(_WIDTH, ceil(longest) + 2 * (_AIR + _INSET) + 2), _MOST_WIDTH)


def _bands(layout: Layout, count: int) -> list[tuple[float, float]]:
    """Return where each lane begins and ends across the lanes."""
    lane_of, edges = layout.grid.lane_of, layout.rows.edges
    firsts = [lane_of.index(number) for number in range(count)]
    return [(edges[first], edges[after]) for first, after in pairwise([*firsts, len(lane_of)])]


def _spans(layout: Layout, columns: Columns) -> list[tuple[float, float]]:
    """Return where each stage begins and ends along the time: in the middle of the channel that it shares with its neighbour."""
    edges = layout.columns.edges
    shared = [(edges[2 * first] + edges[2 * first + 1]) / 2 for first, _ in columns.spans[1:]]
    return list(pairwise([edges[0], *shared, edges[-1]])) if columns.spans else []


def _lines(name: str, width: float) -> tuple[str, ...]:
    return wrap(name, max(width - 2 * _AIR - 2 * _INSET, HEADING_SIZE), size=HEADING_SIZE, max_lines=_MOST_LINES)


def _height(lines: tuple[str, ...]) -> float:
    return max(1, len(lines)) * HEADING_SIZE * LINE_HEIGHT + 2 * _AIR
