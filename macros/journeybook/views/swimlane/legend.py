"""What the shapes and lines of a swimlane mean, for those that are in it."""

from dataclasses import dataclass

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLinkKind, DiagramStep, StepKind
from journeybook.views.base.book import Book

OTHER_SIDES = ("customer", "partner")
"""The tones of lanes in which somebody else than the company does a step."""


@dataclass(frozen=True)
class LegendEntry:
    """A shape or a line by its class in the drawing (`step decision`, `edge loop`), and what it means."""

    sign: str
    text: str


def legend(book: Book, diagram: Diagram) -> tuple[LegendEntry, ...]:
    """Return an entry for each kind of shape and of line in a diagram, and for what floats."""
    kinds = {step.kind for step in diagram.steps}
    shapes = [LegendEntry(f"step {kind}", _shape_text(book, diagram, kind)) for kind in StepKind if kind in kinds]
    floats = [LegendEntry("float", book.say("grid.any_time"))] if diagram.floats else []
    links = {link.kind for link in diagram.links}
    lines = [LegendEntry(f"edge {kind}", book.say(f"swimlane.line.{kind}")) for kind in DiagramLinkKind if kind in links]
    return (*shapes, *floats, *lines)


def sides_text(book: Book, shapes: tuple[DiagramStep, ...], lanes: tuple[DiagramLane, ...]) -> str:
    """Return who does what stands in these shapes: the customer, a partner, the company, or several of them."""
    tones = {lane.id: lane.tone for lane in lanes}
    sides = (tone if (tone := tones[shape.lane]) in OTHER_SIDES else "company" for shape in shapes)
    return book.say("list.comma").join(book.say(f"swimlane.kind.{side}") for side in dict.fromkeys(sides))


def _shape_text(book: Book, diagram: Diagram, kind: StepKind) -> str:
    if kind in (StepKind.CUSTOMER, StepKind.COMPANY):
        return sides_text(book, tuple(step for step in diagram.steps if step.kind is kind), diagram.lanes)
    return book.say(f"swimlane.kind.{kind}")
