"""Where in a tree something stands, and the tree with that one thing edited: what lies beside the way to it is shared, not copied."""

from collections.abc import Callable, Iterator

from journeybook.load.source import Listing, Mapping, Node, Scalar

Path = tuple[int, ...]
"""The way down from a root: positions in the entries of mappings and the items of lists, in turn."""


def texts(node: Node | None) -> tuple[Scalar, ...]:
    """Return the texts of a text or of a list of texts."""
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))


def identifiers(node: Node) -> tuple[str, ...]:
    """Return the id of a mapping, if it has one."""
    return _said(node, "id") if isinstance(node, Mapping) else ()


def everything(tree: Node) -> Iterator[str]:
    """Yield every id in a tree below its root."""
    return (identifier for item in _items(tree) for identifier in identifiers(item))


def named(tree: Node) -> Iterator[str]:
    """Yield every id that an alteration can name: of things, and of events and plays that a stage only names."""
    return (word for item in _items(tree) for word in (*identifiers(item), *_said(item, "use")))


def places(tree: Mapping | Listing, identifier: str) -> tuple[Path, ...]:
    """Return where the thing with an id stands; where there is none, every place that names it by `use`."""
    used: list[Path] = []
    found = _search(tree, identifier, [], used)
    return tuple(used) if found is None else (found,)


def at(node: Node, path: Path) -> Node:
    """Return what stands at a place."""
    for position in path:
        if not isinstance(node, Scalar):
            node = node.entries[position][1] if isinstance(node, Mapping) else node.items[position]
    return node


def edited(tree: Mapping, path: Path, edit: Callable[[Mapping], tuple[Node, ...]]) -> Mapping:
    """Return the tree in which other things, or none, stand in a list in the place of one."""
    new = _edited(tree, path, edit)
    return new if isinstance(new, Mapping) else tree


def _edited(node: Node, path: Path, edit: Callable[[Mapping], tuple[Node, ...]]) -> Node:
    if isinstance(node, Scalar):
        return node
    position, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        key, value = node.entries[position]
        return Mapping((*node.entries[:position], (key, _edited(value, rest, edit)), *node.entries[position + 1 :]), node.place)
    old = node.items[position]
    new = (_edited(old, rest, edit),) if rest else edit(old) if isinstance(old, Mapping) else (old,)
    return Listing((*node.items[:position], *new, *node.items[position + 1 :]), node.place)


def _search(node: Mapping | Listing, identifier: str, path: list[int], used: list[Path]) -> Path | None:
    """Look for an id, and stop where it is found; note on the way where it is only used."""
    in_list = isinstance(node, Listing)
    for position, child in enumerate(node.items if isinstance(node, Listing) else (value for _, value in node.entries)):
        if isinstance(child, Scalar):
            continue
        path.append(position)
        if in_list and isinstance(child, Mapping):
            keys = [key.text for key, value in child.entries if isinstance(value, Scalar) and value.text == identifier]
            if "id" in keys:
                return tuple(path)
            used += [tuple(path)] if "use" in keys else []
        found = _search(child, identifier, path, used)
        if found is not None:
            return found
        path.pop()
    return None


def _items(tree: Node) -> Iterator[Mapping]:
    """Yield every mapping in a list below the root, in the order of the file."""
    todo: list[tuple[Node, bool]] = [(tree, False)]
    while todo:
        node, in_list = todo.pop()
        if isinstance(node, Mapping) and in_list:
            yield node
        children = [value for _, value in node.entries] if isinstance(node, Mapping) else node.items if isinstance(node, Listing) else ()
        todo += [(child, isinstance(node, Listing)) for child in reversed(children) if not isinstance(child, Scalar)]


def _said(node: Mapping, key: str) -> tuple[str, ...]:
    value = node.get(key)
    return (value.text,) if isinstance(value, Scalar) else ()
