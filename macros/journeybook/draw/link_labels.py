"""Positions of link labels: beside their own link, clear of steps, of other labels and, if possible, of other links.

Greedy label placement over discrete candidates (compare Christensen, Marks and Shieber 1995): links are taken from
the shortest to the longest; for each, boxes every 10 points along both sides of its route are ordered by how far they
are from where the label should stand, and the cheapest one is kept, with a price for everything that it covers.
O(candidates) for a link, with a spatial index for what is covered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from journeybook.draw.geometry import Box, Point, spanning_box
from journeybook.draw.route import Route, route_length
from journeybook.draw.spatial_index import SpatialIndex

_STRIDE = 10.0
_AIR = 3.0
_APART = 6.0  # how far other links keep, so that a label is nearest to its own
_HIT, _OUTSIDE, _FOREIGN, _NEAR, _OWN, _BORDER = 1000, 2000, 80, 70, 60, 20
_MANY = 3  # links of which more cost no more
CROWDED = 60.0
"""From this cost on a label touches something it should not."""


@dataclass(frozen=True)
class LabelObstacles:
    """All that labels can run into; links are given by their indices."""

    steps: tuple[Box, ...]
    routes: tuple[Route, ...]
    label_sizes: Mapping[int, tuple[float, float]]
    """The width and height of the label of each link that has one."""
    near_source: frozenset[int]
    """Links whose labels belong near their source, as those of a decision do, and not near the middle."""
    near_target: frozenset[int]
    """Links whose labels belong near their target, as those of a bundle do that leaves one step."""
    area: Box
    borders: tuple[Box, ...]
    """The lines between lanes, which labels may cover if they must."""


@dataclass(frozen=True)
class LabelPosition:
    """The box of a label and its cost; below `CROWDED` it is only farther off than one would like."""

    box: Box
    cost: float


def position_labels(obstacles: LabelObstacles) -> dict[int, LabelPosition]:
    """Return the position of every label, by its link's index; short links choose first."""
    taken, lines = SpatialIndex(), SpatialIndex()
    for number, box in enumerate(obstacles.steps):
        taken.add(number, box)
    for link, route in enumerate(obstacles.routes):
        for start, end in pairwise(route):
            lines.add(link, spanning_box(start, end))
    positions: dict[int, LabelPosition] = {}
    for link in sorted(obstacles.label_sizes, key=lambda key: (route_length(obstacles.routes[key]), key)):
        positions[link] = _cheapest(obstacles, link, taken=taken, lines=lines)
        taken.add(len(obstacles.steps) + link, positions[link].box)
    return positions


def _cheapest(obstacles: LabelObstacles, link: int, *, taken: SpatialIndex, lines: SpatialIndex) -> LabelPosition:
    route = obstacles.routes[link]
    length = route_length(route)
    target = length if link in obstacles.near_target else 0.0 if link in obstacles.near_source else length / 2
    per_point = 0.25 if link in obstacles.near_source | obstacles.near_target else 0.06
    candidates = sorted(
        (per_point * abs(along - target) + aside, number, box)
        for number, (along, aside, box) in enumerate(_candidates(route, *obstacles.label_sizes[link]))
    )
    best = LabelPosition(candidates[0][2], float("inf"))
    for distance_cost, _, box in candidates:
        if distance_cost >= best.cost:
            break
        cost = distance_cost + _covering_cost(obstacles, link, box, taken=taken, lines=lines)
        if cost < best.cost:
            best = LabelPosition(box, cost)
    return best


def _candidates(route: Route, width: float, height: float) -> Iterator[tuple[float, float, Box]]:
    """Yield boxes on both sides of every part of a route, with their distance from its start and the cost of the second side."""
    passed = 0.0
    for start, end in pairwise(route):
        length = dist(start, end)
        is_horizontal = abs(end.y - start.y) < abs(end.x - start.x)
        count = max(1, int(length / _STRIDE))
        aside = _AIR + (height if is_horizontal else width) / 2
        for number in range(count + 1):
            share = number / count
            x, y = start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share
            for side, cost in ((-1, 0.0), (1, 4.0)) if is_horizontal else ((1, 0.0), (-1, 2.0)):
                centre = Point(x, y + side * aside) if is_horizontal else Point(x + side * aside, y)
                yield passed + length * share, cost, Box(centre.x - width / 2, centre.y - height / 2, width, height)
        passed += length


def _covering_cost(obstacles: LabelObstacles, link: int, box: Box, *, taken: SpatialIndex, lines: SpatialIndex) -> float:
    cost = 0.0 if obstacles.area.holds(box) else float(_OUTSIDE)
    cost += _HIT * len(taken.meeting(box))
    cost += _BORDER * sum(border.meets(box) for border in obstacles.borders)
    cost += _OWN * (link in lines.meeting(box))
    near = Box(box.x - _APART, box.y - _APART, box.width + 2 * _APART, box.height + 2 * _APART)
    foreign, beside = (min(len(lines.meeting(part) - {link}), _MANY) for part in (box, near))
    return cost + _FOREIGN * foreign + _NEAR * beside
