"""Good signs that need attention too, such as a goal that is reached early."""

from journeybook.model.enumerations import Polarity
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Table
from journeybook.views.blocks.events import event_row, known_events
from journeybook.views.blocks.listing import listing

COLUMNS = ("event", "severity", "condition", "play", "alert", "may_mean", "owner", "where")


def view(book: Book) -> Table:
    """Return the good signs in the order of the lifecycle."""
    return listing(book, "good_signs", COLUMNS, rows=(event_row(book, known) for known in known_events(book, Polarity.GOOD)))
