"""Every pain point once, the worst first, with its cause, its way back and its owner."""

from collections.abc import Iterator

from journeybook.model.enumerations import Severity
from journeybook.model.pain_points import PainPoint
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Element, Row, Table, cell
from journeybook.views.base.labels import label, severity_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import refer, refer_all, who
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links

COLUMNS = ("pain_point", "severity", "cause", "recovery", "owner", "where")
WORST_FIRST = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def view(book: Book) -> Table:
    """List the pain points by severity."""
    found = sorted(occurrences(book, PainPoint), key=lambda one: WORST_FIRST.index(one.part.severity))
    return listing(book, "pain_points", COLUMNS, rows=(_row(book, one) for one in found))


def _row(book: Book, found: Occurrences[PainPoint]) -> Row:
    part = found.part
    return Row(
        (
            cell(part_link(book, found.spots[0], part.what)),
            cell(severity_badge(book, part.severity)),
            cell(part.root_cause, *(f"{label(book, cause.kind)}: {cause.text}" for cause in part.causes)),
            _recovery(book, found),
            who(book, part.owner),
            stage_links(book, found.spots),
        )
    )


def _recovery(book: Book, found: Occurrences[PainPoint]) -> Cell:
    recovery = found.part.recovery
    scope = found.spots[0].map.id if found.spots[0].map else ""
    return tuple(_pieces(book, found.part, scope)) if recovery else cell(book.say("pain_points.no_recovery"))


def _pieces(book: Book, part: PainPoint, scope: str) -> Iterator[Element]:
    recovery = part.recovery
    if recovery is None:
        return
    if recovery.text:
        yield recovery.text
    if recovery.route:
        yield book.say("pain_points.route")
        yield from refer_all(book, "step", recovery.route, scope=scope)
    playbook = refer(book, "playbook", recovery.playbook)
    if playbook:
        yield playbook
    yield from refer_all(book, "resource", recovery.self_help)
