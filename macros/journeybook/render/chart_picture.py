"""Charts as SVG that may stand in a page: shapes with classes instead of colours, no ids, no links, and every word escaped."""

from typing import Literal
from xml.etree import ElementTree as ET

from markupsafe import Markup

from journeybook.draw.charts.kinds import Chart
from journeybook.draw.charts.shapes import WIDTH, ChartArea, ChartBar, ChartLine, ChartMarker, ChartShape, ChartText, ChartTone
from journeybook.draw.geometry import Point
from journeybook.draw.text import single_line, text_direction

_MARKER = 4.0
_FORMS = ("M-1,0 a1,1 0 1,0 2,0 a1,1 0 1,0 -2,0z", "M-.9,-.9 h1.8 v1.8 h-1.8z", "M0,-1.3 L1.3,0 L0,1.3 L-1.3,0z", "M0,-1.2 L1.2,.9 h-2.4z")
"""Circle, square, diamond and triangle with a radius of about one: the form of a marker by the look of its series."""
_TURNED = {"start": "end", "end": "start", "middle": "middle"}


def chart_svg(chart: Chart, direction: Literal["ltr", "rtl"] = "ltr") -> Markup:
    """Return a chart as SVG for readers in one direction; its words and numbers stand in the table beside it as well."""
    drawing = chart.drawing.mirrored if direction == "rtl" else chart.drawing
    size = f"{WIDTH:g}", f"{drawing.height:g}"
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "jb-chart__picture",
            "role": "img",
            "width": size[0],
            "height": size[1],
            "viewBox": f"0 0 {size[0]} {size[1]}",
        },
    )
    ET.SubElement(root, "title").text = single_line(chart.title)
    ET.SubElement(root, "desc").text = single_line(chart.description)
    for shape in drawing.shapes:
        root.extend(_elements(shape, direction))
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - made of elements, whose texts are escaped


def _elements(shape: ChartShape, direction: str) -> list[ET.Element]:
    if isinstance(shape, ChartBar):
        return _bar(shape)
    if isinstance(shape, ChartText):
        return [_text(shape, direction)]
    if isinstance(shape, ChartMarker):
        return [_marker(shape)]
    if isinstance(shape, ChartArea):
        return [ET.Element("polygon", {"class": f"jb-chart__area jb-chart__look--{shape.look}", "points": _points(shape.points)})]
    return [_line(shape)]


def _bar(bar: ChartBar) -> list[ET.Element]:
    box = bar.box
    classes = f"jb-chart__bar jb-chart__bar--{bar.tone}"
    place = {"x": f"{box.x:g}", "y": f"{box.y:g}", "width": f"{max(box.width, 0):g}", "height": f"{max(box.height, 0):g}"}
    elements = [ET.Element("rect", {"class": classes, **place, **({"rx": "3"} if bar.tone is ChartTone.GROUND else {})})]
    if bar.hatch:
        strokes = " ".join(f"M{start.x:g},{start.y:g} L{end.x:g},{end.y:g}" for start, end in bar.hatch)
        elements.append(ET.Element("path", {"class": f"jb-chart__hatch jb-chart__hatch--{bar.tone}", "d": strokes}))
    return elements


def _line(line: ChartLine) -> ET.Element:
    return ET.Element(
        "polyline", {"class": f"jb-chart__line jb-chart__line--{line.role} jb-chart__look--{line.look}", "points": _points(line.points)}
    )


def _marker(marker: ChartMarker) -> ET.Element:
    hollow = " jb-chart__marker--hollow" if marker.is_hollow else ""
    return ET.Element(
        "path",
        {
            "class": f"jb-chart__marker jb-chart__look--{marker.look}{hollow}",
            "transform": f"translate({marker.at.x:g} {marker.at.y:g}) scale({_MARKER:g})",
            "d": _FORMS[marker.look % len(_FORMS)],
        },
    )


def _text(text: ChartText, direction: str) -> ET.Element:
    """Return a text that is read as its own letters ask; its point stays on the side on which the chart has it."""
    words = single_line(text.text)
    own_direction = text_direction(words)
    anchor = str(text.anchor) if own_direction == direction else _TURNED[text.anchor]
    place = {"x": f"{text.at.x:g}", "y": f"{text.at.y:g}", "text-anchor": anchor, "direction": own_direction}
    element = ET.Element("text", {"class": f"jb-chart__text jb-chart__text--{text.role}", **place})
    element.text = words
    return element


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{point.x:g},{point.y:g}" for point in points)
