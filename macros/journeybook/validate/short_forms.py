"""Expands short forms to the long forms of the model, and keeps every place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.base import Blankness, Part
from journeybook.model.enumerations import Answer, LaneKind
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.formatted_text import LINK, WHOLE_LINK
from journeybook.model.step import LaneEntries, Step

ENTRY_FIELD = {
    LaneKind.STEP: "text",
    LaneKind.TEXT: "text",
    LaneKind.TOUCHPOINT: "channel",
    LaneKind.FEELING: "level",
    LaneKind.METRIC: "measure",
    LaneKind.PLAYBOOK: "playbook",
}
"""What a bare text means in a lane of each kind."""


def expand_short_forms(node: Node, model: type[Part], lanes: Mapping[str, LaneKind]) -> Node:
    """Return a node with every short form in it expanded; a long form comes back equal."""
    if isinstance(node, ScalarNode) and model.SHORT:
        node = MappingNode(((ScalarNode(model.SHORT, node.place), node),), node.place)
    if not isinstance(node, MappingNode):
        return node
    if model.OLD_KEYS:
        node = _with_present_keys(node, model)
    if model is Step:
        node = _with_lane(node, lanes)
    node = _with_links(_with_answers(node, model), model)
    if model is LaneEntries:
        node = _with_entries(node, lanes)
    fields = part_fields(model)
    return MappingNode(
        tuple((key, _value(value, fields[key.text], lanes) if key.text in fields else value) for key, value in node.entries), node.place
    )


def expand_items(node: Node, model: type[Part], lanes: Mapping[str, LaneKind]) -> tuple[Node, ...]:
    """Return an item of a list as the items that it is short for, each with every short form in it expanded."""
    return tuple(expand_short_forms(item, model, lanes) for item in _keyed(node, model, alone=False))


def _value(node: Node, field: PartField, lanes: Mapping[str, LaneKind]) -> Node:
    if field.part is None:
        return SequenceNode((node,), node.place) if field.many and isinstance(node, ScalarNode) else node
    if not field.many:
        return expand_short_forms(node, field.part, lanes)
    if isinstance(node, SequenceNode):
        return SequenceNode(tuple(item for entry in node.items for item in expand_items(entry, field.part, lanes)), node.place)
    return SequenceNode(tuple(expand_short_forms(item, field.part, lanes) for item in _keyed(node, field.part, alone=True)), node.place)


def _keyed(node: Node, part: type[Part], *, alone: bool) -> list[Node]:
    """Return `{a: b, c: d}` as one item a key, where the class says that keys may stand for items; `audience` alone tells no item."""
    if not isinstance(node, MappingNode) or not part.KEYED or set(node.keys()) & set(part_fields(part)) - {"audience"}:
        return [node]
    if not alone and len(node.entries) != 1:
        return [node]
    return [item for key, value in node.entries for item in _items(key, value, part)]


def _items(key: ScalarNode, value: Node, part: type[Part]) -> list[Node]:
    """Return the item of a key and its value, or several where the key has a list and an item holds one."""
    first, second = part.KEYED
    name = (ScalarNode(first, key.place), key)
    if isinstance(value, MappingNode) and set(value.keys()) & set(part_fields(part)):
        return [MappingNode((name, *value.entries), key.place)]
    values = value.items if isinstance(value, SequenceNode) and not part_fields(part)[second].many else (value,)
    return [MappingNode((name, (ScalarNode(second, item.place), item)), key.place) for item in values]


def _with_present_keys(node: MappingNode, model: type[Part]) -> MappingNode:
    """Return a node with the keys as they are called today; an old one beside its new one stays, and is refused."""
    names = {old: new for old, new in model.OLD_KEYS.items() if node.get(new) is None}
    return MappingNode(
        tuple((replace(key, text=names[key.text]) if key.text in names else key, value) for key, value in node.entries), node.place
    )


def _with_lane(node: MappingNode, lanes: Mapping[str, LaneKind]) -> MappingNode:
    """Return a step with `customer: Invites three colleagues` as `lane` and `what`."""
    fields = part_fields(Step)
    lane_keys = [key for key, _ in node.entries if key.text in lanes and key.text not in fields]
    if len(lane_keys) != 1 or node.get("lane") is not None or node.get("what") is not None:
        return node
    entries: list[tuple[ScalarNode, Node]] = []
    for key, value in node.entries:
        is_lane = key is lane_keys[0]
        entries += [(ScalarNode("lane", key.place), key), (ScalarNode("what", value.place), value)] if is_lane else [(key, value)]
    return MappingNode(tuple(entries), node.place)


def _with_answers(node: MappingNode, model: type[Part]) -> MappingNode:
    """Return a node with `pain_points: unknown`, and `rows: {policies: unknown}`, moved under `blank`."""
    fields = part_fields(model)
    answers: list[tuple[ScalarNode, Node]] = []
    rest: list[tuple[ScalarNode, Node]] = []
    for key, value in node.entries:
        if key.text in fields and _is_answer(value, fields[key.text].answers):
            answers.append((key, value))
        elif key.text == "rows" and "rows" in fields:
            kept, open_lanes = _without_open_lanes(value)
            answers += open_lanes
            rest += [] if open_lanes and not _length(kept) else [(key, kept)]
        elif key.text != "blank":
            rest.append((key, value))
    if not answers:
        return node
    rows = (*_blank_rows(node.get("blank")), *(_blank_row(name, answer) for name, answer in answers))
    return MappingNode((*rest, (ScalarNode("blank", node.place), SequenceNode(rows, node.place))), node.place)


def _with_links(node: MappingNode, model: type[Part]) -> MappingNode:
    """Return a node with `what: "[Fill in the form](https://example.org)"` as the words and, in the field beside them, the address."""
    fields = part_fields(model)
    entries: list[tuple[ScalarNode, Node]] = []
    for key, value in node.entries:
        address = fields[key.text].linked_by if key.text in fields else ""
        links = _links_in(value.text) if address and isinstance(value, ScalarNode) else []
        if len(links) != 1 or not isinstance(value, ScalarNode) or node.get(address) is not None:
            entries.append((key, value))
            continue
        link = links[0]
        words = f"{value.text[: link.start()]}{link[1]}{value.text[link.end() :]}"
        entries.append((key, replace(value, text=words)))
        entries.append((ScalarNode(address, value.place), replace(value, text=link[2])))
    return MappingNode(tuple(entries), node.place) if len(entries) > len(node.entries) else node


def _links_in(text: str) -> list[re.Match[str]]:
    whole = WHOLE_LINK.fullmatch(text)
    return [whole] if whole else list(LINK.finditer(text))


def _without_open_lanes(rows: Node) -> tuple[Node, list[tuple[ScalarNode, Node]]]:
    """Return the rows of lanes without those that hold an answer, and these as lane and answer."""
    if isinstance(rows, MappingNode) and isinstance(lane := rows.get("lane"), ScalarNode):
        entries = rows.get("entries")
        return (MappingNode((), rows.place), [(lane, entries)]) if entries is not None and _is_answer(entries) else (rows, [])
    if isinstance(rows, MappingNode):
        open_lanes = [(lane, value) for lane, value in rows.entries if lane.text not in part_fields(LaneEntries) and _is_answer(value)]
        kept = MappingNode(tuple(entry for entry in rows.entries if entry not in open_lanes), rows.place)
        return kept, open_lanes
    if not isinstance(rows, SequenceNode):
        return rows, []
    pairs = [_without_open_lanes(item) for item in rows.items]
    open_lanes = [entry for _, entries in pairs for entry in entries]
    return SequenceNode(tuple(item for item, entries in pairs if not entries or _length(item)), rows.place), open_lanes


def _length(node: Node) -> int:
    return len(node.entries) if isinstance(node, MappingNode) else len(node.items) if isinstance(node, SequenceNode) else 1


def _blank_rows(before: Node | None) -> tuple[Node, ...]:
    """Return the rows that the author wrote under `blank:`."""
    if isinstance(before, MappingNode) and before.get("field") is None:
        return tuple(_blank_row(name, answer) for name, answer in before.entries)
    return before.items if isinstance(before, SequenceNode) else () if before is None else (before,)


def _blank_row(name: ScalarNode, answer: Node) -> Node:
    """Return an answer in its long form, since a field may be called like a key of that form: `state: unknown`."""
    field, state = Blankness.KEYED
    if isinstance(answer, MappingNode):
        return MappingNode(((ScalarNode(field, name.place), name), *answer.entries), name.place)
    return MappingNode(((ScalarNode(field, name.place), name), (ScalarNode(state, answer.place), answer)), name.place)


def _is_answer(value: Node, answers: Collection[str] = frozenset(Answer)) -> bool:
    return isinstance(value, ScalarNode) and not value.quoted and value.text in answers


def _with_entries(node: MappingNode, lanes: Mapping[str, LaneKind]) -> MappingNode:
    """Return a row with the bare texts of its entries under the field of the lane's kind."""
    lane, entries = node.get("lane"), node.get("entries")
    if not isinstance(lane, ScalarNode) or entries is None:
        return node
    field = ENTRY_FIELD[lanes.get(lane.text, LaneKind.TEXT)]
    items = entries.items if isinstance(entries, SequenceNode) else (entries,)
    expanded = [
        MappingNode(((ScalarNode(field, item.place), item),), item.place) if isinstance(item, ScalarNode) else item for item in items
    ]
    return node.replaced("entries", SequenceNode(tuple(expanded), entries.place))
