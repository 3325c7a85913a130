"""A map's page: its goal and state, the map itself as a table and as a swimlane, and everything that follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.model.map import Map, Storyline
from journeybook.views.base.answers import answer_text, answer_texts, answered, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Labelled, Link, Stub, Table, cell, facts
from journeybook.views.base.labels import heading
from journeybook.views.blocks.figure_texts import map_figure_links
from journeybook.views.journey_map import map_tables as journey_tables
from journeybook.views.journey_map.comparison import compared_maps, difference_anchor
from journeybook.views.journey_map.differences import difference_table, origin_table, variants_table
from journeybook.views.journey_map.map_header import connections, head_facts, header_badges, making, programme_facts, public_facts
from journeybook.views.journey_map.map_tables import Folded
from journeybook.views.journey_map.overview import Overview, overview
from journeybook.views.journey_map.stage_rules import rule_cards
from journeybook.views.journey_map.variant_tree import variant_tree
from journeybook.views.links.links import map_page, reference_link
from journeybook.views.links.public_pages import customer_page, has_customer_page
from journeybook.views.links.site_map import page_stub


@dataclass(frozen=True)
class MapSection:
    """A part of the page under a heading of its own: facts, things that fold, tables, and a view of the map by its name."""

    anchor: str
    title: str
    facts: tuple[Labelled, ...] = ()
    tables: tuple[Table, ...] = ()
    folded: tuple[Folded, ...] = ()
    shown: str = ""
    blank: str = ""
    """What the author answered where nothing of it is written."""


@dataclass(frozen=True)
class MapPage:
    """What a map's page shows; there is no overview of a map of which nothing but its head is written."""

    identifier: str
    title: str
    goal: str
    badges: Cell
    customer_view: Link | None
    facts: tuple[Labelled, ...]
    connections: tuple[Labelled, ...]
    is_measured: bool
    """Whether accounts are counted on it."""
    programme: tuple[Labelled, ...]
    summary: str
    outcomes: tuple[str, ...]
    overview: Overview | None
    no_stages: str
    sections: tuple[MapSection, ...]
    making: tuple[Labelled, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every map."""
    for journey in book.atlas.maps:
        title, description = journey.name, journey.goal
        yield page_stub(book, "map", journey.id, title=title, within=journey.name, source=journey, description=description)


def view(book: Book, map_id: str) -> MapPage:
    """Return what the page of a map shows."""
    journey = book.find(Map, map_id)
    write_up = journey.summary
    measured = map_figure_links(book, journey)
    seen = Link(book.say("customer.title"), customer_page(journey)) if has_customer_page(book, journey) else None
    return MapPage(
        journey.id,
        journey.name,
        journey.goal,
        header_badges(book, journey),
        seen,
        head_facts(book, journey),
        connections(book, journey) + facts((heading(book, "figures.measured"), measured)),
        bool(measured),
        programme_facts(book, journey),
        (write_up.text if write_up else "") or answer_text(book, write_up or journey, "text" if write_up else "summary"),
        write_up.outcomes or answer_texts(book, write_up, "outcomes") if write_up else (),
        overview(book, journey),
        answer_text(book, journey, "stages") or book.say("map.no_stages"),
        tuple(_sections(book, journey)),
        making(book, journey),
    )


def _sections(book: Book, journey: Map) -> Iterator[MapSection]:
    """Yield the sections that have something to say, in the order of use."""
    yield from _rules(book, journey)
    yield from _comparisons(book, journey)
    if journey.public:
        yield MapSection("for-customers", book.say("map.public"), public_facts(book, journey.public))
    pains = journey_tables.pain_cards(book, journey)
    answer = answer_text(book, journey, "pain_points")
    blank = book.say("map.whole_journey", answer=answer) if pains and answer else answer
    if pains or blank:
        yield MapSection("pains", book.say("map.pains"), folded=pains, blank=blank)
    blank = answer_text(book, journey, "opportunities")
    if blank or journey_tables.opportunities_of(journey):
        yield MapSection("chances", book.say("map.chances"), shown="" if blank else "impact_effort", blank=blank)
    handoffs, blank = journey_tables.handoff_cards(book, journey), answer_text(book, journey, "handoffs")
    if handoffs or blank:
        yield MapSection("handoffs", book.say("map.handoffs"), folded=handoffs, blank=blank)
    tracks = journey_tables.track_table(book, journey)
    blank = named_answer(book, journey, "tracks") or named_answer(book, journey, "choices")
    if tracks.rows or blank:
        yield MapSection("tracks", book.say("map.tracks"), tables=(tracks,) if tracks.rows else (), blank=blank)
    if blank := answer_text(book, journey, "stories"):
        yield MapSection("stories", book.say("map.stories"), blank=blank)
    if journey.stories:
        told = facts(*((story.name, _about_story(book, story)) for story in journey.stories))
        table = journey_tables.story_table(book, journey)
        yield MapSection("stories", book.say("map.stories"), told, (table,))
    for name, table in (
        ("actions", journey_tables.action_table(book, journey)),
        ("changes", journey_tables.change_table(book, journey)),
        ("sign_offs", journey_tables.sign_off_table(book, journey)),
    ):
        blank = answer_text(book, journey, name)
        if table.rows or blank:
            yield MapSection(name.replace("_", "-"), book.say(f"map.{name}"), tables=(table,) if table.rows else (), blank=blank)


def _rules(book: Book, journey: Map) -> Iterator[MapSection]:
    """Yield the rules of the stages, where any are written."""
    rules = rule_cards(book, journey)
    if rules:
        yield MapSection("rules", heading(book, "stage_rules.caption"), folded=rules)


def _comparisons(book: Book, journey: Map) -> Iterator[MapSection]:
    """Yield what differs from the maps this one is compared with, and how its variants differ from each other."""
    for other, relation in compared_maps(book, journey):
        table = difference_table(book, other, journey, relation)
        yield MapSection(difference_anchor(other), table.caption, (), (table,))
    if journey.extends:
        siblings = facts((book.say("variants.siblings"), _side_by_side_links(book, journey)))
        yield replace(_section(book, "origins", origin_table(book, journey)), facts=siblings)
    if variant_tree(book, journey):
        yield _section(book, "variants_compared", variants_table(book, journey))


def _about_story(book: Book, story: Storyline) -> Cell:
    """Return what a journey laid over the map is about, and whose it is."""
    whose = answered_among(book, story, "persona", cell(reference_link(book, "persona", story.persona)))
    return (*answered(book, story, "summary", story.summary), *whose)


def _side_by_side_links(book: Book, journey: Map) -> Cell:
    """Return where a variant stands beside the other variants of its bases."""
    bases = (book.find(Map, reference) for reference in journey.extends)
    return tuple(Link(base.name, map_page(base, "variants-compared")) for base in bases if len(variant_tree(book, base)) > 1)


def _section(book: Book, name: str, *tables: Table) -> MapSection:
    return MapSection(name.replace("_", "-"), book.say(f"map.{name}"), (), tables)
