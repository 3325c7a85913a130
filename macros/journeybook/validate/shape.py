"""Shapes one node tree into frozen model classes, or into findings at the author's own lines."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeybook.findings import Finding, Place
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode, plain_data
from journeybook.model.alteration import VERB_KEYS, Alteration
from journeybook.model.base import ORIGIN, Origin, Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import part_fields
from journeybook.model.item import WebLink
from journeybook.model.pain_points import Change
from journeybook.model.scalars import BASE_ADDRESS, AnswerWord
from journeybook.model.step import Step
from journeybook.model.value_rules import SHAPE_ID, SHAPE_REFERENCE
from journeybook.validate.messages import SHAPE_GROUP, UNLISTED, ShapeFault, shape_finding
from journeybook.validate.nouns import noun_phrase
from journeybook.validate.proposals import guess

_ANSWERS = frozenset(Answer)
ALTERED = ("step", "stage", "milestone", "handoff", "event", "play", "gate")
"""The kinds of what an alteration may name."""


Loc = tuple[int | str, ...]
"""Where an error of pydantic stands, from the root on."""


@dataclass(frozen=True)
class ShapedPart:
    """A part, or the findings that say why there is none."""

    part: Part | None
    findings: tuple[Finding, ...] = ()
    texts: Mapping[Finding, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """Of findings about a reference that is no id: the kinds of what it may name, and its text."""


def shape_part(node: Node, model: type[Part], lanes: tuple[str, ...], base_address: str = "") -> ShapedPart:
    """Return the part of an expanded node, or all faults in it at once; relative links are reckoned from the base address."""
    if not isinstance(node, MappingNode):
        wanted = f"{noun_phrase(model)} is written as keys and values"
        return ShapedPart(None, (SHAPE_GROUP.at(node.place, wanted, "write `key: value` lines"),))
    try:
        return ShapedPart(validated(node, model, base_address))
    except ValidationError as error:
        details = error.errors(include_url=False)
    details = list(_with_unlisted(details, node, model))
    meant = {key for detail in details if detail["type"] == "extra_forbidden" for key in _meant(detail, node, model)}
    stated = [detail for detail in details if detail["type"] != "missing" or detail["loc"] not in meant]
    lacking = _lacking(stated, node, model)
    own_errors = [detail for detail in stated if detail["type"] != "missing" or detail["loc"] not in lacking.values()]
    located = (replace(_located(detail, node, model), lacking=str(lacking.get(detail["loc"], ("",))[-1])) for detail in own_errors)
    faults = {_finding(fault, lanes): fault for fault in located}
    return ShapedPart(None, tuple(sorted(faults)), dict(_reference_texts(faults)))


def _with_unlisted(details: list[ErrorDetails], root: MappingNode, model: type[Part]) -> Iterator[ErrorDetails]:
    """Yield errors, and one alone for things that an author wrote below keys of their own where a list of them belongs."""
    unlisted = {
        detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden" and _is_unlisted(detail["loc"][:-1], root, model)
    }
    yield from (detail for detail in details if not any(detail["loc"][: len(home)] == home for home in unlisted))
    yield from (ErrorDetails(type=UNLISTED, loc=home, msg="", input=None) for home in sorted(unlisted, key=str))


def _is_unlisted(home: Loc, root: MappingNode, model: type[Part]) -> bool:
    """Whether the mapping at a path stands where a list belongs, alone or as a file, and none of its keys is one of its class."""
    fault = _located(ErrorDetails(type=UNLISTED, loc=home, msg="", input=None), root, model)
    if not isinstance(fault.node, MappingNode) or fault.owner is WebLink:
        return False
    is_file = not home and all(isinstance(value, MappingNode) for _, value in fault.node.entries)
    if not is_file and (not home or home[-1] != 0 or _list_place(root, home[:-1]) != fault.node.place):
        return False
    fields = part_fields(fault.owner)
    names = fault.node.keys()
    telling = [
        key.text for key, value in fault.node.entries if fault.owner is not Step or key.text.isdigit() or isinstance(value, MappingNode)
    ]
    return not set(names) & set(fields) and any(not guess(name, list(fields)) for name in telling)


def _list_place(root: MappingNode, path: Loc) -> Place | None:
    """Return where the list at a path begins; in an author's list that is before its first entry, in one that we made at it."""
    node: Node | None = root
    for piece in path:
        if isinstance(node, MappingNode):
            node = node.get(str(piece))
        elif isinstance(node, SequenceNode) and isinstance(piece, int) and piece < len(node.items):
            node = node.items[piece]
    return node.place if isinstance(node, SequenceNode) and len(node.items) == 1 else None


def _reference_texts(faults: Mapping[Finding, ShapeFault]) -> Iterator[tuple[Finding, tuple[tuple[str, ...], str]]]:
    """Yield the findings about references that hold no proposal yet, with the kinds of what is meant and its text."""
    for finding, fault in faults.items():
        wanted = part_fields(fault.owner).get(fault.key)
        if finding.rule == SHAPE_REFERENCE.id and wanted and isinstance(fault.node, ScalarNode) and "`" not in finding.hint:
            yield finding, (wanted.names, fault.node.text)
        elif finding.rule == SHAPE_ID.id and fault.owner is Alteration and isinstance(fault.node, ScalarNode):
            yield finding, (ALTERED, fault.node.text)


