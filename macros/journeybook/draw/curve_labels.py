"""Where words stand at the points of curves: each word has its place, none covers another, and one that stands far off has a leader."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from journeybook.draw.geometry import Box, Point, spanning_box

LABEL_HEIGHT = 14.0
"""The height of a line of words."""
MARKER_RADIUS = 9.0
"""How far a marker reaches round its point."""
_AIR, _EDGE, _NEAR = 2.0, 4.0, 6.0
_CROSSES, _ASIDE, _WRONG_SIDE, _BEYOND = 30.0, 5.0, 3.0, 24.0
_NEAR_ROWS, _ROWS = 16, 200


@dataclass(frozen=True)
class CurveLabel:
    """Words at a point: how wide they are, and whether they would rather stand below it."""

    spot: Point
    width: float
    is_low: bool = False


@dataclass(frozen=True)
class CurveObstacles:
    """What words can run into: the points with their markers, the lines between them, and the room from edge to edge."""

    spots: tuple[Point, ...]
    lines: tuple[tuple[Point, Point], ...]
    room: Box


def position_curve_labels(captions: Sequence[CurveLabel], scene: CurveObstacles) -> tuple[Box, ...]:
    """Return a place for each caption, in their order; the first ones choose first.

    Words stand inside the room from left to right. Where there are too many of them they go above or below it.

    >>> spots = (Point(50, 50), Point(60, 50))
    >>> placed = position_curve_labels([CurveLabel(spot, 40) for spot in spots], CurveObstacles(spots, (), Box(0, 0, 100, 100)))
    >>> [(box.x, box.y) for box in placed]
    [(30.0, 27.0), (40.0, 59.0)]
    """
    taken = [_round(spot) for spot in scene.spots]
    placed: list[Box] = []
    for caption in captions:
        box = _best(caption, scene, taken)
        placed.append(box)
        end = leader(caption.spot, box)
        taken += [_with_air(box), *([spanning_box(caption.spot, end)] if end else [])]
    return tuple(placed)


def leader(spot: Point, box: Box) -> Point | None:
    """Return where a line from a point meets its words, if these stand so far off that there is one.

    >>> leader(Point(50, 50), Box(30, 0, 40, 14)), leader(Point(50, 50), Box(30, 27, 40, 14))
    (Point(x=50, y=14), None)
    """
    x = min(max(spot.x, box.x + _EDGE), box.right - _EDGE)
    y = box.bottom if box.bottom < spot.y else box.y
    return Point(x, y) if abs(y - spot.y) > MARKER_RADIUS + _NEAR else None


def _best(caption: CurveLabel, scene: CurveObstacles, taken: list[Box]) -> Box:
    """Return the best free place among the near ones, else one whose leader goes behind other words, else the farthest above."""
    left, right = caption.spot.x - caption.width - MARKER_RADIUS, caption.spot.x + caption.width + MARKER_RADIUS
    near = [box for box in taken if box.x < right and left < box.right and not box.holds(_dot(caption.spot))]
    lines = [(start, end) for start, end in scene.lines if start.x < right and left < end.x]
    for rows, clear in ((_NEAR_ROWS, True), (_NEAR_ROWS, False), (_ROWS, False)):
        box = _free(caption, _Reach(scene.room, near, lines), rows=rows, clear_leader=clear)
        if box:
            return box
    return _places(caption, scene.room, _ROWS)[-2]


@dataclass(frozen=True)
class _Reach:
    """What one caption can run into."""

    room: Box
    taken: list[Box]
    lines: list[tuple[Point, Point]]


def _free(caption: CurveLabel, reach: _Reach, *, rows: int, clear_leader: bool) -> Box | None:
    """Return the cheapest place at which nothing is covered, if there is one."""
    best, least = None, float("inf")
    places = _places(caption, reach.room, rows)
    for cost, number in sorted((_cost(caption, reach.room, box), number) for number, box in enumerate(places)):
        if cost >= least:
            break
        box = places[number]
        whole = cost + _CROSSES * sum(_crosses(box, *line) for line in reach.lines)
        is_free = not any(box.meets(other) for other in reach.taken)
        if whole < least and is_free and not (clear_leader and _leader_hits(caption.spot, box, reach.taken)):
            best, least = box, whole
    return best


def _places(caption: CurveLabel, room: Box, rows: int) -> list[Box]:
    """Return the places of a caption: rows above and below its point, in the middle of it or to one side."""
    half = caption.width / 2
    found: list[Box] = []
    for row, shift in product(range(rows), (0.0, half - MARKER_RADIUS, MARKER_RADIUS - half)):
        x = min(max(caption.spot.x - half + shift, room.x + _EDGE), room.right - _EDGE - caption.width)
        above = caption.spot.y - MARKER_RADIUS - LABEL_HEIGHT - row * LABEL_HEIGHT / 2
        below = caption.spot.y + MARKER_RADIUS + row * LABEL_HEIGHT / 2
        found += [Box(round(x, 1), y, caption.width, LABEL_HEIGHT) for y in (above, below)]
    return found


def _cost(caption: CurveLabel, room: Box, box: Box) -> float:
    """Return how much one would rather not have the words there: far off, aside, on the wrong side, beyond the room."""
    is_below = box.y > caption.spot.y
    far = box.y - caption.spot.y if is_below else caption.spot.y - box.bottom
    aside = _ASIDE if abs(box.centre.x - caption.spot.x) > 1 else 0.0
    beyond = _BEYOND if box.y < room.y or box.bottom > room.bottom else 0.0
    return far + aside + beyond + (_WRONG_SIDE if is_below is not caption.is_low else 0.0)


def _leader_hits(spot: Point, box: Box, near: list[Box]) -> bool:
    end = leader(spot, box)
    return end is not None and any(_crosses(other, *sorted((spot, end))) for other in near)


def _crosses(box: Box, start: Point, end: Point) -> bool:
    """Say whether a line from left to right goes through a box."""
    first, last = max(start.x, box.x), min(end.x, box.right)
    if first > last:
        return False
    if end.x == start.x:
        return min(start.y, end.y) < box.bottom and box.y < max(start.y, end.y)
    slope = (end.y - start.y) / (end.x - start.x)
    heights = sorted(start.y + slope * (x - start.x) for x in (first, last))
    return heights[0] < box.bottom and box.y < heights[1]


def _round(spot: Point) -> Box:
    return Box(spot.x - MARKER_RADIUS, spot.y - MARKER_RADIUS, 2 * MARKER_RADIUS, 2 * MARKER_RADIUS)


def _dot(spot: Point) -> Box:
    return Box(spot.x, spot.y, 0, 0)


def _with_air(box: Box) -> Box:
    return Box(box.x - _AIR, box.y, box.width + 2 * _AIR, box.height)
