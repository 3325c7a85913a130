"""Every handoff between teams, with both sides, the deadline and what goes along."""

from journeybook.model.stage import Handoff
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.blocks.common_fields import resource_links
from journeybook.views.blocks.listing import listing
from journeybook.views.links.fact_texts import fact_cell, fact_text
from journeybook.views.links.links import people_links, reference_link
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links
from journeybook.views.links.texts import when_text

COLUMNS = ("handoff", "giver", "taker", "by_when", "entry", "documents", "accepted_when", "to_stage", "where")


def view(book: Book) -> Table:
    """Return the handoffs in the order of the maps."""
    return listing(book, "handoffs", COLUMNS, rows=(_row(book, handoff) for handoff in occurrences(book, Handoff)))


def _row(book: Book, handoff: Occurrences[Handoff]) -> Row:
    part, first = handoff.part, handoff.spots[0]
    cells = (
        cell(part_link(book, handoff.spots[0], part.what)),
        answered(book, part, "giver", people_links(book, *part.giver)),
        answered(book, part, "taker", people_links(book, *part.taker)),
        answered(book, part, "by_when", cell(when_text(book, part.by_when))),
        answered(book, part, "entry", fact_cell(book, part.entry)),
        answered(book, part, "documents", resource_links(book, part.documents)),
        answered(book, part, "accepted_when", cell(fact_text(book, part.accepted_when))),
        answered(book, part, "to_stage", cell(reference_link(book, "stage", part.to_stage, scope=first.map.id if first.map else ""))),
        stage_links(book, handoff.spots),
    )
    return Row(cells)
