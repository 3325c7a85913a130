"""Short forms: what authors may leave out is put back before the model sees it, and every place is kept."""

from collections.abc import Mapping as Table

from journeybook.load.source import Listing, Mapping, Node, Scalar
from journeybook.model.base import Part
from journeybook.model.enumerations import Blank, LaneKind
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.item import Blankness
from journeybook.model.step import Row, Step

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


def expand(node: Node, model: type[Part], lanes: Table[str, LaneKind]) -> Node:
    """Put back what a short form leaves out, all the way down; a long form comes back unchanged."""
    if isinstance(node, Scalar) and model.SHORT:
        node = Mapping(((Scalar(model.SHORT, node.place), node),), node.place)
    if not isinstance(node, Mapping):
        return node
    if model is Step:
        node = _with_lane(node, lanes)
    node = _with_blanks(node, model)
    if model is Row:
        node = _with_entries(node, lanes)
    fields = part_fields(model)
    return Mapping(
        tuple((key, _value(value, fields[key.text], lanes) if key.text in fields else value) for key, value in node.entries), node.place
    )


def _value(node: Node, field: PartField, lanes: Table[str, LaneKind]) -> Node:
    if field.part is None:
        return Listing((node,), node.place) if field.many and isinstance(node, Scalar) else node
    if not field.many:
        return expand(node, field.part, lanes)
    if isinstance(node, Listing):
        items = [item for entry in node.items for item in _keyed(entry, field.part, alone=False)]
    else:
        items = _keyed(node, field.part, alone=True)
    return Listing(tuple(expand(item, field.part, lanes) for item in items), node.place)


def _keyed(node: Node, part: type[Part], *, alone: bool) -> list[Node]:
    """Split `{a: b, c: d}` into one item a key, where the class says that keys may stand for items."""
    if not isinstance(node, Mapping) or not part.KEYED or set(node.keys()) & set(part_fields(part)):
        return [node]
    if not alone and len(node.entries) != 1:
        return [node]
    return [item for key, value in node.entries for item in _items(key, value, part)]


def _items(key: Scalar, value: Node, part: type[Part]) -> list[Node]:
    """Make an item of a key and its value, or several where the key has a list and an item holds one."""
    first, second = part.KEYED
    name = (Scalar(first, key.place), key)
    if isinstance(value, Mapping) and set(value.keys()) & set(part_fields(part)):
        return [Mapping((name, *value.entries), key.place)]
    values = value.items if isinstance(value, Listing) and not part_fields(part)[second].many else (value,)
    return [Mapping((name, (Scalar(second, one.place), one)), key.place) for one in values]


def _with_lane(node: Mapping, lanes: Table[str, LaneKind]) -> Mapping:
    """Turn `customer: Invites three colleagues` into a lane and what is done."""
    fields = part_fields(Step)
    named = [key for key, _ in node.entries if key.text in lanes and key.text not in fields]
    if len(named) != 1 or node.get("lane") is not None or node.get("what") is not None:
        return node
    entries: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        spoken = key is named[0]
        entries += [(Scalar("lane", key.place), key), (Scalar("what", value.place), value)] if spoken else [(key, value)]
    return Mapping(tuple(entries), node.place)


def _with_blanks(node: Mapping, model: type[Part]) -> Mapping:
    """Move `pain_points: unknown` to where it is said why a field is blank, and `rows: {policies: unknown}` as well."""
    fields = part_fields(model)
    if "blank" not in fields:
        return node
    said: list[tuple[Scalar, Node]] = []
    rest: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        if key.text == "rows" and key.text in fields and isinstance(value, Mapping):
            lanes = [entry for entry in value.entries if entry[0].text not in part_fields(Row) and _says_blank(entry[1])]
            kept = tuple(entry for entry in value.entries if entry not in lanes)
            said += lanes
            rest += [(key, Mapping(kept, value.place))] if kept else []
        elif key.text in fields and _is_blank(value, fields[key.text]):
            said.append((key, value))
        elif key.text != "blank":
            rest.append((key, value))
    if not said:
        return node
    rows = (*_blanks(node.get("blank")), *(Mapping((entry,), entry[0].place) for entry in said))
    return Mapping((*rest, (Scalar("blank", node.place), Listing(rows, node.place))), node.place)


def _blanks(before: Node | None) -> tuple[Node, ...]:
    """Return the rows that were written under `blank:` already."""
    if isinstance(before, Mapping) and not set(before.keys()) & set(Blankness.KEYED):
        return tuple(Mapping((entry,), entry[0].place) for entry in before.entries)
    return before.items if isinstance(before, Listing) else () if before is None else (before,)


def _says_blank(value: Node) -> bool:
    return isinstance(value, Scalar) and not value.quoted and value.text in _BLANKS


def _is_blank(value: Node, field: PartField) -> bool:
    could_be = field.many or (field.optional and bool(field.names or field.part))
    return could_be and field.name != "blank" and _says_blank(value)


def _with_entries(node: Mapping, lanes: Table[str, LaneKind]) -> Mapping:
    """Read the bare texts of a lane's entries by the lane's kind."""
    lane, entries = node.get("lane"), node.get("entries")
    if not isinstance(lane, Scalar) or entries is None:
        return node
    field = ENTRY_FIELD[lanes.get(lane.text, LaneKind.TEXT)]
    items = entries.items if isinstance(entries, Listing) else (entries,)
    read = [Mapping(((Scalar(field, item.place), item),), item.place) if isinstance(item, Scalar) else item for item in items]
    return node.replaced("entries", Listing(tuple(read), entries.place))
