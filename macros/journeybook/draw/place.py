"""Where everything of a swimlane stands: lanes as bands from top to bottom, time from left to right."""

from dataclasses import dataclass
from itertools import accumulate

from journeybook.draw.columns import Columns, columns
from journeybook.draw.diagram import Diagram, StepKind
from journeybook.draw.geometry import Box, Point
from journeybook.draw.order import back_links
from journeybook.draw.placement import LANE_HEADING, PlacedLane, PlacedLink, PlacedStage, PlacedStep, Placement
from journeybook.draw.rows import Rows, rows
from journeybook.draw.shapes import step_size
from journeybook.draw.text import LINE_HEIGHT, text_width, wrap

MOST_STEPS = 200
MOST_LINKS = 400
HEADING_SIZE = 13
LINK_TEXT_SIZE = 11
_AIR = 8
_COLUMN_WIDTH = 80  # of an empty column
_COLUMN_GAP = 44
_ROW_GAP = 34
_LINK_TEXT_WIDTH = 70
_LOOP = 14  # half the width, and the height, of a loop on one step


class TooLarge(Exception):  # noqa: N818 - it says what is the case; the caller then shows the outline alone
    """A diagram holds more than one picture can show."""

    def __init__(self, *, steps: int, links: int) -> None:
        super().__init__(f"{steps} steps and {links} links are too many for one picture (at most {MOST_STEPS} and {MOST_LINKS})")
        self.steps = steps
        self.links = links


def place(diagram: Diagram) -> Placement:
    """Give every lane, stage and step its place; raise TooLarge beyond 200 steps or 400 links."""
    if len(diagram.steps) > MOST_STEPS or len(diagram.links) > MOST_LINKS:
        raise TooLarge(steps=len(diagram.steps), links=len(diagram.links))
    back = back_links(diagram)
    in_columns = columns(diagram, back)
    in_rows = rows(diagram, in_columns, back=back)
    sizes = {step.id: step_size(step.kind, step.label) for step in diagram.steps}
    labels = [wrap(link.label, _LINK_TEXT_WIDTH, size=LINK_TEXT_SIZE, most=3) for link in diagram.links]
    across = _across(diagram, in_columns, sizes=sizes, labels=labels)
    stages = _stages(diagram, in_columns, across=across)
    down = _down(diagram, in_rows, sizes=sizes, headers_end=max((stage.header.bottom for stage in stages), default=0.0))
    steps = _steps(diagram, sizes, columns_at=(in_columns, across), rows_at=(in_rows, down))
    return Placement(
        diagram=diagram,
        width=across.ends[-1],
        height=down.ends[-1],
        lanes=_lanes(diagram, width=across.ends[-1], ends=down.ends),
        stages=stages,
        steps=steps,
        links=_links(diagram, steps, back=back, labels=labels),
    )


_Sizes = dict[str, tuple[float, float, tuple[str, ...]]]


@dataclass(frozen=True)
class _Across:
    """Where each column begins (and the last one ends), and the middle of its steps."""

    ends: list[float]
    centres: list[float]


@dataclass(frozen=True)
class _Down:
    """Where each lane begins (and the last one ends), and the middle of each of its rows."""

    ends: list[float]
    centres: list[list[float]]


def _across(diagram: Diagram, in_columns: Columns, *, sizes: _Sizes, labels: list[tuple[str, ...]]) -> _Across:
    """Make each column as wide as its widest step, and the gap after it as wide as the words that stand in it."""
    widths = [float(_COLUMN_WIDTH)] * in_columns.count
    gaps = [float(_COLUMN_GAP)] * in_columns.count
    for step in diagram.steps:
        column = in_columns.of[step.id]
        widths[column] = max(widths[column], sizes[step.id][0])
    for link, lines in zip(diagram.links, labels, strict=True):
        column = in_columns.of[link.source]
        if lines and in_columns.of[link.target] != column:
            gaps[column] = max(gaps[column], _widest(lines, LINK_TEXT_SIZE) + 2 * _AIR)
    cells = (_COLUMN_GAP / 2 + width + gap - _COLUMN_GAP / 2 for width, gap in zip(widths, gaps, strict=True))
    ends = list(accumulate(cells, initial=float(LANE_HEADING)))
    return _Across(ends, [start + _COLUMN_GAP / 2 + width / 2 for start, width in zip(ends, widths, strict=False)])