def _meant(detail: ErrorDetails, root: MappingNode, model: type[Part]) -> Iterator[Loc]:
    """Yield the keys that are missing only because an unknown key stands in their place: the one it was meant for, or a step's lane."""
    around, owner = detail["loc"][:-1], _located(detail, root, model).owner
    if owner is Change and detail["loc"][-1] in VERB_KEYS:
        yield from ((*around, name) for name, field in part_fields(owner).items() if field.required)
    key = "url" if owner is WebLink else guess(str(detail["loc"][-1]), list(part_fields(owner)))
    yield from ((*around, name) for name in (("lane", "what") if owner is Step else (key,) if key else ()))


def _lacking(details: list[ErrorDetails], root: MappingNode, model: type[Part]) -> dict[Loc, Loc]:
    """Return, by each key that nobody can guess and that is alone so in its mapping, the one key which that mapping lacks."""
    unknown: dict[Loc, list[Loc]] = defaultdict(list)
    missing: dict[Loc, list[Loc]] = defaultdict(list)
    for detail in details:
        if detail["type"] == "missing":
            missing[detail["loc"][:-1]].append(detail["loc"])
        elif detail["type"] == "extra_forbidden" and not list(_meant(detail, root, model)):
            unknown[detail["loc"][:-1]].append(detail["loc"])
    return {keys[0]: missing[around][0] for around, keys in unknown.items() if len(keys) == len(missing[around]) == 1}


def validated(node: MappingNode, model: type[Part], base_address: str) -> Part:
    """Return the part of a node; raises pydantic's ValidationError with all faults in it."""
    return model.model_validate(_data(node, model), context={BASE_ADDRESS: base_address})


def _data(node: Node, model: type[Part] | None) -> Any:  # noqa: ANN401 - whatever the author wrote
    """Return plain data in which every mapping that becomes a part carries its origin."""
    if isinstance(node, ScalarNode):
        return AnswerWord(node.text) if not node.quoted and node.text in _ANSWERS else plain_data(node)
    if isinstance(node, SequenceNode):
        return [_data(item, model) for item in node.items]
    if model is None:
        return plain_data(node)
    fields = part_fields(model)
    values = {key.text: _data(value, fields[key.text].part if key.text in fields else None) for key, value in node.entries}
    values |= {name: None for name, field in fields.items() if field.required and field.optional and name in _open_fields(node)}
    return values | {ORIGIN: Origin(node.place, tuple(_places(node)))}


def _open_fields(node: MappingNode) -> frozenset[str]:
    """Return the fields in which an answer stands instead of a value."""
    blanks = node.get("blank")
    rows = blanks.items if isinstance(blanks, SequenceNode) else ()
    names = (row.get("field") for row in rows if isinstance(row, MappingNode))
    return frozenset(name.text for name in names if isinstance(name, ScalarNode))


def _places(node: MappingNode) -> Iterator[tuple[str, Place]]:
    """Yield the place of every key, and of every text in a list as `key.0`, `key.1` and so on."""
    for key, value in node.entries:
        yield key.text, key.place
        if isinstance(value, SequenceNode):
            yield from ((f"{key.text}.{position}", item.place) for position, item in enumerate(value.items))


def _finding(fault: ShapeFault, lanes: tuple[str, ...]) -> Finding:
    column = fault.detail.get("ctx", {}).get("column")
    if isinstance(column, int) and isinstance(fault.node, ScalarNode) and not fault.node.quoted:
        fault = replace(fault, place=replace(fault.place, column=fault.place.column + column))
    return shape_finding(fault, lanes)


def _linked_key(owner: type[Part], piece: str) -> str:
    """Return the key whose words an address came out of; not that of a step's words, which authors write under a lane."""
    linked = (name for name, field in part_fields(owner).items() if field.linked_by == piece and not field.required)
    return next(linked, "")


def _lane_key(step: MappingNode) -> str:
    """Return the lane by which an author began a step, as in `customer: Asks`; an empty text where it is written out or no step."""
    key, lane = step.key("lane"), step.get("lane")
    return lane.text if key and isinstance(lane, ScalarNode) and key.place == lane.place else ""


def _located(detail: ErrorDetails, root: MappingNode, model: type[Part]) -> ShapeFault:
    """Return an error with the node at its path, followed as far as the author wrote it."""
    node: Node = root
    place, owner, key, written, in_list = root.place, model, "", "", False
    path = detail["loc"]
    for position, piece in enumerate(path):
        last = position == len(path) - 1
        if isinstance(node, MappingNode) and isinstance(piece, str):
            name, value = node.key(piece), node.get(piece)
            key = piece
            if name is None or value is None:
                break
            # A key that stands where its value stands was put back by us: authors know the key around it.
            written = (
                piece
                if not written or name.place != value.place
                else _linked_key(owner, piece) or (_lane_key(node) if piece != "lane" else "") or written
            )
            place = name.place if last and detail["type"] == "extra_forbidden" else value.place
            field = part_fields(owner).get(piece)
            owner = field.part if field and field.part and not last else owner
            node, in_list = value, False
        elif isinstance(node, SequenceNode) and isinstance(piece, int) and piece < len(node.items):
            node, in_list = node.items[piece], True
            place = node.place
        else:
            break
    return ShapeFault(detail, key, written or key, node, owner, place, in_list)
