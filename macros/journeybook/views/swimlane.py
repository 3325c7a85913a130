"""What a swimlane needs besides its drawing: where its steps lead, and the same facts as a table."""

from dataclasses import dataclass

from journeybook.draw.diagram import Diagram, LinkKind, Step
from journeybook.views.book import Book
from journeybook.views.pieces import Address, Cell, Link, Piece, Row, Table


@dataclass(frozen=True)
class Swimlane:
    """A diagram, the addresses of its steps, and its equal outline."""

    diagram: Diagram
    addresses: tuple[tuple[str, Address], ...]
    outline: Table


def with_outline(book: Book, diagram: Diagram, addresses: dict[str, Address]) -> Swimlane:
    """Put beside a diagram the table that says the same: one row for each step, with every link that leaves it."""
    stages = {stage.id: stage.name for stage in diagram.stages}
    lanes = {lane.id: lane.name for lane in diagram.lanes}
    order = {identity: position for position, identity in enumerate(stages)}
    rows = tuple(
        Row(
            (
                (_named(step, addresses),),
                (stages[step.stage],),
                (lanes[step.lane],),
                (book.say(f"swimlane.kind.{step.kind}"),),
                _leads_to(book, diagram, step, addresses),
            )
        )
        for step in sorted(diagram.steps, key=lambda step: order[step.stage])
    )
    columns = tuple(book.say(f"swimlane.column.{name}") for name in ("step", "stage", "lane", "kind", "leads_to"))
    table = Table(book.say("swimlane.caption", title=diagram.title), columns, rows, book.say("swimlane.empty"))
    return Swimlane(diagram, tuple(sorted(addresses.items())), table)


def _named(step: Step, addresses: dict[str, Address]) -> Piece:
    text = step.title or step.label
    return Link(text, addresses[step.id]) if step.id in addresses else text


def _leads_to(book: Book, diagram: Diagram, step: Step, addresses: dict[str, Address]) -> Cell:
    """Return where a step leads, each link with its outcome and its kind in words."""
    targets = {target.id: target for target in diagram.steps}
    pieces: list[Piece] = []
    for link in diagram.links:
        if link.source != step.id:
            continue
        kind = "" if link.kind is LinkKind.FLOW else book.say(f"swimlane.link.{link.kind}")
        words = ", ".join(filter(None, (link.label, kind)))
        label = targets[link.target].title or targets[link.target].label
        text = book.say("swimlane.outcome", outcome=words, target=label) if words else label
        pieces.append(Link(text, addresses[link.target]) if link.target in addresses else text)
    return tuple(pieces)