def _widest(lines: tuple[str, ...], size: float) -> float:
    return float(round(max(text_width(line, size) for line in lines)))


def _stages(diagram: Diagram, in_columns: Columns, *, across: _Across) -> tuple[PlacedStage, ...]:
    spans = [(across.ends[first] + 2, across.ends[last + 1] - 2) for first, last in in_columns.spans]
    names = [
        wrap(stage.name, right - left - 2 * _AIR, size=HEADING_SIZE, most=3)
        for stage, (left, right) in zip(diagram.stages, spans, strict=True)
    ]
    height = _text_height(max(map(len, names), default=1)) + _AIR
    return tuple(
        PlacedStage(stage, Box(left, 0, right - left, height), lines)
        for stage, (left, right), lines in zip(diagram.stages, spans, names, strict=True)
    )


def _text_height(lines: int) -> float:
    return float(round(lines * HEADING_SIZE * LINE_HEIGHT))


def _down(diagram: Diagram, in_rows: Rows, *, sizes: _Sizes, headers_end: float) -> _Down:
    """Make each row as tall as its tallest step, and each lane tall enough for its heading."""
    heights = [[0.0] * count for count in in_rows.counts]
    order = {lane.id: position for position, lane in enumerate(diagram.lanes)}
    for step in diagram.steps:
        lane, row = heights[order[step.lane]], in_rows.of[step.id]
        lane[row] = max(lane[row], sizes[step.id][1])
    ends = [headers_end + (_AIR / 2 if diagram.stages else 0)]
    centres: list[list[float]] = []
    for swimlane, rows_of_lane in zip(diagram.lanes, heights, strict=True):
        least = _text_height(len(_heading(swimlane.name))) + 2 * _AIR
        full = sum(rows_of_lane) + _ROW_GAP * len(rows_of_lane)
        top = ends[-1] + max(0.0, least - full) / 2
        starts = list(accumulate((height + _ROW_GAP for height in rows_of_lane), initial=top + _ROW_GAP / 2))
        centres.append([start + height / 2 for start, height in zip(starts, rows_of_lane, strict=False)])
        ends.append(ends[-1] + max(least, full))
    return _Down(ends, centres)


def _heading(name: str) -> tuple[str, ...]:
    return wrap(name, LANE_HEADING - 2 * _AIR, size=HEADING_SIZE, most=5)


def _lanes(diagram: Diagram, *, width: float, ends: list[float]) -> tuple[PlacedLane, ...]:
    return tuple(
        PlacedLane(lane, Box(0, top, width, bottom - top), _heading(lane.name))
        for lane, top, bottom in zip(diagram.lanes, ends, ends[1:], strict=False)
    )


def _steps(diagram: Diagram, sizes: _Sizes, *, columns_at: tuple[Columns, _Across], rows_at: tuple[Rows, _Down]) -> tuple[PlacedStep, ...]:
    (in_columns, across), (in_rows, down) = columns_at, rows_at
    order = {lane.id: position for position, lane in enumerate(diagram.lanes)}
    placed: list[PlacedStep] = []
    for step in diagram.steps:
        column, row = in_columns.of[step.id], in_rows.of[step.id]
        width, height, lines = sizes[step.id]
        x, y = across.centres[column], down.centres[order[step.lane]][row]
        placed.append(PlacedStep(step, Box(x - width / 2, y - height / 2, width, height), lines, column, row))
    return tuple(placed)


def _links(
    diagram: Diagram, steps: tuple[PlacedStep, ...], *, back: frozenset[int], labels: list[tuple[str, ...]]
) -> tuple[PlacedLink, ...]:
    placed = {step.step.id: step for step in steps}
    return tuple(
        PlacedLink(link, position in back, lines, _loop(placed[link.source]) if link.source == link.target else ())
        for position, (link, lines) in enumerate(zip(diagram.links, labels, strict=True))
    )


def _loop(placed: PlacedStep) -> tuple[Point, ...]:
    """Return the path from a step to itself: a small gate on top of its outline."""
    box = placed.box
    drop = {StepKind.DECISION: 2 * _LOOP / box.width, StepKind.END: 2 * (_LOOP / box.width) ** 2}.get(placed.step.kind, 0)
    x, foot = box.centre.x, box.y + drop * box.height / 2
    top = box.y - _LOOP
    return Point(x - _LOOP, foot), Point(x - _LOOP, top), Point(x + _LOOP, top), Point(x + _LOOP, foot)
