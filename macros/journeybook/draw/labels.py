"""Where the words of arrows stand: beside their own arrow, clear of steps, of other words and, if it can be, of other arrows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from journeybook.draw.diagram import StepKind
from journeybook.draw.geometry import Box, Point, between
from journeybook.draw.nearby import Nearby
from journeybook.draw.place import LINK_TEXT_SIZE
from journeybook.draw.placement import LANE_HEADING, Placement
from journeybook.draw.route import Route, length
from journeybook.draw.text import LINE_HEIGHT, text_width

_STRIDE = 10.0
_AIR = 5.0
_HIT, _OUTSIDE, _FOREIGN, _OWN, _BORDER = 1000, 2000, 120, 60, 20


def place_labels(placement: Placement, routes: Mapping[int, Route]) -> dict[int, Box]:
    """Return a box for the words of every link that has words and a route, by the link's position; short arrows choose first."""
    scene = _Scene.of(placement, routes)
    boxes: dict[int, Box] = {}
    for position in sorted(routes, key=lambda key: (length(routes[key]), key)):
        lines = placement.links[position].lines
        if lines:
            width = max(text_width(line, LINK_TEXT_SIZE) for line in lines) + 2
            box = _best(scene, position, size=Box(0, 0, width, len(lines) * LINK_TEXT_SIZE * LINE_HEIGHT))
            boxes[position] = box
            scene.taken.add(len(placement.steps) + position, box)
    return boxes


@dataclass(frozen=True)
class _Scene:
    """All that words can run into."""

    routes: Mapping[int, Route]
    room: Box
    borders: tuple[float, ...]
    taken: Nearby
    lines: Nearby
    near_source: frozenset[int]

    @classmethod
    def of(cls, placement: Placement, routes: Mapping[int, Route]) -> "_Scene":
        bands = [lane.band for lane in placement.lanes]
        top = min((band.y for band in bands), default=0.0)
        deciding = {placed.step.id for placed in placement.steps if placed.step.kind is StepKind.DECISION}
        taken, lines = Nearby(), Nearby()
        for number, placed in enumerate(placement.steps):
            taken.add(number, placed.box)
        for position, route in routes.items():
            for start, end in pairwise(route):
                lines.add(position, between(start, end))
        return cls(
            routes=routes,
            room=Box(LANE_HEADING, top, placement.width - LANE_HEADING, placement.height - top),
            borders=tuple(band.bottom for band in bands[:-1]),
            taken=taken,
            lines=lines,
            near_source=frozenset(position for position in routes if placement.links[position].link.source in deciding),
        )


def _best(scene: _Scene, position: int, *, size: Box) -> Box:
    route = scene.routes[position]
    target = 0.0 if position in scene.near_source else length(route) / 2
    choices = sorted(
        ((abs(along - target), number, box) for number, (along, box) in enumerate(_candidates(route, size))), key=lambda choice: choice[:2]
    )
    best, best_cost = choices[0][2], float("inf")
    for far, _, box in choices:
        if far >= best_cost:
            break
        cost = far + _cost(scene, position, box=box)
        if cost < best_cost:
            best, best_cost = box, cost
    return best


def _candidates(route: Route, size: Box) -> Iterator[tuple[float, Box]]:
    """Yield boxes above and below level runs and on both sides of upright ones, with their way from the start."""
    gone = 0.0
    for start, end in pairwise(route):
        run = dist(start, end)
        is_level = abs(end.y - start.y) < abs(end.x - start.x)
        for count in range(int(run / _STRIDE) + 1):
            part = min(1.0, (count + 0.5) * _STRIDE / max(run, _STRIDE))
            x, y = start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part
            aside = _AIR + (size.height if is_level else size.width) / 2
            for side in (-1, 1) if is_level else (1, -1):
                centre = Point(x, y + side * aside) if is_level else Point(x + side * aside, y)
                yield gone + run * part, Box(centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height)
        gone += run


def _cost(scene: _Scene, position: int, *, box: Box) -> float:
    cost = 0.0 if scene.room.holds(box) else float(_OUTSIDE)
    cost += _HIT * len(scene.taken.meeting(box))
    cost += _BORDER * sum(box.y < border < box.bottom for border in scene.borders)
    return cost + sum(_OWN if other == position else _FOREIGN for other in scene.lines.meeting(box))
