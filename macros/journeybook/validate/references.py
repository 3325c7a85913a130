"""References between files: every id that something names must exist, with the nearest guess where it does not."""

from collections.abc import Iterator

from journeybook.findings import Finding, Level, Place, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.language.nodes import Condition, Name, condition_names
from journeybook.model.references import MOMENTS
from journeybook.model.timing import Timing, timing_names
from journeybook.model.walk import Spot, field_values
from journeybook.validate.context import check_needs
from journeybook.validate.messages import a
from journeybook.validate.reading import Unread

SUBJECTS = frozenset(
    ["score", "value", "day", "stage", "segment", "persona", "coverage", "band", "account", "status", "product", "attribute"]
)
"""Names a condition may use without any file saying them."""
FACTS = ("event", "milestone", "measure", "attribute", "gate", "step", "stage", "anchor", "band", "play", "playbook", "phase", "handoff")
MEASURED = ("measure", "attribute", "milestone", "event", "anchor")
ANYWHERE = frozenset({"milestone", "band", "playbook-step"})
"""Kinds that may be named without saying in which map, model or playbook they stand."""
MOST_SHOWN = 12


def check_references(atlas: Atlas, unread: Unread) -> Iterator[tuple[Finding, Part]]:
    """Yield a finding, with its part, for every reference to nothing; what broken files may have said counts as known."""
    known = _known(atlas)
    for spot in atlas.spots:
        yield from ((finding, spot.part) for finding in _of(atlas, spot, known, unread))
    yield from _repeated(atlas)


def _of(atlas: Atlas, spot: Spot, known: dict[str, frozenset[str]], unread: Unread) -> Iterator[Finding]:
    for name, value in field_values(spot.part):
        field = part_fields(type(spot.part))[name]
        if field.names and value is not None:
            yield from _field(atlas, spot, field, known, unread)
        elif isinstance(value, Condition):
            yield from _names(spot, name, condition_names(value), known, unread)
        elif isinstance(value, Timing):
            yield from _names(spot, name, timing_names(value), known, unread)
    yield from check_needs(atlas, spot, unread)


def _field(atlas: Atlas, spot: Spot, field: PartField, known: dict[str, frozenset[str]], unread: Unread) -> Iterator[Finding]:
    value = getattr(spot.part, field.name)
    scope = spot.scope or _scope(spot)
    for position, reference in enumerate(value if field.many else (value,)):
        if atlas.spot(field.names, reference, scope=scope) or unread.has(field.names, reference):
            continue
        if "/" not in reference and any(reference in known.get(kind, ()) for kind in field.names if kind in ANYWHERE):
            continue
        place = spot.part.origin.of(f"{field.name}.{position}" if field.many else field.name)
        yield _unknown(place, field.names, reference, _allowed(atlas, field.names, reference, scope))


def _scope(spot: Spot) -> str:
    """Return the id of the map or playbook around a part."""
    around = next((part for part in (spot.part, *reversed(spot.parents)) if part.KIND in ("map", "playbook")), None)
    return str(around.id) if around else ""


def _names(spot: Spot, key: str, found: tuple[Name, ...], known: dict[str, frozenset[str]], unread: Unread) -> Iterator[Finding]:
    for name in found:
        bare = name.name.rpartition("/")[2]
        kinds = {"measure": MEASURED, "fact": FACTS, "window": (*MOMENTS, "measure")}.get(name.role, MOMENTS)
        if name.role == "value" or (name.role in ("measure", "fact") and bare in SUBJECTS) or unread.has(kinds, name.name):
            continue
        if not any(bare in known.get(kind, ()) for kind in kinds):
            allowed = sorted({word for kind in kinds for word in known.get(kind, ())})
            yield _unknown(spot.part.origin.of(key), kinds[:3], name.name, allowed)


def _repeated(atlas: Atlas) -> Iterator[tuple[Finding, Part]]:
    """Yield what has the id of something else; what variants take from one base is one thing."""
    first: dict[tuple[str, str, str], Part] = {}
    copies: set[int] = set()
    for spot in atlas.spots:
        identifier = spot.part.get("id", str)
        if not spot.part.KIND or not identifier or any(id(around) in copies for around in spot.parents):
            continue
        kind = "" if spot.map and spot.scope else spot.part.KIND
        before = first.setdefault((kind, spot.scope, identifier), spot.part)
        if before is not spot.part and (spot.scope or before.origin.of("id") != spot.part.origin.of("id")):
            copies.add(id(spot.part))
            message = f"the id '{identifier}' is used twice{' in this map' if not kind else ''}: first at {before.origin.of('id')}"
            hint = "give one of them another id"
            yield Finding(spot.part.origin.of("id"), Level.ERROR, "REFERENCE-REPEATED", message, hint), spot.part


def _known(atlas: Atlas) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, _, identifier in atlas.index:
        found.setdefault(kind, set()).add(identifier)
    return {kind: frozenset(words) for kind, words in found.items()}


def _allowed(atlas: Atlas, kinds: tuple[str, ...], reference: str, scope: str) -> list[str]:
    """Return what could have been meant: ids of here and everywhere, or of the map that the reference names."""
    outer, slash, _ = reference.rpartition("/")
    places = (outer,) if slash and atlas.spot("map", outer) else ("", scope)
    front = f"{outer}/" if len(places) == 1 else ""
    return sorted({f"{front}{identifier}" for kind, place, identifier in atlas.index if kind in kinds and place in places})


def _unknown(place: Place, kinds: tuple[str, ...], reference: str, allowed: list[str]) -> Finding:
    noun = " or ".join(", ".join(kind.replace("-", " ") for kind in kinds).rsplit(", ", 1))
    guess = nearest(reference, allowed)
    shown = ", ".join(allowed[:MOST_SHOWN]) + (" and more" if len(allowed) > MOST_SHOWN else "")
    hint = (
        f"did you mean '{guess}'?"
        if guess
        else f"known: {shown}"
        if shown
        else f"nothing of that kind is defined yet: define {a(noun)} first"
    )
    return Finding(place, Level.ERROR, "REFERENCE-UNKNOWN", f"there is no {noun} '{reference}'", hint)
