"""The rules of shape, and their messages: chosen by the codes of pydantic's errors, never by its English."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic_core import ErrorDetails

from journeybook.findings import Correction, Finding, FindingRule, Level, Place, shortened
from journeybook.load.characters import describe_character, hidden_characters, without_hidden
from journeybook.load.flow_form import flow_form
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.alteration import VERB_KEYS
from journeybook.model.base import Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.item import Item, WebLink
from journeybook.model.map import Map
from journeybook.model.pain_points import Change
from journeybook.model.step import Step
from journeybook.model.value_rules import (
    SHAPE_ANSWER,
    SHAPE_CONDITION,
    SHAPE_EMPTY,
    SHAPE_NUMBER,
    SHAPE_REFERENCE,
    SHAPE_SINGLE_VALUE,
    SHAPE_TIMING,
)
from journeybook.validate.nouns import noun_phrase
from journeybook.validate.proposals import USUAL_WORDS, answer_meant, as_list, guess, in_words, value_meant, whole_form, with_words

_LISTED = "write each entry on its own line, beginning with a hyphen and a space"
UNLISTED = "unlisted"
"""The code of a fault of ours: keys stand where a list of things belongs."""
LONGEST_SHOWN = 60
"""How many keys a hint lists; of more, the first ones."""
SHAPE_UNKNOWN_KEY = FindingRule(
    "SHAPE-UNKNOWN-KEY",
    Level.ERROR,
    """A key is one of those that this thing has, or one of its lanes.

The finding names the nearest key, or all that there are.

Good:
    summary: Everything before the first rota

Bad:
    sumary: Everything before the first rota

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{custmer: Cleans the list}]}]
""",
    is_mendable=True,
)
SHAPE_MISSING = FindingRule(
    "SHAPE-MISSING",
    Level.ERROR,
    """What a thing needs stands there.

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in}]

Bad:
    stages: [{id: set-up, exit: Everybody is in}]
""",
)
SHAPE_GROUP = FindingRule(
    "SHAPE-GROUP",
    Level.ERROR,
    """A thing with keys is written as keys and values, or in its short form.

Good:
    # atlas.yml
    calendar: {weekend: [friday, saturday]}

Bad:
    # atlas.yml
    calendar: Fridays and Saturdays are free
""",
)
SHAPE_LIST = FindingRule(
    "SHAPE-LIST",
    Level.ERROR,
    """A list has each entry on its own line, beginning with a hyphen and a space.

Good:
    personas:
      - planner
      - clerk

Bad:
    personas: {planner: clerk}
""",
)
SHAPE_CHOICE = FindingRule(
    "SHAPE-CHOICE",
    Level.ERROR,
    """A word that must be one of a few is one of them.

The finding names the nearest word, and all that there are.

Good:
    status: draft

Bad:
    status: drafted
""",
)
SHAPE_LANE = FindingRule(
    "SHAPE-LANE",
    Level.ERROR,
    """A step says in one lane what is done.

What two lanes do differently are two steps; what they do together, as in a meeting, names the others under `also_in`.

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Asks}, {company: Answers}]}]

