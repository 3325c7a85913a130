"""One alteration of a variant, carried out on a tree: remove, replace, change, move or add something by its id."""

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from journeybook.findings import Place, nearest
from journeybook.load.source import Listing, Mapping, Node, Scalar
from journeybook.model.anatomy import anatomy
from journeybook.model.overlay import Alteration
from journeybook.model.step import Step


@dataclass(frozen=True)
class Altered:
    """The tree after an alteration, or unchanged with what is wrong."""

    tree: Mapping
    place: Place = Place("")
    fault: str = ""
    hint: str = ""


def alter(tree: Mapping, alteration: Mapping) -> Altered:
    """Carry out one alteration; an id that does not exist (any more) is a fault."""
    verbs = [verb for verb in Alteration.VERBS if alteration.get(verb) is not None]
    if len(verbs) != 1:
        return Altered(tree, alteration.place, "an alteration does exactly one thing", f"write one of {', '.join(Alteration.VERBS)}")
    known = set(everything(tree))
    for name in (*(verb for verb in verbs if verb != "add"), "into", "after", "before"):
        target = alteration.get(name)
        if isinstance(target, Scalar) and target.text not in known:
            guess = nearest(target.text, known)
            hint = f"did you mean '{guess}'?" if guess else "the base may have lost it: remove this alteration, or name another id"
            return Altered(tree, target.place, f"the base has no '{target.text}' (any more)", hint)
        if target is not None and not isinstance(target, Scalar):
            return Altered(tree, target.place, f"'{name}' names one thing by its id", "write one id; a second alteration may name another")
    itself = alteration.get("move")
    for side in ("into", "after", "before"):
        if isinstance(itself, Scalar) and _inner(tree, itself.text, alteration.get(side)):
            return Altered(tree, itself.place, f"'{itself.text}' cannot move into or beside itself", "name another place")
    return _VERBS[verbs[0]](tree, alteration)


def texts(node: Node | None) -> tuple[Scalar, ...]:
    """Return the texts of a text or of a list of texts."""
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))


def identifiers(node: Node) -> tuple[str, ...]:
    """Return the id of a mapping, if it has one."""
    value = node.get("id") if isinstance(node, Mapping) else None
    return (value.text,) if isinstance(value, Scalar) else ()


def everything(node: Node) -> Iterator[str]:
    """Yield every id in a tree below its root."""
    inside = [value for _, value in node.entries] if isinstance(node, Mapping) else list(node.items) if isinstance(node, Listing) else []
    for child in inside:
        if not isinstance(child, Scalar):
            yield from identifiers(child)
            yield from everything(child)


def _remove(tree: Mapping, alteration: Mapping) -> Altered:
    return Altered(_edited(tree, _id(alteration, "remove"), lambda _: ()))


def _replace(tree: Mapping, alteration: Mapping) -> Altered:
    new = alteration.get("by")
    if not isinstance(new, Mapping):
        return Altered(tree, alteration.place, "nothing stands in for what is replaced", "write the whole new item under `by:`")
    old = _id(alteration, "replace")
    if not identifiers(new):
        new = Mapping(((Scalar("id", new.place), Scalar(old, new.place)), *new.entries), new.place)
    return Altered(_edited(tree, old, lambda _: (new,)))


def _change(tree: Mapping, alteration: Mapping) -> Altered:
    new = alteration.get("set")
    if not isinstance(new, Mapping):
        return Altered(tree, alteration.place, "it is not said what changes", "write the fields that differ under `set:`")

    def changed(item: Mapping) -> tuple[Node, ...]:
        gone = {*new.keys(), *(_spoken(item, new))}
        rest = (entry for entry in item.entries if entry[0].text not in gone)
        kept = ((key, _still_blank(value, gone) if key.text == "blank" else value) for key, value in rest)
        return (Mapping((*kept, *new.entries), item.place),)

    return Altered(_edited(tree, _id(alteration, "change"), changed))


