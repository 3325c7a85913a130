"""The first screen of a stage's page: what somebody needs to know before a call."""

from itertools import groupby

from journeybook.model.base import Part
from journeybook.model.enumerations import LaneRole, Polarity, Severity, State
from journeybook.model.floating import Floating
from journeybook.model.flow import Station
from journeybook.model.measures import Event
from journeybook.model.stage import Milestone
from journeybook.model.timing import nominal_days
from journeybook.model.vocabulary import Lane, Team
from journeybook.views.base.elements import Badge, Cell, Inline, Link, cell, linked
from journeybook.views.base.labels import heading, severity_badge, state_badge
from journeybook.views.blocks.cards import Tile, TileGroup, TileLine
from journeybook.views.blocks.floating_links import floating_lane, floating_link, floating_over, floating_range_text
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import anchor_of, reference_link, stage_page
from journeybook.views.links.texts import fact_text, when_text
from journeybook.views.stage.stage_cards import handoff_sides, stage_pain_points, stage_stations
from journeybook.views.stage.stage_plays import StageContext, event_title, stage_answers, stage_events

MOST_RISKS = 6
"""So many things that can go wrong stand on the first screen; the rest is a link away."""
FAR = 10**6


def call_tiles(context: StageContext) -> tuple[Tile, ...]:
    """Return the five answers: when the stage is over, the next milestone, who does what, what can go wrong, the next handoff."""
    return (_exit(context), _milestones(context), _handoff(context), _steps(context), _risks(context))


def _exit(context: StageContext) -> Tile:
    book, stage = context.book, context.stage
    lines = tuple(TileLine((fact.fact or fact_text(book, fact),)) for fact in stage.exit)
    box = when_text(book, stage.time_box)
    more = (TileGroup(book.say("stage.time_box"), (TileLine((box,)),)),) if box else ()
    return Tile("exit", heading(book, "call.exit"), (*_lines("", lines), *more), book.say("call.no_exit"))


def _milestones(context: StageContext) -> Tile:
    book = context.book
    ordered = sorted((milestone for milestone in context.stage.milestones if milestone.state is not State.RETIRED), key=_due)
    lines = [
        TileLine((_link(context, milestone.name, milestone),), cell(when_text(book, milestone.target), milestone.test))
        for milestone in ordered
    ]
    later = tuple(
        TileLine((_link(context, milestone.name, milestone),), cell(when_text(book, milestone.target))) for milestone in ordered[1:]
    )
    groups = (*_lines("", tuple(lines[:1])), *_lines(book.say("call.then"), later[:1]))
    over = len(later) - 1
    rest = Link(book.say("call.more", count=over), stage_page(context.journey, context.stage, "milestones")) if over > 0 else None
    return Tile("milestone", heading(book, "call.milestone"), groups, book.say("call.no_milestone"), rest)


def _handoff(context: StageContext) -> Tile:
    book = context.book
    lines = []
    for handoff in context.stage.handoffs:
        accepted = book.say("call.accepted", fact=fact_text(book, handoff.accepted_when)) if handoff.accepted_when else None
        lines.append(
            TileLine(
                (_link(context, handoff.what, handoff),), cell(handoff_sides(context, handoff), when_text(book, handoff.by_when), accepted)
            )
        )
    rest = Link(book.say("call.checklist"), stage_page(context.journey, context.stage, "handoffs")) if lines else None
    return Tile("handoff", heading(book, "call.handoff"), _lines("", tuple(lines)), book.say("call.no_handoff"), rest)


def _steps(context: StageContext) -> Tile:
    book = context.book
    order = {lane.id: position for position, lane in enumerate(book.atlas.lanes)}
    in_order = [station for station in stage_stations(context) if not station.step.floats]
    ordered = sorted(in_order, key=lambda station: (_theirs(context, station), order.get(station.step.lane, FAR)))
    groups = tuple(
        TileGroup(name, tuple(_step_line(context, station) for station in lane_stations), folded=_theirs(context, lane_stations[0]))
        for name, lane_stations in ((name, list(some)) for name, some in groupby(ordered, key=lambda station: _whose(context, station)))
    )
    afloat = tuple(_floating_line(context, part) for part in floating_over(context.journey, context.stage))
    return Tile("steps", heading(book, "call.steps"), (*groups, *_lines(book.say("grid.any_time"), afloat)), book.say("call.no_steps"))


def _floating_line(context: StageContext, part: Floating) -> TileLine:
    """Return something that may happen at any time in this stage, with whose it is and its range."""
    book, lane = context.book, floating_lane(context.book, part)
    about = cell(lane.name if lane else None, floating_range_text(book, context.journey, part.floats))
    return TileLine((floating_link(book, context.journey, part),), about)


def _step_line(context: StageContext, station: Station) -> TileLine:
    book, step = context.book, station.step
    moment = Badge(book.say("step.moment"), "info") if step.moment_that_matters else None
    text = cell(Link(step.what, step_address(context.journey, station)), moment, state_badge(book, step.state))
    return TileLine(text, cell(when_text(book, step.when)))


def _risks(context: StageContext) -> Tile:
    book = context.book
    bad = [event for event in stage_events(context) if event.polarity is Polarity.BAD]
    pains = [(pain, station) for pain, station in stage_pain_points(context) if pain.severity in (Severity.CRITICAL, Severity.HIGH)]
    lines = [
        TileLine(cell(_event_link(context, event), severity_badge(book, event.severity)), _then(context, stage_answers(context, event)))
        for event in bad
    ]
    for pain, station in pains:
        recovery = reference_link(book, "playbook", pain.recovery.playbook) if pain.recovery else None
        address = step_address(context.journey, station) if station else None
        name: Inline = _link(context, pain.what, pain) if pain.id else linked(pain.what, address)
        lines.append(
            TileLine(
                cell(name, severity_badge(book, pain.severity)),
                _then(context, cell(recovery or (pain.recovery.text if pain.recovery else None))),
            )
        )
    over = len(lines) - MOST_RISKS
    rest = Link(book.say("call.more", count=over), stage_page(context.journey, context.stage, "events")) if over > 0 else None
    return Tile("risks", heading(book, "call.risks"), _lines("", tuple(lines[:MOST_RISKS])), book.say("call.no_risks"), rest)


def _then(context: StageContext, answer: Cell) -> Cell:
    return answer or (Badge(heading(context.book, "event.no_play"), "poor"),)


def _event_link(context: StageContext, event: Event) -> Inline:
    name = event_title(context.book, event)
    link = reference_link(context.book, "event", event.id, scope=context.journey.id)
    return Link(name, link.to) if isinstance(link, Link) else name


def _link(context: StageContext, text: str, part: Part) -> Inline:
    return Link(text, stage_page(context.journey, context.stage, anchor_of(part))) if part.get("id", str) else text


def _lines(title: str, lines: tuple[TileLine, ...]) -> tuple[TileGroup, ...]:
    return (TileGroup(title, lines),) if lines else ()


def _due(milestone: Milestone) -> int:
    days = nominal_days(milestone.target.at) if milestone.target and milestone.target.at else None
    return FAR if days is None else days


def _whose(context: StageContext, station: Station) -> str:
    lane = context.book.atlas.find(Lane, station.step.lane)
    team = context.book.atlas.find(Team, lane.team) if lane else None
    return team.name if team else lane.name if lane else station.step.lane


def _theirs(context: StageContext, station: Station) -> bool:
    lane = next((lane for lane in context.book.atlas.lanes if lane.id == station.step.lane), None)
    return lane is not None and lane.role is LaneRole.CUSTOMER
