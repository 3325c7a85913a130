"""Opportunities, of one map or of all, as numbered dots by what they bring and what they take, with the table they are numbered in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.draw.scatter import DOT_RADIUS, Scatter, scatter
from journeybook.model.map import Map
from journeybook.model.pain_points import Opportunity
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Link, Row, Table
from journeybook.views.base.labels import label
from journeybook.views.blocks.ranking import CLOSED, HIGHEST, MIDDLE, Quarter, opportunity_score, quarter
from journeybook.views.journey_map.map_tables import opportunities_of, opportunity_table
from journeybook.views.links.links import map_page
from journeybook.views.links.occurrences import address_near
from journeybook.views.links.site_map import page_address
from journeybook.views.tables import opportunities


@dataclass(frozen=True)
class PlottedOpportunity:
    """A dot: its number in the table, where it leads, its figures, and how far it has come where it is closed."""

    number: int
    link: Link
    impact: int
    effort: int
    score: int
    closed: str


@dataclass(frozen=True)
class QuarterPanel:
    """A quarter of the plot: what it is called, what that means, and its dots."""

    name: str
    title: str
    meaning: str
    dots: tuple[PlottedOpportunity, ...]


@dataclass(frozen=True)
class ImpactEffort:
    """The plot with its panels and dots, what has no figures yet, and the table; nothing is drawn where nothing has figures."""

    identifier: str
    title: str
    board: Scatter
    radius: int
    panels: tuple[QuarterPanel, ...]
    dots: tuple[PlottedOpportunity, ...]
    not_weighed: tuple[Link, ...]
    table: Table


def view(book: Book, map_id: str = "") -> ImpactEffort:
    """Return what the plot shows; without a map it shows every opportunity once."""
    journey = book.find(Map, map_id) if map_id else None
    spots = opportunities_of(journey) if journey else tuple(occurrence.spots[0] for occurrence in opportunities.backlog(book))
    table = opportunity_table(book, journey) if journey else opportunities.view(book)
    linked_opportunities = [(spot.part, _link(book, spot)) for spot in spots if isinstance(spot.part, Opportunity)]
    dots = tuple(_weighed(book, linked_opportunities))
    panels = tuple(_panel(book, quarter, dots) for quarter in Quarter)
    board = scatter([(dot.effort, dot.impact) for dot in dots], right_from=HIGHEST + 2 - MIDDLE, upper_from=MIDDLE)
    title = book.say("impact_effort.of_map", name=journey.name) if journey else book.say("impact_effort.of_all")
    waiting = tuple(link for part, link in linked_opportunities if not opportunity_score(part))
    identifier = f"impact-effort-{map_id}" if map_id else "impact-effort"
    return ImpactEffort(
        identifier, title, board, DOT_RADIUS, panels, dots, waiting, _numbered(table, [part for part, _ in linked_opportunities])
    )


def _weighed(book: Book, linked_parts: list[tuple[Opportunity, Link]]) -> Iterator[PlottedOpportunity]:
    """Yield the dots, numbered in the order of the table."""
    number = 0
    for part, link in linked_parts:
        points = opportunity_score(part)
        if points and part.impact and part.effort:
            number += 1
            closed = label(book, part.progress) if part.progress in CLOSED else ""
            yield PlottedOpportunity(number, link, part.impact, part.effort, points, closed)


def _panel(book: Book, kind: Quarter, dots: tuple[PlottedOpportunity, ...]) -> QuarterPanel:
    inside = tuple(dot for dot in dots if quarter(dot.impact, dot.effort) is kind)
    return QuarterPanel(str(kind), book.say(f"impact_effort.{kind}"), book.say(f"impact_effort.{kind}.means"), inside)


def _link(book: Book, spot: Spot) -> Link:
    """Return the way to an opportunity; one of the whole journey without an id stands in the table on the map's page."""
    assert isinstance(spot.part, Opportunity)  # noqa: S101 - only opportunities are listed
    near = address_near(book, spot) or page_address("library", "opportunities")
    whole = spot.map is not None and near == map_page(spot.map)
    return Link(spot.part.what, replace(near, anchor="chances") if whole else near)


def _numbered(table: Table, parts: list[Opportunity]) -> Table:
    """Return the table with the number of its dot before the name in every row that has one."""
    numbers = iter(range(1, len(parts) + 1))
    rows = (
        Row((((Badge(str(next(numbers)), "info"), *row.cells[0]) if opportunity_score(part) else row.cells[0]), *row.cells[1:]), row.anchor)
        for row, part in zip(table.rows, parts, strict=True)
    )
    return replace(table, rows=tuple(rows))
