"""Applies one alteration of a variant to a node tree: removes, replaces, changes, moves or adds an item by its id."""

from collections.abc import Callable
from dataclasses import dataclass

from journeybook.findings import Place, nearest
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.alteration import Alteration
from journeybook.model.field_info import part_fields
from journeybook.model.step import Step
from journeybook.validate.node_paths import NodePath, identifiers, nameable_ids, node_at, paths_to, scalar_items, with_edited_item

BESIDE_KEYS = ("after", "before")


@dataclass(frozen=True)
class AlterationResult:
    """The tree after an alteration, or the unchanged tree with a fault, its place and a hint."""

    tree: MappingNode
    place: Place = Place("")
    fault: str = ""
    hint: str = ""


def apply_alteration(tree: MappingNode, alteration: MappingNode) -> AlterationResult:
    """Return the tree after one alteration; an id that does not exist (any more) is a fault."""
    verbs = [verb for verb in Alteration.VERBS if alteration.get(verb) is not None]
    if len(verbs) != 1:
        return AlterationResult(
            tree, alteration.place, "an alteration does exactly one thing", f"write one of {', '.join(Alteration.VERBS)}"
        )
    verb = verbs[0]
    paths_by_key: dict[str, NodePath] = {}
    for name in ("into", *(() if verb == "add" else (verb,)), *BESIDE_KEYS):
        target = alteration.get(name)
        if target is None:
            continue
        if not isinstance(target, ScalarNode):
            return AlterationResult(
                tree, target.place, f"'{name}' names one thing by its id", "write one id; a second alteration may name another"
            )
        home = None if name == "move" else paths_by_key.get("into")
        paths = _inside(tree, target.text, home, only=name not in BESIDE_KEYS)
        if len(paths) != 1:
            return _unfound(tree, target, alteration, several=bool(paths))
        paths_by_key[name] = paths[0]
    if verb == "move" and any(
        paths_by_key[side][: len(paths_by_key[verb])] == paths_by_key[verb] for side in ("into", *BESIDE_KEYS) if side in paths_by_key
    ):
        itself = alteration.get(verb) or alteration
        return AlterationResult(tree, itself.place, f"'{_id(alteration, verb)}' cannot move into or beside itself", "name another place")
    return _VERBS[verb](tree, alteration, paths_by_key)


def _inside(tree: MappingNode, identifier: str, home: NodePath | None, *, only: bool) -> tuple[NodePath, ...]:
    """Return the paths to an item inside its home, or anywhere if it has none; `only` looks nowhere else."""
    if home is not None:
        around = node_at(tree, home)
        inside = () if isinstance(around, ScalarNode) else tuple((*home, *path) for path in paths_to(around, identifier))
        if inside or only:
            return inside
    return paths_to(tree, identifier)


def _unfound(tree: MappingNode, target: ScalarNode, alteration: MappingNode, *, several: bool) -> AlterationResult:
    if several:
        hint = "say in which stage with `into:`"
        if alteration.get("move") is target:
            hint = "remove it from one stage (`remove:` with `into:`), and add it to another"
        return AlterationResult(tree, target.place, f"'{target.text}' stands in several places", hint)
    known = set(nameable_ids(tree))
    if target.text in known:
        home = _id(alteration, "into")
        return AlterationResult(
            tree, target.place, f"'{target.text}' does not stand in '{home}'", "name the stage in which it stands, or none"
        )
    guess = nearest(target.text, known)
    hint = f"did you mean '{guess}'?" if guess else "the base may have lost it: remove this alteration, or name another id"
    return AlterationResult(tree, target.place, f"the base has no '{target.text}' (any more)", hint)


def _remove(tree: MappingNode, _: MappingNode, paths_by_key: dict[str, NodePath]) -> AlterationResult:
    return AlterationResult(with_edited_item(tree, paths_by_key["remove"], lambda _: ()))


def _replace(tree: MappingNode, alteration: MappingNode, paths_by_key: dict[str, NodePath]) -> AlterationResult:
    new, only_named = alteration.get("by"), not identifiers(node_at(tree, paths_by_key["replace"]))
    if not isinstance(new, MappingNode) and not (only_named and isinstance(new, ScalarNode)):
        return AlterationResult(tree, alteration.place, "nothing stands in for what is replaced", "write the whole new item under `by:`")
    if isinstance(new, MappingNode) and not identifiers(new) and not only_named:
        new = MappingNode(((ScalarNode("id", new.place), ScalarNode(_id(alteration, "replace"), new.place)), *new.entries), new.place)
    item: Node = new
    return AlterationResult(with_edited_item(tree, paths_by_key["replace"], lambda _: (item,)))


