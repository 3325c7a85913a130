"""Puts a drawn diagram and its equal outline into a page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from journeybook.draw.place import TooLarge
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.svg import swimlane_svg
from journeybook.views.pieces import Address
from journeybook.views.swimlane import Swimlane


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, or the reason why there is only the outline."""

    svg: Markup
    reason: str = ""


def picture(swimlane: Swimlane, link: Callable[[Address | str], str]) -> Picture:
    """Draw a swimlane with its links; one that cannot be drawn says why, and its outline still stands."""
    places = dict(swimlane.addresses)
    steps = tuple(replace(step, href=link(places[step.id])) if step.id in places else step for step in swimlane.diagram.steps)
    try:
        return Picture(Markup(swimlane_svg(replace(swimlane.diagram, steps=steps))))  # noqa: S704 - rebuilt from an allow-list
    except (TooLarge, DrawingFailed) as error:
        return Picture(Markup(""), str(error))
