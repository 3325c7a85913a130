"""Headings: the bands of lanes and the headers of stages, with their names, around the part of the picture in which steps stand."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from journeybook.draw.columns import Columns
from journeybook.draw.coordinates import Layout
from journeybook.draw.diagram import Diagram, Flow
from journeybook.draw.floating import float_bars
from journeybook.draw.geometry import Box
from journeybook.draw.grid import Grid
from journeybook.draw.placement import PlacedFloat, PlacedLane, PlacedStage
from journeybook.draw.text import LINE_HEIGHT, single_line, text_width, wrap

HEADING_SIZE = 13
_WIDTH, _MAX_WIDTH = 84.0, 140.0
"""The width of the headings at the left side, of lanes or of stages, and how wide they get for the sake of a long word."""
_AIR = 5.0
_INSET = 2.0
_LEAST_LANE, _LEAST_STAGE = 70.0, 70.0
_MAX_LINES = 8
_MAX_LETTERS = 200


@dataclass(frozen=True)
class Headings:
    """The lanes with their bands, the stages with their headers, and the bars of what floats below these."""

    lanes: tuple[PlacedLane, ...]
    stages: tuple[PlacedStage, ...]
    floats: tuple[PlacedFloat, ...]

    def borders(self) -> tuple[Box, ...]:
        """Return the lines between neighbouring lanes as boxes without area."""
        bands = [placed.band for placed in self.lanes]
        return tuple(
            Box(band.x, band.y, band.width, 0) if band.y > before.y else Box(band.x, band.y, 0, band.height)
            for before, band in pairwise(bands)
        )


def heading_space(diagram: Diagram, grid: Grid, columns: Columns, flow: Flow, *, is_turned: bool) -> dict[tuple[bool, int], float]:
    """Return the least size of the first row of each lane and the first column of each stage, so that the name fits beside them."""
    is_horizontal = flow is Flow.HORIZONTAL
    width = _left_width(diagram, flow)
    lanes = [_height(_lines(lane.name, width, diagram.language)) if is_horizontal else _LEAST_LANE for lane in diagram.lanes]
    if is_horizontal:
        stages = [_LEAST_STAGE for _ in diagram.stages]
    elif is_turned:
        stages = [
            min(ceil(text_width(single_line(stage.name), HEADING_SIZE)) + 2 * (_AIR + _INSET) + 2, _MAX_WIDTH) for stage in diagram.stages
        ]
    else:
        stages = [_height(_lines(stage.name, width, diagram.language)) for stage in diagram.stages]
    first_rows = [grid.lane_of.index(number) + 1 for number in range(len(diagram.lanes))]
    least = {(True, row): size for row, size in zip(first_rows, lanes, strict=True)}
    return least | {(False, 2 * first + 1): size for (first, _), size in zip(columns.spans, stages, strict=True)}


def add_headings(diagram: Diagram, layout: Layout, columns: Columns, *, is_turned: bool) -> tuple[Layout, Headings]:
    """Return a layout moved behind its headings, and the headings; turned, the names of stages and bars run along the flow of time."""
    is_horizontal, width = layout.flow is Flow.HORIZONTAL, _left_width(diagram, layout.flow)
    is_along = is_horizontal or is_turned
    bands = _bands(layout, len(diagram.lanes))
    spans = _spans(layout, columns)
    lane_widths = [width if is_horizontal else end - start for start, end in bands]
    stage_widths = [end - start if is_along else width for start, end in spans]
    lane_lines = [_lines(lane.name, space, diagram.language) for lane, space in zip(diagram.lanes, lane_widths, strict=True)]
    stage_lines = [_lines(stage.name, space, diagram.language) for stage, space in zip(diagram.stages, stage_widths, strict=True)]
    lane_depth = width if is_horizontal else max(map(_height, lane_lines), default=0.0)
    stage_depth = max(map(_height, stage_lines), default=0.0) if is_along else width
    bars, float_depth = float_bars(diagram, spans, is_along=is_along)
    moved = replace(layout, origin=(lane_depth, stage_depth + float_depth if diagram.stages else 0.0))
    end = layout.columns.bounds[-1]
    lanes = tuple(
        PlacedLane(lane, moved.area((-lane_depth, end), band), moved.area((-lane_depth, -_INSET), band), lines)
        for lane, band, lines in zip(diagram.lanes, bands, lane_lines, strict=True)
    )
    stages = tuple(
        PlacedStage(stage, moved.area((start + _INSET, stop - _INSET), (-stage_depth - float_depth, -float_depth - _INSET)), lines)
        for stage, (start, stop), lines in zip(diagram.stages, spans, stage_lines, strict=True)
    )
    floats = tuple(
        PlacedFloat(floating, moved.area(bar.along, bar.across), bar.lines) for floating, bar in zip(diagram.floats, bars, strict=True)
    )
    return moved, Headings(lanes, stages, floats)


def _left_width(diagram: Diagram, flow: Flow) -> float:
    """Return the width of the headings at the left side: that of their longest word, within limits."""
    names = (part.name for part in (diagram.lanes if flow is Flow.HORIZONTAL else diagram.stages))
    longest = max((text_width(word, HEADING_SIZE) for name in names for word in single_line(name[:_MAX_LETTERS]).split()), default=0.0)
    return min(max(_WIDTH, ceil(longest) + 2 * (_AIR + _INSET) + 2), _MAX_WIDTH)


def _bands(layout: Layout, count: int) -> list[tuple[float, float]]:
    """Return the beginning and end of each lane across the lanes."""
    lane_of, bounds = layout.grid.lane_of, layout.rows.bounds
    firsts = [lane_of.index(number) for number in range(count)]
    return [(bounds[first], bounds[after]) for first, after in pairwise([*firsts, len(lane_of)])]


def _spans(layout: Layout, columns: Columns) -> list[tuple[float, float]]:
    """Return the beginning and end of each stage along the flow of time: the middles of the channels that it shares with its neighbours."""
    bounds = layout.columns.bounds
    shared = [(bounds[2 * first] + bounds[2 * first + 1]) / 2 for first, _ in columns.spans[1:]]
    return list(pairwise([bounds[0], *shared, bounds[-1]])) if columns.spans else []


def _lines(name: str, width: float, language: str) -> tuple[str, ...]:
    return wrap(name, max(width - 2 * _AIR - 2 * _INSET, HEADING_SIZE), size=HEADING_SIZE, max_lines=_MAX_LINES, language=language)


def _height(lines: tuple[str, ...]) -> float:
    return max(1, len(lines)) * HEADING_SIZE * LINE_HEIGHT + 2 * _AIR