def _inner(tree: Node, identifier: str, target: Node | None) -> bool:
    """Whether a target is the thing of this id, or stands in it."""
    if not isinstance(target, Scalar):
        return False
    if identifiers(tree) == (identifier,):
        return target.text == identifier or target.text in set(everything(tree))
    children = [value for _, value in tree.entries] if isinstance(tree, Mapping) else tree.items if isinstance(tree, Listing) else ()
    return any(_inner(child, identifier, target) for child in children)


def _spoken(item: Mapping, new: Mapping) -> tuple[str, ...]:
    """Return what `customer: other words` takes the place of, where the item is a step."""
    is_step = item.get("lane") is not None and item.get("what") is not None
    return ("lane", "what") if is_step and set(new.keys()) - set(anatomy(Step)) else ()


def _still_blank(blanks: Node, filled: set[str]) -> Node:
    """Leave out what is no longer blank."""
    rows = blanks.items if isinstance(blanks, Listing) else ()
    kept = (row for row in rows if not (isinstance(row, Mapping) and {text.text for text in texts(row.get("field"))} & filled))
    return Listing(tuple(kept), blanks.place) if isinstance(blanks, Listing) else blanks


def _move(tree: Mapping, alteration: Mapping) -> Altered:
    moved: list[Node] = []

    def taken(item: Mapping) -> tuple[Node, ...]:
        moved.append(item)
        return ()

    rest = _edited(tree, _id(alteration, "move"), taken)
    return _put(rest, moved[0], alteration) if moved else Altered(tree)


def _add(tree: Mapping, alteration: Mapping) -> Altered:
    new = alteration.get("add")
    return _put(tree, new, alteration) if new is not None else Altered(tree)


def _put(tree: Mapping, item: Node, alteration: Mapping) -> Altered:
    """Put an item behind or before another, or at the end of a list of its new home."""
    for side in ("after", "before"):
        if isinstance(alteration.get(side), Scalar):
            order: Callable[[Mapping], tuple[Node, ...]] = (lambda old: (old, item)) if side == "after" else (lambda old: (item, old))
            return Altered(_edited(tree, _id(alteration, side), order))
    home, name = alteration.get("into"), alteration.get("to")
    field = name.text if isinstance(name, Scalar) else "steps"
    if isinstance(home, Scalar):
        return Altered(_edited(tree, home.text, lambda old: (_longer(old, field, item),)))
    if isinstance(name, Scalar):
        return Altered(_longer(tree, field, item))
    return Altered(
        tree, alteration.place, "it is not said where it goes", "write `into:` with a stage, or `after:` or `before:` with an id"
    )


def _longer(node: Mapping, field: str, item: Node) -> Mapping:
    old = node.get(field)
    items = old.items if isinstance(old, Listing) else () if old is None else (old,)
    return node.replaced(field, Listing((*items, item), item.place))


def _id(alteration: Mapping, key: str) -> str:
    value = alteration.get(key)
    return value.text if isinstance(value, Scalar) else ""


def _edited(tree: Mapping, identifier: str, edit: Callable[[Mapping], tuple[Node, ...]]) -> Mapping:
    """Return the tree with the item of this id edited, wherever in it the item stands."""
    entries = [(key, value if isinstance(value, Scalar) else _inside(value, identifier, edit)) for key, value in tree.entries]
    same = all(new[1] is old[1] for new, old in zip(entries, tree.entries, strict=True))
    return tree if same else Mapping(tuple(entries), tree.place)


def _inside(node: Node, identifier: str, edit: Callable[[Mapping], tuple[Node, ...]]) -> Node:
    if isinstance(node, Mapping):
        return _edited(node, identifier, edit)
    if not isinstance(node, Listing):
        return node
    items: list[Node] = []
    for item in node.items:
        if isinstance(item, Mapping) and identifiers(item) == (identifier,):
            items += edit(item)
        else:
            items.append(item if isinstance(item, Scalar) else _inside(item, identifier, edit))
    same = len(items) == len(node.items) and all(map(operator.is_, items, node.items))
    return node if same else Listing(tuple(items), node.place)


_VERBS: dict[str, Callable[[Mapping, Mapping], Altered]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "change": _change,
    "move": _move,
}
