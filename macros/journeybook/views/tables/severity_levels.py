"""The levels of severity, the worst first: what each means, who acts, who is told, and within what time."""

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.severity_cells import level_cells
from journeybook.views.links.links import anchor_of

COLUMNS = ("level", "means", "acts", "tell", "response", "updates", "resolution", "more")


def view(book: Book) -> Table:
    """Return the atlas's own levels in file order; columns in which none says anything are left out."""
    rows = (Row(level_cells(book, level, COLUMNS), anchor_of(level)) for level in book.atlas.file.severity_levels)
    return listing(book, "severity_levels", COLUMNS, rows=rows)
