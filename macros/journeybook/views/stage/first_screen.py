"""The first screen of a stage's page: what somebody needs to know before a call."""

from journeybook.model.base import Part
from journeybook.model.enumerations import LaneRole, Polarity, State
from journeybook.model.floating import Floating
from journeybook.model.flow import Station
from journeybook.model.measures import Event
from journeybook.model.people import Persona
from journeybook.model.stage import Milestone
from journeybook.model.step import Step
from journeybook.model.timing import nominal_days
from journeybook.model.vocabulary import ContactRole, Lane, Role, Team
from journeybook.views.base.answers import answer_text, answered, answered_among, named_answer
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Inline, Link, cell, linked
from journeybook.views.base.labels import heading, state_badge, step_text
from journeybook.views.blocks.attendees import limits_by_lane
from journeybook.views.blocks.cards import Tile, TileGroup, TileLine
from journeybook.views.blocks.common_fields import unsure_badge
from journeybook.views.blocks.events import event_title
from journeybook.views.blocks.floating_links import floating_lanes_text, floating_link, floating_over, floating_range_text
from journeybook.views.blocks.way_back import way_back_or_none
from journeybook.views.links.anchors import step_address
from journeybook.views.links.fact_texts import fact_text, fact_texts, join_heading
from journeybook.views.links.links import anchor_of, people_names, reference_link, stage_page
from journeybook.views.links.needs import remarked_needs, step_need_badges
from journeybook.views.links.severity import is_severe, severity_badge
from journeybook.views.links.target_texts import target_text
from journeybook.views.links.texts import applies_text, limited_text, step_times_text, when_text
from journeybook.views.stage.stage_cards import handoff_sides, stage_pain_points, stage_stations
from journeybook.views.stage.stage_plays import StageContext, stage_answers, stage_events

MOST_RISKS = 6
"""So many things that can go wrong stand on the first screen; the rest is a link away."""
FAR = 10**6


def call_tiles(context: StageContext) -> tuple[Tile, ...]:
    """Return the five answers: when the stage is over, the next milestone, who does what, what can go wrong, the next handoff."""
    return (_exit(context), _milestones(context), _handoff(context), _steps(context), _risks(context))


def _exit(context: StageContext) -> Tile:
    book, stage = context.book, context.stage
    lines = tuple(TileLine((text,)) for text in fact_texts(book, stage.exit, short=True)) or tuple(
        TileLine(answer) for answer in (answered(book, stage, "exit"),) if answer
    )
    box = answered(book, stage, "time_box", when_text(book, stage.time_box))
    more = (TileGroup(book.say("stage.time_box"), (TileLine(box),)),) if box else ()
    return Tile("exit", heading(book, "call.exit"), (*_lines(join_heading(book, stage.exit), lines), *more), book.say("call.no_exit"))


def _milestones(context: StageContext) -> Tile:
    book = context.book
    ordered = sorted((milestone for milestone in context.stage.milestones if milestone.state is not State.RETIRED), key=_due)
    lines = [
        TileLine(
            (_link(context, milestone.name, milestone),),
            (
                *answered_among(book, milestone, "target", target_text(book, milestone)),
                *answered_among(book, milestone, "test", milestone.test),
                *cell(applies_text(book, milestone.applies)),
            ),
        )
        for milestone in ordered
    ]
    later = tuple(
        TileLine(
            (_link(context, milestone.name, milestone),),
            (*answered(book, milestone, "target", target_text(book, milestone)), *cell(applies_text(book, milestone.applies))),
        )
        for milestone in ordered[1:]
    )
    groups = (*_lines("", tuple(lines[:1])), *_lines(book.say("call.then"), later[:1]))
    over = len(later) - 1
    rest = Link(book.say("call.more", count=over), stage_page(context.journey, context.stage, "milestones")) if over > 0 else None
    return Tile(
        "milestone",
        heading(book, "call.milestone"),
        groups,
        answer_text(book, context.stage, "milestones") or book.say("call.no_milestone"),
        rest,
    )


def _handoff(context: StageContext) -> Tile:
    book = context.book
    lines = []
    for handoff in context.stage.handoffs:
        accepted = book.say("call.accepted", fact=fact_text(book, handoff.accepted_when)) if handoff.accepted_when else None
        lines.append(
            TileLine(
                (_link(context, handoff.what, handoff),),
                cell(
                    handoff_sides(context, handoff), *answered_among(book, handoff, "by_when", when_text(book, handoff.by_when)), accepted
                ),
            )
        )
    has_checklist = any(handoff.checklist for handoff in context.stage.handoffs)
    rest = Link(book.say("call.checklist"), stage_page(context.journey, context.stage, "handoffs")) if has_checklist else None
    return Tile(
        "handoff",
        heading(book, "call.handoff"),
        _lines("", tuple(lines)),
        answer_text(book, context.stage, "handoffs") or book.say("call.no_handoff"),
        rest,
    )


