"""Steps as the shapes of a swimlane: in which lane they stand, what they are, and how they lead to one another."""

from collections.abc import Iterable

from journeybook.draw import diagram
from journeybook.draw.diagram import StepKind
from journeybook.model.enumerations import LaneKind, LaneRole, LinkKind, Need, State
from journeybook.model.flow import Leads, Station
from journeybook.model.map import Map
from journeybook.model.stage import Milestone
from journeybook.model.vocabulary import Lane
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address
from journeybook.views.links.anchors import step_address

TONES = {LaneRole.CUSTOMER: "customer", LaneRole.PARTNER: "partner", LaneRole.SUPPORT: "system"}
"""The tones of lanes that the stylesheet knows; every other lane has the company's."""


def lanes_of(book: Book, journey: Map) -> tuple[Lane, ...]:
    """Return the lanes of a map in order: those it lists first, then every other of the atlas."""
    by_id = {lane.id: lane for lane in book.atlas.lanes}
    listed = [by_id[name] for name in journey.lanes if name in by_id]
    return (*listed, *(lane for lane in book.atlas.lanes if lane not in listed))


def drawn_lanes(book: Book, journey: Map, used: Iterable[str]) -> tuple[diagram.DiagramLane, ...]:
    """Return the lanes that have steps, as a diagram draws them."""
    names = set(used)
    return tuple(
        diagram.DiagramLane(lane.id, lane.name, TONES.get(lane.role, "company"))
        for lane in lanes_of(book, journey)
        if lane.id in names and lane.kind is LaneKind.STEP
    )


def step_label(book: Book, station: Station) -> str:
    """Return the short text of a step, with the author's own label and, in words, whether it may be left out."""
    step = station.step
    said = book.say("step.labelled", label=step.label, what=step.what) if step.label else step.what
    words = [book.say(f"need.{step.need}")] if step.need is not Need.REQUIRED else []
    words += [book.say(f"state.{step.state}")] if step.state is not State.IN_USE else []
    return book.say("step.remarked", what=said, remark=", ".join(words)) if words else said


def shape(book: Book, journey: Map, station: Station, stage: str) -> tuple[diagram.DiagramStep, Address]:
    """Return the shape of a step and the page it leads to."""
    said = step_label(book, station)
    return diagram.DiagramStep(station.key, station.step.lane, stage, _kind(book, station), said, said), step_address(journey, station)


def milestones_by_clock(station: Station) -> tuple[Milestone, ...]:
    """Return the milestones of a step's stage that the step brings about."""
    return tuple(milestone for milestone in station.stage.milestones if milestone.id and milestone.id == station.step.clock)


def link_kind(book: Book, link: Leads) -> diagram.DiagramLinkKind:
    """Return what a link is: a handoff also where it goes from one team's lane to another's."""
    if link.kind is not LinkKind.FLOW or link.target is None:
        return diagram.DiagramLinkKind(link.kind.value)
    teams = {lane.id: lane.team for lane in book.atlas.lanes}
    giver, taker = teams.get(link.source.step.lane), teams.get(link.target.step.lane)
    return diagram.DiagramLinkKind.HANDOFF if giver and taker and giver != taker else diagram.DiagramLinkKind.FLOW


def _kind(book: Book, station: Station) -> StepKind:
    if len(station.step.next) > 1:
        return StepKind.DECISION
    if station.step.moment_that_matters:
        return StepKind.MOMENT
    roles = {lane.id: lane.role for lane in book.atlas.lanes}
    return StepKind.CUSTOMER if roles.get(station.step.lane) is LaneRole.CUSTOMER else StepKind.COMPANY
