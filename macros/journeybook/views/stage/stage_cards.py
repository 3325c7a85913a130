"""What belongs to a stage besides its steps, as cards: milestones, handoffs, gates, pain points, opportunities."""

from collections.abc import Iterator

from journeybook.model.enumerations import MilestoneKind, Progress
from journeybook.model.flow import Station, stations
from journeybook.model.pain_points import Opportunity, PainPoint
from journeybook.model.stage import Gate, Handoff, Milestone
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, Link, cell
from journeybook.views.base.labels import label, severity_badge, state_badge
from journeybook.views.blocks.cards import Card, entries, fact, points
from journeybook.views.blocks.common_fields import common_fields, duties, stated
from journeybook.views.blocks.listing import length_text
from journeybook.views.blocks.suggest import Suggest, suggest
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import anchor_of, fact_text, fact_texts, refer, refer_all, title_of, when_text, who
from journeybook.views.stage.stage_plays import SEVERITIES, Here


def stage_stations(here: Here) -> tuple[Station, ...]:
    """Return the steps of a stage, with their keys in the map."""
    return tuple(station for station in stations(here.journey) if station.stage is here.stage)


def milestone_card(here: Here, milestone: Milestone) -> Card:
    """Make the card of a milestone."""
    book = here.book
    kind = Badge(label(book, milestone.kind), "info") if milestone.kind is not MilestoneKind.PROGRESS else None
    lead = entries(
        fact(book.say("milestone.target"), when_text(book, milestone.target)),
        fact(book.say("milestone.test"), milestone.test),
        fact(book.say("milestone.customer_words"), milestone.customer_words),
        fact(book.say("milestone.late"), overdue_text(book, milestone)),
        points(book.say("milestone.opportunities"), *((Badge(one.kind.replace("-", " ")), one.text) for one in milestone.opportunities)),
    )
    more = entries(
        points(book.say("milestone.targets"), *stated(book, milestone.targets)),
        fact(book.say("milestone.clamp"), milestone.clamp),
        fact(book.say("milestone.maturity"), length_text(milestone.maturity)),
    )
    manual = Badge(book.say("milestone.manual")) if milestone.manual else None
    rest = (*more, *duties(book, milestone), *common_fields(book, milestone, journey=here.journey))
    return Card(
        _anchor(milestone), milestone.name, cell(kind, manual, state_badge(book, milestone.state)), lead, rest, _suggest(here, milestone)
    )


def overdue_text(book: Book, milestone: Milestone) -> str:
    """Say when a milestone counts as overdue, and what happens then; nothing where neither is written."""
    after = length_text(milestone.late_after)
    late = book.say("milestone.overdue_after", length=after) if after else book.say("milestone.overdue") if milestone.overdue_play else ""
    return book.say("milestone.overdue_play", late=late, play=milestone.overdue_play) if milestone.overdue_play else late


def handoff_card(here: Here, handoff: Handoff) -> Card:
    """Make the card of a handoff, with its checklist."""
    book = here.book
    lead = entries(
        fact(book.say("handoff.giver"), who(book, handoff.giver)),
        fact(book.say("handoff.taker"), who(book, handoff.taker)),
        fact(book.say("handoff.by_when"), when_text(book, handoff.by_when)),
        points(book.say("handoff.entry"), *fact_texts(book, handoff.entry)),
        points(book.say("handoff.checklist"), *handoff.checklist),
        fact(book.say("handoff.accepted"), fact_text(book, handoff.accepted_when)),
        fact(book.say("handoff.documents"), refer_all(book, "resource", handoff.documents)),
        fact(book.say("handoff.to_stage"), cell(refer(book, "stage", handoff.to_stage, scope=here.journey.id))),
    )
    rest = (*duties(book, handoff), *common_fields(book, handoff, journey=here.journey))
    return Card(_anchor(handoff), handoff.what, (), lead, rest, _suggest(here, handoff))


def sides(here: Here, handoff: Handoff) -> str:
    """Say in one text who hands over to whom."""
    giver, taker = (here.book.atlas.spot(("team", "role", "persona", "contact-role"), one) for one in (handoff.giver, handoff.taker))
    names = [title_of(spot.part) for spot in (giver, taker) if spot]
    return here.book.say("handoff.sides", giver=names[0], taker=names[1]) if giver and taker else "".join(names)


