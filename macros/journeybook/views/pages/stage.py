"""A stage's page: the one a customer-success manager opens before a call."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.model.enumerations import StageKind
from journeybook.model.flow import is_on_the_way
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.views.base.answers import answer_text, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, Stub, cell
from journeybook.views.base.labels import answered_badge, heading, kind_label, stage_text, state_badge
from journeybook.views.blocks.cards import Section, Tile
from journeybook.views.blocks.common_fields import origin_cell, unsure_badge
from journeybook.views.blocks.figure_texts import map_figure_links
from journeybook.views.blocks.floating_links import floating_range_text
from journeybook.views.blocks.standing_strip import StandingStrip
from journeybook.views.blocks.suggest import ChangeLinks, change_links
from journeybook.views.journey_map.map_header import map_review_badge
from journeybook.views.links.links import map_page, reference_link, stage_page
from journeybook.views.links.site_map import page_stub
from journeybook.views.stage import outcome_sections as stage_trouble
from journeybook.views.stage import sections as stage_sections
from journeybook.views.stage.first_screen import call_tiles
from journeybook.views.stage.stage_plays import StageContext
from journeybook.views.stage.standing_section import stage_strip, standing_section

BACKGROUND = frozenset(("accounts", "health", "people", "support", "rows", "evidence"))
"""The sections that nobody needs in a meeting."""


@dataclass(frozen=True)
class StagePage:
    """What a stage's page shows: the answers of the first screen, then sections that fold."""

    title: str
    map: Link
    position: str
    measured: Cell
    badges: Cell
    customer_name: str
    summary: str
    origin: Cell
    standing: StandingStrip | None
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    swimlane: tuple[str, str]
    swimlane_after: str
    """The section after which the picture stands: both are open, and what follows is folded."""
    ways_in: tuple[Cell, ...]
    ways_out: tuple[Cell, ...]
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    change: ChangeLinks


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page of every stage of every map."""
    for journey in book.atlas.maps:
        for stage in journey.stages:
            title = book.say("stage.page_title", stage_name=stage_text(book, stage), map_name=journey.name)
            yield page_stub(
                book,
                "stage",
                journey.id,
                stage.id,
                title=title,
                short=stage_text(book, stage),
                within=journey.name,
                source=stage if stage.origin.place.file else journey,
                description=stage.summary or journey.goal,
            )


def view(book: Book, map_id: str, stage_id: str) -> StagePage:
    """Return what the page of a stage shows."""
    journey = book.find(Map, map_id)
    context = StageContext(book, journey, book.find(Stage, stage_id, scope=map_id))
    stage = context.stage
    sections = tuple(_for_paper(section) for section in _sections(context) if section.worth_showing)
    ways_in, ways_out = stage_sections.ways_in_and_out(context)
    before, after = stages_around(context)
    return StagePage(
        title=stage_text(book, stage),
        map=Link(journey.name, map_page(journey)),
        position=_position(context),
        measured=map_figure_links(book, journey),
        badges=_badges(context),
        customer_name=_customer_name(context),
        summary=stage.summary or named_answer(book, stage, "summary"),
        origin=origin_cell(book, stage, journey=journey),
        standing=stage_strip(context),
        tiles=call_tiles(context),
        sections=sections,
        swimlane=(map_id, stage_id) if any(True for _ in (*stage.steps, *stage.sub_stages)) else ("", ""),
        swimlane_after=next((section.anchor for section in sections if section.unfolded), "steps"),
        ways_in=ways_in,
        ways_out=ways_out,
        before=before,
        after=after,
        change=change_links(book, stage, journey=journey, stage=stage),
    )


def stages_around(context: StageContext) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return the stages before and after on the way; at its ends, those of the maps that go before and after."""
    journey, stage = context.journey, context.stage
    if not is_on_the_way(stage):
        return (), ()
    line = _main(journey)
    index = _index(line, stage)
    book, maps = context.book, context.book.atlas.maps
    earlier = [(other, _main(other)[-1]) for other in maps if other.id in journey.continues and _main(other)]
    later = [(other, _main(other)[0]) for other in maps if journey.id in other.continues and _main(other)]
    before = (_neighbour(book, journey, line[index - 1]),) if index else tuple(_far(book, other, neighbour) for other, neighbour in earlier)
    after = (
        (_neighbour(book, journey, line[index + 1]),)
        if index + 1 < len(line)
        else tuple(_far(book, other, neighbour) for other, neighbour in later)
    )
    return before, after


def _sections(context: StageContext) -> tuple[Section, ...]:
    return (
        standing_section(context),
        stage_sections.about_section(context),
        stage_sections.steps_section(context),
        stage_sections.experience_section(context),
        stage_trouble.milestones_section(context),
        stage_trouble.events_section(context),
        stage_trouble.plays_section(context),
        stage_trouble.health_section(context),
        *stage_sections.handoff_and_gate_sections(context),
        stage_trouble.pain_points_section(context),
        stage_trouble.opportunities_section(context),
        stage_sections.people_section(context),
        stage_sections.support_section(context),
        stage_sections.other_lanes_section(context),
        stage_sections.evidence_section(context),
    )


def _for_paper(section: Section) -> Section:
    """Return a section that knows whether it is printed."""
    return replace(section, is_background=section.anchor in BACKGROUND)


def _index(line: list[Stage], stage: Stage) -> int:
    """Return where a stage stands in a line, without comparing all that stages hold."""
    return next(index for index, other in enumerate(line) if other is stage)


def _position(context: StageContext) -> str:
    if context.stage.kind is StageKind.SIDE:
        return heading(context.book, "stage.side")
    if context.stage.floats:
        return heading(context.book, "grid.any_time") + ": " + floating_range_text(context.book, context.journey, context.stage.floats)
    line = _main(context.journey)
    if any(stage.label for stage in line):
        return kind_label(context.book, "stage")
    return heading(context.book, "stage.position", number=_index(line, context.stage) + 1, total=len(line))


def _customer_name(context: StageContext) -> str:
    """Return in a sentence what customers call the stage."""
    book, name = context.book, context.stage.customer_name
    answer = answer_text(book, context.stage, "customer_name")
    return book.say("stage.customer_name", name=book.say("quoted", text=name) if name else answer) if name or answer else ""


def _badges(context: StageContext) -> Cell:
    book, stage = context.book, context.stage
    phase = reference_link(book, "phase", stage.phase) or answered_badge(book, stage, "phase", None)
    unsaid = cell(
        answered_badge(book, stage, "label", None), answered_badge(book, stage, "kind", None), answered_badge(book, stage, "floats", None)
    )
    laer = answered_badge(book, stage, "laer", Badge(stage.laer.value.upper()) if stage.laer else None)
    return cell(phase, laer, state_badge(book, stage), *unsaid, unsure_badge(book, stage), map_review_badge(book, context.journey))


def _main(journey: Map) -> list[Stage]:
    return [stage for stage in journey.stages if is_on_the_way(stage)]


def _neighbour(book: Book, journey: Map, stage: Stage) -> Link:
    return Link(stage_text(book, stage), stage_page(journey, stage))


def _far(book: Book, journey: Map, stage: Stage) -> Link:
    return Link(f"{stage_text(book, stage)} · {journey.name}", stage_page(journey, stage))
