"""Checks of references: every id that a part, a condition or a timing names is defined somewhere, and defined once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from journeybook.findings import Correction, Finding, FindingRule, Level, Place, nearest, shortened
from journeybook.load.flow_form import flow_form
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import LaneRole
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.health import FormerRules, IndicatorBand
from journeybook.model.language.nodes import Condition, Name, condition_names
from journeybook.model.references import MOMENTS
from journeybook.model.timing import Timing, timing_names
from journeybook.model.vocabulary import Lane
from journeybook.model.walk import Spot, field_values
from journeybook.validate.context import check_context
from journeybook.validate.meant_ids import MOST_HINTS, name_hint
from journeybook.validate.nouns import define_first, kinds_in_words
from journeybook.validate.plan_references import KINDS_OF_MAP, check_plan_reference, plan_around
from journeybook.validate.problem import PartFinding, Reach
from journeybook.validate.proposals import are_words, in_words, with_words

if TYPE_CHECKING:
    from journeybook.model.base import Part

SUBJECTS = frozenset(
    ["score", "value", "day", "stage", "segment", "persona", "coverage", "band", "account", "status", "product", "attribute"]
)
"""Names a condition may use without any file saying them."""
FACTS = ("event", "milestone", "measure", "attribute", "gate", "step", "stage", "anchor", "band", "play", "playbook", "phase", "handoff")
EVERYTHING = frozenset({"all", "any", "both", "each", "every", "everybody", "everyone", "everything"})
"""Words that people write for all of a kind, which no list of ids takes."""
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
    is_mendable=True,
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
    """Every id by kind, and by kind and scope, in the order of the files; lists of several kinds are made once."""

    anywhere: dict[str, dict[str, None]] = field(default_factory=dict)
    in_scope: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    lists: dict[tuple[tuple[str, ...], tuple[str, ...] | None, str], tuple[str, ...]] = field(default_factory=dict)
    hinted: list[str] = field(default_factory=list)

    def of(self, kinds: tuple[str, ...], scopes: tuple[str, ...] | None = None, front: str = "") -> tuple[str, ...]:
        """Return the ids of some kinds, each in the order of the files, with a text in front; without scopes those of all."""
        if (kinds, scopes, front) not in self.lists:
            rows = [self.in_scope.get((kind, scope), {}) for kind in kinds for scope in scopes or ()]
            rows += [self.anywhere.get(kind, {}) for kind in kinds] if scopes is None else []
            self.lists[kinds, scopes, front] = tuple(f"{front}{identifier}" for identifier in dict.fromkeys(chain(*rows)))
        return self.lists[kinds, scopes, front]

    def name_hint(self, atlas: Atlas, kinds: tuple[str, ...], reference: str, scope: str, allowed: tuple[str, ...]) -> str | Correction:
        """Return the hint for an id that is none's and near to none; empty beyond MOST_HINTS, since each looks through the atlas."""
        if len(self.hinted) >= MOST_HINTS or nearest(reference, allowed):
            return ""
        self.hinted.append(reference)
        return name_hint(atlas, kinds, reference, scope)


def check_references(atlas: Atlas, resources: frozenset[str]) -> Iterator[PartFinding]:
    """Yield the findings about references, to the files in `journeys/resources/` too."""
    known = _known_ids(atlas)
    for spot in atlas.spots:
        yield from _of(atlas, spot, known)
        yield from (PartFinding(finding, spot.part) for finding in check_context(atlas, spot, resources))
    yield from _repeated(atlas)


def _of(atlas: Atlas, spot: Spot, known: _KnownIds) -> Iterator[PartFinding]:
    for name, value in field_values(spot.part):
        reference_field = part_fields(type(spot.part))[name]
        if reference_field.names and value is not None:
            plan = plan_around(spot)
            if plan and KINDS_OF_MAP.issuperset(reference_field.names):
                yield from check_plan_reference(atlas, spot, reference_field, plan)
            else:
                yield from _field(atlas, spot, reference_field, known)
        elif isinstance(value, Condition):
            yield from _names(spot, name, condition_names(value), known)
        elif isinstance(value, Timing):
            yield from _names(spot, name, timing_names(value), known)


def _field(atlas: Atlas, spot: Spot, field: PartField, known: _KnownIds) -> Iterator[PartFinding]:
    value = getattr(spot.part, field.name)
    scope = spot.scope or _scope(spot)
    for position, reference in enumerate(value if field.many else (value,)):
        if atlas.spot(field.names, reference, scope=scope):
            continue
        if "/" not in reference and any(reference in known.anywhere.get(kind, ()) for kind in field.names if kind in ANYWHERE):
            continue
        place = spot.part.origin.of(f"{field.name}.{position}" if field.many else field.name)
        allowed = _allowed(atlas, known, field.names, reference, scope)
        advice = _lane_hint(atlas, field.names, reference, known) or _all_hint(field, reference)
        hint = advice or known.name_hint(atlas, field.names, reference, scope, allowed)
        finding = _unknown(place, field.names, reference, allowed, hint)
        yield PartFinding(finding, spot.part, Reach.NAMED, kinds=field.names)


