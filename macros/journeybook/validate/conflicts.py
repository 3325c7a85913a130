"""Two bases that alter the same thing differently: which things, and whether two alterations are the same."""

from collections.abc import Mapping

from journeybook.load.source import MappingNode, ScalarNode, plain_data

_WHOLE_ITEM = "(all of it)"
_ORDER = "(where it stands)"


def alteration_target(alteration: MappingNode) -> str:
    """Return the id of the existing thing that an alteration is about, with its stage where one is said."""
    for verb in ("remove", "replace", "change", "move"):
        found, home = alteration.get(verb), alteration.get("into")
        if isinstance(found, ScalarNode):
            return f"{found.text} in {home.text}" if isinstance(home, ScalarNode) and verb != "move" else found.text
    return ""


def is_same_alteration(one: MappingNode, other: MappingNode) -> bool:
    """Whether two alterations do the same, whatever reason they give."""
    return _without_reason(one) == _without_reason(other)


def conflicting_alterations(
    alterations: Mapping[str, tuple[MappingNode, ...]], above: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, str]]:
    """Return the ids that two maps, neither of which is above the other, alter differently, each with the two maps."""
    touches = {name: _touched(own) for name, own in alterations.items()}
    found: dict[str, tuple[str, str]] = {}
    for first, mine in touches.items():
        for second, theirs in touches.items():
            if first < second and second not in above[first] and first not in above[second]:
                both = (name for name in mine if name in theirs and _differ(mine[name], theirs[name]))
                found |= {name: (first, second) for name in both if name not in found}
    return found


def _touched(alterations: tuple[MappingNode, ...]) -> dict[str, dict[str, object]]:
    """Return what alterations do to existing things: by id, the fields or other sides of it and what becomes of them."""
    found: dict[str, dict[str, object]] = {}
    for alteration in alterations:
        for verb in ("remove", "replace", "change", "move"):
            if isinstance(alteration.get(verb), ScalarNode):
                found.setdefault(alteration_target(alteration), {}).update(_sides(verb, alteration))
    return found


def _sides(verb: str, alteration: MappingNode) -> dict[str, object]:
    if verb == "change":
        new = alteration.get("set")
        return {key.text: plain_data(value) for key, value in new.entries} if isinstance(new, MappingNode) else {}
    return {_ORDER if verb == "move" else _WHOLE_ITEM: _without_reason(alteration)}


def _differ(mine: dict[str, object], theirs: dict[str, object]) -> bool:
    if _WHOLE_ITEM in mine or _WHOLE_ITEM in theirs:
        return mine != theirs
    return any(mine[side] != theirs[side] for side in mine if side in theirs)


def _without_reason(alteration: MappingNode) -> dict[str, object]:
    return {key.text: plain_data(value) for key, value in alteration.entries if key.text != "why"}
