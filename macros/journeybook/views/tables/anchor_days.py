"""The days from which others are counted: how each is known, and when it usually comes."""

from journeybook.model.vocabulary import Anchor
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import anchor_of
from journeybook.views.links.texts import timing_text


def view(book: Book) -> Table:
    """Return the anchors in file order."""
    columns = ("anchor", "asked", "known_by", "usually", "more")
    return listing(book, "anchor_days", columns, rows=(_row(book, anchor) for anchor in book.atlas.file.anchors))


def _row(book: Book, anchor: Anchor) -> Row:
    return Row(
        (
            cell(anchor.name),
            answered(book, anchor, "question", anchor.question),
            answered(book, anchor, "summary", anchor.summary),
            answered(book, anchor, "usually", timing_text(book, anchor.usually)),
            small_print(book, anchor),
        ),
        anchor_of(anchor),
    )
