"""The folding sections of a stage's page that say what the stage is about and what happens in it."""

from collections.abc import Iterator
from itertools import groupby

from journeybook.model.flow import Leads, links, stations
from journeybook.model.item import ResourceUse
from journeybook.model.stage import Score, SubStage
from journeybook.model.step import Experience, Step
from journeybook.model.walk import Spot
from journeybook.views.base.answers import answer_text, answered, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Inline, Link, cell
from journeybook.views.base.labels import heading, stage_text, step_text
from journeybook.views.blocks.cards import Card, CardGroup, Section, cards, details, fact, points
from journeybook.views.blocks.common_fields import (
    applies_fact,
    base_applies_fact,
    common_fields,
    owner_fact,
    raci_points,
    resource_links,
    sentences,
)
from journeybook.views.blocks.evidence import evidence_cell
from journeybook.views.blocks.groups import node_link, node_name
from journeybook.views.links.anchors import step_address
from journeybook.views.links.fact_texts import fact_text, fact_texts, facts_label
from journeybook.views.links.links import people_links, reference_link, reference_links
from journeybook.views.links.occurrences import parts_naming
from journeybook.views.links.texts import stage_lengths_text, when_text, where_text
from journeybook.views.links.web_links import outside_link
from journeybook.views.stage.stage_cards import gate_card, handoff_card, stage_stations
from journeybook.views.stage.stage_plays import StageContext
from journeybook.views.stage.step_card import feeling_cell, lane_entry_cell, step_card

SENTENCE_FIELDS = ("thinks", "questions", "delights", "technical_limits", "research", "physical_evidence")
"""The fields of an experience that hold plain sentences."""


def about_section(context: StageContext) -> Section:
    """Return what the stage is for: facts, outcomes, time, side ways."""
    book, stage = context.book, context.stage
    outcome = stage.outcome
    falls = (
        *answered_among(book, stage, "falls_back_to", cell(reference_link(book, "stage", stage.falls_back_to, scope=context.journey.id))),
        *answered_among(book, stage, "falls_back", fact_text(book, stage.falls_back)),
    )
    shown = details(
        points(facts_label(book, book.say("stage.entry"), stage.entry), *fact_texts(book, stage.entry), *answered(book, stage, "entry")),
        points(facts_label(book, book.say("stage.exit"), stage.exit), *fact_texts(book, stage.exit), *answered(book, stage, "exit")),
        fact(
            book.say("stage.outcome_customer"),
            answered(book, outcome or stage, "customer" if outcome else "outcome", outcome.customer if outcome else None),
        ),
        fact(book.say("stage.outcome_business"), answered(book, outcome, "business", outcome.business if outcome else None)),
        points(book.say("stage.deliverables"), *stage.deliverables, *answered(book, stage, "deliverables")),
        fact(book.say("stage.time_box"), answered(book, stage, "time_box", when_text(book, stage.time_box))),
        fact(book.say("stage.lasts"), answered(book, stage, "lasts", stage_lengths_text(book, stage))),
        fact(book.say("stage.time_of_day"), answered(book, stage, "time_of_day", stage.time_of_day)),
        fact(book.say("stage.pre_empts"), answered(book, stage, "pre_empts", fact_text(book, stage.pre_empts))),
        fact(book.say("stage.falls_back"), falls),
        fact(book.say("stage.measures"), answered(book, stage, "measures", reference_links(book, "measure", stage.measures))),
        points(book.say("stage.scores"), *(_score(context, score) for score in stage.scores), *answered(book, stage, "scores")),
        fact(
            book.say("stage.moment"),
            answered(book, stage, "moment_that_matters", stage.moment_that_matters.why if stage.moment_that_matters else None),
        ),
        applies_fact(book, stage),
        base_applies_fact(book, stage),
    )
    return Section("about", heading(book, "section.about"), unfolded=True, entries=shown)


def steps_section(context: StageContext) -> Section:
    """Return every step as a card, under its sub-stage where it has one."""
    stage_steps = stage_stations(context)
    groups = []
    for part, part_steps in groupby(stage_steps, key=lambda station: station.part):
        step_cards = tuple(step_card(context.book, station, journey=context.journey) for station in part_steps)
        groups.append(_sub_stage_group(context, part, step_cards) if part else CardGroup("", "", "", step_cards))
    groups += [_sub_stage_group(context, part, ()) for part in context.stage.sub_stages if not part.steps]
    title = heading(context.book, "section.steps")
    answer = answer_text(context.book, context.stage, "steps") or named_answer(context.book, context.stage, "sub_stages")
    blank = answer or ("" if stage_steps else context.book.say("call.no_steps"))
    return Section("steps", title, groups=tuple(groups), blank=blank, count=len(stage_steps))


