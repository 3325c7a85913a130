"""The audience of a part: decided once, for redaction and for the checks."""

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.enumerations import LaneRole, State, Status
from journeybook.model.field_info import part_fields
from journeybook.model.item import Item
from journeybook.model.map import Map
from journeybook.model.step import Step
from journeybook.model.walk import Spot

UNSEEN = (LaneRole.BACKSTAGE, LaneRole.SUPPORT)
"""Roles of lanes behind the line of visibility."""


def own_audience(part: Part, around: Audience, seen_lanes: frozenset[str] | None = None) -> Audience:
    """Return the audience of a part: what it says itself, else what its class starts with, else that of its surroundings.

    A step that says nothing is internal where customers do not see it done: only in lanes of backstage or support, or with
    `visible_to_customer: false`. So is whatever is planned, not launched or retired: nobody promises that by accident.
    """
    audience = part.get("audience", Audience) if isinstance(part, Item) else None
    if audience is None and part.get("state", object) not in (None, State.IN_USE):
        return Audience.INTERNAL
    if audience is None and isinstance(part, Step) and not _is_seen(part, seen_lanes):
        return Audience.INTERNAL
    return audience or type(part).STARTS or around


def handed_on(part: Part, child: Part, audience: Audience) -> Audience:
    """Return what a part hands on to one inside it: items of a part with an audience by its class begin internal again."""
    return Audience.INTERNAL if type(part).STARTS and isinstance(child, Item) else audience


def may_be_public(part: Part) -> bool:
    """Return whether a part may be public at all: a map only when it is live, has a public face, and neither says internal."""
    if not isinstance(part, Map):
        return True
    face = part.public
    return part.status is Status.LIVE and bool(face) and Audience.INTERNAL not in (part.audience, face and face.audience)


def seen_lanes(atlas: Atlas) -> frozenset[str]:
    """Return the lanes before the line of visibility."""
    return frozenset(lane.id for lane in atlas.lanes if lane.role not in UNSEEN)


def audience_of(spot: Spot) -> Audience:
    """Return who sees the fields of a part that may be public: public only if every field and map on the way to it may be as well."""
    line = (*spot.parents, spot.part)
    lanes = seen_lanes(line[0]) if isinstance(line[0], Atlas) else None
    around = Audience.INTERNAL
    for depth, part in enumerate(line):
        way_in = part_fields(type(line[depth - 1]))[spot.path[depth - 1]].ceiling if depth else Audience.PUBLIC
        if way_in is not Audience.PUBLIC or not may_be_public(part):
            return Audience.INTERNAL
        audience = own_audience(part, around, lanes)
        around = handed_on(part, line[depth + 1], audience) if depth + 1 < len(line) else audience
    return around


def _is_seen(step: Step, lanes: frozenset[str] | None) -> bool:
    return step.visible_to_customer is not False and (lanes is None or not lanes.isdisjoint(step.lanes))