def _change(tree: MappingNode, alteration: MappingNode, paths_by_key: dict[str, NodePath]) -> AlterationResult:
    new = alteration.get("set")
    if not isinstance(new, MappingNode):
        return AlterationResult(tree, alteration.place, "it is not said what changes", "write the fields that differ under `set:`")
    if not identifiers(node_at(tree, paths_by_key["change"])):
        message = f"'{_id(alteration, 'change')}' is only named here, and has no fields of its own"
        return AlterationResult(tree, alteration.place, message, "replace it: `replace:` with the whole new item under `by:`")

    def changed(item: MappingNode) -> tuple[Node, ...]:
        gone = {*new.keys(), *(_spoken(item, new))}
        rest = (entry for entry in item.entries if entry[0].text not in gone)
        kept = ((key, _still_blank(value, gone) if key.text == "blank" else value) for key, value in rest)
        return (MappingNode((*kept, *new.entries), item.place),)

    return AlterationResult(with_edited_item(tree, paths_by_key["change"], changed))


def _spoken(item: MappingNode, new: MappingNode) -> tuple[str, ...]:
    """Return the keys that `customer: other words` replaces, where the item is a step."""
    is_step = item.get("lane") is not None and item.get("what") is not None
    return ("lane", "what") if is_step and set(new.keys()) - set(part_fields(Step)) else ()


def _still_blank(blanks: Node, filled: set[str]) -> Node:
    """Return the blanks without those of fields that are filled now."""
    rows = blanks.items if isinstance(blanks, SequenceNode) else ()
    kept = (row for row in rows if not (isinstance(row, MappingNode) and {text.text for text in scalar_items(row.get("field"))} & filled))
    return SequenceNode(tuple(kept), blanks.place) if isinstance(blanks, SequenceNode) else blanks


def _move(tree: MappingNode, alteration: MappingNode, paths_by_key: dict[str, NodePath]) -> AlterationResult:
    item = node_at(tree, paths_by_key["move"])
    rest = with_edited_item(tree, paths_by_key["move"], lambda _: ())
    return _put(rest, item, alteration)


def _add(tree: MappingNode, alteration: MappingNode, _: dict[str, NodePath]) -> AlterationResult:
    new = alteration.get("add")
    return _put(tree, new, alteration) if new is not None else AlterationResult(tree)


def _put(tree: MappingNode, item: Node, alteration: MappingNode) -> AlterationResult:
    """Return the tree with an item after or before another, or at the end of a list of its new home; their ids are known to exist."""
    home, name = alteration.get("into"), alteration.get("to")
    inside = paths_to(tree, home.text)[0] if isinstance(home, ScalarNode) else None
    for side in BESIDE_KEYS:
        if isinstance(alteration.get(side), ScalarNode):
            beside = _inside(tree, _id(alteration, side), inside, only=False)[0]
            return AlterationResult(with_edited_item(tree, beside, lambda old: (old, item) if side == "after" else (item, old)))  # noqa: B023 - called at once
    field = name.text if isinstance(name, ScalarNode) else "steps"
    if inside is not None:
        return AlterationResult(with_edited_item(tree, inside, lambda old: (_longer(old, field, item),)))
    if isinstance(name, ScalarNode):
        return AlterationResult(_longer(tree, field, item))
    return AlterationResult(
        tree, alteration.place, "it is not said where it goes", "write `into:` with a stage, or `after:` or `before:` with an id"
    )


def _longer(node: MappingNode, field: str, item: Node) -> MappingNode:
    old = node.get(field)
    items = old.items if isinstance(old, SequenceNode) else () if old is None else (old,)
    return node.replaced(field, SequenceNode((*items, item), item.place))


def _id(alteration: MappingNode, key: str) -> str:
    value = alteration.get(key)
    return value.text if isinstance(value, ScalarNode) else ""


_VERBS: dict[str, Callable[[MappingNode, MappingNode, dict[str, NodePath]], AlterationResult]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "change": _change,
    "move": _move,
}
