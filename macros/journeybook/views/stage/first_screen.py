"""The first screen of a stage's page: what somebody needs to know before a call."""

from itertools import groupby

from journeybook.model import timing
from journeybook.model.base import Part
from journeybook.model.enumerations import LaneRole, Polarity, Severity, State
from journeybook.model.flow import Station
from journeybook.model.measures import Event
from journeybook.model.organisation import Lane, Team
from journeybook.model.stage import Milestone
from journeybook.views.base.elements import Badge, Cell, Element, Link, cell
from journeybook.views.base.labels import heading, severity_badge, state_badge
from journeybook.views.blocks.cards import Line, Lines, Tile
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import anchor_of, fact_text, refer, stage_page, when_text
from journeybook.views.stage.stage_cards import pain_points, sides, stage_stations
from journeybook.views.stage.stage_plays import Here, answers, event_title, stage_events

MOST_RISKS = 6
"""So many things that can go wrong stand on the first screen; the rest is a link away."""
FAR = 10**6


def call_tiles(here: Here) -> tuple[Tile, ...]:
    """Return the five answers: when the stage is over, the next milestone, who does what, what can go wrong, the next handoff."""
    return (_exit(here), _milestones(here), _handoff(here), _steps(here), _risks(here))


def _exit(here: Here) -> Tile:
    book, stage = here.book, here.stage
    lines = tuple(Line((one.fact or fact_text(book, one),)) for one in stage.exit)
    box = when_text(book, stage.time_box)
    more = (Lines(book.say("stage.time_box"), (Line((box,)),)),) if box else ()
    return Tile("exit", heading(book, "call.exit"), (*_lines("", lines), *more), book.say("call.no_exit"))


def _milestones(here: Here) -> Tile:
    book = here.book
    ordered = sorted((one for one in here.stage.milestones if one.state is not State.RETIRED), key=_due)
    lines = [Line((_link(here, one.name, one),), cell(when_text(book, one.target), one.test)) for one in ordered]
    later = tuple(Line((_link(here, one.name, one),), cell(when_text(book, one.target))) for one in ordered[1:])
    groups = (*_lines("", tuple(lines[:1])), *_lines(book.say("call.then"), later[:1]))
    over = len(later) - 1
    rest = Link(book.say("call.more", count=over), stage_page(here.journey, here.stage, "milestones")) if over > 0 else None
    return Tile("milestone", heading(book, "call.milestone"), groups, book.say("call.no_milestone"), rest)


def _handoff(here: Here) -> Tile:
    book = here.book
    lines = []
    for one in here.stage.handoffs:
        accepted = book.say("call.accepted", fact=fact_text(book, one.accepted_when)) if one.accepted_when else None
        lines.append(Line((_link(here, one.what, one),), cell(sides(here, one), when_text(book, one.by_when), accepted)))
    rest = Link(book.say("call.checklist"), stage_page(here.journey, here.stage, "handoffs")) if lines else None
    return Tile("handoff", heading(book, "call.handoff"), _lines("", tuple(lines)), book.say("call.no_handoff"), rest)


def _steps(here: Here) -> Tile:
    book = here.book
    order = {lane.id: position for position, lane in enumerate(book.atlas.lanes)}
    listed = sorted(stage_stations(here), key=lambda station: (_theirs(here, station), order.get(station.step.lane, FAR)))
    groups = tuple(
        Lines(name, tuple(_step_line(here, station) for station in found), folded=_theirs(here, found[0]))
        for name, found in ((name, list(some)) for name, some in groupby(listed, key=lambda station: _whose(here, station)))
    )
    return Tile("steps", heading(book, "call.steps"), groups, book.say("call.no_steps"))


def _step_line(here: Here, station: Station) -> Line:
    book, step = here.book, station.step
    moment = Badge(book.say("step.moment"), "info") if step.moment_that_matters else None
    text = cell(Link(step.what, step_address(here.journey, station)), moment, state_badge(book, step.state))
    return Line(text, cell(when_text(book, step.when)))


def _risks(here: Here) -> Tile:
    book = here.book
    bad = [event for event in stage_events(here) if event.polarity is Polarity.BAD]
    pains = [(pain, station) for pain, station in pain_points(here) if pain.severity in (Severity.CRITICAL, Severity.HIGH)]
    lines = [Line(cell(_event_link(here, event), severity_badge(book, event.severity)), _then(here, answers(here, event))) for event in bad]
    for pain, station in pains:
        recovery = refer(book, "playbook", pain.recovery.playbook) if pain.recovery else None
        spot = step_address(here.journey, station) if station else None
        name: Element = _link(here, pain.what, pain) if pain.id else Link(pain.what, spot) if spot else pain.what
        lines.append(
            Line(
                cell(name, severity_badge(book, pain.severity)),
                _then(here, cell(recovery or (pain.recovery.text if pain.recovery else None))),
            )
        )
    over = len(lines) - MOST_RISKS
    rest = Link(book.say("call.more", count=over), stage_page(here.journey, here.stage, "events")) if over > 0 else None
    return Tile("risks", heading(book, "call.risks"), _lines("", tuple(lines[:MOST_RISKS])), book.say("call.no_risks"), rest)


def _then(here: Here, answer: Cell) -> Cell:
    return answer or (Badge(heading(here.book, "event.no_play"), "poor"),)


def _event_link(here: Here, event: Event) -> Element:
    name = event_title(here.book, event)
    found = refer(here.book, "event", event.id, scope=here.journey.id)
    return Link(name, found.to) if isinstance(found, Link) else name


def _link(here: Here, text: str, part: Part) -> Element:
    return Link(text, stage_page(here.journey, here.stage, anchor_of(part))) if part.get("id", str) else text


def _lines(title: str, lines: tuple[Line, ...]) -> tuple[Lines, ...]:
    return (Lines(title, lines),) if lines else ()


def _due(milestone: Milestone) -> int:
    days = timing.days(milestone.target.at) if milestone.target and milestone.target.at else None
    return FAR if days is None else days


def _whose(here: Here, station: Station) -> str:
    lane = here.book.atlas.find(Lane, station.step.lane)
    team = here.book.atlas.find(Team, lane.team) if lane else None
    return team.name if team else lane.name if lane else station.step.lane


def _theirs(here: Here, station: Station) -> bool:
    lane = next((lane for lane in here.book.atlas.lanes if lane.id == station.step.lane), None)
    return lane is not None and lane.role is LaneRole.CUSTOMER
