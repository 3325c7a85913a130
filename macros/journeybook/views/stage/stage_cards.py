"""What belongs to a stage besides its steps, as cards: milestones, handoffs, gates, pain points, opportunities."""

from collections.abc import Iterator

from journeybook.model.enumerations import MilestoneKind, Progress
from journeybook.model.flow import Station, stations
from journeybook.model.pain_points import Opportunity, PainPoint
from journeybook.model.stage import Gate, Handoff, Milestone
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, cell
from journeybook.views.base.labels import label, severity_badge, state_badge
from journeybook.views.blocks.cards import Card, details, fact, points
from journeybook.views.blocks.common_fields import common_fields, duty_details, resource_links, stated_texts
from journeybook.views.blocks.suggest import Suggest, suggest
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import anchor_of, people_links, people_names, reference_link, reference_links
from journeybook.views.links.texts import fact_text, fact_texts, length_text, when_text
from journeybook.views.stage.stage_plays import SEVERITIES, StageContext


def stage_stations(context: StageContext) -> tuple[Station, ...]:
    """Return the steps of a stage, with their keys in the map."""
    return tuple(station for station in stations(context.journey) if station.stage is context.stage)


def milestone_card(context: StageContext, milestone: Milestone) -> Card:
    """Return the card of a milestone."""
    book = context.book
    kind = Badge(label(book, milestone.kind), "info") if milestone.kind is not MilestoneKind.PROGRESS else None
    lead = details(
        fact(book.say("milestone.target"), when_text(book, milestone.target)),
        fact(book.say("milestone.test"), milestone.test),
        fact(book.say("milestone.customer_words"), milestone.customer_words),
        fact(book.say("milestone.late"), overdue_text(book, milestone)),
        points(
            book.say("milestone.opportunities"),
            *((Badge(opportunity.kind.replace("-", " ")), opportunity.text) for opportunity in milestone.opportunities),
        ),
    )
    more = details(
        points(book.say("milestone.targets"), *stated_texts(book, milestone.targets)),
        fact(book.say("milestone.clamp"), milestone.clamp),
        fact(book.say("milestone.maturity"), length_text(book, milestone.maturity)),
    )
    manual = Badge(book.say("milestone.manual")) if milestone.manual else None
    rest = (*more, *duty_details(book, milestone), *common_fields(book, milestone, journey=context.journey))
    return Card(
        _anchor(milestone), milestone.name, cell(kind, manual, state_badge(book, milestone.state)), lead, rest, _suggest(context, milestone)
    )


def overdue_text(book: Book, milestone: Milestone) -> str:
    """Return when a milestone counts as overdue, and what happens then; nothing where neither is written."""
    after = length_text(book, milestone.late_after)
    late = book.say("milestone.overdue_after", length=after) if after else book.say("milestone.overdue") if milestone.overdue_play else ""
    return book.say("milestone.overdue_play", late=late, play=milestone.overdue_play) if milestone.overdue_play else late


def handoff_card(context: StageContext, handoff: Handoff) -> Card:
    """Return the card of a handoff, with its checklist."""
    book = context.book
    lead = details(
        fact(book.say("handoff.giver"), people_links(book, *handoff.giver)),
        fact(book.say("handoff.taker"), people_links(book, *handoff.taker)),
        fact(book.say("handoff.by_when"), when_text(book, handoff.by_when)),
        points(book.say("handoff.entry"), *fact_texts(book, handoff.entry)),
        points(book.say("handoff.checklist"), *fact_texts(book, handoff.checklist)),
        fact(book.say("handoff.accepted"), fact_text(book, handoff.accepted_when)),
        fact(book.say("handoff.documents"), resource_links(book, handoff.documents)),
        fact(book.say("handoff.to_stage"), cell(reference_link(book, "stage", handoff.to_stage, scope=context.journey.id))),
    )
    rest = (*duty_details(book, handoff), *common_fields(book, handoff, journey=context.journey))
    return Card(_anchor(handoff), handoff.what, (), lead, rest, _suggest(context, handoff))


def handoff_sides(context: StageContext, handoff: Handoff) -> str:
    """Return in one text who hands over to whom."""
    giver, taker = (people_names(context.book, side) for side in (handoff.giver, handoff.taker))
    return context.book.say("handoff.sides", giver=giver, taker=taker) if giver and taker else giver or taker