def ways_in_and_out(context: StageContext) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Return the links that lead into the stage and out of it, from and to other stages and maps."""
    leads = links(context.journey)
    inwards = [
        _way(context, link, inwards=True)
        for link in leads
        if link.source.stage is not context.stage and link.target and link.target.stage is context.stage
    ]
    outwards = [
        _way(context, link, inwards=False)
        for link in leads
        if link.source.stage is context.stage and (link.target is None or link.target.stage is not context.stage)
    ]
    return tuple(dict.fromkeys((*inwards, *_from_elsewhere(context)))), tuple(dict.fromkeys(outwards))


def experience_section(context: StageContext) -> Section:
    """Return what customers think, feel, ask and meet in the stage and at each of its steps."""
    book, spoken = context.book, _speakers(context)
    feelings = [(*feeling_cell(book, feeling), *cell(link)) for item, link in spoken for feeling in item.feels]
    feelings += [(*answered(book, item, "feels"), *cell(link)) for item, link in spoken if item.answer_in("feels")]
    sentences_by_field = (
        points(
            book.say(f"experience.{name}"),
            *(cell(text, link) for item, link in spoken for text in sentences(item, name) or answered(book, item, name)),
        )
        for name in SENTENCE_FIELDS
    )
    return Section(
        "voice", heading(book, "section.voice"), entries=details(points(book.say("experience.feels"), *feelings), *sentences_by_field)
    )


def other_lanes_section(context: StageContext) -> Section:
    """Return the entries of lanes that hold no steps, lane by lane."""
    by_lane: dict[str, list[Cell]] = {}
    for item in (context.stage, *(station.step for station in stage_stations(context))):
        for row in item.rows:
            by_lane.setdefault(row.lane, []).extend(lane_entry_cell(context.book, entry) for entry in row.entries)
        for lane in context.book.atlas.lanes:
            by_lane.setdefault(lane.id, []).extend([answer] if (answer := answered(context.book, item, lane.id)) else [])
    shown = (points(lane.name, *dict.fromkeys(by_lane[lane.id])) for lane in context.book.atlas.lanes if lane.id in by_lane)
    blank = answer_text(context.book, context.stage, "rows")
    return Section("rows", heading(context.book, "section.rows"), entries=details(*shown), blank=blank)


def people_section(context: StageContext) -> Section:
    """Return who is engaged, whose view counts, and who does what."""
    book, stage = context.book, context.stage
    shown = details(
        owner_fact(book, stage),
        fact(book.say("stage.roles"), answered(book, stage, "roles", people_links(book, *stage.roles))),
        fact(book.say("stage.personas"), answered(book, stage, "personas", reference_links(book, "persona", stage.personas))),
        points(
            book.say("stage.stakeholders"),
            *(
                (*people_links(book, stakeholder.who), *answered_among(book, stakeholder, "interest", stakeholder.interest))
                for stakeholder in stage.stakeholders
            ),
            *answered(book, stage, "stakeholders"),
        ),
        raci_points(book, stage),
    )
    return Section("people", heading(book, "section.people"), entries=shown)


def support_section(context: StageContext) -> Section:
    """Return what is used, and what a customer does who is stuck."""
    book, stuck = context.book, context.stage.stuck
    used = dict.fromkeys(resource_links(book, (use,)) for use in _resources(context))
    help_with = (
        (
            *answered_among(book, stuck, "resources", resource_links(book, stuck.resources)),
            *answered_among(book, stuck, "link", cell(outside_link(stuck.link)) if stuck.link else None),
        )
        if stuck
        else ()
    )
    shown = details(
        points(book.say("step.resources"), *used, *answered(book, context.stage, "resources")),
        fact(
            book.say("stage.stuck"),
            answered(book, context.stage, "stuck") or answered(book, stuck, "advice", stuck.advice if stuck else None),
        ),
        fact(book.say("pain.self_help"), answered(book, stuck, "resources", help_with)),
        fact(book.say("stage.ask"), answered(book, stuck, "ask", people_links(book, stuck.ask) if stuck else None)),
    )
    return Section("support", heading(book, "section.support"), entries=shown)


def evidence_section(context: StageContext) -> Section:
    """Return the evidence of the stage and everything in it."""
    book = context.book
    items = (context.stage, *(station.step for station in stage_stations(context)), *context.stage.milestones)
    references = tuple(dict.fromkeys(reference for item in items for reference in item.evidence))
    about = common_fields(book, context.stage, journey=context.journey, omit=("evidence", "applies"))
    title = heading(book, "section.evidence")
    sources = tuple(dict.fromkeys(item.source for item in (*items[1:], context.journey) if item.source))
    shown = (
        points(book.say("item.evidence"), *(evidence_cell(book, (reference,)) for reference in references)),
        points(book.say("stage.named_sources"), *sources),
    )
    is_founded = references or sources or context.stage.source
    blank = answer_text(book, context.stage, "evidence") or ("" if is_founded else book.say("stage.no_evidence"))
    return Section("evidence", title, entries=(*details(*shown), *about), blank=blank)


def handoff_and_gate_sections(context: StageContext) -> tuple[Section, Section]:
    """Return the handoff checklists and the gates."""
    book, stage = context.book, context.stage
    given, gates = (
        tuple(handoff_card(context, handoff) for handoff in stage.handoffs),
        tuple(gate_card(context, gate) for gate in stage.gates),
    )
    return (
        Section(
            "handoffs",
            heading(book, "section.handoffs"),
            groups=cards(*given),
            blank=answer_text(book, stage, "handoffs"),
            count=len(given),
        ),
        Section("gates", heading(book, "section.gates"), groups=cards(*gates), blank=answer_text(book, stage, "gates"), count=len(gates)),
    )


def _speakers(context: StageContext) -> tuple[tuple[Experience, Inline | None], ...]:
    """Return the stage, then its steps, each step with a link to it."""
    steps = stage_stations(context)
    return ((context.stage, None), *((at.step, Link(step_text(context.book, at.step), step_address(context.journey, at))) for at in steps))


def _sub_stage_group(context: StageContext, part: SubStage, step_cards: tuple[Card, ...]) -> CardGroup:
    """Return a sub-stage: what it is, its small print, and its steps or the answer in their place."""
    book = context.book
    about, blank = common_fields(book, part, journey=context.journey), answer_text(book, part, "steps")
    return CardGroup(f"sub-stage-{part.id}", part.name, part.summary or named_answer(book, part, "summary"), step_cards, about, blank)


def _resources(context: StageContext) -> tuple[ResourceUse, ...]:
    return (*context.stage.resources, *(use for station in stage_stations(context) for use in station.step.resources))


def _from_elsewhere(context: StageContext) -> Iterator[Cell]:
    """Yield the links that lead into the stage from steps of other maps."""
    own_steps = {f"{context.journey.id}/{station.step.id}" for station in stage_stations(context) if station.step.id}
    for step, spot in parts_naming(context.book, Step, _steps_elsewhere, own_steps):
        station = next((at for at in stations(spot.map) if at.step is step), None) if spot.map else None
        if spot.map and station and spot.map is not context.journey:
            link = Link(f"{step_text(context.book, step)} · {spot.map.name}", step_address(spot.map, station))
            yield from (
                cell(link, Badge(following.outcome) if following.outcome else None) for following in step.next if following.to in own_steps
            )


def _steps_elsewhere(_: Book, step: Step, __: Spot) -> Iterator[str]:
    """Yield the steps of other maps to which a step leads, as map and step."""
    yield from (following.to for following in step.next if following.to and "/" in following.to)


def _score(context: StageContext, score: Score) -> Cell:
    text = context.book.say("stage.score", value=score.value, date=str(score.date), by=score.by)
    return cell(reference_link(context.book, "measure", score.measure), text)


def _way(context: StageContext, link: Leads, *, inwards: bool) -> Cell:
    book, journey, node = context.book, context.journey, link.source if inwards else link.target
    if node is None:
        return (*cell(reference_link(book, ("step", "choice"), link.reference, scope=journey.id)), *_outcome(link))
    return (
        node_link(book, journey, node, f"{node_name(book, journey, node)} · {stage_text(book, node.stage)}"),
        *_outcome(link),
        *_condition(context, link),
    )


def _outcome(link: Leads) -> Cell:
    return (Badge(link.outcome),) if link.outcome else ()


def _condition(context: StageContext, link: Leads) -> Cell:
    return cell(where_text(context.book, link.written.when if link.written else None))
