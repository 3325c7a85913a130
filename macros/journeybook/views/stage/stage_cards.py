"""What belongs to a stage besides its steps, as cards: milestones, handoffs, gates, pain points, opportunities."""

from collections.abc import Iterator

from journeybook.model.flow import Station, stations
from journeybook.model.pain_points import Opportunity, PainPoint
from journeybook.model.stage import BelowZero, Gate, Handoff, Milestone
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, cell
from journeybook.views.base.labels import answered_badge, label, progress_badge, state_badge, step_text
from journeybook.views.blocks.cards import Card, details, fact, points
from journeybook.views.blocks.common_fields import common_fields, duty_details, owner_fact, raci_points, resource_links
from journeybook.views.blocks.events import overdue_links
from journeybook.views.blocks.suggest import ChangeLinks, change_links
from journeybook.views.blocks.way_back import no_way_back
from journeybook.views.links.anchors import former_anchors, step_address
from journeybook.views.links.fact_texts import ANY, fact_text, fact_texts, facts_label, joined
from journeybook.views.links.links import anchor_of, people_links, people_names, reference_link, reference_links
from journeybook.views.links.severity import severity_badge, severity_rank
from journeybook.views.links.target_texts import stated_target_text, target_text
from journeybook.views.links.texts import length_text, when_text
from journeybook.views.links.web_links import ticket_link
from journeybook.views.stage.stage_plays import StageContext


def stage_stations(context: StageContext) -> tuple[Station, ...]:
    """Return the steps of a stage, with their keys in the map."""
    return tuple(station for station in stations(context.journey) if station.stage is context.stage)


def milestone_card(context: StageContext, milestone: Milestone) -> Card:
    """Return the card of a milestone."""
    book = context.book
    kind = answered_badge(book, milestone, "kind", Badge(label(book, milestone.kind), "info") if milestone.kind else None)
    lead = details(
        fact(book.say("milestone.target"), answered(book, milestone, "target", target_text(book, milestone))),
        fact(book.say("milestone.test"), answered(book, milestone, "test", milestone.test)),
        fact(book.say("milestone.customer_words"), answered(book, milestone, "customer_words", milestone.customer_words)),
        fact(
            book.say("milestone.late"),
            (*_late_words(book, milestone), *overdue_links(book, milestone, (context.journey.id,))),
        ),
        points(
            book.say("milestone.opportunities"),
            *((Badge(opportunity.kind.replace("-", " ")), opportunity.text) for opportunity in milestone.opportunities),
            *answered(book, milestone, "opportunities"),
        ),
    )
    more = details(
        points(
            book.say("milestone.targets"),
            *(stated_target_text(book, stated) for stated in milestone.targets),
            *answered(book, milestone, "targets"),
        ),
        fact(book.say("milestone.clamp"), answered(book, milestone, "clamp", milestone.clamp)),
        fact(book.say("milestone.below_zero"), answered(book, milestone, "below_zero", below_zero_text(book, milestone.below_zero))),
        fact(book.say("milestone.maturity"), answered(book, milestone, "maturity", length_text(book, milestone.maturity))),
    )
    manual = answered_badge(book, milestone, "manual", Badge(book.say("milestone.manual")) if milestone.manual else None)
    rest = (*more, *duty_details(book, milestone), *common_fields(book, milestone, journey=context.journey))
    return Card(
        _anchor(milestone),
        milestone.name,
        cell(kind, manual, state_badge(book, milestone)),
        lead,
        rest,
        _change_links(context, milestone),
        former_anchors(milestone),
    )


def _late_words(book: Book, milestone: Milestone) -> Cell:
    return answered(book, milestone, "late_after", answered(book, milestone, "overdue_play", overdue_text(book, milestone)))


