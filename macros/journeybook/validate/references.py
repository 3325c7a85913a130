"""Checks of references: every id that a part, a condition or a timing names is defined somewhere, and defined once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from journeybook.findings import Finding, FindingRule, Level, Place, nearest, shortened
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.language.nodes import Condition, Name, condition_names
from journeybook.model.references import MOMENTS
from journeybook.model.timing import Timing, timing_names
from journeybook.model.walk import Spot, field_values
from journeybook.validate.context import check_context
from journeybook.validate.messages import with_article
from journeybook.validate.reading import Unread

SUBJECTS = frozenset(
    ["score", "value", "day", "stage", "segment", "persona", "coverage", "band", "account", "status", "product", "attribute"]
)
"""Names a condition may use without any file saying them."""
FACTS = ("event", "milestone", "measure", "attribute", "gate", "step", "stage", "anchor", "band", "play", "playbook", "phase", "handoff")
MEASURED = ("measure", "attribute", "milestone", "event", "anchor")
ANYWHERE = frozenset({"milestone", "band", "playbook-step"})
"""Kinds that may be named without saying in which map, model or playbook they stand."""
REFERENCE_UNKNOWN = FindingRule(
    "REFERENCE-UNKNOWN",
    Level.ERROR,
    """An id names something that exists; the hint holds the nearest one.

Something in another map is named with the map: `map-id/its-id`.

Good:
    owner: support

Bad:
    owner: suport

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, time_box: within 30 days of signing}]
""",
)
REFERENCE_REPEATED = FindingRule(
    "REFERENCE-REPEATED",
    Level.ERROR,
    """An id is used once.

Inside a map it is used once whatever it names; two maps may use the same ids.

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in}, {id: use, name: Use, exit: It is used}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in}, {id: set-up, name: Use, exit: It is used}]
""",
)


@dataclass(frozen=True)
class _KnownIds:
    """Every id by kind, and by kind and scope; sorted lists of several kinds are made once."""

    anywhere: dict[str, set[str]] = field(default_factory=dict)
    in_scope: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    lists: dict[tuple[tuple[str, ...], tuple[str, ...] | None, str], tuple[str, ...]] = field(default_factory=dict)

    def of(self, kinds: tuple[str, ...], scopes: tuple[str, ...] | None = None, front: str = "") -> tuple[str, ...]:
        """Return the ids of some kinds, sorted, with a text in front of each; without scopes those of all."""
        if (kinds, scopes, front) not in self.lists:
            sets = [self.in_scope.get((kind, scope), set()) for kind in kinds for scope in scopes or ()]
            sets += [self.anywhere.get(kind, set()) for kind in kinds] if scopes is None else []
            self.lists[kinds, scopes, front] = tuple(f"{front}{identifier}" for identifier in sorted(set().union(*sets)))
        return self.lists[kinds, scopes, front]


def check_references(atlas: Atlas, unread: Unread) -> Iterator[tuple[Finding, Part]]:
    """Yield the findings about references, each with its part; ids that unread files may define count as known."""
    known = _known_ids(atlas)
    for spot in atlas.spots:
        yield from ((finding, spot.part) for finding in _of(atlas, spot, known, unread))
    yield from _repeated(atlas)


def _of(atlas: Atlas, spot: Spot, known: _KnownIds, unread: Unread) -> Iterator[Finding]:
    for name, value in field_values(spot.part):
        reference_field = part_fields(type(spot.part))[name]
        if reference_field.names and value is not None:
            yield from _field(atlas, spot, reference_field, known, unread)
        elif isinstance(value, Condition):
            yield from _names(spot, name, condition_names(value), known, unread)
        elif isinstance(value, Timing):
            yield from _names(spot, name, timing_names(value), known, unread)
    yield from check_context(atlas, spot, unread)


def _field(atlas: Atlas, spot: Spot, field: PartField, known: _KnownIds, unread: Unread) -> Iterator[Finding]:
    value = getattr(spot.part, field.name)
    scope = spot.scope or _scope(spot)
    for position, reference in enumerate(value if field.many else (value,)):
        if atlas.spot(field.names, reference, scope=scope) or unread.has(field.names, reference):
            continue
        if "/" not in reference and any(reference in known.anywhere.get(kind, ()) for kind in field.names if kind in ANYWHERE):
            continue
        place = spot.part.origin.of(f"{field.name}.{position}" if field.many else field.name)
        yield _unknown(place, field.names, reference, _allowed(atlas, known, field.names, reference, scope))


def _scope(spot: Spot) -> str:
    """Return the id of the map or playbook around a part."""
    around = next((part for part in (spot.part, *reversed(spot.parents)) if part.KIND in ("map", "playbook")), None)
    return str(around.id) if around else ""


def _names(spot: Spot, key: str, names: tuple[Name, ...], known: _KnownIds, unread: Unread) -> Iterator[Finding]:
    for name in names:
        bare = name.name.rpartition("/")[2]
        kinds = {"measure": MEASURED, "fact": FACTS, "window": (*MOMENTS, "measure")}.get(name.role, MOMENTS)
        if name.role == "value" or (name.role in ("measure", "fact") and bare in SUBJECTS) or unread.has(kinds, name.name):
            continue
        if not any(bare in known.anywhere.get(kind, ()) for kind in kinds):
            yield _unknown(spot.part.origin.of(key), kinds[:3], name.name, known.of(kinds))


def _repeated(atlas: Atlas) -> Iterator[tuple[Finding, Part]]:
    """Yield the findings about ids that are used twice; what variants take from one base counts once."""
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
            # Where a variant took the later of two from its base, it is the other that the variant wrote.
            first_place, place = before.origin.of("id"), spot.part.origin.of("id")
            is_taken = spot.map and place.file != spot.map.origin.place.file == first_place.file
            first_place, place = (place, first_place) if is_taken else (first_place, place)
            message = f"the id '{identifier}' is used twice{' in this map' if not kind else ''}: first at {first_place}"
            yield REFERENCE_REPEATED.at(place, message, "give one of them another id"), spot.part


def _known_ids(atlas: Atlas) -> _KnownIds:
    known = _KnownIds()
    for kind, scope, identifier in atlas.index:
        known.anywhere.setdefault(kind, set()).add(identifier)
        known.in_scope.setdefault((kind, scope), set()).add(identifier)
    return known


def _allowed(atlas: Atlas, known: _KnownIds, kinds: tuple[str, ...], reference: str, scope: str) -> tuple[str, ...]:
    """Return the ids that a reference may name: those of its scope and of the atlas, or of the map that it names."""
    outer, slash, _ = reference.rpartition("/")
    return known.of(kinds, (outer,), f"{outer}/") if slash and atlas.spot("map", outer) else known.of(kinds, ("", scope))


def _unknown(place: Place, kinds: tuple[str, ...], reference: str, allowed: tuple[str, ...]) -> Finding:
    noun = " or ".join(", ".join(kind.replace("-", " ") for kind in kinds).rsplit(", ", 1))
    guess = nearest(reference, allowed)
    shown = shortened(allowed)
    hint = (
        f"did you mean '{guess}'?"
        if guess
        else f"known: {shown}"
        if shown
        else f"nothing of that kind is defined yet: define {with_article(noun)} first"
    )
    return REFERENCE_UNKNOWN.at(place, f"there is no {noun} '{reference}'", hint)
