"""The audience of a part and of each of its fields: decided once, for redaction and for the checks.

A map's audience speaks for what its own file writes. A variant holds what several files wrote: beside its own those of its bases, each of
which says for itself whether what it wrote is public. So what surrounds a part is no single audience but one for each file, until a part
says itself who sees it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Blankness, Part, kept_with_part
from journeybook.model.enumerations import LaneRole, State, Status
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.item import Item
from journeybook.model.map import Map
from journeybook.model.step import Step
from journeybook.model.walk import Spot, field_values

UNSEEN = (LaneRole.BACKSTAGE, LaneRole.SUPPORT)
"""Roles of lanes behind the line of visibility."""


@dataclass(frozen=True)
class Surroundings:
    """Who may see what a part holds and what says nothing itself, by the file in which it was written."""

    audience: Audience
    """The audience of whatever no other file wrote."""
    by_file: Mapping[str, Audience] = field(default_factory=dict)
    """The audience of what the files of a map and of its bases wrote; empty where it is the same for all."""

    def of(self, file: str) -> Audience:
        """Return the audience of what a file wrote."""
        return self.by_file.get(file, self.audience)

    def is_public(self, file: str) -> bool:
        """Whether what a file wrote is public."""
        return self.of(file) is Audience.PUBLIC


@dataclass(frozen=True)
class AudienceContext:
    """What the audience of a part depends on besides the part and its surroundings."""

    seen_lanes: frozenset[str] | None = None
    """The lanes before the line of visibility; None where every lane is."""
    atlas: Atlas | None = None
    """The atlas, whose maps say who may see what their files wrote."""
    is_inheriting: bool = False
    """Whether a public map speaks for its bases as well, as it did in version 1 of the vocabulary."""
    known: dict[tuple[int, ...], Surroundings | None] = field(default_factory=dict, compare=False)
    """Who sees what is in each part, as far as somebody has asked, by the identities of the parts that lead to it."""


OUTSIDE = Surroundings(Audience.INTERNAL)
"""What surrounds an atlas."""


def audience_context(atlas: Atlas, *, is_inheriting: bool = False) -> AudienceContext:
    """Return what the audiences of the parts of an atlas depend on."""
    return AudienceContext(_seen_lanes(atlas), atlas, is_inheriting, {} if is_inheriting else atlas.surroundings)


@kept_with_part
def _seen_lanes(atlas: Atlas) -> frozenset[str]:
    """Return the lanes before the line of visibility."""
    return frozenset(lane.id for lane in atlas.lanes if lane.role not in UNSEEN)


def surroundings_in(part: Part, around: Surroundings, context: AudienceContext) -> Surroundings:
    """Return who sees what is in a part: what it says itself, else what its class starts with, else what surrounds it.

    A step that says nothing is internal where customers do not see it done: only in lanes of backstage or support, or with
    `visible_to_customer: false`. So is whatever is planned, not launched or retired: nobody promises that by accident. An answer where a
    step leads, or that its way ends, is as public as the step: without it the way would go on for customers.
    """
    audience = part.get("audience", Audience)
    if audience is None and isinstance(part, Blankness) and part.field in part.STEERS:
        return around
    if audience is None and part.get("state", object) not in (None, State.IN_USE):
        return Surroundings(Audience.INTERNAL)
    if audience is None and isinstance(part, Step) and not _is_seen(part, context.seen_lanes):
        return Surroundings(Audience.INTERNAL)
    if isinstance(part, Map):
        return _in_map(part, context)
    audience = audience or type(part).STARTS
    return Surroundings(audience) if audience else around


def handed_on(part: Part, child: Part, inside: Surroundings) -> Surroundings:
    """Return what a part hands on to one inside it: items of a part with an audience by its class begin internal again."""
    return OUTSIDE if type(part).STARTS and isinstance(child, Item) else inside


def may_be_public(part: Part) -> bool:
    """Return whether a part may be public at all: a map only when it is live, has a public face, and neither says internal."""
    if not isinstance(part, Map):
        return True
    face = part.public
    return part.status is Status.LIVE and bool(face) and Audience.INTERNAL not in (part.audience, face and face.audience)


def as_live(journey: Map) -> Map:
    """Return a map as it is once it is set live."""
    return Map.holding(dict(field_values(journey)) | {"status": Status.LIVE}, journey.origin)


@cache
def open_fields(model: type[Part]) -> tuple[PartField, ...]:
    """Return the fields of a class that may be public and hold no parts, in the order in which they are defined."""
    fields = (part_fields(model)[name] for name in model.model_fields if name != "origin")
    return tuple(about for about in fields if about.ceiling is Audience.PUBLIC and not about.part)


def public_fields(part: Part, inside: Surroundings) -> dict[str, Any] | None:
    """Return the public values of a part's fields other than parts, or None where the part itself is internal.

    Fields that a file wrote whose texts stay internal hold what they hold where nobody writes them. Required ids and references stay;
    a part of which required words are internal is internal, unless customers read others instead. Words for which there are such are left
    out.
    """
    values: dict[str, Any] = {}
    absent: set[str] = set()
    is_public = inside.is_public(part.origin.place.file)
    for about, value in _open_values(part):
        name = about.name
        public = None if value is None else _public_value(part, name, value, inside)
        is_public = is_public or bool(inside.by_file and public and name != "id")
        if public is None and value is not None:
            if about.required and not (about.names or name == "id"):
                absent.add(name)
                continue
            public = value if about.required or name == "id" else _unwritten(part, about)
        values[name] = public
    reworded = _reworded(part, values)
    return _without(values, reworded) if is_public and absent <= reworded else None


def lent_fields(part: Part, inside: Surroundings) -> dict[str, Any]:
    """Return what an internal part lends to public ones in it: what its class lends, and those of its fields that are public."""
    lent = {name: part.get(name, object) for name in type(part).LENDS}
    if not inside.by_file:
        return lent
    public = {
        about.name: public
        for about, value in (_open_values(part) if type(part).LENDS else ())
        if about.name != "id" and (public := _public_value(part, about.name, value, inside))
    }
    return _without(lent | public, _reworded(part, lent))


def customer_fields(spot: Spot) -> dict[str, Any]:
    """Return the fields of a part that customers see, or would see if something in an internal part is public."""
    inside = surroundings_of(spot)
    public = public_fields(spot.part, inside) if inside else {}
    return lent_fields(spot.part, inside) if inside and public is None else public or {}


def audience_of(spot: Spot) -> Audience:
    """Return who sees the fields of a part that may be public: public only if every field and map on the way to it may be as well."""
    line = (*spot.parents, spot.part)
    known = line[0].audiences if isinstance(line[0], Atlas) else {}
    key = tuple(map(id, line))
    if key not in known:
        inside = surroundings_of(spot)
        known[key] = Audience.PUBLIC if inside and public_fields(spot.part, inside) is not None else Audience.INTERNAL
    return known[key]


def surroundings_of(spot: Spot, context: AudienceContext | None = None) -> Surroundings | None:
    """Return who sees what is in a part, or None where a field or map on the way to it lets nothing through."""
    line = (*spot.parents, spot.part)
    return _surroundings(line, spot.path, context or (audience_context(line[0]) if isinstance(line[0], Atlas) else AudienceContext()))


def _surroundings(line: tuple[Part, ...], path: tuple[str, ...], context: AudienceContext) -> Surroundings | None:
    """Return who sees what is in the last part of a line, to which a path leads; each line before it is looked at once."""
    key = tuple(map(id, line))
    if key not in context.known:
        *before, part = line
        around: Surroundings | None = OUTSIDE
        if before:
            around = _surroundings(tuple(before), path[:-1], context)
            is_open = part_fields(type(before[-1]))[path[-1]].ceiling is Audience.PUBLIC
            around = handed_on(before[-1], part, around) if around and is_open else None
        context.known[key] = surroundings_in(part, around, context) if around and may_be_public(part) else None
    return context.known[key]


def _in_map(journey: Map, context: AudienceContext) -> Surroundings:
    """Return who sees what is in a map: of a public variant only what it wrote itself, and what bases that are public wrote."""
    audience = journey.audience or Audience.INTERNAL
    if audience is Audience.INTERNAL or context.is_inheriting or not journey.extends:
        return Surroundings(audience)
    bases = context.atlas.audience_by_file if context.atlas else {}
    return Surroundings(Audience.INTERNAL, {**bases, journey.origin.place.file: audience})


def _open_values(part: Part) -> Iterator[tuple[PartField, Any]]:
    """Yield the fields that may be public and hold no parts, each with its value."""
    values = part.held()
    return ((about, values[about.name]) for about in open_fields(type(part)) if about.name in values)


def _public_value(part: Part, name: str, value: object, inside: Surroundings) -> Any:  # noqa: ANN401 - whatever the field holds
    """Return a field's value, of a list those items that a file with a public word wrote, or None where its file has none."""
    if not inside.by_file:
        return value if inside.audience is Audience.PUBLIC else None
    if isinstance(value, tuple):
        return tuple(item for place, item in enumerate(value) if inside.is_public(part.origin.of(f"{name}.{place}").file)) or None
    return value if inside.is_public(part.origin.of(name).file) else None


def _reworded(part: Part, values: dict[str, Any]) -> frozenset[str]:
    """Return the fields for which these values have a customers' wording."""
    return frozenset(about.instead_of for about in _rewordings(type(part)) if values.get(about.name))


@cache
def _rewordings(model: type[Part]) -> tuple[PartField, ...]:
    """Return the fields that are a customers' wording of another one."""
    return tuple(about for about in part_fields(model).values() if about.instead_of)


def _without(values: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _unwritten(part: Part, about: PartField) -> Any:  # noqa: ANN401 - whatever the field holds
    """Return what a field holds where nobody writes it."""
    return type(part).model_fields[about.name].get_default(call_default_factory=True)


def _is_seen(step: Step, lanes: frozenset[str] | None) -> bool:
    return step.visible_to_customer is not False and (lanes is None or not lanes.isdisjoint(step.lanes))
