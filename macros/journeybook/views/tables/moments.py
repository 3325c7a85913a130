"""Moments that matter: the touchpoints that decide the outcome, each with the business challenge it answers."""

from journeybook.model.step import Moment
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.base.labels import spot_title
from journeybook.views.blocks.listing import listing
from journeybook.views.links.occurrences import Occurrences, occurrences, part_link, stage_links


def view(book: Book) -> Table:
    """Return the moments that matter in the order of the maps."""
    return listing(book, "moments", ("moment", "challenge", "where"), rows=(_row(book, moment) for moment in occurrences(book, Moment)))


def _row(book: Book, moment: Occurrences[Moment]) -> Row:
    first = moment.spots[0]
    carrier = Spot(first.parents[-1], first.parents[:-1])
    return Row((cell(part_link(book, carrier, spot_title(book, carrier))), cell(moment.part.why), stage_links(book, moment.spots)))
