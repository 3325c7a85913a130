"""Where customer and company meet: stages down, channels across, and the touchpoints of each behind their number."""

from collections.abc import Sequence

from journeybook.model.flow import Station, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.step import Step, Touchpoint
from journeybook.model.vocabulary import Channel
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Cell, FoldedLinks, Link, Row, Table, cell
from journeybook.views.base.labels import heading, step_text
from journeybook.views.links.anchors import step_address
from journeybook.views.links.occurrences import stage_link

MOST_CHANNELS = 8
"""How many columns of channels there is room for."""
LinksByChannel = dict[str, tuple[Link, ...]]
"""The touchpoints of a stage by the id of their channel."""


def view(book: Book) -> Table:
    """Return the stages with the touchpoints written for them, channel by channel.

    Channels that no step uses have no column; of more than there is room for, those with the fewest touchpoints share the last.
    """
    met = touchpoint_links(book)
    counts = {channel: sum(len(links.get(channel.id, ())) for _, _, links in met) for channel in book.atlas.file.channels}
    used = [channel for channel in counts if counts[channel]]
    most = used if len(used) <= MOST_CHANNELS else sorted(used, key=lambda channel: -counts[channel])[: MOST_CHANNELS - 1]
    columns, others = ([channel for channel in used if (channel in most) is is_column] for is_column in (True, False))
    return Table(
        heading(book, "touchpoints.caption"),
        (
            heading(book, "column.stage"),
            *(channel.name for channel in columns),
            *((heading(book, "touchpoints.others"),) if others else ()),
        ),
        tuple(
            Row(
                (
                    cell(stage_link(book, journey, stage)),
                    *(_counted(links.get(channel.id, ())) for channel in columns),
                    *((_named(book, others, links),) if others else ()),
                )
            )
            for journey, stage, links in met
        ),
        book.say("touchpoints.empty"),
    )


@remembered
def touchpoint_links(book: Book) -> tuple[tuple[Map, Stage, LinksByChannel], ...]:
    """Return each stage that has touchpoints with these by channel; what variants take over stands in the stage it was written for."""
    uses: dict[tuple[str, Step | Touchpoint], list[tuple[Map, Station]]] = {}
    for journey in book.atlas.maps:
        for station in stations(journey):
            for channel, part in _touching(station.step):
                uses.setdefault((channel, part), []).append((journey, station))
    met: dict[tuple[str, str], tuple[Map, Stage, LinksByChannel]] = {}
    for (channel, part), places in uses.items():
        file = part.origin.place.file
        journey, station = next((use for use in places if use[0].origin.place.file == file), places[0])
        what = part.what if isinstance(part, Touchpoint) else None
        link = Link(what or step_text(book, station.step), step_address(journey, station))
        _, _, by_channel = met.setdefault((journey.id, station.stage.id), (journey, station.stage, {}))
        by_channel[channel] = (*by_channel.get(channel, ()), link)
    return tuple(met.values())


def _touching(step: Step) -> tuple[tuple[str, Step | Touchpoint], ...]:
    """Return the channels of a step and of its touchpoints, each with what says so."""
    parts: tuple[tuple[str, Step | Touchpoint], ...] = ((step.channel, step),) if step.channel else ()
    return (*parts, *((point.channel, point) for point in step.touchpoints))


def _counted(links: tuple[Link, ...]) -> Cell:
    return (FoldedLinks(str(len(links)), links),) if links else ()


def _named(book: Book, channels: Sequence[Channel], links: LinksByChannel) -> Cell:
    """Return the touchpoints of several channels in one cell, each number with its channel."""
    used = [channel for channel in channels if channel.id in links]
    texts = (book.say("touchpoints.named", channel=channel.name, count=len(links[channel.id])) for channel in used)
    return tuple(FoldedLinks(text, links[channel.id]) for text, channel in zip(texts, used, strict=True))
