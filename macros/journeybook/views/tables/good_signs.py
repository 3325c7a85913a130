"""Good signs that need attention too, such as a goal that is reached early."""

from journeybook.model.words import Polarity
from journeybook.views.book import Book
from journeybook.views.events import event_row, known_events
from journeybook.views.listing import listing
from journeybook.views.pieces import Table

COLUMNS = ("event", "severity", "condition", "play", "alert", "may_mean", "owner", "where")


def view(book: Book) -> Table:
    """List the good signs in the order of the lifecycle."""
    return listing(book, "good_signs", COLUMNS, rows=(event_row(book, known) for known in known_events(book, Polarity.GOOD)))