def _scope(spot: Spot) -> str:
    """Return the id of the map or playbook around a part, or of the map that what is around it is about."""
    around = next((part for part in (spot.part, *reversed(spot.parents)) if part.KIND in ("map", "playbook") or part.ABOUT), None)
    return around.first_text(around.ABOUT or "id") if around else ""


def _names(spot: Spot, key: str, names: tuple[Name, ...], known: _KnownIds) -> Iterator[PartFinding]:
    for name in names:
        bare = name.name.rpartition("/")[2]
        kinds = {"measure": MEASURED, "fact": FACTS, "window": (*MOMENTS, "measure")}.get(name.role, MOMENTS)
        if name.role == "value" or (name.role in ("measure", "fact") and bare in SUBJECTS):
            continue
        if not any(bare in known.anywhere.get(kind, ()) for kind in kinds):
            finding = _unknown(
                spot.part.origin.of(key), kinds[:3], name.name, known.of(kinds), _words_hint(spot, key, name, known.of(kinds))
            )
            yield PartFinding(finding, spot.part, Reach.NAMED, kinds=kinds)


def _words_hint(spot: Spot, key: str, name: Name, known: tuple[str, ...]) -> str:
    """Return what to write where a condition is no condition but plain words or a bare value; empty where a name is only misspelt."""
    part = spot.part
    value = part.get(key, object)
    if not isinstance(value, Condition) or nearest(name.name, known):
        return ""
    if isinstance(part, IndicatorBand) and value.text == name.name:
        return f"if it is a value, write `{flow_form({str(part.tone): f'= {name.name}'})}`"
    is_short = key == type(part).SHORT and part.origin.of(key) == part.origin.place
    words = in_words(type(part), key, spot.path[-1] if is_short and spot.path else key, value.text)
    return with_words(f"known: {shortened(known)}", words, value.text) if words and are_words(value.text) else ""


def _lane_hint(atlas: Atlas, kinds: tuple[str, ...], reference: str, known: _KnownIds) -> str:
    """Return whom to name where a lane stands in the place of somebody; empty where something else does."""
    lane = atlas.find(Lane, reference)
    if "team" not in kinds or lane is None:
        return ""
    people = ("persona", "contact-role") if lane.role is LaneRole.CUSTOMER else ("team", "role")
    allowed = known.of(tuple(kind for kind in people if kind in kinds))
    if lane.team and lane.team in allowed:
        return f"that is a lane: name its team, '{lane.team}'"
    if people[0] not in kinds:
        return f"that is a lane of the customer: only a team or role of ours can stand here, such as {shortened(known.of(kinds))}"
    if people[0] == "persona" and not allowed:
        return "that is a lane: name a persona or contact role, such as one under `contact_roles:` of atlas.yml"
    return f"that is a lane: name a {' or '.join(people).replace('-', ' ')}, such as {shortened(allowed)}"


def _all_hint(field: PartField, reference: str) -> str:
    """Return how to name all of a kind where one word stands for all; empty for any other word."""
    is_all = field.many and not field.required and reference in EVERYTHING
    return f"name each; if it holds for all, leave `{field.name}:` out" if is_all else ""


def _repeated(atlas: Atlas) -> Iterator[PartFinding]:
    """Yield the findings about ids that are used twice; what variants take from one base, and what a model said before, counts once."""
    first: dict[tuple[str, str, str], Part] = {}
    copies: set[int] = set()
    for spot in atlas.spots:
        identifier = spot.part.get("id", str)
        is_copied = any(id(around) in copies or isinstance(around, FormerRules) for around in spot.parents)
        if not spot.part.KIND or not identifier or is_copied:
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
            finding = REFERENCE_REPEATED.at(place, message, "give one of them another id")
            yield PartFinding(finding, spot.part, Reach.NAMED)


def _known_ids(atlas: Atlas) -> _KnownIds:
    known = _KnownIds()
    for kind, scope, identifier in atlas.index:
        known.anywhere.setdefault(kind, {})[identifier] = None
        known.in_scope.setdefault((kind, scope), {})[identifier] = None
    return known


def _allowed(atlas: Atlas, known: _KnownIds, kinds: tuple[str, ...], reference: str, scope: str) -> tuple[str, ...]:
    """Return the ids that a reference may name: those of its scope and of the atlas, or of the map that it names."""
    outer, slash, _ = reference.rpartition("/")
    return known.of(kinds, (outer,), f"{outer}/") if slash and atlas.spot("map", outer) else known.of(kinds, ("", scope))


def _unknown(place: Place, kinds: tuple[str, ...], reference: str, allowed: tuple[str, ...], hint: str | Correction = "") -> Finding:
    guess = nearest(reference, allowed)
    shown = shortened(allowed)
    hint = hint or (
        Correction(reference, guess)
        if guess
        else f"known: {shown}"
        if shown
        else f"nothing of that kind is defined yet: {define_first(kinds)}"
    )
    return REFERENCE_UNKNOWN.at(place, f"there is no {kinds_in_words(kinds)} '{reference}'", hint)
