"""Puts a drawn diagram and its equal outline into a page."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.draw.swimlane import TooLarge, place_diagram
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.lane_heads import lane_heads
from journeybook.render.svg import placed_svg
from journeybook.views.base.elements import Address
from journeybook.views.swimlane.sheets import SwimlaneSheet

_NOTHING = Markup("")
_PAPER_WIDTH, _PAPER_HEIGHT = 820, 1120
"""The largest picture, in points, that an A4 or Letter sheet holds with words of 7 points."""


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG with the names of its lanes apart, or the reason why there is only the outline."""

    svg: Markup
    reason: str
    heads: Markup
    fits: bool
    """Whether the picture is as narrow as the page for which it is laid out."""
    is_large: bool = False
    """Whether its words would be too small on a sheet of paper, where its equal outline stands for it."""


def picture(sheet: SwimlaneSheet, link: Callable[[Address | str], str]) -> Picture:
    """Draw one picture of a swimlane with its links; one that cannot be drawn says why, and its outline still stands."""
    links = {step: link(address) for step, address in sheet.addresses}
    try:
        placement = place_diagram(sheet.diagram, sheet.flow, width=sheet.width)
        svg = placed_svg(placement, links=links)
    except (TooLarge, DrawingFailed) as error:
        return Picture(_NOTHING, str(error), _NOTHING, fits=False)
    heads = Markup(lane_heads(svg, placement))  # noqa: S704 - a part of it
    is_large = placement.width > _PAPER_WIDTH or placement.height > _PAPER_HEIGHT
    return Picture(Markup(svg), "", heads, fits=placement.width <= sheet.width, is_large=is_large)  # noqa: S704 - rebuilt from an allow-list