def _steps(context: StageContext) -> Tile:
    book = context.book
    order = {lane.id: position for position, lane in enumerate(book.atlas.lanes)}
    in_order = [station for station in stage_stations(context) if not station.step.floats]
    ordered = sorted(in_order, key=lambda station: (_theirs(context, station), order.get(station.step.lane, FAR)))
    by_doer: dict[tuple[str, bool], list[TileLine]] = {}
    for station in ordered:
        by_doer.setdefault((_doer(context, station), _theirs(context, station)), []).append(_step_line(context, station))
    groups = tuple(TileGroup(name, tuple(lines), folded=theirs) for (name, theirs), lines in by_doer.items())
    afloat = tuple(_floating_line(context, part) for part in floating_over(context.journey, context.stage))
    empty = answer_text(book, context.stage, "steps") or book.say("call.no_steps")
    return Tile("steps", heading(book, "call.steps"), (*groups, *_lines(book.say("grid.any_time"), afloat)), empty)


def _floating_line(context: StageContext, part: Floating) -> TileLine:
    """Return something that may happen at any time in this stage, with whose it is and its range."""
    book = context.book
    about = cell(floating_lanes_text(book, part) or None, floating_range_text(book, context.journey, part.floats))
    return TileLine((floating_link(book, context.journey, part),), about)


def _step_line(context: StageContext, station: Station) -> TileLine:
    book, step = context.book, station.step
    moment = Badge(book.say("step.moment"), "info") if step.moment_that_matters else None
    needs = step_need_badges(book, step) if remarked_needs(book, step) else ()
    link = Link(step_text(book, step), step_address(context.journey, station))
    text = cell(link, moment, *needs, state_badge(book, step), unsure_badge(book, step))
    return TileLine(text, cell(*answered_among(book, step, "when", step_times_text(book, step)), applies_text(book, step.applies)))


def _risks(context: StageContext) -> Tile:
    book = context.book
    bad = [event for event in stage_events(context) if event.polarity is not Polarity.GOOD]
    known = stage_pain_points(context)
    pains = [(pain, station) for pain, station in known if is_severe(book, pain)]
    unanswered = cell(Badge(heading(book, "event.no_play"), "poor"))
    lines = [
        TileLine(
            cell(_event_link(context, event), severity_badge(book, event)),
            stage_answers(context, event) or answered(book, event, "play", answered(book, event, "playbook")) or unanswered,
        )
        for event in bad
    ]
    for pain, station in pains:
        address = step_address(context.journey, station) if station else None
        name: Inline = _link(context, pain.what, pain) if pain.id else linked(pain.what, address)
        lines.append(
            TileLine(
                cell(name, severity_badge(book, pain)),
                way_back_or_none(book, pain, scope=context.journey.id),
            )
        )
    over = len(lines) - MOST_RISKS
    rest = Link(book.say("call.more", count=over), stage_page(context.journey, context.stage, "events")) if over > 0 else None
    return Tile(
        "risks",
        heading(book, "call.risks"),
        _lines("", tuple(lines[:MOST_RISKS])),
        book.say("call.no_risks") if known else _no_risks(context),
        rest,
    )


def _no_risks(context: StageContext) -> str:
    """Return what was answered in place of signs and pain points, else that nothing is written."""
    book, stage = context.book, context.stage
    answers = book.say("list.semicolon").join(filter(None, (named_answer(book, stage, name) for name in ("events", "pain_points"))))
    return heading(book, "text.same", text=answers) if answers else book.say("call.no_risks")


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


def _doer(context: StageContext, station: Station) -> str:
    """Return who does a step: those it names, else the teams of its lanes, or the lanes themselves; and who does it together.

    Of a step in several lanes, a lane of which nobody is named, or of which the part is limited, stands beside those who are.
    """
    book, step = context.book, station.step
    unnamed = {
        name: limits
        for name, limits in limits_by_lane(book, step).items()
        if limits or not step.who or (step.also_in and not _names_somebody_of(book, step, name))
    }
    lanes = (limited_text(book, _lane_name(book, name), limits) for name, limits in unnamed.items())
    names = book.say("list.comma").join(filter(None, (people_names(book, step.who), *lanes)))
    return book.say("call.together", names=names) if step.also_in else names


def _names_somebody_of(book: Book, step: Step, name: str) -> bool:
    """Return whether a step names somebody of a lane: of its team, or of the customer."""
    lane = book.atlas.find(Lane, name)
    if lane and lane.role is LaneRole.CUSTOMER:
        return any(book.atlas.find(Persona, who) or book.atlas.find(ContactRole, who) for who in step.who)
    roles = (book.atlas.find(Role, who) for who in step.who)
    return bool(lane and lane.team and lane.team in {*step.who, *(role.team for role in roles if role)})


def _lane_name(book: Book, name: str) -> str:
    lane = book.atlas.find(Lane, name)
    team = book.atlas.find(Team, lane.team) if lane else None
    return team.name if team else lane.name if lane else name


def _theirs(context: StageContext, station: Station) -> bool:
    """Return whether only the customer takes part in a step."""
    lanes = [context.book.atlas.find(Lane, name) for name in station.step.lanes]
    return all(lane is not None and lane.role is LaneRole.CUSTOMER for lane in lanes)
