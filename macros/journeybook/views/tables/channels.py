"""Every channel with its medium and how many touchpoints it has, online and offline; one that nobody uses says so."""

from journeybook.model.vocabulary import Channel
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Row, Table, cell
from journeybook.views.base.labels import label
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import anchor_of
from journeybook.views.tables.touchpoints import touchpoint_links

COLUMNS = ("channel", "kind", "touchpoint", "more")


def view(book: Book) -> Table:
    """Return the channels in the order of the atlas."""
    return listing(book, "channels", COLUMNS, rows=(_row(book, channel) for channel in book.atlas.file.channels))


def _row(book: Book, channel: Channel) -> Row:
    count = sum(len(links.get(channel.id, ())) for _, _, links in touchpoint_links(book))
    cells = (
        cell(channel.name),
        answered(book, channel, "medium", cell(Badge(label(book, channel.medium)) if channel.medium else None)),
        cell(str(count) if count else book.say("touchpoints.unused")),
        small_print(book, channel),
    )
    return Row(cells, anchor_of(channel))
