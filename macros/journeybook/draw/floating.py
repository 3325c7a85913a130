"""What floats over a range of stages: bars between the headers of the stages and the lanes, one beside the other where their ranges meet.

Bars are packed into as few rows as possible by the greedy algorithm for interval partitioning: taken by their beginnings, each goes into
the first row that is free. O(bars x rows).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from journeybook.draw.diagram import Diagram, DiagramFloat
from journeybook.draw.text import LINE_HEIGHT, wrap

FLOAT_SIZE = 12
_AIR = 4.0
_INSET = 2.0
_WIDTH = 96.0
"""The width of a bar whose label is written across the flow of time."""
_MAX_LINES = 4


@dataclass(frozen=True)
class FloatBar:
    """A bar: where it begins and ends along the flow of time, how far it is from the lanes at its far and near side, and its lines."""

    along: tuple[float, float]
    across: tuple[float, float]
    lines: tuple[str, ...]


def float_bars(diagram: Diagram, spans: list[tuple[float, float]], *, is_along: bool) -> tuple[tuple[FloatBar, ...], float]:
    """Return the bars of a diagram, given where its stages begin and end along the flow of time, and the depth of all rows.

    `is_along` says that labels are written along the flow of time.
    """
    order = {stage.id: number for number, stage in enumerate(diagram.stages)}
    ranges = [(spans[order[bar.since]][0] + _INSET, spans[order[bar.until]][1] - _INSET) for bar in diagram.floats]
    rows = _rows(ranges)
    lines = [
        _lines(bar.label, stop - start, diagram.language, is_along=is_along)
        for bar, (start, stop) in zip(diagram.floats, ranges, strict=True)
    ]
    depths = [_WIDTH] * (max(rows, default=-1) + 1)
    if is_along:
        depths = [max(_height(some) for some, at in zip(lines, rows, strict=True) if at == row) for row in range(len(depths))]
    far = [-sum(depths[row:]) for row in range(len(depths))]
    bars = tuple(
        FloatBar(along, (far[row], far[row] + depths[row] - _INSET), some) for along, row, some in zip(ranges, rows, lines, strict=True)
    )
    return bars, sum(depths)


def floats_within(diagram: Diagram, stages: Collection[str]) -> tuple[DiagramFloat, ...]:
    """Return the bars of a diagram cut to those of its stages that are shown; those of which nothing is left are dropped."""
    order = [stage.id for stage in diagram.stages]
    shown: list[DiagramFloat] = []
    for bar in diagram.floats:
        inside = [stage for stage in order[order.index(bar.since) : order.index(bar.until) + 1] if stage in stages]
        if inside:
            shown.append(replace(bar, since=inside[0], until=inside[-1]))
    return tuple(shown)


def _rows(ranges: list[tuple[float, float]]) -> list[int]:
    """Return the row of each range, so that no two in a row overlap."""
    ends: list[float] = []
    rows = [0] * len(ranges)
    for index in sorted(range(len(ranges)), key=lambda index: (ranges[index][0], index)):
        start, stop = ranges[index]
        row = next((row for row, end in enumerate(ends) if end <= start), len(ends))
        ends[row : row + 1] = [stop]
        rows[index] = row
    return rows


def _lines(label: str, extent: float, language: str, *, is_along: bool) -> tuple[str, ...]:
    width = (extent if is_along else _WIDTH - _INSET) - 2 * _AIR
    most = _MAX_LINES if is_along else max(1, int((extent - 2 * _AIR) / (FLOAT_SIZE * LINE_HEIGHT)))
    return wrap(label, max(width, FLOAT_SIZE), size=FLOAT_SIZE, max_lines=most, language=language)


def _height(lines: tuple[str, ...]) -> float:
    return max(1, len(lines)) * FLOAT_SIZE * LINE_HEIGHT + 2 * _AIR + _INSET
