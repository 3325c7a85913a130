"""The names of a swimlane's lanes as a drawing of their own, which stays in sight while the picture scrolls below it."""

from xml.etree import ElementTree as ET

from journeybook.draw.diagram import Flow
from journeybook.draw.placement import Placement

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_MARGIN = 4.0  # Graphviz's own, round the picture


def lane_heads(svg: str, placement: Placement) -> str:
    """Return the part of a finished picture in which the names of its lanes stand, without ids: nobody has to read them twice."""
    root = ET.fromstring(svg)  # noqa: S314 - written by ourselves a moment ago
    picture = root.find(f"{_NAMESPACE}g")
    if picture is None or not placement.lanes:
        return ""
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    heading = placement.lanes[0].heading
    if placement.flow is Flow.HORIZONTAL:
        narrow = heading.right + _MARGIN
        left, width = (left + width - narrow if placement.diagram.is_mirrored else left), narrow
    else:
        height = heading.bottom + _MARGIN
    box = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"{left:g} {top:g} {width:g} {height:g}"}
    heads = ET.Element("svg", {"class": f"swimlane jb-heads jb-heads--{placement.flow.value}", "aria-hidden": "true", **box})
    copy = ET.SubElement(heads, "g", {"transform": picture.attrib["transform"]})
    for lane in picture.findall(f"{_NAMESPACE}g[@data-lane]"):
        if lane.attrib["class"].split()[0] == "lane":
            band = ET.SubElement(copy, "g", {"class": lane.attrib["class"]})
            band.extend(lane)
    for element in heads.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
    return ET.tostring(heads, encoding="unicode")
