"""Stages as accounts go through them: how they leave each, how long they stay, where they wait now, and how far they come."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Cell, Labelled, Link, Stub, Table, cell
from journeybook.views.base.labels import heading
from journeybook.views.blocks.chart_sheet import ChartSheet
from journeybook.views.blocks.programme_tables import ProgrammeSheet, programme_sheet
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.blocks.small_cells import shown_counts
from journeybook.views.blocks.stay_tables import StayTables
from journeybook.views.links.links import map_page
from journeybook.views.links.site_map import page_address, page_stub

if TYPE_CHECKING:  # a page without account data starts no query engine
    from journeybook.measure.stage_figures import MapStays


@dataclass(frozen=True)
class MeasuredStagesOfMap:
    """A map: its bottleneck, the two tables, the funnel, the curves (folded), and how it is reckoned."""

    anchor: str
    title: str
    lead: Cell
    bottleneck: str
    tables: tuple[Table, ...]
    funnel: ChartSheet | None
    survival: ChartSheet | None
    reckoning: tuple[Labelled, ...]


@dataclass(frozen=True)
class MeasuredStagesPage:
    """The maps that accounts have followed; `privacy` says why some numbers are not there."""

    title: str
    maps: tuple[MeasuredStagesOfMap, ...]
    programmes: tuple[ProgrammeSheet, ...]
    privacy: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page, where an account has been in a stage."""
    if book.figures and book.figures.stays:
        yield page_stub(book, "measured_stages", title=heading(book, "measured_stages.title"))


def view(book: Book) -> MeasuredStagesPage:
    """Return the stays in the stages of each map."""
    figures = book.figures
    if figures is None:
        raise NoSuchThing("there is no table of account data")
    counts = shown_counts(book, {row.journey.id: row.accounts for row in figures.stays})
    privacy = "" if figures.names_shown else book.say("measured_milestones.privacy")
    return MeasuredStagesPage(
        heading(book, "measured_stages.title"),
        tuple(_map(book, row, counts[row.journey.id]) for row in figures.stays),
        tuple(programme_sheet(book, row) for row in figures.programmes),
        privacy,
    )


def _map(book: Book, stays: "MapStays", accounts: str) -> MeasuredStagesOfMap:
    journey, tables = stays.journey, StayTables(book, stays)
    moved = sum(row.moved_in for row in stays.stages)
    perhaps = sum(count for row in stays.stages for end, count in row.ends.items() if end.value == "perhaps")
    apart = shown_counts(book, {"moved_in": moved, "perhaps": perhaps})
    left_out = (
        (book.say(f"measured_stages.out.{name}"), apart[name]) for name, count in (("moved_in", moved), ("perhaps", perhaps)) if count
    )
    return MeasuredStagesOfMap(
        journey.id,
        journey.name,
        cell(
            book.say("measured_stages.followed", number=accounts),
            Link(book.say("figures.the_map"), map_page(journey)),
            _promise(journey.id, book),
        ),
        tables.bottleneck() if tables.says_anything else book.say("measured_stages.all_hidden"),
        (tables.ways(), tables.times()) if tables.says_anything else (),
        tables.funnel(),
        tables.survival(),
        reckoning(book, cell(book.say("measured_stages.rule")), book.say("measured_stages.counted", number=accounts), left_out),
    )


def _promise(map_id: str, book: Book) -> Link | None:
    promised = any(row.journey.id == map_id for row in book.figures.promises) if book.figures else False
    return Link(book.say("figures.the_promise"), page_address("promises", anchor=map_id)) if promised else None
