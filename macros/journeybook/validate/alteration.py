"""One alteration of a variant, carried out on a tree: remove, replace, change, move or add something by its id."""

from collections.abc import Callable
from dataclasses import dataclass

from journeybook.findings import Place, nearest
from journeybook.load.source import Listing, Mapping, Node, Scalar
from journeybook.model.alteration import Alteration
from journeybook.model.field_info import part_fields
from journeybook.model.step import Step
from journeybook.validate.node_paths import Path, at, edited, identifiers, named, places, texts

SIDES = ("after", "before")


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
    verb = verbs[0]
    found: dict[str, Path] = {}
    for name in ("into", *(() if verb == "add" else (verb,)), *SIDES):
        target = alteration.get(name)
        if target is None:
            continue
        if not isinstance(target, Scalar):
            return Altered(tree, target.place, f"'{name}' names one thing by its id", "write one id; a second alteration may name another")
        home = None if name == "move" else found.get("into")
        paths = _inside(tree, target.text, home, only=name not in SIDES)
        if len(paths) != 1:
            return _unfound(tree, target, alteration, several=bool(paths))
        found[name] = paths[0]
    if verb == "move" and any(found[side][: len(found[verb])] == found[verb] for side in ("into", *SIDES) if side in found):
        itself = alteration.get(verb) or alteration
        return Altered(tree, itself.place, f"'{_id(alteration, verb)}' cannot move into or beside itself", "name another place")
    return _VERBS[verb](tree, alteration, found)


def _inside(tree: Mapping, identifier: str, home: Path | None, *, only: bool) -> tuple[Path, ...]:
    """Return where a thing stands inside its home, or anywhere where nothing else is meant."""
    if home is not None:
        around = at(tree, home)
        inside = () if isinstance(around, Scalar) else tuple((*home, *path) for path in places(around, identifier))
        if inside or only:
            return inside
    return places(tree, identifier)


def _unfound(tree: Mapping, target: Scalar, alteration: Mapping, *, several: bool) -> Altered:
    if several:
        hint = "say in which stage with `into:`"
        if alteration.get("move") is target:
            hint = "remove it from one stage (`remove:` with `into:`), and add it to another"
        return Altered(tree, target.place, f"'{target.text}' stands in several places", hint)
    known = set(named(tree))
    if target.text in known:
        home = _id(alteration, "into")
        return Altered(tree, target.place, f"'{target.text}' does not stand in '{home}'", "name the stage in which it stands, or none")
    guess = nearest(target.text, known)
    hint = f"did you mean '{guess}'?" if guess else "the base may have lost it: remove this alteration, or name another id"
    return Altered(tree, target.place, f"the base has no '{target.text}' (any more)", hint)


def _remove(tree: Mapping, _: Mapping, found: dict[str, Path]) -> Altered:
    return Altered(edited(tree, found["remove"], lambda _: ()))


def _replace(tree: Mapping, alteration: Mapping, found: dict[str, Path]) -> Altered:
    new, only_named = alteration.get("by"), not identifiers(at(tree, found["replace"]))
    if not isinstance(new, Mapping) and not (only_named and isinstance(new, Scalar)):
        return Altered(tree, alteration.place, "nothing stands in for what is replaced", "write the whole new item under `by:`")
    if isinstance(new, Mapping) and not identifiers(new) and not only_named:
        new = Mapping(((Scalar("id", new.place), Scalar(_id(alteration, "replace"), new.place)), *new.entries), new.place)
    item: Node = new
    return Altered(edited(tree, found["replace"], lambda _: (item,)))


def _change(tree: Mapping, alteration: Mapping, found: dict[str, Path]) -> Altered:
    new = alteration.get("set")
    if not isinstance(new, Mapping):
        return Altered(tree, alteration.place, "it is not said what changes", "write the fields that differ under `set:`")
    if not identifiers(at(tree, found["change"])):
        message = f"'{_id(alteration, 'change')}' is only named here, and has no fields of its own"
        return Altered(tree, alteration.place, message, "replace it: `replace:` with the whole new item under `by:`")

    def changed(item: Mapping) -> tuple[Node, ...]:
        gone = {*new.keys(), *(_spoken(item, new))}
        rest = (entry for entry in item.entries if entry[0].text not in gone)
        kept = ((key, _still_blank(value, gone) if key.text == "blank" else value) for key, value in rest)
        return (Mapping((*kept, *new.entries), item.place),)

    return Altered(edited(tree, found["change"], changed))


def _spoken(item: Mapping, new: Mapping) -> tuple[str, ...]:
    """Return what `customer: other words` takes the place of, where the item is a step."""
    is_step = item.get("lane") is not None and item.get("what") is not None
    return ("lane", "what") if is_step and set(new.keys()) - set(part_fields(Step)) else ()


def _still_blank(blanks: Node, filled: set[str]) -> Node:
    """Leave out what is no longer blank."""
    rows = blanks.items if isinstance(blanks, Listing) else ()
    kept = (row for row in rows if not (isinstance(row, Mapping) and {text.text for text in texts(row.get("field"))} & filled))
    return Listing(tuple(kept), blanks.place) if isinstance(blanks, Listing) else blanks


def _move(tree: Mapping, alteration: Mapping, found: dict[str, Path]) -> Altered:
    item = at(tree, found["move"])
    rest = edited(tree, found["move"], lambda _: ())
    return _put(rest, item, alteration)


def _add(tree: Mapping, alteration: Mapping, _: dict[str, Path]) -> Altered:
    new = alteration.get("add")
    return _put(tree, new, alteration) if new is not None else Altered(tree)


def _put(tree: Mapping, item: Node, alteration: Mapping) -> Altered:
    """Put an item behind or before another, or at the end of a list of its new home; these have been found before."""
    home, name = alteration.get("into"), alteration.get("to")
    inside = places(tree, home.text)[0] if isinstance(home, Scalar) else None
    for side in SIDES:
        if isinstance(alteration.get(side), Scalar):
            beside = _inside(tree, _id(alteration, side), inside, only=False)[0]
            return Altered(edited(tree, beside, lambda old: (old, item) if side == "after" else (item, old)))  # noqa: B023 - called at once
    field = name.text if isinstance(name, Scalar) else "steps"
    if inside is not None:
        return Altered(edited(tree, inside, lambda old: (_longer(old, field, item),)))
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


_VERBS: dict[str, Callable[[Mapping, Mapping, dict[str, Path]], Altered]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "change": _change,
    "move": _move,
}
