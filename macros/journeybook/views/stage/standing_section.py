"""The accounts of a stage: how many are in it now, late or in which band, and, where names may be shown, which."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeybook.model.map import Map
from journeybook.model.people import Segment
from journeybook.model.stage import Stage
from journeybook.views.base.elements import Badge, Cell, Link, Prefix, Row, Table, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.cards import Detail, Section, details, fact
from journeybook.views.blocks.health_bands import band_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.standing_groups import group_counts, stage_group
from journeybook.views.blocks.standing_strip import (
    StandingStrip,
    StripWays,
    count_trend,
    everybody_text,
    standing_basis,
    strip_counts,
)
from journeybook.views.links.account_links import account_link
from journeybook.views.links.links import anchor_of, map_page, people_links, stage_page
from journeybook.views.links.site_map import page_address
from journeybook.views.stage.stage_plays import StageContext

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.figures import Figures
    from journeybook.measure.standings import Standing, StandingPlace
    from journeybook.measure.timeline.account_milestones import AccountMilestone

MOST_ACCOUNTS = 200
"""So many accounts stand in the list of a stage."""
ANCHOR = "accounts"


def stage_strip(context: StageContext) -> StandingStrip | None:
    """Return the counts of a stage; nothing where no account is known, or none can follow its map."""
    book, figures = context.book, context.book.figures
    if figures is None or not figures.standings or context.journey.id not in figures.followed_maps:
        return None
    group = stage_group(context.journey.id, context.stage.id)
    number = group_counts(book).text(*group)
    return StandingStrip(
        strip_counts(book, group, _ways(context, figures)),
        str(figures.as_of),
        tuple(_notes(context, figures)),
        count_trend(book, figures.monthly.get((context.journey.id, context.stage.id), ())),
        standing_basis(book, everybody_text(book, number)),
    )


def standing_section(context: StageContext) -> Section:
    """Return the accounts of a stage, the late ones first; nothing where names are not shown, or nobody is here."""
    book, figures = context.book, context.book.figures
    rows = _accounts(context, figures) if figures and figures.names_shown else []
    title = heading(book, "standing.section")
    if figures is None or not rows:
        return Section(ANCHOR, title)
    over = len(rows) - MOST_ACCOUNTS
    entries = (
        *_monthly(context, figures),
        *details(fact(book.say("standing.rest"), book.say("standing.more", count=over)) if over > 0 else None),
    )
    return Section(ANCHOR, title, entries=entries, tables=(_table(context, rows[:MOST_ACCOUNTS]),), count=len(rows))


def _ways(context: StageContext, figures: "Figures") -> StripWays:
    """Return where the counts lead: to the accounts where they may be named, else to what is done for all of their kind."""
    if figures.names_shown and group_counts(context.book).has(*stage_group(context.journey.id, context.stage.id)):
        accounts = stage_page(context.journey, context.stage, ANCHOR)
        return StripWays(accounts, accounts, accounts)
    return StripWays(None, page_address("library", "early-warning", anchor="table-overdue-milestones"), page_address("coverage"))


def _notes(context: StageContext, figures: "Figures") -> Iterator[Cell]:
    """Yield what is not certain, over which maps a base is counted, and that an entry is in words."""
    book, journey, stage = context.book, context.journey, context.stage
    counts, unsure = group_counts(book), stage_group(journey.id, stage.id, "unsure")
    if counts.has(*unsure):
        yield (book.say("standing.unsure", number=counts.text(*unsure)),)
    variants = [row for row in book.atlas.maps if journey in book.atlas.bases_of(row) and row.id in figures.followed_maps]
    shared = [row for row in variants if book.atlas.find(Stage, f"{row.id}/{stage.id}")]
    if shared:
        itself = stage_group(journey.id, stage.id, "own")
        rest = book.say("standing.variant", name=journey.name, number=counts.text(*itself)) if counts.has(*itself) else None
        yield cell(Prefix(book.say("standing.variants")), *(_variant(context, row) for row in shared), rest)
    homes = {journey.id, *(row.id for row in variants)}
    rows = (row for where in figures.whereabouts.values() for row in where.stages.not_by_data)
    words = dict.fromkeys(row.words for row in rows if row.map in homes and row.stage == stage.id)
    yield from ((book.say("standing.not_by_data", words=text),) for text in words)


def _variant(context: StageContext, journey: Map) -> Link:
    number = group_counts(context.book).text(*stage_group(journey.id, context.stage.id))
    return Link(context.book.say("standing.variant", name=journey.name, number=number), stage_page(journey, context.stage))


def _accounts(context: StageContext, figures: "Figures") -> "list[tuple[Standing, StandingPlace]]":
    """Return the accounts of a stage with their place in it: the longest late first, then by how long they have been here."""
    key = (context.journey.id, context.stage.id)
    rows = [(row, place) for row in figures.standings for place in row.places if (place.map, place.stage) == key]
    late = {row.account: min(str(overdue.overdue_since) for overdue in place.overdue) for row, place in rows if place.overdue}
    return sorted(rows, key=lambda pair: (pair[0].account not in late, late.get(pair[0].account, ""), pair[1].since, pair[0].account))


def _table(context: StageContext, rows: "list[tuple[Standing, StandingPlace]]") -> Table:
    is_base = any(not place.is_own for _, place in rows)
    columns = ("account", "account_map" if is_base else "account_segment", "here_since", "band", "late", "owner")
    return listing(context.book, "standing", columns, rows=(_row(context, row, place, is_base=is_base) for row, place in rows))


def _row(context: StageContext, row: "Standing", place: "StandingPlace", *, is_base: bool) -> Row:
    book, journey = context.book, context.book.atlas.find(Map, row.stay.map)
    segment = book.atlas.find(Segment, row.segment)
    of_map = cell(Link(journey.name, map_page(journey)) if journey else None)
    return Row(
        (
            cell(account_link(book, row.account)),
            of_map if is_base else cell(segment.name if segment else row.segment),
            cell(str(place.since), Badge(book.say("standing.perhaps")) if place.unsure else None),
            cell(band_badge(row.band) if row.band else None),
            tuple(inline for late in place.overdue for inline in _late(context, late)),
            people_links(book, row.owner),
        )
    )


def _late(context: StageContext, late: "AccountMilestone") -> Cell:
    """Return an overdue milestone as a link, behind the day since which it is."""
    journey, stage = context.book.atlas.find(Map, late.map), context.book.atlas.find(Stage, f"{late.map}/{late.stage}")
    name = late.milestone.name
    link = Link(name, stage_page(journey, stage, anchor_of(late.milestone))) if journey and stage else name
    return (Prefix(context.book.say("standing.late_since", day=late.overdue_since)), link)


def _monthly(context: StageContext, figures: "Figures") -> tuple[Detail, ...]:
    """Return in words what the small line draws."""
    from journeybook.measure.standings import month_days  # noqa: PLC0415 - see above

    book, counts = context.book, figures.monthly.get((context.journey.id, context.stage.id), ())
    months = (book.say("standing.month", day=day, number=number) for day, number in zip(month_days(figures.as_of), counts, strict=False))
    return details(fact(book.say("standing.monthly"), cell(*months)))
