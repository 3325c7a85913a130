"""A finished swimlane read back from its SVG, as plain values: nothing here knows how it was placed or routed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, hypot, pi, sin
from xml.etree import ElementTree as ET

from journeybook.draw.geometry import Box, Point
from journeybook.draw.text import text_width

Polyline = tuple[Point, ...]

TEXT_SIZES = {"lane": 13, "stage": 13, "float": 12, "step": 12, "edge": 11}
"""As the stylesheet has them."""

_SVG = "{http://www.w3.org/2000/svg}"
_CHORDS = 12
_STROKE = 1.0
_MITER_LIMIT = 4
_ABOVE, _BELOW = 0.78, 0.22  # how much of a line of text stands above and below its base line


@dataclass(frozen=True)
class DrawnShape:
    """A step, a lane's band, a stage's header or a floating bar: its true outline, and the boxes of the lines of its text."""

    id: str
    outline: Polyline
    words: tuple[Box, ...] = ()

    @cached_property
    def box(self) -> Box:
        return around(self.outline)


@dataclass(frozen=True)
class DrawnLink:
    """An arrow from its first point to its tip, or a line between copies of a step, and the boxes of the lines beside it."""

    source: str
    target: str
    route: Polyline
    words: tuple[Box, ...] = ()
    is_dashed: bool = False

    @cached_property
    def label(self) -> Box:
        """The box round all lines beside the arrow; ask only where there are words."""
        return union(self.words)


@dataclass(frozen=True)
class Drawn:
    """A whole picture: its frame and what stands in it, in the order of the SVG."""

    frame: Box
    lanes: tuple[DrawnShape, ...]
    stages: tuple[DrawnShape, ...]
    steps: tuple[DrawnShape, ...]
    links: tuple[DrawnLink, ...]
    floats: tuple[DrawnShape, ...] = ()


def read_drawn(svg: str) -> Drawn:
    """Read a swimlane from the text of its SVG."""
    root = ET.fromstring(svg)  # noqa: S314 - what we drew ourselves
    picture = root.find(f"{_SVG}g")
    assert root.get("class") == "swimlane"
    assert picture is not None
    move = re.search(r"translate\((\S+) (\S+)\)", picture.get("transform", ""))
    assert move
    groups = list(picture.iter(f"{_SVG}g"))
    shift = Point(float(move[1]), float(move[2]))
    return Drawn(
        frame=Box(*(float(number) for number in root.attrib["viewBox"].split())),
        lanes=tuple(_drawn_shape(group, shift, "lane") for group in _of(groups, "lane")),
        stages=tuple(_drawn_shape(group, shift, "stage") for group in _of(groups, "stage")),
        floats=tuple(_drawn_shape(group, shift, "float") for group in _of(groups, "float")),
        steps=tuple(_drawn_shape(group, shift, "step") for group in _of(groups, "step")),
        links=tuple(_link(group, shift) for group in _of(groups, "edge")),
    )


def around(points: Iterable[Point]) -> Box:
    """Return the smallest box that holds all points."""
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all boxes."""
    return around(corner for box in boxes for corner in (Point(box.x, box.y), Point(box.right, box.bottom)))


def flattened(controls: Polyline) -> Polyline:
    """Return a Bezier curve as chords, 12 for each bent piece."""
    points = [controls[0]]
    for number in range(0, len(controls) - 1, 3):
        piece = controls[number : number + 4]
        points += [piece[3]] if _is_straight(piece) else [_at(piece, step / _CHORDS) for step in range(1, _CHORDS + 1)]
    return tuple(points)


def arrow_tip(head: Polyline, end: Point) -> Point:
    """Return the point of an arrow head as it is seen: the stroke round the head reaches a little beyond its corner."""
    corners = list(dict.fromkeys(head))
    tip = max(corners, key=lambda corner: hypot(corner.x - end.x, corner.y - end.y))
    others = [corner for corner in corners if corner != tip]
    base = Point(sum(corner.x for corner in others) / len(others), sum(corner.y for corner in others) / len(others))
    length = hypot(tip.x - base.x, tip.y - base.y)
    slope = hypot(tip.x - others[0].x, tip.y - others[0].y) / hypot(others[0].x - base.x, others[0].y - base.y)
    beyond = _STROKE / 2 * slope if slope <= _MITER_LIMIT else 0
    return Point(tip.x + (tip.x - base.x) / length * beyond, tip.y + (tip.y - base.y) / length * beyond)


