"""Checks of what an alteration says: which keys its verb takes, and which list takes what it adds, moves or keeps."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.findings import Place, nearest
from journeybook.load.source import MappingNode, ScalarNode
from journeybook.model.alteration import VERB_KEYS
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.validate.nouns import noun_phrase

COMPANIONS = frozenset(key for keys in VERB_KEYS.values() for key in keys)


@dataclass(frozen=True)
class AlterationFault:
    """What is wrong with an alteration, where, and what to do."""

    place: Place
    message: str
    hint: str


def key_faults(alteration: MappingNode) -> Iterator[AlterationFault]:
    """Yield the keys that say nothing beside the verb of an alteration; what is no key at all is an error of shape."""
    verbs = [verb for verb in VERB_KEYS if alteration.get(verb) is not None]
    if len(verbs) != 1:
        return
    for key, _ in alteration.entries:
        if key.text in COMPANIONS and key.text not in VERB_KEYS[verbs[0]]:
            hint = f"delete it, or write an alteration of its own; beside `{verbs[0]}:` stand {', '.join(VERB_KEYS[verbs[0]])} and why"
            yield AlterationFault(key.place, f"'{key.text}' says nothing beside '{verbs[0]}'", hint)


def list_fault(home: type[Part] | None, name: ScalarNode, *, of_parts: bool = False) -> AlterationFault | None:
    """Return what is wrong where a class has no list of a name; `of_parts` asks for one whose items can be named."""
    if home is None:
        return None
    lists = [field.name for field in part_fields(home).values() if field.many and field.name != "blank" and (field.part or not of_parts)]
    if name.text in lists:
        return None
    guess = nearest(name.text, lists)
    hint = f"did you mean '{guess}'?" if guess else f"lists: {', '.join(lists)}"
    return AlterationFault(name.place, f"{noun_phrase(home)} has no list '{name.text}'", hint)


def keep_fault(home: type[Part] | None, of: ScalarNode, name: ScalarNode) -> AlterationFault | None:
    """Return what is wrong where some items of a list are kept: a choice, for one, holds no steps, they stand in a stage."""
    if home is None or "steps" in part_fields(home):
        return list_fault(home, name, of_parts=True)
    message = f"'{of.text}' is {noun_phrase(home)}, and no steps stand in it"
    return AlterationFault(of.place, message, "write `of:` with the stage in which the steps stand, and keep every step of it that stays")


def kind_fault(item: type[Part] | None, among: type[Part] | None, place: Place) -> AlterationFault | None:
    """Return what is wrong where something is moved into a list of other things."""
    if item is None or item is among:
        return None
    others = f"where {noun_phrase(among)} stands" if among else "there"
    message = f"{noun_phrase(item)} cannot stand {others}"
    return AlterationFault(place, message, f"name a place for {noun_phrase(item)}, or say under `to:` in which list it stands there")
