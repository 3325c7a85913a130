"""Applies one alteration of a variant to a node tree: removes, replaces, changes, moves or adds an item by its id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from journeybook.findings import nearest
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode
from journeybook.model.alteration import VERB_KEYS
from journeybook.model.base import Part
from journeybook.model.enumerations import Answer, LaneKind
from journeybook.model.field_info import part_fields
from journeybook.model.map import Map
from journeybook.model.step import Step
from journeybook.validate.alteration_shape import AlterationFault, keep_fault, kind_fault, list_fault
from journeybook.validate.node_paths import (
    NodePath,
    identifiers,
    nameable_ids,
    node_at,
    paths_to,
    scalar_items,
    with_edited_item,
    with_kept_items,
)
from journeybook.validate.nouns import noun_phrase
from journeybook.validate.short_forms import expand_items

BESIDE_KEYS = ("after", "before")


Altered: TypeAlias = MappingNode | AlterationFault
"""The tree after an alteration, or what is wrong with it."""


def apply_alteration(tree: MappingNode, alteration: MappingNode, lanes: Mapping[str, LaneKind]) -> Altered:
    """Return the tree after one alteration, in long forms; an id that does not exist (any more) is a fault."""
    verbs = [verb for verb in VERB_KEYS if alteration.get(verb) is not None]
    if len(verbs) != 1:
        return AlterationFault(alteration.place, "an alteration does exactly one thing", f"write one of {', '.join(VERB_KEYS)}")
    verb = verbs[0]
    paths_by_key: dict[str, NodePath] = {}
    for name in ("into", "of", *(() if verb in ("add", "keep") else (verb,)), *BESIDE_KEYS):
        if name not in (verb, *VERB_KEYS[verb]):
            continue
        target = alteration.get(name)
        if target is None:
            continue
        if not isinstance(target, ScalarNode):
            return AlterationFault(
                target.place, f"'{name}' names one thing by its id", "write one id; a second alteration may name another"
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
        return AlterationFault(itself.place, f"'{_id(alteration, verb)}' cannot move into or beside itself", "name another place")
    return _VERBS[verb](_Edit(tree, alteration, paths_by_key, lanes))


@dataclass(frozen=True)
class _Edit:
    """An alteration of a tree: the paths to what it names, by key, and the kinds of lanes, by which short forms are known."""

    tree: MappingNode
    alteration: MappingNode
    paths: dict[str, NodePath]
    lanes: Mapping[str, LaneKind]

    def long(self, item: Node, model: type[Part] | None) -> tuple[Node, ...]:
        """Return an item that an author wrote as the items it is short for, in long forms."""
        return expand_items(item, model, self.lanes) if model else (item,)


def _inside(tree: MappingNode, identifier: str, home: NodePath | None, *, only: bool) -> tuple[NodePath, ...]:
    """Return the paths to an item inside its home, or anywhere if it has none; `only` looks nowhere else."""
    if home is not None:
        around = node_at(tree, home)
        inside = () if isinstance(around, ScalarNode) else tuple((*home, *path) for path in paths_to(around, identifier))
        if inside or only:
            return inside
    return paths_to(tree, identifier)


def _unfound(tree: MappingNode, target: ScalarNode, alteration: MappingNode, *, several: bool) -> AlterationFault:
    if several:
        hint = "say in which stage with `into:`"
        if alteration.get("move") is target:
            hint = "remove it from one stage (`remove:` with `into:`), and add it to another"
        return AlterationFault(target.place, f"'{target.text}' stands in several places", hint)
    known = set(nameable_ids(tree))
    if target.text in known:
        home = _id(alteration, "into")
        return AlterationFault(target.place, f"'{target.text}' does not stand in '{home}'", "name the stage in which it stands, or none")
    guess = nearest(target.text, known)
    hint = f"did you mean '{guess}'?" if guess else "the base may have lost it: remove this alteration, or name another id"
    return AlterationFault(target.place, f"the base has no '{target.text}' (any more)", hint)


def _remove(edit: _Edit) -> Altered:
    return with_edited_item(edit.tree, edit.paths["remove"], lambda _: ())


def _replace(edit: _Edit) -> Altered:
    tree, alteration, path = edit.tree, edit.alteration, edit.paths["replace"]
    new, only_named = alteration.get("by"), not identifiers(node_at(tree, path))
    if not isinstance(new, MappingNode) and not (only_named and isinstance(new, ScalarNode)):
        return AlterationFault(alteration.place, "nothing stands in for what is replaced", "write the whole new item under `by:`")
    items = edit.long(new, model_at(tree, path))
    if len(items) == 1 and isinstance(items[0], MappingNode) and not identifiers(items[0]) and not only_named:
        item = items[0]
        items = (
            MappingNode(((ScalarNode("id", new.place), ScalarNode(_id(alteration, "replace"), new.place)), *item.entries), item.place),
        )
    return with_edited_item(tree, path, lambda _: items)


def _change(edit: _Edit) -> Altered:
    new = edit.alteration.get("set")
    if not isinstance(new, MappingNode) or not new.entries:
        return AlterationFault(edit.alteration.place, "it is not said what changes", "write the fields that differ under `set:`")
    return _with_fields(edit, "change", new)


def _unsure(edit: _Edit) -> Altered:
    """Answer that it is not known to whom an item applies; a track, a story and a choice apply where their steps do."""
    place = edit.alteration.place
    model = model_at(edit.tree, edit.paths["unsure"])
    if model and "applies" not in part_fields(model):
        target, name = edit.alteration.get("unsure") or edit.alteration, _id(edit.alteration, "unsure")
        message = f"{noun_phrase(model)} is not for anybody in particular, and so it cannot be left open whether '{name}' applies"
        return AlterationFault(target.place, message, "say it of its steps, each by an `unsure:` of its own")
    return _with_fields(edit, "unsure", MappingNode(((ScalarNode("applies", place), ScalarNode(Answer.UNKNOWN, place)),), place))


def _with_fields(edit: _Edit, verb: str, new: MappingNode) -> Altered:
    """Return the tree in which some fields of an item are new."""
    tree, path = edit.tree, edit.paths[verb]
    if not identifiers(node_at(tree, path)):
        message = f"'{_id(edit.alteration, verb)}' is only named here, and has no fields of its own"
        return AlterationFault(edit.alteration.place, message, "replace it: `replace:` with the whole new item under `by:`")

    def changed(item: MappingNode) -> tuple[Node, ...]:
        gone = {*new.keys(), *(_spoken(item, new))}
        rest = (entry for entry in item.entries if entry[0].text not in gone)
        kept = ((key, _still_blank(value, gone) if key.text == "blank" else value) for key, value in rest)
        return edit.long(MappingNode((*kept, *new.entries), item.place), model_at(tree, path))

    return with_edited_item(tree, path, changed)


def _keep(edit: _Edit) -> Altered:
    """Return the tree in which only some items of a list of a stage are left, those of its sub-stages among them."""
    tree, alteration = edit.tree, edit.alteration
    if "of" not in edit.paths:
        return AlterationFault(alteration.place, "it is not said of what these are kept", "write `of:` with the id of a stage")
    field, home = _id(alteration, "to") or "steps", node_at(tree, edit.paths["of"])
    fault = keep_fault(model_at(tree, edit.paths["of"]), _name_of(alteration, "of", ""), _name_of(alteration, "to", "steps"))
    if fault:
        return fault
    names = scalar_items(alteration.get("keep"))
    inside = set(nameable_ids(home))
    for name in names:
        if name.text not in inside:
            guess = nearest(name.text, inside)
            message = f"'{name.text}' does not stand in '{_id(alteration, 'of')}'"
            return AlterationFault(name.place, message, f"did you mean '{guess}'?" if guess else "name what stands there, or nothing")
    kept = frozenset(name.text for name in names)
    return with_edited_item(tree, edit.paths["of"], lambda item: (with_kept_items(item, field, kept),))


def _spoken(item: MappingNode, new: MappingNode) -> tuple[str, ...]:
    """Return the keys that `customer: other words` replaces, where the item is a step."""
    is_step = item.get("lane") is not None and item.get("what") is not None
    return ("lane", "what") if is_step and set(new.keys()) - set(part_fields(Step)) else ()


def _still_blank(blanks: Node, filled: set[str]) -> Node:
    """Return the blanks without those of fields that are filled now."""
    rows = blanks.items if isinstance(blanks, SequenceNode) else ()
    kept = (row for row in rows if not (isinstance(row, MappingNode) and {text.text for text in scalar_items(row.get("field"))} & filled))
    return SequenceNode(tuple(kept), blanks.place) if isinstance(blanks, SequenceNode) else blanks


def _move(edit: _Edit) -> Altered:
    path = edit.paths["move"]
    item, model = node_at(edit.tree, path), model_at(edit.tree, path)
    around = node_at(edit.tree, path[:-2])
    list_name = around.entries[path[-2]][0].text if isinstance(around, MappingNode) else "steps"
    rest = with_edited_item(edit.tree, path, lambda _: ())
    return _put(replace(edit, tree=rest), item, list_name, model)


def _add(edit: _Edit) -> Altered:
    new = edit.alteration.get("add")
    return _put(edit, new, "steps") if new is not None else edit.tree


def _put(edit: _Edit, item: Node, list_name: str, model: type[Part] | None = None) -> Altered:
    """Return the tree with an item after or before another, or at the end of a list of its new home; their ids are known to exist.

    The list is the one that `to:` names, else that of the given name; a class that is given is that of the item, which is moved.
    """
    tree, alteration = edit.tree, edit.alteration
    home = alteration.get("into")
    inside = paths_to(tree, home.text)[0] if isinstance(home, ScalarNode) else None
    for side in BESIDE_KEYS:
        if isinstance(beside := alteration.get(side), ScalarNode):
            return _put_beside(edit, item, side, _inside(tree, beside.text, inside, only=False)[0], model)
    if inside is None and not isinstance(alteration.get("to"), ScalarNode):
        return AlterationFault(
            alteration.place, "it is not said where it goes", "write `into:` with a stage, or `after:` or `before:` with an id"
        )
    around = Map if inside is None else model_at(tree, inside)
    fields = part_fields(around) if around else {}
    name = _name_of(alteration, "to", list_name if list_name in fields else "steps")
    part = fields[name.text].part if name.text in fields else None
    fault = list_fault(around, name) or (kind_fault(model, part, name.place) if around else None)
    if fault:
        return fault
    items = edit.long(item, part)
    if inside is None:
        return _longer(tree, name.text, items)
    return with_edited_item(tree, inside, lambda old: (_longer(old, name.text, items),))


def _put_beside(edit: _Edit, item: Node, side: str, beside: NodePath, model: type[Part] | None) -> Altered:
    """Return the tree with an item after or before the one at a path."""
    among = model_at(edit.tree, beside)
    fault = kind_fault(model, among, _name_of(edit.alteration, side, "").place)
    if fault:
        return fault
    items = edit.long(item, among)
    return with_edited_item(edit.tree, beside, lambda old: (old, *items) if side == "after" else (*items, old))


def _name_of(alteration: MappingNode, key: str, usual: str) -> ScalarNode:
    """Return what stands at a key of an alteration, or at the alteration itself what is usual."""
    value = alteration.get(key)
    return value if isinstance(value, ScalarNode) else ScalarNode(usual, alteration.place)


def model_at(tree: Node, path: NodePath) -> type[Part] | None:
    """Return the class of the part at a path of a map's tree, or None where no class has the keys that lead there."""
    model: type[Part] | None = Map
    for position in path:
        if isinstance(tree, MappingNode):
            key, tree = tree.entries[position]
            field = part_fields(model).get(key.text) if model else None
            model = field.part if field else None
        elif isinstance(tree, SequenceNode):
            tree = tree.items[position]
    return model


def _longer(node: MappingNode, field: str, new: tuple[Node, ...]) -> MappingNode:
    old = node.get(field)
    items = old.items if isinstance(old, SequenceNode) else () if old is None else (old,)
    return node.replaced(field, SequenceNode((*items, *new), new[0].place if new else node.place))


def _id(alteration: MappingNode, key: str) -> str:
    value = alteration.get(key)
    return value.text if isinstance(value, ScalarNode) else ""


_VERBS: dict[str, Callable[[_Edit], Altered]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "change": _change,
    "move": _move,
    "keep": _keep,
    "unsure": _unsure,
}
