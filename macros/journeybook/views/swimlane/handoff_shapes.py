"""Handoffs in a swimlane: a sheet in the lane of each giver and each taker."""

from dataclasses import replace

from journeybook.draw.diagram import DiagramStep, StepKind
from journeybook.model.enumerations import LaneKind, LaneRole
from journeybook.model.map import Map
from journeybook.model.stage import Handoff
from journeybook.model.vocabulary import Lane
from journeybook.views.base.book import Book
from journeybook.views.blocks.suggest import team_of
from journeybook.views.links.links import people_names
from journeybook.views.swimlane.lanes import lanes_of

CUSTOMER_KINDS = ("persona", "contact-role")
COMPANY_ROLES = (LaneRole.FRONTSTAGE, LaneRole.BACKSTAGE)
Side = tuple[DiagramStep, ...]
"""The sheet of one side, and its copies in further lanes."""


def handoff_shapes(book: Book, journey: Map, handoff: Handoff, *, identity: str, column: str) -> tuple[Side, ...]:
    """Return the sheets of those who hand over and of those who take over; none where nobody of both has a lane.

    A side without a lane of its own stands in a lane of the company that is no team's, else in one of the other side, and says who it is.
    """
    sides = {side: people for side in ("giver", "taker") if (people := getattr(handoff, side))}
    own_lanes = {side: _lanes_of_people(book, journey, people) for side, people in sides.items()}
    shared = next((lanes[:1] for lanes in (_company_lanes(book, journey), *own_lanes.values()) if lanes), ())
    shapes = []
    for side, people in sides.items():
        lanes = own_lanes[side] or shared
        names = "" if own_lanes[side] else people_names(book, people)
        label = (
            book.say(f"swimlane.{side}_named", names=names, what=handoff.what) if names else book.say(f"swimlane.{side}", what=handoff.what)
        )
        shapes.append(same_in_lanes(DiagramStep(f"{identity}.{side}", "", column, StepKind.HANDOFF, label, label), lanes))
    return tuple(filter(None, shapes))


def same_in_lanes(step: DiagramStep, lanes: tuple[str, ...]) -> Side:
    """Return a step in the first of these lanes, and copies of it in the others."""
    copies = (replace(step, id=f"{step.id}@{lane}", lane=lane, copy_of=step.id) for lane in lanes[1:])
    return (replace(step, lane=lanes[0]), *copies) if lanes else ()


def _lanes_of_people(book: Book, journey: Map, people: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lane.id for person in people if (lane := _lane_of(book, journey, person))))


def _lane_of(book: Book, journey: Map, person: str) -> Lane | None:
    """Return the lane of a team, a role, a persona or a contact role: of its name, else of its team or of the customer, used ones first."""
    team, is_customer = team_of(book, person), book.atlas.spot(CUSTOMER_KINDS, person) is not None
    lanes = [
        lane
        for lane in _step_lanes(book, journey)
        if lane.id == person or (team and lane.team == team.id) or (is_customer and lane.role is LaneRole.CUSTOMER)
    ]
    return min(lanes, key=lambda lane: lane.id != person, default=None)


def _company_lanes(book: Book, journey: Map) -> tuple[str, ...]:
    return tuple(lane.id for lane in _step_lanes(book, journey) if lane.role in COMPANY_ROLES and lane.team is None)


def _step_lanes(book: Book, journey: Map) -> list[Lane]:
    """Return the lanes of steps, those in which the map has steps first."""
    used = {name for stage in journey.stages for step in stage.every_step for name in step.lanes}
    return sorted((lane for lane in lanes_of(book, journey) if lane.kind is LaneKind.STEP), key=lambda lane: lane.id not in used)
