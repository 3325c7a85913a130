"""The levels of the emotion curve, from the worst to the best."""

from journeybook.model.vocabulary import FeelingLevel
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import anchor_of


def view(book: Book) -> Table:
    """Return the levels in file order."""
    return listing(book, "feeling_levels", ("feeling_level", "value", "more"), rows=(_row(book, level) for level in book.atlas.feelings))


def _row(book: Book, level: FeelingLevel) -> Row:
    return Row(
        (
            cell(level.name),
            cell(str(level.value)),
            small_print(book, level),
        ),
        anchor_of(level),
    )
