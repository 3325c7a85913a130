"""Moments that matter: the touchpoints that decide the outcome, each with the business challenge it answers."""

from journeybook.model.step import Moment
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, Row, Table, cell
from journeybook.views.base.labels import spot_title
from journeybook.views.blocks.listing import listing
from journeybook.views.links.occurrences import Listed, address_near, where
from journeybook.views.links.occurrences import listed as parts


def view(book: Book) -> Table:
    """List the moments that matter in the order of the maps."""
    return listing(book, "moments", ("moment", "challenge", "where"), rows=(_row(book, found) for found in parts(book, Moment)))


def _row(book: Book, found: Listed[Moment]) -> Row:
    first = found.spots[0]
    carrier = Spot(first.parents[-1], first.parents[:-1])
    address = address_near(book, carrier)
    title = spot_title(book, carrier)
    return Row((cell(Link(title, address) if address else title), cell(found.part.why), where(book, found.spots)))
