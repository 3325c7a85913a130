"""The evidence ledger: why we believe what the maps say, how old it is and how often it is leaned on."""

from journeybook.model.library import Evidence
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Row, Table, cell
from journeybook.views.base.labels import label
from journeybook.views.blocks.evidence import outdated
from journeybook.views.blocks.listing import listing
from journeybook.views.links.back_references import uses
from journeybook.views.links.links import anchor_of, refer, refer_all, who

COLUMNS = ("evidence", "evidence_kind", "method", "date", "count", "says", "segments", "used", "owner")


def view(book: Book) -> Table:
    """List the evidence, the youngest first; what is too old to count is marked."""
    found = sorted(book.atlas.evidence, key=lambda one: one.date, reverse=True)
    return listing(book, "evidence_ledger", COLUMNS, rows=(_row(book, one) for one in found))


def _row(book: Book, one: Evidence) -> Row:
    count = len(uses(book, "evidence", one.id))
    cells = (
        cell(one.name, refer(book, "resource", one.kit)),
        cell(label(book, one.kind)),
        cell(label(book, one.method)),
        cell(str(one.date), Badge(book.say("evidence_ledger.too_old"), "poor") if outdated(book, one) else None),
        cell(str(one.count) if one.count is not None else None),
        cell(one.says, *(f"{entry.saw} {entry.felt or ''}".strip() for entry in one.log)),
        (*refer_all(book, "segment", one.segments), *refer_all(book, "persona", one.personas)),
        cell(book.say("evidence_ledger.times", count=count) if count else Badge(book.say("evidence_ledger.unused"), "average")),
        who(book, one.owner),
    )
    return Row(cells, anchor_of(one))
