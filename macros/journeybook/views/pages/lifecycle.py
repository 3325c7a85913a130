"""The lifecycle: the linked maps joined end to end, from before the sale to advocacy, with the handoffs between and the LAER roll-up."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import Laer, StageKind, Status
from journeybook.model.map import Map
from journeybook.model.stage import Handoff, Stage
from journeybook.model.vocabulary import Phase
from journeybook.views.base.answers import answer_text, answered, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Labelled, Link, Row, Stub, Table, cell, facts
from journeybook.views.base.labels import label, stage_text
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.stage_limits import stage_limits
from journeybook.views.blocks.standing_groups import PLACED, group_counts
from journeybook.views.blocks.standing_strip import StripCount, StripWays, everybody_text, standing_basis, strip_counts
from journeybook.views.journey_map.grid_entries import handoff_cell
from journeybook.views.journey_map.lifecycle_overview import LifecycleOverview, lifecycle_overview
from journeybook.views.links.fact_texts import fact_cell
from journeybook.views.links.links import anchor_of, map_page, reference_link, stage_page
from journeybook.views.links.provenance import is_own
from journeybook.views.links.site_map import page_address, page_stub
from journeybook.views.links.target_texts import target_text


@dataclass(frozen=True)
class PhasePart:
    """A phase: what it is for, its facts, the stages in it by map, the handoffs out of them, and how many accounts are in it now."""

    anchor: str
    title: str
    kind: str
    summary: str
    facts: tuple[Labelled, ...]
    stages: Table
    handoffs: Table
    accounts: tuple[StripCount, ...] = ()


@dataclass(frozen=True)
class LaerPart:
    """Land, adopt, expand or renew: its phases and their objectives, the stages in it, and the milestones with their targets."""

    title: str
    phases: tuple[Link, ...]
    objectives: tuple[str, ...]
    stages: tuple[Link, ...]
    milestones: tuple[Link, ...]


@dataclass(frozen=True)
class LifecyclePage:
    """The lifecycle seen whole, the phases one by one, the chains of maps from end to end, and the LAER roll-up."""

    overview: LifecycleOverview | None
    chains: tuple[tuple[Link, ...], ...]
    phases: tuple[PhasePart, ...]
    between: Table
    laer: tuple[LaerPart, ...]
    empty: str
    basis: tuple[Labelled, ...] = ()


def pages(book: Book) -> Iterator[Stub]:
    """Yield the lifecycle page."""
    title, description = book.say("lifecycle.title"), book.say("lifecycle.description")
    yield page_stub(book, "lifecycle", title=title, source=book.atlas.file, description=description)


def view(book: Book) -> LifecyclePage:
    """Return what the lifecycle page shows: maps that are live, and those on which others are built."""
    shown = shown_maps(book)
    phases = book.atlas.file.lifecycle
    return LifecyclePage(
        lifecycle_overview(book, shown),
        chains(shown),
        tuple(_phase(book, phase, shown) for phase in sorted(phases, key=lambda phase: phase.kind is StageKind.SIDE)),
        _between(book, shown),
        tuple(_laer(book, shown)),
        book.say("lifecycle.none"),
        standing_basis(book, everybody_text(book, group_counts(book).text(*PLACED))),
    )


def shown_maps(book: Book) -> tuple[Map, ...]:
    """Return the maps of the lifecycle: live ones, and bases of others; none that is retired."""
    bases = {base for journey in book.atlas.maps for base in journey.extends}
    return tuple(
        journey
        for journey in book.atlas.maps
        if journey.status is Status.LIVE or (journey.id in bases and journey.status is not Status.RETIRED)
    )


def chains(shown: tuple[Map, ...]) -> tuple[tuple[Link, ...], ...]:
    """Return every way through the linked maps, from one that continues none to one that none continues; a circle is cut."""

    def onwards(line: tuple[Map, ...]) -> Iterator[tuple[Map, ...]]:
        following = [journey for journey in shown if line[-1].id in journey.continues and journey not in line]
        if not following:
            yield line
        for journey in following:
            yield from onwards((*line, journey))

    known = {journey.id for journey in shown}
    starts = [journey for journey in shown if not known & set(journey.continues)]
    lines = [line for start in starts for line in onwards((start,)) if len(line) > 1]
    return tuple(tuple(Link(journey.name, map_page(journey)) for journey in line) for line in lines)


def _phase(book: Book, phase: Phase, shown: tuple[Map, ...]) -> PhasePart:
    stages = [(journey, stage) for journey in shown for stage in journey.stages if stage.phase == phase.id]
    heads = tuple(book.say(f"lifecycle.column.{name}") for name in ("stage", "customer", "exit", "map"))
    known = facts(
        (book.say("lifecycle.laer"), answered(book, phase, "laer", label(book, phase.laer))),
        (book.say("lifecycle.objective"), answered(book, phase, "objective", phase.objective)),
        (book.say("stage.more"), small_print(book, phase)),
    )
    return PhasePart(
        anchor_of(phase),
        phase.name,
        named_answer(book, phase, "kind") or (book.say("stagekind.side") if phase.kind is StageKind.SIDE else ""),
        phase.summary or named_answer(book, phase, "summary"),
        known,
        Table(book.say("lifecycle.stages", name=phase.name), heads, tuple(_stage_rows(book, stages)), book.say("lifecycle.no_stages")),
        _handoffs(book, [(journey, stage, handoff) for journey, stage in stages for handoff in stage.handoffs if is_own(journey, handoff)]),
        _accounts(book, phase),
    )


def _accounts(book: Book, phase: Phase) -> tuple[StripCount, ...]:
    """Return how many accounts are in a phase now, late or in which band; nothing where nobody is in it."""
    group = ("phase", phase.id)
    late = page_address("library", "early-warning", anchor="table-overdue-milestones")
    return strip_counts(book, group, StripWays(None, late, page_address("coverage"))) if group_counts(book).has(*group) else ()


def _stage_rows(book: Book, stages: list[tuple[Map, Stage]]) -> Iterator[Row]:
    """Yield a row for each stage; maps that say the same of it share one."""
    same: dict[tuple[Cell, Cell, Cell], list[Link]] = {}
    for journey, stage in stages:
        outcome = answered(
            book, stage, "outcome", answered(book, stage.outcome, "customer", stage.outcome.customer if stage.outcome else None)
        )
        exits = answered(book, stage, "exit", fact_cell(book, stage.exit, short=True))
        name = cell(stage_text(book, stage), *stage_limits(book, journey, stage))
        same.setdefault((name, outcome, exits), []).append(Link(journey.name, stage_page(journey, stage)))
    for (name, outcome_cell, exits), links in same.items():
        yield Row((name, outcome_cell, exits, tuple(links)))


def _between(book: Book, shown: tuple[Map, ...]) -> Table:
    """Return the handoffs from map to map."""
    return _handoffs(book, [(journey, None, handoff) for journey in shown for handoff in journey.handoffs if is_own(journey, handoff)])


def _handoffs(book: Book, handoffs: list[tuple[Map, Stage | None, Handoff]]) -> Table:
    rows = tuple(
        Row(
            (
                (Link(handoff.what, stage_page(journey, stage, anchor) if stage else map_page(journey, anchor)),),
                handoff_cell(book, handoff),
                (Link(journey.name, map_page(journey)),),
                answered(book, handoff, "to_stage", cell(reference_link(book, "stage", handoff.to_stage, scope=journey.id))),
            )
        )
        for journey, stage, handoff in handoffs
        for anchor in (anchor_of(handoff) if handoff.id else "",)
    )
    heads = tuple(book.say(f"lifecycle.column.{name}") for name in ("handoff", "sides", "map", "leads_to"))
    return Table(book.say("lifecycle.handoffs"), heads, rows, book.say("map.none"))


def _laer(book: Book, shown: tuple[Map, ...]) -> Iterator[LaerPart]:
    """Yield phases, stages and milestones rolled up by land, adopt, expand and renew."""
    phases = {phase.id: phase for phase in book.atlas.file.lifecycle}
    for laer in Laer:
        stages = [
            (journey, stage)
            for journey in shown
            for stage in journey.stages
            if (stage.laer or (phases[stage.phase].laer if stage.phase in phases else None)) is laer
        ]
        if stages or any(phase.laer is laer for phase in phases.values()):
            yield _laer_part(book, laer, stages)


def _laer_part(book: Book, laer: Laer, stages: list[tuple[Map, Stage]]) -> LaerPart:
    """Return one of the four: what a variant only takes over from its base is not listed again."""
    phases = [phase for phase in book.atlas.file.lifecycle if phase.laer is laer]
    reached = tuple(
        Link(
            book.say("lifecycle.milestone", name=milestone.name, when=when)
            if (when := target_text(book, milestone) or answer_text(book, milestone, "target"))
            else milestone.name,
            stage_page(journey, stage, anchor_of(milestone) if milestone.id else ""),
        )
        for journey, stage in stages
        for milestone in stage.milestones
        if is_own(journey, milestone)
    )
    return LaerPart(
        label(book, laer),
        tuple(Link(phase.name, page_address("lifecycle", anchor=anchor_of(phase))) for phase in phases),
        tuple(text for phase in phases if (text := phase.objective or answer_text(book, phase, "objective"))),
        tuple(
            Link(book.say("lifecycle.stage", stage=stage_text(book, stage), map=journey.name), stage_page(journey, stage))
            for journey, stage in stages
            if is_own(journey, stage)
        ),
        reached,
    )
