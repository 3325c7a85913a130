"""The early warning list: every bad sign by stage, with its condition and the play that answers it."""

from dataclasses import replace

from journeybook.model.enumerations import Polarity
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table
from journeybook.views.blocks.events import KnownEvent, event_row, known_events
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.tally_cells import sign_cell

COLUMNS = ("event", "severity", "condition", "play", "alert", "may_mean", "owner", "where")


NOW = COLUMNS.index("condition") + 1
"""Where the column stands that says how many accounts meet the condition, where there are account data."""


def view(book: Book) -> Table:
    """Return the bad signs in the order of the lifecycle."""
    columns = (*COLUMNS[:NOW], "accounts_now", *COLUMNS[NOW:]) if book.figures else COLUMNS
    return listing(book, "early_warning", columns, rows=(_row(book, known) for known in known_events(book, Polarity.BAD)))


def _row(book: Book, known: KnownEvent) -> Row:
    row = event_row(book, known)
    if book.figures is None:
        return row
    now = sign_cell(book, book.figures, (known.event,))
    return replace(row, cells=(*row.cells[:NOW], now, *row.cells[NOW:]))
