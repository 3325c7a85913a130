"""Conflicts between bases: items that two of them alter differently."""

import json
from collections.abc import Mapping

from journeybook.load.source import MappingNode, ScalarNode, plain_data

_WHOLE_ITEM = "(all of it)"
_SIDES = {"move": "(where it stands)", "keep": "(what is kept of it)", "unsure": "applies"}
"""What an alteration touches of its item, where that is not all of it."""
TARGET_VERBS = ("remove", "replace", "change", "move", "unsure")
"""The verbs that name an existing item."""


def alteration_target(alteration: MappingNode) -> str:
    """Return the id of the existing item that an alteration names, with its stage where one is given."""
    kept_of = alteration.get("of")
    if alteration.get("keep") is not None and isinstance(kept_of, ScalarNode):
        return kept_of.text
    for verb in TARGET_VERBS:
        target, home = alteration.get(verb), alteration.get("into")
        if isinstance(target, ScalarNode):
            return f"{target.text} in {home.text}" if isinstance(home, ScalarNode) and verb != "move" else target.text
    return ""


def effect_of(alteration: MappingNode) -> str:
    """Return a text that is equal for alterations that are equal but for their reasons."""
    return json.dumps(_without_reason(alteration), sort_keys=True)


def conflicting_alterations(
    alterations: Mapping[str, tuple[MappingNode, ...]], above: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, str]]:
    """Return the ids that two maps, neither an ancestor of the other, alter differently, each with the two maps."""
    touches = {name: _touched(mine) for name, mine in alterations.items()}
    conflicts: dict[str, tuple[str, str]] = {}
    for first, mine in touches.items():
        for second, theirs in touches.items():
            if first < second and second not in above[first] and first not in above[second]:
                both = (name for name in mine if name in theirs and _differ(mine[name], theirs[name]))
                conflicts |= {name: (first, second) for name in both if name not in conflicts}
    return conflicts


def _touched(alterations: tuple[MappingNode, ...]) -> dict[str, dict[str, object]]:
    """Return what alterations do to existing items: by id, the changed fields, the order or the whole, and what becomes of them."""
    effects: dict[str, dict[str, object]] = {}
    for alteration in alterations:
        for verb in (*TARGET_VERBS, "keep"):
            if alteration.get(verb) is not None and alteration_target(alteration):
                effects.setdefault(alteration_target(alteration), {}).update(_sides(verb, alteration))
    return effects


def _sides(verb: str, alteration: MappingNode) -> dict[str, object]:
    if verb == "change":
        new = alteration.get("set")
        return {key.text: plain_data(value) for key, value in new.entries} if isinstance(new, MappingNode) else {}
    return {_SIDES.get(verb, _WHOLE_ITEM): _without_reason(alteration)}


def _differ(mine: dict[str, object], theirs: dict[str, object]) -> bool:
    if _WHOLE_ITEM in mine or _WHOLE_ITEM in theirs:
        return mine != theirs
    return any(mine[side] != theirs[side] for side in mine if side in theirs)


def _without_reason(alteration: MappingNode) -> dict[str, object]:
    return {key.text: plain_data(value) for key, value in alteration.entries if key.text != "why"}
