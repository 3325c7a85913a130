"""A swimlane as a file of its own: its colours in light, its fonts and its name are in it, and it leads nowhere."""

from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from journeybook.draw.diagram import Diagram
from journeybook.load.theme import style_sheet
from journeybook.render.inline_css import LightStyles
from journeybook.render.svg import swimlane_svg

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class StandaloneDrawing:
    """A drawing as SVG markup, with its size in pixels."""

    markup: str
    width: float
    height: float

    @property
    def file(self) -> bytes:
        """The drawing as an SVG file."""
        return f"{_PROLOG}{self.markup}\n".encode()


@lru_cache(maxsize=64)
def standalone_svg(diagram: Diagram, brand: str = "") -> StandaloneDrawing:
    """Return a diagram without links as a drawing of its own, with the organisation's style sheet in it; raise as swimlane_svg does."""
    css = "".join((style_sheet("tokens"), brand, style_sheet("components/swimlane")))
    root = ET.fromstring(swimlane_svg(diagram))  # noqa: S314 - written by ourselves a moment ago
    for element in root.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
        element.attrib.pop("aria-hidden", None)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("role", "img")
    styles = LightStyles(root, css)
    styles.write()
    left, top, width, height = root.attrib["viewBox"].split()
    paper = {"x": left, "y": top, "width": width, "height": height, "fill": styles.custom_property("--jb-paper")}
    root.insert(sum(part.tag in ("title", "desc") for part in root), ET.Element("rect", paper))
    return StandaloneDrawing(ET.tostring(root, encoding="unicode"), float(root.attrib["width"]), float(root.attrib["height"]))
