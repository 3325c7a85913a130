"""Swimlanes as SVG that may stand in a page: drawn by Graphviz, rebuilt from an allow-list, named, linked and without colours."""

import re
from collections.abc import Mapping
from hashlib import sha256
from math import inf
from types import MappingProxyType
from xml.etree import ElementTree as ET

from journeybook.draw.diagram import Diagram, DiagramFloat, DiagramStep, Flow
from journeybook.draw.placement import Placement
from journeybook.draw.swimlane import place_diagram
from journeybook.draw.text import single_line, text_direction
from journeybook.load.characters import drawable
from journeybook.render.dot import to_dot
from journeybook.render.graphviz_program import DrawingFailed, graphviz

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_KEPT = {
    "ellipse": ("cx", "cy", "rx", "ry"),
    "path": ("d",),
    "polygon": ("points",),
    "polyline": ("points",),
    "text": ("x", "y", "text-anchor"),
}
_DROPPED = {f"{_NAMESPACE}title"}
_VALUE = re.compile(r"[-+0-9.,eE MLCSQTAHVZmlcsqtahvz]*|start|middle|end")
_TRANSFORM = re.compile(r"(?:(?:scale|rotate|translate)\([-0-9. e]+\) ?)+")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def swimlane_svg(
    diagram: Diagram, flow: Flow = Flow.HORIZONTAL, *, width: float = inf, links: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return a diagram as SVG for a page, laid out for a width; raise TooLarge or DrawingFailed when only its outline can be shown.

    `links` are the addresses of steps and of what floats by their ids.
    """
    return placed_svg(place_diagram(diagram, flow, width=width), links=links)


def placed_svg(placement: Placement, *, links: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a placed diagram as SVG for a page; raise DrawingFailed."""
    return finish_svg(draw_svg(to_dot(placement)), placement, links=links)


def draw_svg(dot: str) -> bytes:
    """Return the SVG that Graphviz draws of positioned DOT; raise DrawingFailed with one line of reason."""
    return graphviz(dot, output="svg")


def finish_svg(svg: bytes, placement: Placement, *, links: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a drawing rebuilt for a page: only known elements and attributes, our own names and links, and classes instead of colours."""
    drawing = _Drawing.read(svg)
    diagram, prefix = placement.diagram, _prefix(placement.diagram.id)
    root = _root(diagram, prefix, view_box=drawing.view_box)
    picture = ET.SubElement(root, "g", {"transform": drawing.transform})
    for number, lane in enumerate(placement.lanes, 1):
        names = ["lane", "even" if number % 2 == 0 else "odd", *_tone(lane.lane.tone)]
        picture.append(drawing.group(f"l{number}", prefix, attributes={"class": " ".join(names), "data-lane": single_line(lane.lane.id)}))
    for number, stage in enumerate(placement.stages, 1):
        group = drawing.group(f"s{number}", prefix, attributes={"class": "stage", "data-stage": single_line(stage.stage.id)})
        picture.append(_upwards(group) if placement.is_turned else group)
    for number, bar in enumerate(placement.floats, 1):
        group = _float(drawing, bar.floating, number=number, prefix=prefix)
        group = _upwards(group) if placement.is_turned else group
        picture.append(_linked(group, bar.floating, links.get(bar.floating.id, "")))
    for number, placed in enumerate(placement.links, 1):
        names = ["edge", placed.link.kind.value, *(["back"] if placed.is_back else [])]
        ends = {"data-from": single_line(placed.link.source), "data-to": single_line(placed.link.target)}
        picture.append(drawing.group(f"e{number}", prefix, attributes={"class": " ".join(names), **ends, "aria-hidden": "true"}))
    order = {lane.lane.id: position for position, lane in enumerate(placement.lanes)}
    numbered = sorted(enumerate(placement.steps, 1), key=lambda pair: (pair[1].column, order[pair[1].step.lane], pair[1].row))
    for number, step in ((number, placed_step.step) for number, placed_step in numbered):
        picture.append(_linked(_step(drawing, step, number=number, prefix=prefix), step, links.get(step.id, "")))
    if diagram.is_mirrored:
        _turn_texts(root)
    return ET.tostring(root, encoding="unicode")


class _Drawing:
    """What Graphviz drew: its frame, and its groups by their id, each with nothing but allowed shapes."""

    def __init__(self, *, view_box: list[float], transform: str, groups: dict[str, list[ET.Element]]) -> None:
        self.view_box = view_box
        self.transform = transform
        self.groups = groups

    @classmethod
    def read(cls, svg: bytes) -> "_Drawing":
        if b"<!ENTITY" in svg:
            raise DrawingFailed("the drawing declares entities")
        try:
            root = ET.fromstring(svg)  # noqa: S314 - entities are refused above, and only our own program writes this
        except ET.ParseError as problem:
            raise DrawingFailed(f"the drawing is not well-formed XML: {problem}") from None
        top = root.find(f"{_NAMESPACE}g")
        view_box = root.get("viewBox", "").split()
        if root.tag != f"{_NAMESPACE}svg" or top is None or not _TRANSFORM.fullmatch(top.get("transform", "")) or len(view_box) != 4:  # noqa: PLR2004 - x, y, width, height
            raise DrawingFailed("the drawing is not an SVG as Graphviz writes it")
        groups = {group.get("id", ""): _shapes(group) for group in top.findall(f"{_NAMESPACE}g")}
        return cls(view_box=[float(number) for number in view_box], transform=top.get("transform", ""), groups=groups)

    def group(self, name: str, prefix: str, *, attributes: dict[str, str]) -> ET.Element:
        if name not in self.groups:
            raise DrawingFailed(f"the drawing lacks {name}")
        group = ET.Element("g", {"id": f"{prefix}-{name}", **attributes})
        group.extend(self.groups[name])
        return group


def _shapes(group: ET.Element) -> list[ET.Element]:
    return [_shape(element) for element in group if element.tag not in _DROPPED]


def _shape(element: ET.Element) -> ET.Element:
    tag = element.tag.removeprefix(_NAMESPACE)
    if tag not in _KEPT or len(element):
        raise DrawingFailed(f"the drawing holds an element that is not allowed: {tag}")
    attributes = {name: element.get(name, "") for name in _KEPT[tag]}
    if not all(map(_VALUE.fullmatch, attributes.values())):
        raise DrawingFailed(f"the drawing holds a value that is not allowed, in {tag}")
    shape = ET.Element(tag, attributes)
    shape.text = element.text if tag == "text" else None
    return shape


def _root(diagram: Diagram, prefix: str, *, view_box: list[float]) -> ET.Element:
    left, top, width, height = (f"{number:g}" for number in view_box)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": prefix,
            "class": "swimlane",
            "role": "group",
            "aria-labelledby": f"{prefix}-title",
            "aria-describedby": f"{prefix}-desc",
            "width": width,
            "height": height,
            "viewBox": f"{left} {top} {width} {height}",
        },
    )
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = single_line(diagram.title)
    ET.SubElement(root, "desc", {"id": f"{prefix}-desc"}).text = single_line(diagram.description)
    return root


def _turn_texts(root: ET.Element) -> None:
    """Let each text be read as its own first letter asks, in all of its lines; its place stays, so that what began there ends there."""
    for group in root.iter("g"):
        lines = group.findall("text")
        direction = text_direction(" ".join(line.text or "" for line in lines))
        for line in lines:
            line.set("direction", direction)
            if direction == "rtl":
                anchor = line.get("text-anchor", "start")
                line.set("text-anchor", {"start": "end", "end": "start"}.get(anchor, anchor))


def _upwards(group: ET.Element) -> ET.Element:
    """Turn the words of a heading round the middle of its box, so that they are read from below upwards."""
    corners = [[float(number) for number in corner.split(",")] for corner in group.findall("polygon")[0].get("points", "").split()]
    x, y = ((min(numbers) + max(numbers)) / 2 for numbers in zip(*corners, strict=True))
    for line in group.findall("text"):
        line.set("transform", f"rotate(-90 {x:g} {y:g})")
    return group


def _step(drawing: _Drawing, step: DiagramStep, *, number: int, prefix: str) -> ET.Element:
    data = {"data-step": single_line(step.id), "data-lane": single_line(step.lane), "data-stage": single_line(step.stage)}
    group = drawing.group(f"n{number}", prefix, attributes={"class": f"step {step.kind.value}", **data})
    title = ET.Element("title")
    title.text = _name(step)
    group.insert(0, title)
    return group


def _float(drawing: _Drawing, floating: DiagramFloat, *, number: int, prefix: str) -> ET.Element:
    group = drawing.group(f"f{number}", prefix, attributes={"class": "float", "data-float": single_line(floating.id)})
    title = ET.Element("title")
    title.text = _name(floating)
    group.insert(0, title)
    return group


def _linked(group: ET.Element, step: DiagramStep | DiagramFloat, href: str) -> ET.Element:
    if not _may_link(href):
        return group
    link = ET.Element("a", {"href": href, "aria-label": _name(step)})
    link.append(group)
    return link


def _name(step: DiagramStep | DiagramFloat) -> str:
    label, title = single_line(step.label), single_line(step.title)
    who = single_line(step.who) if isinstance(step, DiagramStep) else ""
    name = title or label if not title or not label else title if label in title else f"{label}: {title}"
    return f"{name} · {who}" if who else name


def _may_link(href: str) -> bool:
    r"""Say whether an address may be linked: https, or relative to the page, and without anything a browser would read otherwise.

    >>> [_may_link(href) for href in ("../stages/#a", "https://a.example/?b=1&c=2", "javascript:a", "//a.example", "/\\a.example", "")]
    [True, True, False, False, False, False]
    """
    if not href or drawable(href) != href or re.search(r"[\s\\]", href) or href.startswith("//"):
        return False
    return href.startswith("https://") or not re.match(r"[^/?#]*:", href)


def _tone(tone: str) -> list[str]:
    return [f"tone-{tone}"] if _WORD.fullmatch(tone) else []


def _prefix(identity: str) -> str:
    """Return an id that may stand before others in a page: the diagram's own, or one made from it."""
    return identity if _NAME.fullmatch(identity) else f"swimlane-{sha256(identity.encode(errors='replace')).hexdigest()[:12]}"
