"""Every handoff between teams, with both sides, the deadline and what goes along."""

from journeybook.model.stage import Handoff
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import fact_text, fact_texts, refer, refer_all, when_text, who
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links

COLUMNS = ("handoff", "giver", "taker", "by_when", "entry", "documents", "accepted_when", "to_stage", "where")


def view(book: Book) -> Table:
    """List the handoffs in the order of the maps."""
    return listing(book, "handoffs", COLUMNS, rows=(_row(book, found) for found in occurrences(book, Handoff)))


def _row(book: Book, found: Occurrences[Handoff]) -> Row:
    part, first = found.part, found.spots[0]
    cells = (
        cell(part_link(book, found.spots[0], part.what)),
        who(book, part.giver),
        who(book, part.taker),
        cell(when_text(book, part.by_when)),
        fact_texts(book, part.entry),
        refer_all(book, "resource", part.documents),
        cell(fact_text(book, part.accepted_when)),
        cell(refer(book, "stage", part.to_stage, scope=first.map.id if first.map else "")),
        stage_links(book, found.spots),
    )
    return Row(cells)
