"""Milestones as accounts reach them: of each live map how many do, after how many days, and how many by the target."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Cell, Link, Stub, Table, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.milestone_sheet import MilestoneSheet, measured_rows
from journeybook.views.blocks.small_cells import shown_counts
from journeybook.views.links.links import anchor_of, map_page, stage_page
from journeybook.views.links.site_map import page_address, page_stub

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.map_milestones import MapMilestones


@dataclass(frozen=True)
class MeasuredMap:
    """A map: its table of milestones, what folds below, and the milestones that no source records."""

    anchor: str
    title: str
    lead: Cell
    table: Table
    sheets: tuple[MilestoneSheet, ...]
    unrecorded: Cell


@dataclass(frozen=True)
class MeasuredMilestonesPage:
    """The maps that accounts have followed; `apart` tells who is counted nowhere, and `privacy` says why some numbers are not there."""

    title: str
    maps: tuple[MeasuredMap, ...]
    apart: tuple[str, ...]
    privacy: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page, where a source records a milestone of a map that an account has followed."""
    if book.figures and any(row.is_measured for row in book.figures.milestones):
        yield page_stub(book, "measured_milestones", title=heading(book, "measured_milestones.title"))


def view(book: Book) -> MeasuredMilestonesPage:
    """Return the milestones of each map."""
    figures = book.figures
    if figures is None:
        raise NoSuchThing("there is no table of account data")
    maps = [row for row in figures.milestones if row.is_measured]
    without = sum(followed.map is None for place in figures.whereabouts.values() for followed in place.followed)
    never = sum(not place.followed for place in figures.whereabouts.values())
    counts = shown_counts(book, {"": without, "never/": never, **{row.journey.id: row.relations for row in maps}})
    apart = (
        book.say("measured_milestones.without_map", number=counts[""]) if without else "",
        book.say("measured_milestones.never_customer", number=counts["never/"]) if never else "",
    )
    return MeasuredMilestonesPage(
        heading(book, "measured_milestones.title"),
        tuple(_map(book, row, counts[row.journey.id]) for row in maps),
        tuple(filter(None, apart)),
        "" if figures.names_shown else book.say("measured_milestones.privacy"),
    )


def _map(book: Book, row: "MapMilestones", relations: str) -> MeasuredMap:
    journey, rows = row.journey, measured_rows(book, row)
    columns = ("milestone", "target", "reached_of", "interval", "median_days", "in_time", "young", "careless")
    table = listing(book, "measured_milestones", columns, rows=(each.line() for each in rows))
    unrecorded = (
        Link(each.milestone.name, stage_page(journey, each.stage, anchor_of(each.milestone) if each.milestone.id else ""))
        for each in row.milestones
        if each.figures is None
    )
    lead = cell(
        book.say("measured_milestones.followed", number=relations),
        Link(book.say("figures.the_map"), map_page(journey)),
        Link(book.say("figures.the_promise"), page_address("promises", anchor=journey.id)),
    )
    return MeasuredMap(journey.id, journey.name, lead, table, tuple(each.sheet() for each in rows), cell(*unrecorded))
