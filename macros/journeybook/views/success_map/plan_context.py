"""What the views of one success map share: the map, where everything stands on its page, and a way to lead there."""

from dataclasses import dataclass

from journeybook.model.base import Part
from journeybook.model.enumerations import Edition
from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address


@dataclass(frozen=True)
class Jump:
    """A text that leads to an anchor on the same page, to another plan, or nowhere."""

    text: str
    anchor: str = ""
    to: Address | str = ""


@dataclass(frozen=True)
class PlanContext:
    """A map that is being made into a success map, with the anchor of each part on the page by its identity, and where each resource is."""

    book: Book
    journey: Map
    anchors: dict[int, str]
    resources: dict[str, Jump]

    def anchor(self, part: Part) -> str:
        """Return the anchor of a part on the page."""
        return self.anchors[id(part)]

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that the map offers; one that names none offers all."""
        face = self.journey.public
        return (face.editions if face else ()) or tuple(Edition)

    def jumps(self, names: tuple[str, ...]) -> tuple[Jump, ...]:
        """Return where these resources are found."""
        return tuple(self.resources[name] for name in names if name in self.resources)