def below_zero_text(book: Book, rule: BelowZero | None) -> str:
    """Return what is made of days below zero; empty where nothing is said."""
    if rule is BelowZero.ZERO:
        return book.say("belowzero.zero")
    if rule is BelowZero.LEAVE_OUT:
        return book.say("belowzero.leave-out")
    return book.say("belowzero.keep") if rule else ""


def overdue_text(book: Book, milestone: Milestone) -> str:
    """Return when a milestone counts as overdue, and what happens then; nothing where neither is written."""
    after = length_text(book, milestone.late_after)
    late = book.say("milestone.overdue_after", length=after) if after else book.say("milestone.overdue") if milestone.overdue_play else ""
    return book.say("milestone.overdue_play", late=late, play=milestone.overdue_play) if milestone.overdue_play else late


def handoff_card(context: StageContext, handoff: Handoff) -> Card:
    """Return the card of a handoff, with its checklist."""
    book = context.book
    lead = details(
        fact(book.say("handoff.giver"), answered(book, handoff, "giver", people_links(book, *handoff.giver))),
        fact(book.say("handoff.taker"), answered(book, handoff, "taker", people_links(book, *handoff.taker))),
        fact(book.say("handoff.by_when"), answered(book, handoff, "by_when", when_text(book, handoff.by_when))),
        points(
            facts_label(book, book.say("handoff.entry"), handoff.entry),
            *fact_texts(book, handoff.entry),
            *answered(book, handoff, "entry"),
        ),
        points(book.say("handoff.checklist"), *fact_texts(book, handoff.checklist), *answered(book, handoff, "checklist")),
        fact(book.say("handoff.accepted"), answered(book, handoff, "accepted_when", fact_text(book, handoff.accepted_when))),
        fact(book.say("handoff.documents"), answered(book, handoff, "documents", resource_links(book, handoff.documents))),
        fact(
            book.say("handoff.to_stage"),
            answered(book, handoff, "to_stage", cell(reference_link(book, "stage", handoff.to_stage, scope=context.journey.id))),
        ),
    )
    rest = (*duty_details(book, handoff), *common_fields(book, handoff, journey=context.journey))
    return Card(_anchor(handoff), handoff.what, (), lead, rest, _change_links(context, handoff))


def handoff_sides(context: StageContext, handoff: Handoff) -> str:
    """Return in one text who hands over to whom."""
    book = context.book
    giver = people_names(book, handoff.giver) or answer_text(book, handoff, "giver")
    taker = people_names(book, handoff.taker) or answer_text(book, handoff, "taker")
    return book.say("handoff.sides", giver=giver, taker=taker) if giver and taker else giver or taker


def gate_card(context: StageContext, gate: Gate) -> Card:
    """Return the card of a gate: everything that must hold."""
    book = context.book
    lead = details(
        points(_checklist_label(book, gate), *fact_texts(book, gate.checklist), *answered(book, gate, "checklist")),
        fact(book.say("gate.owner"), answered(book, gate, "owner", people_links(book, gate.owner))),
        fact(
            book.say("gate.corresponds"),
            answered(book, gate, "corresponds_to", reference_links(book, "stage", gate.corresponds_to, scope=context.journey.id)),
        ),
    )
    return Card(_anchor(gate), gate.name, (), lead, common_fields(book, gate, journey=context.journey), _change_links(context, gate))


def stage_pain_points(context: StageContext) -> tuple[tuple[PainPoint, Station | None], ...]:
    """Return the pain points of a stage and its steps, the worst first."""
    pains = [(pain, None) for pain in context.stage.pain_points] + [
        (pain, station) for station in stage_stations(context) for pain in station.step.pain_points
    ]
    return tuple(sorted(pains, key=lambda pair: severity_rank(context.book, pair[0])))


def stage_opportunities(context: StageContext) -> Iterator[tuple[Opportunity, Station | None]]:
    """Yield the opportunities of a stage and its steps."""
    yield from ((opportunity, None) for opportunity in context.stage.opportunities)
    yield from ((opportunity, station) for station in stage_stations(context) for opportunity in station.step.opportunities)


