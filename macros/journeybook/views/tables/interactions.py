"""The standard interactions, such as the welcome mail and the kick-off call, and where they are used."""

from journeybook.model.library import Interaction
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.base.labels import state_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.links.back_references import uses
from journeybook.views.links.links import anchor_of, recipients, refer, refer_all, when_text, who
from journeybook.views.links.occurrences import stage_links

COLUMNS = ("interaction", "summary", "channel", "phases", "who", "recipients", "when", "resources", "where")


def view(book: Book) -> Table:
    """List the standard interactions in file order."""
    return listing(book, "interactions", COLUMNS, rows=(_row(book, one) for one in book.atlas.interactions))


def _row(book: Book, one: Interaction) -> Row:
    replaces = refer(book, "interaction", one.replaces)
    cells = (
        cell(one.name, state_badge(book, one.state)),
        cell(one.summary, *((book.say("interactions.replaces"), replaces) if replaces else ())),
        cell(refer(book, "channel", one.channel)),
        refer_all(book, "phase", one.phases),
        who(book, *one.who),
        recipients(book, one.recipients),
        cell(when_text(book, one.when)),
        refer_all(book, "resource", one.resources),
        tuple(dict.fromkeys(piece for use in uses(book, "interaction", one.id) for piece in stage_links(book, use.spots))),
    )
    return Row(cells, anchor_of(one))
