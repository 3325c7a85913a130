"""What stands in the overview of a map: for every kind of thing the first ones of a stage by name, and how many others there are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import State
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Link
from journeybook.views.base.labels import step_text
from journeybook.views.blocks.coverage import coverage, grid_row
from journeybook.views.journey_map.grid import Column
from journeybook.views.journey_map.grid_entries import address_in_stage
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import map_page, stage_page
from journeybook.views.links.severity import severity_rank
from journeybook.views.links.site_map import page_address

NAMED = 2
"""So many things of a kind stand in a stage by name; the others are a link away."""


@dataclass(frozen=True)
class OverviewCell:
    """What a stage has of one kind: the first things by name, and how many others there are, or all of them where none is named."""

    named: tuple[Link, ...] = ()
    more: Link | None = None


@dataclass(frozen=True)
class OverviewRow:
    """A kind of thing: its name, where all of it is told, and a cell for every stage."""

    title: str
    to: Address
    cells: tuple[OverviewCell, ...]


Finder = Callable[[Book, Map, Column], Iterable[Link]]


def overview_rows(book: Book, journey: Map, runs: tuple[tuple[Column, ...], ...], *, is_brief: bool) -> Iterator[OverviewRow]:
    """Yield a row for every kind of which any stage has something; `runs` are the columns of each stage, brief rows only count."""
    for name, section, finder in _KINDS:
        things = [tuple(dict.fromkeys(link for column in run for link in finder(book, journey, column))) for run in runs]
        if any(things):
            addresses = (stage_page(journey, run[0].stage, section) for run in runs)
            cells = tuple(_cell(book, links, to, is_brief=is_brief) for links, to in zip(things, addresses, strict=True))
            yield OverviewRow(book.say(f"grid.{name}"), map_page(journey, f"row-{name}"), cells)
    holes = [_holes(book, journey, run[0].stage) for run in runs]
    if any(holes):
        to = page_address("coverage")
        texts = (str(count) if is_brief else book.say("overview.holes", count=count) for count in holes)
        cells = tuple(OverviewCell(more=Link(text, to) if count else None) for count, text in zip(holes, texts, strict=True))
        yield OverviewRow(book.say("overview.unanswered"), to, cells)


def _cell(book: Book, links: tuple[Link, ...], to: Address, *, is_brief: bool) -> OverviewCell:
    """Return the first links and how many others there are."""
    if is_brief:
        return OverviewCell(more=Link(str(len(links)), to) if links else None)
    if len(links) <= NAMED:
        return OverviewCell(links)
    return OverviewCell(links[:NAMED], Link(book.say("grid.more", count=len(links) - NAMED), to))


def _moments(book: Book, journey: Map, column: Column) -> Iterator[Link]:
    for experience, station in column.experiences():
        if experience.moment_that_matters and station:
            yield Link(step_text(book, station.step), step_address(journey, station))
        elif experience.moment_that_matters:
            yield Link(experience.moment_that_matters.why, stage_page(journey, column.stage))


def _pain_points(book: Book, journey: Map, column: Column) -> Iterator[Link]:
    """Yield the obstacles of a column, the worst first."""
    pains = [(pain, station) for experience, station in column.experiences() for pain in experience.pain_points]
    for pain, station in sorted(pains, key=lambda pair: severity_rank(book, pair[0])):
        yield Link(pain.what, address_in_stage(journey, column.stage, pain, station))


def _milestones(_: Book, journey: Map, column: Column) -> Iterator[Link]:
    for milestone in column.stage.milestones:
        if milestone.state is not State.RETIRED:
            yield Link(milestone.name, address_in_stage(journey, column.stage, milestone))


def _handoffs(_: Book, journey: Map, column: Column) -> Iterator[Link]:
    for handoff in column.stage.handoffs:
        yield Link(handoff.what, address_in_stage(journey, column.stage, handoff))


def _holes(book: Book, journey: Map, stage: Stage) -> int:
    """Return how many health bands of the map's segments have no play in the phase of a stage."""
    row = grid_row(stage.phase, stage.id)
    return sum(hole.row == row and (not journey.segments or hole.segment in journey.segments) for hole in coverage(book).holes)


_KINDS: tuple[tuple[str, str, Finder], ...] = (
    ("moments", "steps", _moments),
    ("pain_points", "pain-points", _pain_points),
    ("milestones", "milestones", _milestones),
    ("handoffs", "handoffs", _handoffs),
)
"""Each kind by the name of its row in the whole table, the section of a stage's page that tells all of it, and what finds it."""
