"""Positions of the labels at the points of curves: none covers another, and one that stands far off has a leader line.

Greedy point-feature label placement over discrete candidates (compare Christensen, Marks and Shieber 1995): labels
are placed in the order in which they are given, each in the cheapest free box above or below its point, in its middle
or to one side, in steps of half a line. A box costs its distance from the point and the lines that it covers; it is
free if it covers no other label, marker or leader. Boxes near the point are tried first, then those whose leader
crosses other labels, then those far off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from journeybook.draw.geometry import Box, Point, spanning_box

LABEL_HEIGHT = 14.0
"""The height of a label, which is one line of text."""
MARKER_RADIUS = 9.0
"""The radius of the marker round a point."""
_AIR, _EDGE, _NEAR = 2.0, 4.0, 6.0
_CROSSES, _ASIDE, _WRONG_SIDE, _BEYOND = 30.0, 5.0, 3.0, 24.0
_NEAR_ROWS, _ROWS = 16, 200


@dataclass(frozen=True)
class CurveLabel:
    """A label at a point: its width, and whether it should rather stand below the point."""

    point: Point
    width: float
    is_low: bool = False


@dataclass(frozen=True)
class CurveObstacles:
    """What labels can run into: the points with their markers, the lines between them, and the area from edge to edge."""

    points: tuple[Point, ...]
    lines: tuple[tuple[Point, Point], ...]
    area: Box


def position_curve_labels(labels: Sequence[CurveLabel], obstacles: CurveObstacles) -> tuple[Box, ...]:
    """Return a box for each label, in their order; the first ones choose first.

    Labels stand inside the area from left to right. Where there are too many of them they go above or below it.

    >>> points = (Point(50, 50), Point(60, 50))
    >>> boxes = position_curve_labels([CurveLabel(point, 40) for point in points], CurveObstacles(points, (), Box(0, 0, 100, 100)))
    >>> [(box.x, box.y) for box in boxes]
    [(30.0, 27.0), (40.0, 59.0)]
    """
    taken = [_marker_box(point) for point in obstacles.points]
    boxes: list[Box] = []
    for label in labels:
        box = _best(label, obstacles, taken)
        boxes.append(box)
        end = leader(label.point, box)
        taken += [_with_air(box), *([spanning_box(label.point, end)] if end else [])]
    return tuple(boxes)


def leader(point: Point, box: Box) -> Point | None:
    """Return where the leader line from a point meets its label, or None where the label stands so near that there is none.

    >>> leader(Point(50, 50), Box(30, 0, 40, 14)), leader(Point(50, 50), Box(30, 27, 40, 14))
    (Point(x=50, y=14), None)
    """
    x = min(max(point.x, box.x + _EDGE), box.right - _EDGE)
    y = box.bottom if box.bottom < point.y else box.y
    return Point(x, y) if abs(y - point.y) > MARKER_RADIUS + _NEAR else None


def _best(label: CurveLabel, obstacles: CurveObstacles, taken: list[Box]) -> Box:
    """Return the cheapest free box near the point, else one whose leader crosses other labels, else the farthest one above."""
    left, right = label.point.x - label.width - MARKER_RADIUS, label.point.x + label.width + MARKER_RADIUS
    boxes = [box for box in taken if box.x < right and left < box.right and not box.holds(_point_box(label.point))]
    lines = [(start, end) for start, end in obstacles.lines if start.x < right and left < end.x]
    for rows, clear in ((_NEAR_ROWS, True), (_NEAR_ROWS, False), (_ROWS, False)):
        box = _free(label, _Nearby(obstacles.area, boxes, lines), rows=rows, clear_leader=clear)
        if box:
            return box
    return _candidates(label, obstacles.area, _ROWS)[-2]


@dataclass(frozen=True)
class _Nearby:
    """The obstacles that one label can run into."""

    area: Box
    taken: list[Box]
    lines: list[tuple[Point, Point]]


def _free(label: CurveLabel, nearby: _Nearby, *, rows: int, clear_leader: bool) -> Box | None:
    """Return the cheapest box that covers nothing, or None."""
    best, least = None, float("inf")
    boxes = _candidates(label, nearby.area, rows)
    for cost, number in sorted((_cost(label, nearby.area, box), number) for number, box in enumerate(boxes)):
        if cost >= least:
            break
        box = boxes[number]
        full_cost = cost + _CROSSES * sum(_crosses(box, *line) for line in nearby.lines)
        is_free = not any(box.meets(other) for other in nearby.taken)
        if full_cost < least and is_free and not (clear_leader and _leader_hits(label.point, box, nearby.taken)):
            best, least = box, full_cost
    return best


def _candidates(label: CurveLabel, area: Box, rows: int) -> list[Box]:
    """Return the boxes in which a label may stand: rows above and below its point, in the middle of it or to one side."""
    half = label.width / 2
    boxes: list[Box] = []
    for row, shift in product(range(rows), (0.0, half - MARKER_RADIUS, MARKER_RADIUS - half)):
        x = min(max(label.point.x - half + shift, area.x + _EDGE), area.right - _EDGE - label.width)
        above = label.point.y - MARKER_RADIUS - LABEL_HEIGHT - row * LABEL_HEIGHT / 2
        below = label.point.y + MARKER_RADIUS + row * LABEL_HEIGHT / 2
        boxes += [Box(round(x, 1), y, label.width, LABEL_HEIGHT) for y in (above, below)]
    return boxes


def _cost(label: CurveLabel, area: Box, box: Box) -> float:
    """Return the cost of a box: its distance from the point, and a price for standing aside, on the wrong side or beyond the area."""
    is_below = box.y > label.point.y
    far = box.y - label.point.y if is_below else label.point.y - box.bottom
    aside = _ASIDE if abs(box.centre.x - label.point.x) > 1 else 0.0
    beyond = _BEYOND if box.y < area.y or box.bottom > area.bottom else 0.0
    return far + aside + beyond + (_WRONG_SIDE if is_below is not label.is_low else 0.0)


def _leader_hits(point: Point, box: Box, near: list[Box]) -> bool:
    end = leader(point, box)
    return end is not None and any(_crosses(other, *sorted((point, end))) for other in near)


def _crosses(box: Box, start: Point, end: Point) -> bool:
    """Return whether a line from left to right goes through a box."""
    first, last = max(start.x, box.x), min(end.x, box.right)
    if first > last:
        return False
    if end.x == start.x:
        return min(start.y, end.y) < box.bottom and box.y < max(start.y, end.y)
    slope = (end.y - start.y) / (end.x - start.x)
    heights = sorted(start.y + slope * (x - start.x) for x in (first, last))
    return heights[0] < box.bottom and box.y < heights[1]


def _marker_box(point: Point) -> Box:
    return Box(point.x - MARKER_RADIUS, point.y - MARKER_RADIUS, 2 * MARKER_RADIUS, 2 * MARKER_RADIUS)


def _point_box(point: Point) -> Box:
    return Box(point.x, point.y, 0, 0)


def _with_air(box: Box) -> Box:
    return Box(box.x - _AIR, box.y, box.width + 2 * _AIR, box.height)
