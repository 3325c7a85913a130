"""Routes of links: horizontal and vertical parts with rounded corners."""

from itertools import pairwise
from math import dist

from journeybook.draw.geometry import Point

Route = tuple[Point, ...]
"""The corners of one link, from the outline of its source to the tip of its arrow at the target."""

_RADIUS = 5.0
_ARROW = 8.0


def without_collinear_points(points: Route) -> Route:
    """Return a route without the corners that are none: repeated points, and points in the middle of a straight part.

    >>> without_collinear_points((Point(0, 0), Point(4, 0), Point(9, 0), Point(9, 5)))
    (Point(x=0, y=0), Point(x=9, y=0), Point(x=9, y=5))
    """
    kept: list[Point] = []
    for point in points:
        if kept and dist(kept[-1], point) < 1:
            continue
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def bezier_controls(route: Route, *, arrow: bool = True) -> tuple[Point, ...]:
    """Return a route as cubic Bezier control points (one, then three for each part), up to where the arrow head begins, if it has one."""
    *corners, tip = route
    shaft = _towards(tip, corners[-1], min(_ARROW, dist(tip, corners[-1]) - 1) if arrow else 0)
    bends = [*corners, shaft]
    controls = [bends[0]]
    for before, corner, after in zip(bends, bends[1:], bends[2:], strict=False):
        radius = min(_RADIUS, dist(before, corner) / 2, dist(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        controls += [controls[-1], start, start, corner, corner, end]
    return (*controls, controls[-1], shaft, shaft)


def route_length(route: Route) -> float:
    """Return the length of a route in points."""
    return sum(dist(start, end) for start, end in pairwise(route))


def _towards(start: Point, end: Point, distance: float) -> Point:
    whole = dist(start, end) or 1.0
    return Point(start.x + (end.x - start.x) * distance / whole, start.y + (end.y - start.y) * distance / whole)


def _is_straight(first: Point, second: Point, third: Point) -> bool:
    return max(abs(first.x - second.x), abs(second.x - third.x)) < 1 or max(abs(first.y - second.y), abs(second.y - third.y)) < 1
