"""The lifecycle seen whole: phases side by side, the maps across them, who hands over to whom at their ends, and where most trouble is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from journeybook.model.enumerations import Polarity, StageKind
from journeybook.model.map import Map
from journeybook.model.pain_points import PainPoint
from journeybook.model.stage import Handoff, Stage
from journeybook.model.vocabulary import Phase
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Cell, Link, cell, cell_text
from journeybook.views.base.labels import stage_text
from journeybook.views.blocks.events import known_events
from journeybook.views.blocks.stage_limits import stage_limits
from journeybook.views.blocks.standing_groups import group_counts
from journeybook.views.links.links import anchor_of, map_page, people_links, stage_page
from journeybook.views.links.occurrences import occurrences
from journeybook.views.links.provenance import is_own
from journeybook.views.links.severity import is_severe
from journeybook.views.links.site_map import page_address


@dataclass(frozen=True)
class MapSpan:
    """What a map has in a phase: its stages there, and whether its bar goes on from the phase before and into the next one."""

    stages: Cell
    goes_back: bool
    goes_on: bool


@dataclass(frozen=True)
class PhaseHandoff:
    """A handoff at the end of a phase: who hands over to whom, what, and to which phase where that is not the next one."""

    sides: Link
    what: str
    to_phase: str


@dataclass(frozen=True)
class PhaseTrouble:
    """The severe pain points and bad signs of a phase, their number in per cent of the phase with most, and whether it is that one."""

    counts: tuple[Link, ...]
    percent: int
    is_most: bool


@dataclass(frozen=True)
class PhaseColumn:
    """A phase: its name and where it is told, how many accounts are in it now, and what stands under it; a span for every map."""

    title: str
    to: Address
    is_side: bool
    now: str
    spans: tuple[MapSpan, ...]
    handoffs: tuple[PhaseHandoff, ...]
    trouble: PhaseTrouble


@dataclass(frozen=True)
class LifecycleOverview:
    """The lifecycle seen whole: the maps, the phases with those beside the way last, and the day of the accounts."""

    maps: tuple[Link, ...]
    phases: tuple[PhaseColumn, ...]
    as_of: str


def lifecycle_overview(book: Book, shown: tuple[Map, ...]) -> LifecycleOverview | None:
    """Return the lifecycle of these maps seen whole; nothing where none of their stages belongs to a phase."""
    maps = tuple(journey for journey in shown if any(stage.phase for stage in journey.stages))
    phases = sorted(book.atlas.file.lifecycle, key=_is_side)
    if not maps or not phases:
        return None
    pains, signs = _pains(book, maps), _signs(book, maps)
    most = max(pains[phase.id] + signs[phase.id] for phase in phases)
    handoffs = tuple(_handoffs(book, maps, phases))
    return LifecycleOverview(
        tuple(Link(journey.name, map_page(journey)) for journey in maps),
        tuple(
            PhaseColumn(
                phase.name,
                page_address("lifecycle", anchor=anchor_of(phase)),
                _is_side(phase),
                group_counts(book).text("phase", phase.id) if book.figures else "",
                tuple(_span(book, journey, phases, number) for journey in maps),
                tuple(dict.fromkeys(handoff for giver_phase, handoff in handoffs if giver_phase == phase.id)),
                _trouble(book, pains[phase.id], signs[phase.id], most),
            )
            for number, phase in enumerate(phases)
        ),
        str(book.figures.as_of) if book.figures else "",
    )


def _is_side(phase: Phase) -> bool:
    return phase.kind is StageKind.SIDE


def _span(book: Book, journey: Map, phases: list[Phase], number: int) -> MapSpan:
    """Return what a map has in the phase of this number; bars end where the phases beside the way begin."""
    phase = phases[number]
    neighbours = [phases[place] if 0 <= place < len(phases) else None for place in (number - 1, number + 1)]
    before, after = (
        bool(near and _is_side(near) == _is_side(phase) and any(stage.phase == near.id for stage in journey.stages)) for near in neighbours
    )
    stages = (stage for stage in journey.stages if stage.phase == phase.id)
    links = ((Link(stage_text(book, stage), stage_page(journey, stage)), stage_limits(book, journey, stage)) for stage in stages)
    return MapSpan(tuple(chain.from_iterable(cell(link, *limits) for link, limits in links)), before, after)


def _handoffs(book: Book, maps: tuple[Map, ...], phases: list[Phase]) -> Iterator[tuple[str, PhaseHandoff]]:
    """Yield every handoff that leaves a phase, with the id of the phase; what a variant takes over from its base is not told again."""
    names = {phase.id: phase.name for phase in phases}
    following = {before.id: after.id for before, after in pairwise(phases)}
    for journey in maps:
        for stage, handoff in _written_handoffs(journey):
            reached = book.atlas.spot("stage", handoff.to_stage, scope=journey.id) if handoff.to_stage else None
            to_phase = (reached.part.get("phase", str) if reached else None) or following.get(stage.phase or "", "")
            if stage.phase in names and to_phase != stage.phase:
                elsewhere = names.get(to_phase, "") if to_phase != following.get(stage.phase) else ""
                yield stage.phase, PhaseHandoff(_sides(book, journey, stage, handoff), handoff.what, elsewhere)


def _written_handoffs(journey: Map) -> Iterator[tuple[Stage, Handoff]]:
    """Yield the handoffs of a map's stages, and those of the map as of its last stage in a phase."""
    for stage in journey.stages:
        yield from ((stage, handoff) for handoff in stage.handoffs if is_own(journey, handoff))
    last = next((stage for stage in reversed(journey.stages) if stage.phase), None)
    if last:
        yield from ((last, handoff) for handoff in journey.handoffs if is_own(journey, handoff))


def _sides(book: Book, journey: Map, stage: Stage, handoff: Handoff) -> Link:
    """Return who hands over to whom as a link to the handoff; what is handed over where nobody is named."""
    givers, takers = (cell_text(people_links(book, *side), dot=book.say("list.comma")) for side in (handoff.giver, handoff.taker))
    text = book.say("lifecycle.sides", giver=givers, taker=takers) if givers and takers else givers or takers or handoff.what
    anchor = anchor_of(handoff) if handoff.id else ""
    return Link(text, map_page(journey, anchor) if handoff in journey.handoffs else stage_page(journey, stage, anchor))


def _pains(book: Book, maps: tuple[Map, ...]) -> Counter[str]:
    """Return how many severe pain points each phase has; one that several maps share counts once."""
    severe = (pain.spots for pain in occurrences(book, PainPoint) if is_severe(book, pain.part))
    return Counter(phase for spots in severe for phase in _phases(spots, maps))


def _signs(book: Book, maps: tuple[Map, ...]) -> Counter[str]:
    """Return how many bad signs the stages of each phase name."""
    return Counter(phase for known in known_events(book, Polarity.BAD) for phase in _phases(known.stages, maps))


def _phases(spots: Iterable[Spot], maps: tuple[Map, ...]) -> set[str]:
    """Return the phases of the stages in which a part stands, on these maps."""
    ids = {journey.id for journey in maps}
    return {spot.stage.phase for spot in spots if spot.stage and spot.stage.phase and spot.map and spot.map.id in ids}


def _trouble(book: Book, pains: int, signs: int, most: int) -> PhaseTrouble:
    links = (
        Link(book.say("lifecycle.severe", count=pains), page_address("library", "pain-points")) if pains else None,
        Link(book.say("lifecycle.bad_signs", count=signs), page_address("library", "early-warning")) if signs else None,
    )
    total = pains + signs
    return PhaseTrouble(tuple(link for link in links if link), total * 100 // most if most else 0, total == most > 0)
