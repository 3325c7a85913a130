"""Every spot at which customer and company meet, channel by channel, online and offline."""

from collections.abc import Iterator

from journeybook.model.flow import Station, stations
from journeybook.model.map import Map
from journeybook.model.step import Step, Touchpoint
from journeybook.model.vocabulary import Channel
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Row, Table, cell
from journeybook.views.base.labels import answered_badge, label, step_text
from journeybook.views.blocks.common_fields import recipient_links, small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import anchor_of, reference_link
from journeybook.views.links.occurrences import stage_link

COLUMNS = ("channel", "touchpoint", "trigger", "recipients", "interaction", "where", "more")


def view(book: Book) -> Table:
    """Return the channels with the steps that use them; a channel nobody uses says so."""
    return listing(book, "touchpoints", COLUMNS, rows=(row for channel in book.atlas.file.channels for row in _channel(book, channel)))


def _channel(book: Book, channel: Channel) -> Iterator[Row]:
    name = cell(channel.name, answered_badge(book, channel, "medium", Badge(label(book, channel.medium)) if channel.medium else None))
    rows = [Row((name, *cells)) for cells in _met(book, channel.id)]
    first = rows[0].cells if rows else (name, (book.say("touchpoints.unused"),), (), (), (), (), ())
    yield Row((*first[:-1], (*first[-1], *small_print(book, channel))), anchor_of(channel))
    yield from rows[1:]


def _met(book: Book, channel: str) -> Iterator[tuple[Cell, ...]]:
    stations_by_part = dict[Step | Touchpoint, list[tuple[Map, Station]]]()
    for journey in book.atlas.maps:
        for station in stations(journey):
            for part in _touching(station.step, channel):
                stations_by_part.setdefault(part, []).append((journey, station))
    for part, uses in stations_by_part.items():
        journey, station = uses[0]
        what = part.what if isinstance(part, Touchpoint) else None
        yield (
            cell(Link(what or step_text(book, station.step), step_address(journey, station))),
            answered(book, part, "trigger", part.trigger if isinstance(part, Touchpoint) else None),
            answered(book, part, "recipients", recipient_links(book, part.recipients or station.step.recipients)),
            answered(book, part, "interaction", cell(reference_link(book, "interaction", part.interaction or station.step.interaction))),
            tuple(dict.fromkeys(stage_link(book, journey, station.stage) for journey, station in uses)),
            small_print(book, part) if isinstance(part, Touchpoint) else (),
        )


def _touching(step: Step, channel: str) -> Iterator[Step | Touchpoint]:
    if step.channel == channel:
        yield step
    yield from (point for point in step.touchpoints if point.channel == channel)