Good:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Kick-off call, also_in: company}]}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: Everybody is in, steps: [{customer: Asks, company: Answers}]}]
""",
)


@dataclass(frozen=True)
class ShapeFault:
    """A pydantic error with the key as its author wrote it, the node that stands there, the class around it, and the place."""

    detail: ErrorDetails
    key: str
    written: str
    node: Node
    owner: type[Part]
    place: Place
    in_list: bool = False
    lacking: str = ""  # of a key that is unknown: the one key which is missing beside it, and may be meant


def shape_finding(fault: ShapeFault, lanes: tuple[str, ...]) -> Finding:
    """Return the finding for an error of shape: what is wrong, what is allowed and what to do."""
    code = fault.detail["type"]
    if code == "extra_forbidden":
        return _unknown_key(fault, lanes)
    if code == UNLISTED:
        return SHAPE_LIST.at(fault.place, f"'{fault.written}' is a list" if fault.written else "several things are a list", _listed(fault))
    if code == "missing":
        return SHAPE_MISSING.at(fault.place, f"{noun_phrase(fault.owner)} needs '{fault.key}'", _wanted(fault, lanes))
    if isinstance(fault.node, ScalarNode) and not fault.node.text.strip():
        return SHAPE_EMPTY.at(
            fault.place, f"'{fault.written}' is empty", "write something behind the colon or below it, or delete the line"
        )
    return _choice(fault) if code == "enum" else _value(fault, code, lanes)


def _unknown_key(fault: ShapeFault, lanes: tuple[str, ...]) -> Finding:
    key, owner, fields = fault.key, fault.owner, _keys_in_order(fault.owner)
    of_lanes = lanes if owner is Step else ()
    message = f"{noun_phrase(owner)} has no '{key}'{', and no lane is called so' if owner is Step else ''}"
    if owner is Step and key in lanes:
        hint = f"make a step of its own for '{key}', or write `also_in: {key}` if both do the same together"
        return SHAPE_LANE.at(fault.place, f"a step is written in one lane, and '{key}' is one more", hint)
    if owner is WebLink and isinstance(fault.node, ScalarNode):
        return SHAPE_UNKNOWN_KEY.at(fault.place, message, f"write `{{{flow_form({'text': key, 'url': fault.node.text})}}}`")
    if hidden := hidden_characters(key):
        message = f"in the key '{without_hidden(key).strip()}' stands {describe_character(hidden[0])}"
        return SHAPE_UNKNOWN_KEY.at(fault.place, message, "delete the key and its colon, and type them anew")
    if key in VERB_KEYS and owner in (Change, Map):
        return SHAPE_UNKNOWN_KEY.at(fault.place, message, "what differs from a base stands under `alterations:`")
    near = guess(key, (*fields, *of_lanes))
    if near not in USUAL_WORDS.get(key, ()) and (home := _inner_home(owner, key)):
        return SHAPE_UNKNOWN_KEY.at(fault.place, message, f"`{key}:` stands in {home}")
    begin = f"lanes: {shortened(of_lanes)}; other keys" if of_lanes else "allowed"
    needed = (
        f"{noun_phrase(owner)} needs '{fault.lacking}': if that is meant, write `{fault.lacking}:`; else add it" if fault.lacking else ""
    )
    return SHAPE_UNKNOWN_KEY.at(fault.place, message, Correction(key, near) if near else needed or f"{begin}: {shortened(fields)}")


def _listed(fault: ShapeFault) -> str:
    """Return how things that stand below keys of their own are written as a list."""
    if fault.owner is Step or not isinstance(fault.node, MappingNode) or "id" not in part_fields(fault.owner):
        return _LISTED
    key, value = fault.node.entries[0]
    form = whole_form(fault.owner, value.text) if isinstance(value, ScalarNode) else ""
    if form.startswith("{id: "):
        return f"write `- {{{flow_form({'id': key.text, 'name': value.text if isinstance(value, ScalarNode) else ''})}}}`, and so for each"
    return f"write `- id: {key.text}` with its other keys below it, and so for each"


def _inner_home(owner: type[Part], key: str) -> str:
    """Return the part of a class in which a key stands, with its list: `a stage, below "stages:"`; empty where none has it."""
    parts = ((field.name, field.part) for field in part_fields(owner).values() if field.part and field.part.KIND and field.many)
    return next((f"{noun_phrase(part)}, below `{name}:`" for name, part in parts if key in part_fields(part)), "")


def _keys_in_order(owner: type[Part]) -> list[str]:
    """Return the keys of a class as authors meet them: those that it needs, its own, and those that most things have."""
    fields = part_fields(owner)
    common = {*part_fields(Item), "blank"}
    names = sorted(fields, key=lambda name: (not fields[name].required, name in common))
    return [name for name in names if owner.OPEN or name != "blank"]


def _value(fault: ShapeFault, code: str, lanes: tuple[str, ...]) -> Finding:
    if code == "model_type" and isinstance(fault.node, ScalarNode) and not fault.node.quoted and fault.node.text in tuple(Answer):
        message = f"'{fault.written}': this cannot be left open with '{fault.node.text}'"
        return SHAPE_ANSWER.at(fault.place, message, "write what it is, or delete the line")
    if code == "model_type":
        return _group(fault, lanes)
    if code == "tuple_type":
        return SHAPE_LIST.at(fault.place, f"'{fault.written}' is a list", _LISTED)
    context: dict[str, Any] = fault.detail["ctx"]
    rule: FindingRule = context["rule"]
    hint = _proposal(fault, rule, context["hint"])
    if rule is not SHAPE_EMPTY and isinstance(fault.node, ScalarNode) and (hidden := hidden_characters(fault.node.text)):
        seen = without_hidden(fault.node.text).strip()
        message = f"'{fault.written}': in '{seen}' stands {describe_character(hidden[0])}"
        return rule.at(fault.place, message, f"type it anew: `{fault.written}: {seen}`")
    if rule is SHAPE_ANSWER and fault.in_list:
        hint = f"write `{fault.written}: unknown` for all of it; a text that reads like this stands in quotes"
        return rule.at(fault.place, f"'{fault.written}': {context['message']}", hint)
    return rule.at(fault.place, f"'{fault.written}': {context['message']}", hint)


def _proposal(fault: ShapeFault, rule: FindingRule, hint: str) -> str:
    """Return what to write instead of a single value: an answer in its usual form, plain words in their field, several ids as a list."""
    field = part_fields(fault.owner).get(fault.key)
    if field is None or not isinstance(fault.node, ScalarNode):
        return hint
    text = fault.node.text
    answer = answer_meant(text, field)
    if answer:
        return f"write `{fault.written}: {answer}`"
    if meant := value_meant(rule, fault.written, text):
        return meant
    if rule in (SHAPE_CONDITION, SHAPE_TIMING):
        return with_words(hint, in_words(fault.owner, fault.key, fault.written, text), text)
    if rule is SHAPE_NUMBER and "indicators" in part_fields(fault.owner):
        return "write the group's `name:`, its `weight:`, and its measures under `indicators:`"
    ids = as_list(fault.written, text) if rule is SHAPE_REFERENCE and field.many else ""
    return f"write `{ids}`" if ids else hint


def _choice(fault: ShapeFault) -> Finding:
    field = part_fields(fault.owner).get(fault.key)
    allowed = _words_of(field)
    if not isinstance(fault.node, ScalarNode):
        kind = "a list" if isinstance(fault.node, SequenceNode) else "a group of keys"
        return SHAPE_SINGLE_VALUE.at(
            fault.place, f"'{fault.written}': a single value belongs here, not {kind}", f"allowed: {', '.join(allowed)}"
        )
    shown = fault.node.text[:LONGEST_SHOWN]
    if answer := answer_meant(shown, field):
        return SHAPE_CHOICE.at(fault.place, f"'{fault.written}' cannot be '{shown}'", f"write `{fault.written}: {answer}`")
    near = guess(shown.lower().replace("_", "-").replace(" ", "-"), allowed)
    begin = f"did you mean '{near}'? " if near else ""
    return SHAPE_CHOICE.at(fault.place, f"'{fault.written}' cannot be '{shown}'", f"{begin}allowed: {', '.join(allowed)}")


def _words_of(field: PartField | None) -> list[str]:
    """Return the words of a closed vocabulary; none where the field is of another kind."""
    kind = field.value_type if field else None
    return [str(option) for option in kind] if isinstance(kind, type) and issubclass(kind, StrEnum) else []


def _group(fault: ShapeFault, lanes: tuple[str, ...]) -> Finding:
    field = part_fields(fault.owner).get(fault.key)
    part = field.part if field and not fault.in_list else fault.owner
    if part is Step:
        hint = f"write `- lane: what is done`, with one of the lanes {shortened(lanes)}"
    elif part is not None:
        needed = [name for name, inner in part_fields(part).items() if inner.required] or list(part_fields(part))[:3]
        hint = f"write keys and values below it, such as {', '.join(f'`{name}:`' for name in needed)}"
    else:
        hint = "write keys and values below it"
    form = whole_form(part, fault.node.text) if part and part is not Step and isinstance(fault.node, ScalarNode) else ""
    hint = f"write `{form}`, or its keys and values below it" if form else hint
    if fault.in_list:
        return SHAPE_GROUP.at(fault.place, f"{noun_phrase(fault.owner)} is written as keys and values", hint)
    kind = "a list" if isinstance(fault.node, SequenceNode) else "a single value"
    return SHAPE_GROUP.at(fault.place, f"'{fault.written}' is a group of keys, not {kind}", hint)


def _wanted(fault: ShapeFault, lanes: tuple[str, ...]) -> str:
    if fault.owner is Step and fault.key in ("lane", "what"):
        return f"write `lane: what is done`, with one of the lanes {shortened(lanes)}"
    field = part_fields(fault.owner).get(fault.key)
    if allowed := _words_of(field):
        return f"add `{fault.key}:` with one of {', '.join(allowed)}"
    description = field.description.splitlines()[0] if field and field.description else ""
    meaning = f"{description[:1].lower()}{description[1:]}".rstrip(".")
    return f"add `{fault.key}:` with {meaning}" if isinstance(fault.node, MappingNode) and meaning else f"add `{fault.key}:`"
