"""What a swimlane needs besides its drawing: where its steps lead, and the same facts as a table."""

from dataclasses import dataclass

from journeybook.draw.diagram import Diagram
from journeybook.views.pieces import Address, Table


@dataclass(frozen=True)
class Swimlane:
    """A diagram, the addresses of its steps, and its equal outline."""

    diagram: Diagram
    addresses: tuple[tuple[str, Address], ...]
    outline: Table