def gate_card(context: StageContext, gate: Gate) -> Card:
    """Return the card of a gate: everything that must hold."""
    book = context.book
    lead = details(
        points(book.say("gate.checklist"), *fact_texts(book, gate.checklist)),
        fact(book.say("gate.owner"), people_links(book, gate.owner)),
        fact(book.say("gate.corresponds"), reference_links(book, "stage", gate.corresponds_to, scope=context.journey.id)),
    )
    return Card(_anchor(gate), gate.name, (), lead, common_fields(book, gate, journey=context.journey), _suggest(context, gate))


def stage_pain_points(context: StageContext) -> tuple[tuple[PainPoint, Station | None], ...]:
    """Return the pain points of a stage and its steps, the worst first."""
    pains = [(pain, None) for pain in context.stage.pain_points] + [
        (pain, station) for station in stage_stations(context) for pain in station.step.pain_points
    ]
    return tuple(sorted(pains, key=lambda pair: SEVERITIES.index(pair[0].severity)))


def stage_opportunities(context: StageContext) -> Iterator[tuple[Opportunity, Station | None]]:
    """Yield the opportunities of a stage and its steps."""
    yield from ((opportunity, None) for opportunity in context.stage.opportunities)
    yield from ((opportunity, station) for station in stage_stations(context) for opportunity in station.step.opportunities)


def pain_point_card(context: StageContext, pain: PainPoint, *, station: Station | None) -> Card:
    """Return the card of a pain point, with the way back."""
    book, recovery = context.book, pain.recovery
    lead = details(
        fact(book.say("pain.at"), _at(context, station)),
        fact(book.say("pain.recovery"), recovery.text if recovery else (Badge(book.say("pain.no_recovery"), "poor"),)),
        fact(book.say("pain.route"), reference_links(book, "step", recovery.route, scope=context.journey.id) if recovery else None),
        fact(book.say("pain.playbook"), cell(reference_link(book, "playbook", recovery.playbook)) if recovery else None),
        fact(book.say("pain.self_help"), reference_links(book, "resource", recovery.self_help) if recovery else None),
        points(book.say("pain.needs_if_bad"), *pain.needs_if_bad),
        fact(book.say("pain.root_cause"), pain.root_cause),
    )
    causes = points(book.say("pain.causes"), *((Badge(label(book, cause.kind)), cause.text) for cause in pain.causes))
    rest = (*details(causes), *duty_details(book, pain), *common_fields(book, pain, journey=context.journey))
    return Card(_anchor(pain), pain.what, cell(severity_badge(book, pain.severity)), lead, rest, _suggest(context, pain))


def opportunity_card(context: StageContext, opportunity: Opportunity, *, station: Station | None) -> Card:
    """Return the card of an opportunity."""
    book = context.book
    tones = {Progress.DONE: "good", Progress.DOING: "info"}
    lead = details(
        fact(book.say("pain.at"), _at(context, station)),
        fact(book.say("opportunity.impact"), book.say("opportunity.of_five", value=opportunity.impact) if opportunity.impact else None),
        fact(book.say("opportunity.effort"), book.say("opportunity.of_five", value=opportunity.effort) if opportunity.effort else None),
        fact(book.say("opportunity.measure"), cell(reference_link(book, "measure", opportunity.measure))),
        fact(book.say("item.owner"), people_links(book, opportunity.owner)),
        fact(
            book.say("opportunity.tracker"),
            (Link(opportunity.tracker.text or book.say("opportunity.ticket"), opportunity.tracker.url),) if opportunity.tracker else None,
        ),
    )
    badges = (Badge(label(book, opportunity.progress), tones.get(opportunity.progress, "neutral")),)
    return Card(
        _anchor(opportunity),
        opportunity.what,
        badges,
        lead,
        common_fields(book, opportunity, journey=context.journey),
        _suggest(context, opportunity),
    )


def _at(context: StageContext, station: Station | None) -> Cell:
    return (Link(station.step.what, step_address(context.journey, station)),) if station else ()


def _anchor(part: Milestone | Handoff | Gate | PainPoint | Opportunity) -> str:
    return anchor_of(part) if part.id else ""


def _suggest(context: StageContext, part: Milestone | Handoff | Gate | PainPoint | Opportunity) -> Suggest | None:
    return suggest(context.book, part, journey=context.journey, stage=context.stage)