def pain_point_card(context: StageContext, pain: PainPoint, *, station: Station | None) -> Card:
    """Return the card of a pain point, with the way back."""
    book, recovery = context.book, pain.recovery
    lead = details(
        fact(book.say("pain.at"), _at(context, station)),
        fact(book.say("pain.recovery"), _way_back(book, pain)),
        fact(
            book.say("pain.route"),
            answered(book, recovery, "route", reference_links(book, "step", recovery.route, scope=context.journey.id))
            if recovery
            else None,
        ),
        fact(
            book.say("pain.playbook"),
            answered(book, recovery, "playbook", cell(reference_link(book, "playbook", recovery.playbook))) if recovery else None,
        ),
        fact(
            book.say("pain.self_help"),
            answered(book, recovery, "self_help", resource_links(book, recovery.self_help)) if recovery else None,
        ),
        points(book.say("pain.needs_if_bad"), *pain.needs_if_bad, *answered(book, pain, "needs_if_bad")),
        fact(book.say("pain.root_cause"), answered(book, pain, "root_cause", pain.root_cause)),
    )
    causes = points(
        book.say("pain.causes"), *((Badge(label(book, cause.kind)), cause.text) for cause in pain.causes), *answered(book, pain, "causes")
    )
    rest = (*details(causes), *duty_details(book, pain), *common_fields(book, pain, journey=context.journey))
    return Card(
        _anchor(pain),
        pain.what,
        cell(severity_badge(book, pain)),
        lead,
        rest,
        _change_links(context, pain),
    )


def _way_back(book: Book, pain: PainPoint) -> Cell:
    """Return the way back in words, an answer, or that there is none."""
    if pain.recovery:
        return answered(book, pain.recovery, "text", pain.recovery.text)
    return answered(book, pain, "recovery") or cell(no_way_back(book))


def opportunity_card(context: StageContext, opportunity: Opportunity, *, station: Station | None) -> Card:
    """Return the card of an opportunity."""
    book = context.book
    lead = details(
        fact(book.say("pain.at"), _at(context, station)),
        fact(
            book.say("opportunity.impact"),
            answered(
                book, opportunity, "impact", book.say("opportunity.of_five", value=opportunity.impact) if opportunity.impact else None
            ),
        ),
        fact(
            book.say("opportunity.effort"),
            answered(
                book, opportunity, "effort", book.say("opportunity.of_five", value=opportunity.effort) if opportunity.effort else None
            ),
        ),
        fact(
            book.say("opportunity.measure"),
            answered(book, opportunity, "measure", cell(reference_link(book, "measure", opportunity.measure))),
        ),
        owner_fact(book, opportunity),
        fact(
            book.say("opportunity.tracker"),
            answered(book, opportunity, "tracker", cell(ticket_link(opportunity.tracker) if opportunity.tracker else None)),
        ),
    )
    badges = cell(answered_badge(book, opportunity, "progress", progress_badge(book, opportunity.progress)))
    return Card(
        _anchor(opportunity),
        opportunity.what,
        badges,
        lead,
        (*details(raci_points(book, opportunity)), *common_fields(book, opportunity, journey=context.journey)),
        _change_links(context, opportunity),
    )


def _at(context: StageContext, station: Station | None) -> Cell:
    return (Link(step_text(context.book, station.step), step_address(context.journey, station)),) if station else ()


def _anchor(part: Milestone | Handoff | Gate | PainPoint | Opportunity) -> str:
    return anchor_of(part) if part.id else ""


def _change_links(context: StageContext, part: Milestone | Handoff | Gate | PainPoint | Opportunity) -> ChangeLinks:
    return change_links(context.book, part, journey=context.journey, stage=context.stage)


def _checklist_label(book: Book, gate: Gate) -> str:
    return book.say("gate.checklist_any" if joined(gate.checklist)[0] == ANY else "gate.checklist")
