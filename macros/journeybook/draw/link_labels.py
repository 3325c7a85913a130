"""Where the words of arrows stand: beside their own arrow, clear of steps, of other words and, if it can be, of other arrows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from journeybook.draw.geometry import Box, Point, spanning_box
from journeybook.draw.route import Route, route_length
from journeybook.draw.spatial_index import SpatialIndex

_STRIDE = 10.0
_AIR = 3.0
_HIT, _OUTSIDE, _FOREIGN, _OWN, _BORDER = 1000, 2000, 120, 60, 20
CROWDED = 60.0
"""From this cost on words touch something they should not."""


@dataclass(frozen=True)
class LabelObstacles:
    """All that words can run into; links are told by their positions."""

    steps: tuple[Box, ...]
    routes: tuple[Route, ...]
    words: Mapping[int, tuple[float, float]]
    """The width and height of the words of each link that has any."""
    near_source: frozenset[int]
    """Links whose words belong near their source, as those of a decision do, and not near the middle."""
    room: Box
    borders: tuple[Box, ...]
    """The lines between lanes, which words may cover if they must."""


@dataclass(frozen=True)
class LabelPosition:
    """Where the words of a link stand, and how bad that is; below `CROWDED` they only stand farther off than one would like."""

    box: Box
    cost: float


def position_labels(scene: LabelObstacles) -> dict[int, LabelPosition]:
    """Return a place for the words of every link that has words, by the link's position; short arrows choose first."""
    taken, lines = SpatialIndex(), SpatialIndex()
    for number, box in enumerate(scene.steps):
        taken.add(number, box)
    for position, route in enumerate(scene.routes):
        for start, end in pairwise(route):
            lines.add(position, spanning_box(start, end))
    placed: dict[int, LabelPosition] = {}
    for position in sorted(scene.words, key=lambda key: (route_length(scene.routes[key]), key)):
        best = _best(scene, position, taken=taken, lines=lines)
        placed[position] = best
        taken.add(len(scene.steps) + position, best.box)
    return placed


def _best(scene: LabelObstacles, position: int, *, taken: SpatialIndex, lines: SpatialIndex) -> LabelPosition:
    route = scene.routes[position]
    target = 0.0 if position in scene.near_source else route_length(route) / 2
    pull = 0.25 if position in scene.near_source else 0.06
    choices = sorted(
        (pull * abs(along - target) + aside, number, box)
        for number, (along, aside, box) in enumerate(_candidates(route, *scene.words[position]))
    )
    best = LabelPosition(choices[0][2], float("inf"))
    for far, _, box in choices:
        if far >= best.cost:
            break
        cost = far + _cost(scene, position, box, taken=taken, lines=lines)
        if cost < best.cost:
            best = LabelPosition(box, cost)
    return best


def _candidates(route: Route, width: float, height: float) -> Iterator[tuple[float, float, Box]]:
    """Yield boxes on both sides of every run, with their way from the start and a dislike of the second side."""
    gone = 0.0
    for start, end in pairwise(route):
        run = dist(start, end)
        is_level = abs(end.y - start.y) < abs(end.x - start.x)
        count = max(1, int(run / _STRIDE))
        aside = _AIR + (height if is_level else width) / 2
        for step in range(count + 1):
            part = step / count
            x, y = start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part
            for side, dislike in ((-1, 0.0), (1, 4.0)) if is_level else ((1, 0.0), (-1, 2.0)):
                centre = Point(x, y + side * aside) if is_level else Point(x + side * aside, y)
                yield gone + run * part, dislike, Box(centre.x - width / 2, centre.y - height / 2, width, height)
        gone += run


def _cost(scene: LabelObstacles, position: int, box: Box, *, taken: SpatialIndex, lines: SpatialIndex) -> float:
    cost = 0.0 if scene.room.holds(box) else float(_OUTSIDE)
    cost += _HIT * len(taken.meeting(box))
    cost += _BORDER * sum(border.meets(box) for border in scene.borders)
    return cost + sum(_OWN if other == position else _FOREIGN for other in lines.meeting(box))