def gate_card(here: Here, gate: Gate) -> Card:
    """Make the card of a gate: everything that must hold."""
    book = here.book
    lead = entries(
        points(book.say("gate.checklist"), *fact_texts(book, gate.checklist)),
        fact(book.say("gate.owner"), who(book, gate.owner)),
        fact(book.say("gate.corresponds"), refer_all(book, "stage", gate.corresponds_to, scope=here.journey.id)),
    )
    return Card(_anchor(gate), gate.name, (), lead, common_fields(book, gate, journey=here.journey), _suggest(here, gate))


def pain_points(here: Here) -> tuple[tuple[PainPoint, Station | None], ...]:
    """Return the pain points of a stage and its steps, the worst first."""
    found = [(pain, None) for pain in here.stage.pain_points] + [
        (pain, station) for station in stage_stations(here) for pain in station.step.pain_points
    ]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one[0].severity)))


def opportunities(here: Here) -> Iterator[tuple[Opportunity, Station | None]]:
    """Yield the opportunities of a stage and its steps."""
    yield from ((one, None) for one in here.stage.opportunities)
    yield from ((one, station) for station in stage_stations(here) for one in station.step.opportunities)


def pain_point_card(here: Here, pain: PainPoint, *, station: Station | None) -> Card:
    """Make the card of a pain point, with the way back."""
    book, recovery = here.book, pain.recovery
    lead = entries(
        fact(book.say("pain.at"), _at(here, station)),
        fact(book.say("pain.recovery"), recovery.text if recovery else (Badge(book.say("pain.no_recovery"), "poor"),)),
        fact(book.say("pain.route"), refer_all(book, "step", recovery.route, scope=here.journey.id) if recovery else None),
        fact(book.say("pain.playbook"), cell(refer(book, "playbook", recovery.playbook)) if recovery else None),
        fact(book.say("pain.self_help"), refer_all(book, "resource", recovery.self_help) if recovery else None),
        points(book.say("pain.needs_if_bad"), *pain.needs_if_bad),
        fact(book.say("pain.root_cause"), pain.root_cause),
    )
    causes = points(book.say("pain.causes"), *((Badge(label(book, cause.kind)), cause.text) for cause in pain.causes))
    rest = (*entries(causes), *duties(book, pain), *common_fields(book, pain, journey=here.journey))
    return Card(_anchor(pain), pain.what, cell(severity_badge(book, pain.severity)), lead, rest, _suggest(here, pain))


def opportunity_card(here: Here, one: Opportunity, *, station: Station | None) -> Card:
    """Make the card of an opportunity."""
    book = here.book
    tones = {Progress.DONE: "good", Progress.DOING: "info"}
    lead = entries(
        fact(book.say("pain.at"), _at(here, station)),
        fact(book.say("opportunity.impact"), book.say("opportunity.of_five", value=one.impact) if one.impact else None),
        fact(book.say("opportunity.effort"), book.say("opportunity.of_five", value=one.effort) if one.effort else None),
        fact(book.say("opportunity.measure"), cell(refer(book, "measure", one.measure))),
        fact(book.say("item.owner"), who(book, one.owner)),
        fact(
            book.say("opportunity.tracker"),
            (Link(one.tracker.text or book.say("opportunity.ticket"), one.tracker.url),) if one.tracker else None,
        ),
    )
    badges = (Badge(label(book, one.progress), tones.get(one.progress, "neutral")),)
    return Card(_anchor(one), one.what, badges, lead, common_fields(book, one, journey=here.journey), _suggest(here, one))


def _at(here: Here, station: Station | None) -> Cell:
    return (Link(station.step.what, step_address(here.journey, station)),) if station else ()


def _anchor(part: Milestone | Handoff | Gate | PainPoint | Opportunity) -> str:
    return anchor_of(part) if part.id else ""


def _suggest(here: Here, part: Milestone | Handoff | Gate | PainPoint | Opportunity) -> Suggest | None:
    return suggest(here.book, part, journey=here.journey, stage=here.stage)
