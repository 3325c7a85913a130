"""Paths into a node tree, and trees edited at a path: what lies beside the path is shared, not copied."""

from collections.abc import Callable, Iterator

from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode

NodePath = tuple[int, ...]
"""The way down from a root: positions in the entries of mappings and the items of lists, in turn."""


def scalar_items(node: Node | None) -> tuple[ScalarNode, ...]:
    """Return a scalar, or the scalars of a list."""
    items = node.items if isinstance(node, SequenceNode) else (node,)
    return tuple(item for item in items if isinstance(item, ScalarNode))


def identifiers(node: Node) -> tuple[str, ...]:
    """Return the id of a mapping as a tuple of one, or an empty one."""
    return _said(node, "id") if isinstance(node, MappingNode) else ()


def nameable_ids(tree: Node) -> Iterator[str]:
    """Yield every id that an alteration can name: of items, and of events and plays that a stage names by `use`."""
    return (word for item in _items(tree) for word in item_names(item))


def item_names(item: Node) -> tuple[str, ...]:
    """Return the id of an item, or the ids that it names by `use`."""
    return (*identifiers(item), *_said(item, "use")) if isinstance(item, MappingNode) else ()


def paths_to(tree: MappingNode | SequenceNode, identifier: str) -> tuple[NodePath, ...]:
    """Return the path to the item with an id; where there is none, the paths to all items that name it by `use`."""
    used: list[NodePath] = []
    path = _search(tree, identifier, [], used)
    return tuple(used) if path is None else (path,)


def node_at(node: Node, path: NodePath) -> Node:
    """Return the node at a path."""
    for position in path:
        if not isinstance(node, ScalarNode):
            node = node.entries[position][1] if isinstance(node, MappingNode) else node.items[position]
    return node


def with_edited_item(tree: MappingNode, path: NodePath, edit: Callable[[MappingNode], tuple[Node, ...]]) -> MappingNode:
    """Return the tree in which other items, or none, replace the item at a path."""
    new = _edited(tree, path, edit)
    return new if isinstance(new, MappingNode) else tree


def with_kept_items(node: MappingNode, field: str, kept: frozenset[str]) -> MappingNode:
    """Return a stage with the items of a list that are kept, and of its sub-stages those that are kept or in which anything is left."""
    entries: list[tuple[ScalarNode, Node]] = []
    for key, value in node.entries:
        if key.text == field and isinstance(value, SequenceNode):
            items = tuple(item for item in value.items if kept & set(item_names(item)))
            entries += [(key, SequenceNode(items, value.place))]
        elif key.text == "sub_stages" and field == "steps" and isinstance(value, SequenceNode):
            parts = tuple(
                part if kept & set(identifiers(part)) else with_kept_items(part, field, kept)
                for part in value.items
                if isinstance(part, MappingNode) and kept & {*identifiers(part), *nameable_ids(part)}
            )
            entries += [(key, SequenceNode(parts, value.place))]
        else:
            entries.append((key, value))
    return MappingNode(tuple(entries), node.place)


def _edited(node: Node, path: NodePath, edit: Callable[[MappingNode], tuple[Node, ...]]) -> Node:
    if isinstance(node, ScalarNode):
        return node
    position, rest = path[0], path[1:]
    if isinstance(node, MappingNode):
        key, value = node.entries[position]
        return MappingNode((*node.entries[:position], (key, _edited(value, rest, edit)), *node.entries[position + 1 :]), node.place)
    old = node.items[position]
    new = (_edited(old, rest, edit),) if rest else edit(old) if isinstance(old, MappingNode) else (old,)
    return SequenceNode((*node.items[:position], *new, *node.items[position + 1 :]), node.place)


def _search(node: MappingNode | SequenceNode, identifier: str, path: list[int], used: list[NodePath]) -> NodePath | None:
    """Return the path to the first item with an id, or None; adds the paths of items that name it by `use`."""
    in_list = isinstance(node, SequenceNode)
    for position, child in enumerate(node.items if isinstance(node, SequenceNode) else (value for _, value in node.entries)):
        if isinstance(child, ScalarNode):
            continue
        path.append(position)
        if in_list and isinstance(child, MappingNode):
            keys = [key.text for key, value in child.entries if isinstance(value, ScalarNode) and value.text == identifier]
            if "id" in keys:
                return tuple(path)
            used += [tuple(path)] if "use" in keys else []
        inner_path = _search(child, identifier, path, used)
        if inner_path is not None:
            return inner_path
        path.pop()
    return None


def _items(tree: Node) -> Iterator[MappingNode]:
    """Yield every mapping in a list below the root, in the order of the file."""
    waiting: list[tuple[Node, bool]] = [(tree, False)]
    while waiting:
        node, in_list = waiting.pop()
        if isinstance(node, MappingNode) and in_list:
            yield node
        children = (
            [value for _, value in node.entries] if isinstance(node, MappingNode) else node.items if isinstance(node, SequenceNode) else ()
        )
        waiting += [(child, isinstance(node, SequenceNode)) for child in reversed(children) if not isinstance(child, ScalarNode)]


def _said(node: MappingNode, key: str) -> tuple[str, ...]:
    value = node.get(key)
    return (value.text,) if isinstance(value, ScalarNode) else ()
