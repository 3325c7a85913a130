"""A swimlane as a file of its own: its colours in light, its fonts and its name are in it, and it leads nowhere."""

from functools import lru_cache
from xml.etree import ElementTree as ET

from journeybook.draw.diagram import Diagram
from journeybook.load.theme import style_sheet
from journeybook.render.inline_css import light_colour, paint
from journeybook.render.svg import swimlane_svg

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'


@lru_cache(maxsize=64)
def standalone_svg(diagram: Diagram, brand: str = "") -> str:
    """Return a diagram without links as an SVG file, with the organisation's style sheet in it; raise as swimlane_svg does."""
    css = "".join((style_sheet("tokens"), brand, style_sheet("components/swimlane")))
    root = ET.fromstring(swimlane_svg(diagram))  # noqa: S314 - written by ourselves a moment ago
    for element in root.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
        element.attrib.pop("aria-hidden", None)
    root.attrib.pop("data-search-exclude", None)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("role", "img")
    paint(root, css)
    left, top, width, height = root.attrib["viewBox"].split()
    paper = {"x": left, "y": top, "width": width, "height": height, "fill": light_colour(css, "--jb-paper")}
    root.insert(sum(part.tag in ("title", "desc") for part in root), ET.Element("rect", paper))
    return f"{_PROLOG}{ET.tostring(root, encoding='unicode')}\n"