def route_length(route: Polyline) -> float:
    """Return the length of a polyline."""
    return sum(hypot(end.x - start.x, end.y - start.y) for start, end in pairwise(route))


def _of(groups: list[ET.Element], name: str) -> Iterator[ET.Element]:
    return (group for group in groups if group.get("class", "").split()[:1] == [name])


def _drawn_shape(group: ET.Element, shift: Point, name: str) -> DrawnShape:
    return DrawnShape(group.attrib[f"data-{name}"], _outline(group, shift), _words(group, shift, name))


def _link(group: ET.Element, shift: Point) -> DrawnLink:
    shaft, head = group.find(f"{_SVG}path"), group.find(f"{_SVG}polygon")
    route: Polyline = ()
    is_arrow = "together" not in group.attrib["class"].split()
    if shaft is not None and is_arrow == (head is not None):
        route = flattened(_points(shaft.attrib["d"], shift))
        route = (*route, arrow_tip(_points(head.attrib["points"], shift), route[-1])) if head is not None else route
    ends = group.attrib["data-from"], group.attrib["data-to"]
    dashed = not {"back", "loop"}.isdisjoint(group.attrib["class"].split())
    return DrawnLink(*ends, route, _words(group, shift, "edge"), is_dashed=dashed)


def _outline(group: ET.Element, shift: Point) -> Polyline:
    shape = next(element for element in group if element.tag.removeprefix(_SVG) in {"polygon", "path", "ellipse"})
    if shape.tag == f"{_SVG}path":
        return flattened(_points(shape.attrib["d"], shift))
    if shape.tag == f"{_SVG}polygon":
        return _points(shape.attrib["points"], shift)
    x, y, across, down = (float(shape.attrib[name]) for name in ("cx", "cy", "rx", "ry"))
    angles = [2 * pi * number / 72 for number in range(73)]
    return tuple(Point(x + shift.x + across * cos(angle), y + shift.y + down * sin(angle)) for angle in angles)


def _words(group: ET.Element, shift: Point, name: str) -> tuple[Box, ...]:
    return tuple(_line(text, shift, TEXT_SIZES[name]) for text in group.findall(f"{_SVG}text") if (text.text or "").strip())


def _line(text: ET.Element, shift: Point, size: float) -> Box:
    width = text_width(text.text or "", size)
    before = {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    x, y = float(text.attrib["x"]) + shift.x, float(text.attrib["y"]) + shift.y
    line = Box(x - before, y - size * _ABOVE, width, size * (_ABOVE + _BELOW))
    turn = re.fullmatch(r"rotate\(-90 (\S+) (\S+)\)", text.get("transform", ""))
    return _turned(line, float(turn[1]) + shift.x, float(turn[2]) + shift.y) if turn else line


def _turned(box: Box, x: float, y: float) -> Box:
    """Return a box turned by a quarter to the left round a point."""
    return Box(x + box.y - y, y - (box.right - x), box.height, box.width)


def _points(text: str, shift: Point) -> Polyline:
    assert not re.search(r"[A-Za-z]", text.replace("M", "", 1).replace("C", "", 1)), "a path that Graphviz does not write"
    numbers = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", text)]
    return tuple(Point(x + shift.x, y + shift.y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))


def _is_straight(piece: Polyline) -> bool:
    start, *middle, end = piece
    return all(abs((end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x)) < 1e-3 for point in middle)


def _at(piece: Polyline, along: float) -> Point:
    rest = 1 - along
    weights = (rest**3, 3 * rest * rest * along, 3 * rest * along * along, along**3)
    return Point(
        sum(weight * point.x for weight, point in zip(weights, piece, strict=True)),
        sum(weight * point.y for weight, point in zip(weights, piece, strict=True)),
    )
