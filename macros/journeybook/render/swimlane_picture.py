"""Puts a drawn diagram and its equal outline into a page."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.draw.swimlane import TooLarge
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.svg import swimlane_svg
from journeybook.views.base.elements import Address
from journeybook.views.swimlane.sheets import SwimlaneSheet


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, or the reason why there is only the outline."""

    svg: Markup
    reason: str = ""


def picture(sheet: SwimlaneSheet, link: Callable[[Address | str], str]) -> Picture:
    """Draw one picture of a swimlane with its links; one that cannot be drawn says why, and its outline still stands."""
    links = {step: link(address) for step, address in sheet.addresses}
    try:
        return Picture(Markup(swimlane_svg(sheet.diagram, sheet.flow, width=sheet.width, links=links)))  # noqa: S704 - rebuilt from an allow-list
    except (TooLarge, DrawingFailed) as error:
        return Picture(Markup(""), str(error))
