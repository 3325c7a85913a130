"""References between files: every id that something names must exist, with the nearest guess where it does not."""

from collections.abc import Iterator

from journeybook.findings import Finding, Level, Place, nearest
from journeybook.model import condition, timing
from journeybook.model.anatomy import Anatomy, anatomy
from journeybook.model.atlas import Atlas
from journeybook.model.condition import Condition, Name
from journeybook.model.measures import Event
from journeybook.model.plays import Play
from journeybook.model.step import Step
from journeybook.model.timing import Timing
from journeybook.model.walk import Spot, fields
from journeybook.model.words import LaneKind

SUBJECTS = frozenset("score value day stage segment persona coverage band account status product attribute".split())
"""Names a condition may use without any file saying them."""
FACTS = ("event", "milestone", "measure", "attribute", "gate", "step", "stage", "anchor", "band", "play", "playbook", "phase", "handoff")
MEASURED = ("measure", "attribute", "milestone", "event", "anchor")
MOMENTS = ("anchor", "milestone", "event", "stage", "phase", "step", "handoff", "gate")
ANYWHERE = frozenset({"milestone", "band", "playbook-step"})
"""Kinds that may be named without saying in which map, model or playbook they stand."""


def check_references(atlas: Atlas, unread: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding for every reference to nothing; ids in `unread`, from files that are broken themselves, count as known."""
    known = _known(atlas)
    for spot in atlas.spots:
        for name, value in fields(spot.part):
            field = anatomy(type(spot.part))[name]
            if field.names and value is not None:
                yield from _field(atlas, spot, field, known, unread)
            elif isinstance(value, Condition):
                yield from _names(spot, name, condition.names(value), known, unread)
            elif isinstance(value, Timing):
                yield from _names(spot, name, timing.names(value), known, unread)
        yield from _special(atlas, spot)
    yield from _repeated(atlas)


def _field(
    atlas: Atlas, spot: Spot, field: Anatomy, known: dict[str, frozenset[str]], unread: frozenset[str]
) -> Iterator[Finding]:
    value = spot.part.__dict__[field.name]
    references = value if field.many else (value,)
    scope = spot.scope or _scope(spot)
    for position, reference in enumerate(references):
        if reference.rpartition("/")[2] in unread or atlas.spot(field.names, reference, scope=scope):
            continue
        if "/" not in reference and any(reference in known.get(kind, ()) for kind in field.names if kind in ANYWHERE):
            continue
        allowed = _allowed(atlas, field.names, scope)
        place = spot.part.origin.of(f"{field.name}.{position}" if field.many else field.name)
        yield _unknown(place, field.names, reference, allowed)


def _scope(spot: Spot) -> str:
    return spot.map.id if spot.map else next((part.id for part in reversed(spot.parents) if part.KIND == "playbook"), "")  # type: ignore[attr-defined]


def _names(spot: Spot, key: str, found: tuple[Name, ...], known: dict[str, frozenset[str]], unread: frozenset[str]) -> Iterator[Finding]:
    for name in found:
        bare = name.name.rpartition("/")[2]
        kinds = {"measure": MEASURED, "fact": FACTS}.get(name.role, MOMENTS)
        if name.role == "value" or (name.role in ("measure", "fact") and bare in SUBJECTS) or bare in unread:
            continue
        if not any(bare in known.get(kind, ()) for kind in kinds):
            allowed = sorted({word for kind in kinds for word in known.get(kind, ())})
            yield _unknown(spot.part.origin.of(key), kinds[:3], name.name, allowed)


def _special(atlas: Atlas, spot: Spot) -> Iterator[Finding]:
    part = spot.part
    if isinstance(part, Event | Play) and not part.use and not part.id and not spot.map:
        yield Finding(part.origin.place, Level.ERROR, "SHAPE-MISSING", f"{_a(part.KIND)} in a list of its own needs an id", "add `id:`")
    if isinstance(part, Event) and not part.use and not part.name:
        yield Finding(part.origin.place, Level.ERROR, "SHAPE-MISSING", "an event needs a name", "add `name:`, or `use:` with an event's id")
    if isinstance(part, Step):
        lane = next((one for one in atlas.lanes if one.id == part.lane), None)
        if lane and lane.kind is not LaneKind.STEP:
            message = f"the lane '{lane.id}' holds {lane.kind} entries, not steps"
            yield Finding(part.origin.of("what"), Level.ERROR, "REFERENCE-LANE", message, f"write it under `rows: {{{lane.id}: ...}}`")


def _repeated(atlas: Atlas) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Spot] = {}
    for spot in atlas.spots:
        identifier = spot.part.__dict__.get("id")
        if not spot.part.KIND or not identifier:
            continue
        kind = "" if spot.map and spot.scope else spot.part.KIND
        before = first.setdefault((kind, spot.scope, identifier), spot)
        if before is not spot:
            message = f"the id '{identifier}' is used twice{' in this map' if not kind else ''}: first at {before.part.origin.of('id')}"
            yield Finding(spot.part.origin.of("id"), Level.ERROR, "REFERENCE-REPEATED", message, "give one of them another id")


def _known(atlas: Atlas) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, _, identifier in atlas.index:
        found.setdefault(kind, set()).add(identifier)
    return {kind: frozenset(words) for kind, words in found.items()}


def _allowed(atlas: Atlas, kinds: tuple[str, ...], scope: str) -> list[str]:
    return sorted({identifier for kind, place, identifier in atlas.index if kind in kinds and place in ("", scope)})


def _unknown(place: Place, kinds: tuple[str, ...], reference: str, allowed: list[str]) -> Finding:
    noun = " or ".join(kind.replace("-", " ") for kind in kinds)
    guess = nearest(reference, allowed)
    shown = ", ".join(allowed[:12]) + (" and more" if len(allowed) > 12 else "")  # noqa: PLR2004 - a message must stay readable
    hint = f"did you mean '{guess}'?" if guess else f"known: {shown}" if shown else f"nothing of that kind is defined yet: define {_a(noun)} first"
    return Finding(place, Level.ERROR, "REFERENCE-UNKNOWN", f"there is no {noun} '{reference}'", hint)


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
