"""The rules of a map's stages as a table: when each begins, ends, comes first or falls back, what it must pass, and what goes wrong."""

from collections.abc import Iterator

from journeybook.model.enumerations import Polarity
from journeybook.model.map import Map
from journeybook.model.stage import Gate, Milestone, Stage
from journeybook.views.base.answers import answered, answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Inline, Link, Prefix, Row, Table, cell
from journeybook.views.base.labels import heading, stage_text
from journeybook.views.blocks.events import event_title
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.links.fact_texts import fact_cell, fact_text
from journeybook.views.links.links import anchor_of, reference_link, stage_page
from journeybook.views.links.target_texts import stated_target_text, target_text

COLUMNS = ("stage", "entry", "exit", "pre_empts", "falls_back", "gates", "outcome", "bad_signs", "targets")


def rule_table(book: Book, journey: Map) -> Table:
    """Return the rules of the stages that have any; what no stage has is no column."""
    heads = tuple(heading(book, f"stage_rules.{name}") for name in COLUMNS)
    rows = (
        Row((cell(Link(stage_text(book, stage), stage_page(journey, stage))), *_rules(book, journey, stage))) for stage in journey.stages
    )
    written = tuple(row for row in rows if any(row.cells[1:]))
    return without_empty_columns(Table(heading(book, "stage_rules.caption"), heads, written, book.say("map.none")))


def _rules(book: Book, journey: Map, stage: Stage) -> tuple[Cell, ...]:
    return (
        answered(book, stage, "entry", fact_cell(book, stage.entry)),
        answered(book, stage, "exit", fact_cell(book, stage.exit)),
        answered(book, stage, "pre_empts", fact_text(book, stage.pre_empts)),
        _way_back(book, journey, stage),
        answered(book, stage, "gates", tuple(inline for gate in stage.gates for inline in _gate(book, journey, stage, gate))),
        _outcome(book, stage),
        answered(book, stage, "events", tuple(_bad_signs(book, journey, stage))),
        tuple(inline for milestone in stage.milestones for inline in _targets(book, milestone)),
    )


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
    return (name, *answered(book, gate, "checklist", fact_cell(book, gate.checklist)))


def _outcome(book: Book, stage: Stage) -> Cell:
    """Return what the customer and the company have at a stage's end."""
    outcome = stage.outcome
    if outcome is None:
        return answered(book, stage, "outcome")
    sides = (("customer", outcome.customer), ("business", outcome.business))
    shown = ((side, answered(book, outcome, side, text)) for side, text in sides)
    return tuple(inline for side, texts in shown if texts for inline in (Prefix(f"{book.say(f'stage_rules.{side}')}:"), *texts))


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
    """Return the target of a milestone of which other sources state another one, beside theirs; nothing where all agree."""
    if not milestone.targets:
        return ()
    others = (stated_target_text(book, stated) for stated in milestone.targets)
    return (Prefix(f"{milestone.name}:"), *cell(target_text(book, milestone), *others))
