"""Expands short forms to the long forms of the model, and keeps every place."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import compress

from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.base import Part
from journeybook.model.enumerations import Blank, LaneKind
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.formatted_text import LINK
from journeybook.model.item import Blankness
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

_BLANKS = frozenset(Blank)


def expand_short_forms(node: Node, model: type[Part], lanes: Mapping[str, LaneKind]) -> Node:
    """Return a node with every short form in it expanded; a long form comes back equal."""
    if isinstance(node, ScalarNode) and model.SHORT:
        node = MappingNode(((ScalarNode(model.SHORT, node.place), node),), node.place)
    if not isinstance(node, MappingNode):
        return node
    if model is Step:
        node = _with_lane(node, lanes)
    node = _with_links(_with_blanks(node, model), model)
    if model is LaneEntries:
        node = _with_entries(node, lanes)
    fields = part_fields(model)
    return MappingNode(
        tuple((key, _value(value, fields[key.text], lanes) if key.text in fields else value) for key, value in node.entries), node.place
    )


def _value(node: Node, field: PartField, lanes: Mapping[str, LaneKind]) -> Node:
    if field.part is None:
        return SequenceNode((node,), node.place) if field.many and isinstance(node, ScalarNode) else node
    if not field.many:
        return expand_short_forms(node, field.part, lanes)
    if isinstance(node, SequenceNode):
        items = [item for entry in node.items for item in _keyed(entry, field.part, alone=False)]
    else:
        items = _keyed(node, field.part, alone=True)
    return SequenceNode(tuple(expand_short_forms(item, field.part, lanes) for item in items), node.place)


def _keyed(node: Node, part: type[Part], *, alone: bool) -> list[Node]:
    """Return `{a: b, c: d}` as one item a key, where the class says that keys may stand for items."""
    if not isinstance(node, MappingNode) or not part.KEYED or set(node.keys()) & set(part_fields(part)):
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


def _with_blanks(node: MappingNode, model: type[Part]) -> MappingNode:
    """Return a node with `pain_points: unknown`, and `rows: {policies: unknown}`, moved under `blank`."""
    fields = part_fields(model)
    if "blank" not in fields:
        return node
    blank_entries: list[tuple[ScalarNode, Node]] = []
    rest: list[tuple[ScalarNode, Node]] = []
    for key, value in node.entries:
        if key.text == "rows" and key.text in fields and isinstance(value, MappingNode):
            is_blank = [entry[0].text not in part_fields(LaneEntries) and _is_blank_word(entry[1]) for entry in value.entries]
            kept = tuple(entry for entry, blank in zip(value.entries, is_blank, strict=True) if not blank)
            blank_entries += compress(value.entries, is_blank)
            rest += [(key, MappingNode(kept, value.place))] if kept else []
        elif key.text in fields and _is_blank(value, fields[key.text]):
            blank_entries.append((key, value))
        elif key.text != "blank":
            rest.append((key, value))
    if not blank_entries:
        return node
    rows = (*_blanks(node.get("blank")), *(MappingNode((entry,), entry[0].place) for entry in blank_entries))
    return MappingNode((*rest, (ScalarNode("blank", node.place), SequenceNode(rows, node.place))), node.place)


def _with_links(node: MappingNode, model: type[Part]) -> MappingNode:
    """Return a node with `what: "[Fill in the form](https://example.org)"` as the words and, in the field beside them, the address."""
    fields = part_fields(model)
    entries: list[tuple[ScalarNode, Node]] = []
    for key, value in node.entries:
        address = fields[key.text].linked_by if key.text in fields else ""
        links = list(LINK.finditer(value.text)) if address and isinstance(value, ScalarNode) else []
        if len(links) != 1 or not isinstance(value, ScalarNode) or node.get(address) is not None:
            entries.append((key, value))
            continue
        link = links[0]
        words = f"{value.text[: link.start()]}{link[1]}{value.text[link.end() :]}"
        entries.append((key, replace(value, text=words)))
        entries.append((ScalarNode(address, value.place), replace(value, text=link[2])))
    return MappingNode(tuple(entries), node.place) if len(entries) > len(node.entries) else node


def _blanks(before: Node | None) -> tuple[Node, ...]:
    """Return the rows that the author wrote under `blank:`."""
    if isinstance(before, MappingNode) and not set(before.keys()) & set(Blankness.KEYED):
        return tuple(MappingNode((entry,), entry[0].place) for entry in before.entries)
    return before.items if isinstance(before, SequenceNode) else () if before is None else (before,)


def _is_blank_word(value: Node) -> bool:
    return isinstance(value, ScalarNode) and not value.quoted and value.text in _BLANKS


def _is_blank(value: Node, field: PartField) -> bool:
    could_be = field.many or (field.optional and bool(field.names or field.part))
    return could_be and field.name != "blank" and _is_blank_word(value)


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
