"""The rules of a map's stages: when each begins, ends, comes first or falls back, how long it takes, its gates, and what goes wrong."""

from collections.abc import Iterator

from journeybook.model.enumerations import Polarity
from journeybook.model.map import Map
from journeybook.model.stage import Gate, Milestone, Stage
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Inline, Labelled, Link, Prefix, cell, facts
from journeybook.views.base.labels import heading, stage_text
from journeybook.views.blocks.events import event_title
from journeybook.views.journey_map.map_tables import Folded
from journeybook.views.links.fact_texts import checklist_cell, fact_cell, fact_text
from journeybook.views.links.links import anchor_of, reference_link, stage_page
from journeybook.views.links.target_texts import stated_target_text, target_text
from journeybook.views.links.texts import stage_lengths_text, when_text


def rule_cards(book: Book, journey: Map) -> tuple[Folded, ...]:
    """Return the rules of the stages that have any, each stage as a thing that folds."""
    cards = (
        Folded("", stage_text(book, stage), cell(Link(stage.name, stage_page(journey, stage))), _rules(book, journey, stage))
        for stage in journey.stages
    )
    return tuple(card for card in cards if card.facts)


def _rules(book: Book, journey: Map, stage: Stage) -> tuple[Labelled, ...]:
    """Return when a stage begins and ends, its times, what comes before it, its gates, what it brings, what goes wrong, and its targets."""
    rules = {
        "entry": answered(book, stage, "entry", fact_cell(book, stage.entry)),
        "exit": answered(book, stage, "exit", fact_cell(book, stage.exit)),
        "time_box": answered(book, stage, "time_box", when_text(book, stage.time_box)),
        "lasts": cell(stage_lengths_text(book, stage)),
        "pre_empts": answered(book, stage, "pre_empts", fact_text(book, stage.pre_empts)),
        "falls_back": _way_back(book, journey, stage),
        "gates": answered(book, stage, "gates", tuple(inline for gate in stage.gates for inline in _gate(book, journey, stage, gate))),
        "outcome": _outcome(book, stage),
        "bad_signs": answered(book, stage, "events", tuple(_bad_signs(book, journey, stage))),
        "targets": tuple(inline for milestone in stage.milestones for inline in _targets(book, milestone)),
    }
    return facts(*((heading(book, f"stage_rules.{name}"), rule) for name, rule in rules.items()))


def _way_back(book: Book, journey: Map, stage: Stage) -> Cell:
    """Return where a customer falls back to, and when."""
    to = cell(reference_link(book, "stage", stage.falls_back_to, scope=journey.id))
    return (
        *answered_among(book, stage, "falls_back_to", to),
        *answered_among(book, stage, "falls_back", fact_text(book, stage.falls_back)),
    )


def _gate(book: Book, journey: Map, stage: Stage, gate: Gate) -> Cell:
    """Return a gate with everything that must hold."""
    name = Link(gate.name, stage_page(journey, stage, anchor_of(gate))) if gate.id else gate.name
    return (name, *answered(book, gate, "checklist", checklist_cell(book, gate.checklist)))


def _outcome(book: Book, stage: Stage) -> Cell:
    """Return what the customer and the company have at a stage's end."""
    outcome = stage.outcome
    if outcome is None:
        return answered(book, stage, "outcome")
    sides = (("customer", outcome.customer), ("business", outcome.business))
    shown = ((side, answered(book, outcome, side, text)) for side, text in sides)
    return tuple(inline for side, texts in shown if texts for inline in (Prefix(book.say(f"stage_rules.{side}") + ":"), *texts))


def _bad_signs(book: Book, journey: Map, stage: Stage) -> Iterator[Inline]:
    """Yield the events of a stage that call for attention, each with a link to where it is described."""
    for use in stage.events:
        event = book.atlas.event(use)
        if event.polarity is Polarity.GOOD:
            continue
        is_shared = any(event is shared for shared in book.atlas.events)
        shared = reference_link(book, "event", event.id) if is_shared else None
        here = stage_page(journey, stage, anchor_of(event) if event.id else "events")
        yield Link(event_title(book, event), shared.to if isinstance(shared, Link) else here)


def _targets(book: Book, milestone: Milestone) -> Cell:
    """Return the target of a milestone beside what other sources state; nothing where no other source does."""
    if not milestone.targets:
        return ()
    others = (stated_target_text(book, stated) for stated in milestone.targets)
    return (Prefix(f"{milestone.name}:"), *cell(target_text(book, milestone), *others))
