"""What makes a sound swimlane worse or better to read, in numbers that may be compared and added up."""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, hypot, pi

from case import Case, core, distance, gap
from drawn import Drawn, Polyline, route_length
from strokes import inside, lengths_inside, meetings, sized

from journeybook.draw.diagram import Diagram, Flow, StepKind
from journeybook.draw.geometry import Box

_BESIDE, _BESIDE_LENGTH = 3.5, 6.0
_TOGETHER_LENGTH = 6.0
_OWN_LENGTH = 12.0
_FAR = 14.0
_SHORTEST, _BEND = 4.0, 0.35


@dataclass(frozen=True)
class Faults:
    """The soft metrics of one picture; fewer is better."""

    crossings: int
    links_on_one_line: int
    links_beside_a_step: int
    links_in_their_step: int
    words_on_a_link: int
    words_far_away: int
    words_nearer_another_link: int
    bends: float
    """Bends of a link, on average."""
    detour: float
    """How much longer links are than the way round one corner from end to end."""
    area: float
    length: float
    """Of all links together."""


def faults(diagram: Diagram, drawn: Drawn, flow: Flow) -> Faults:
    """Measure a picture."""
    case = Case(diagram, drawn, flow)
    met = meetings(case.strokes)
    routes = [link.route for link in drawn.links if link.route]
    direct = sum(abs(route[0].x - route[-1].x) + abs(route[0].y - route[-1].y) for route in routes)
    length = sum(map(route_length, routes))
    return Faults(
        crossings=sum(map(len, met.crossings.values())),
        links_on_one_line=sum(far > _TOGETHER_LENGTH for far in met.together.values()),
        links_beside_a_step=_beside(case),
        links_in_their_step=_in_their_step(case),
        words_on_a_link=_words_on_a_link(case),
        words_nearer_another_link=sum(
            _is_nearer_another(case, number) for number, link in enumerate(drawn.links) if link.words and link.route
        ),
        words_far_away=sum(_is_far(link.route, link.label) for link in case.labelled if link.route),
        bends=sum(map(bends, routes)) / max(1, len(routes)),
        detour=length / direct if direct else 1.0,
        area=drawn.frame.width * drawn.frame.height,
        length=length,
    )


def bends(route: Polyline) -> int:
    """Count the bends of a route, leaving out its smallest pieces."""
    angles = [atan2(b.y - a.y, b.x - a.x) for a, b in pairwise(route) if hypot(b.x - a.x, b.y - a.y) >= _SHORTEST]
    return sum(abs((b - a + pi) % (2 * pi) - pi) > _BEND for a, b in pairwise(angles))


def _beside(case: Case) -> int:
    lengths = lengths_inside(case.strokes, [sized(box, _BESIDE) for box in case.boxes])
    long = [pair for pair, far in lengths.items() if far > _BESIDE_LENGTH and case.foreign(*pair)]
    return sum(case.kinds[step] is not StepKind.DECISION for _, step in long)


def _in_their_step(case: Case) -> int:
    cores = [core(*pair) for pair in zip(case.boxes, case.kinds, strict=True)]
    return sum(far > _OWN_LENGTH and not case.foreign(*pair) for pair, far in lengths_inside(case.strokes, cores).items())


def _words_on_a_link(case: Case) -> int:
    labelled = [number for number, link in enumerate(case.drawn.links) if link.words]
    pieces, boxes, lengths = inside(case.strokes, [sized(case.drawn.links[number].label, -1) for number in labelled])
    hits = zip(case.strokes.line[pieces].tolist(), boxes.tolist(), lengths.tolist(), strict=True)
    return len({(line, labelled[box]) for line, box, far in hits if far > 0.5 and line != labelled[box]})


def _is_nearer_another(case: Case, number: int) -> bool:
    """Return whether words stand nearer to another link than to their own, or just as near."""
    label, links = case.drawn.links[number].label, case.drawn.links
    own = gap(label, links[number].route)
    return any(other.route and gap(label, other.route) <= own for at, other in enumerate(links) if at != number)


def _is_far(route: Polyline, label: Box) -> bool:
    return distance(label.centre, route) > max(label.width, label.height) / 2 + _FAR
