"""The backlog: every opportunity once, the best in front."""

from journeybook.model.trouble import Opportunity
from journeybook.model.words import Progress
from journeybook.views.book import Book
from journeybook.views.labels import label
from journeybook.views.listing import listing
from journeybook.views.pieces import Badge, Link, Row, Table, cell
from journeybook.views.places import Listed, address_near, where
from journeybook.views.places import listed as parts
from journeybook.views.refer import refer, who

COLUMNS = ("opportunity", "score", "impact", "effort", "progress", "measure", "owner", "tracker", "where")
HIGHEST = 5
CLOSED = (Progress.DONE, Progress.DROPPED)
TONES = {Progress.OPEN: "neutral", Progress.DOING: "info", Progress.DONE: "good", Progress.DROPPED: "neutral"}


def view(book: Book) -> Table:
    """List the opportunities: open ones before closed ones, then by score; what nobody has scored comes last."""
    found = sorted(parts(book, Opportunity), key=lambda one: (one.part.progress in CLOSED, -(score(one.part) or 0)))
    return listing(book, "opportunities", COLUMNS, rows=(_row(book, one) for one in found))


def score(part: Opportunity) -> int | None:
    """Return impact times ease, from 1 to 25, where ease is 6 less the effort.

    >>> score(Opportunity(what="Fill the note by itself", impact=4, effort=2))
    16
    """
    return part.impact * (HIGHEST + 1 - part.effort) if part.impact and part.effort else None


def _row(book: Book, found: Listed[Opportunity]) -> Row:
    part, address = found.part, address_near(book, found.spots[0])
    points = score(part)
    cells = (
        cell(Link(part.what, address) if address else part.what),
        cell(str(points) if points else book.say("opportunities.unscored")),
        cell(str(part.impact) if part.impact else None),
        cell(str(part.effort) if part.effort else None),
        cell(Badge(label(book, part.progress), TONES[part.progress])),
        cell(refer(book, "measure", part.measure)),
        who(book, part.owner),
        cell(Link(part.tracker.text or part.tracker.url, part.tracker.url) if part.tracker else None),
        where(book, found.spots),
    )
    return Row(cells)
