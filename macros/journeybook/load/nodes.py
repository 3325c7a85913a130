"""The node tree of a YAML file: scalars, sequences and mappings, each with its place."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from journeybook.findings import Place


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text exactly as written; quoted tells "no" in quotes and block text apart from a bare no."""

    text: str
    place: Place
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list; its place is that of its first entry or its opening bracket."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True)
class MappingNode:
    """Keys with their values in the author's order; every key stands once."""

    entries: "tuple[tuple[ScalarNode, Node], ...]"
    place: Place

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None if the key is missing."""
        return self._by_key[key][1] if key in self._by_key else None

    def key(self, key: str) -> ScalarNode | None:
        """Return a key as the author wrote it, for its place."""
        return self._by_key[key][0] if key in self._by_key else None

    def keys(self) -> list[str]:
        """Return the keys in the author's order."""
        return [name.text for name, _ in self.entries]

    def replaced(self, key: str, value: "Node") -> "MappingNode":
        """Return a copy with another value for a key; a new key goes last and takes the place of its value."""
        if self.key(key) is None:
            return MappingNode((*self.entries, (ScalarNode(key, value.place), value)), self.place)
        return MappingNode(tuple((name, value if name.text == key else old) for name, old in self.entries), self.place)

    @cached_property
    def _by_key(self) -> "dict[str, tuple[ScalarNode, Node]]":
        return {name.text: (name, value) for name, value in self.entries}


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def plain_data(node: Node) -> Plain:
    """Return a node as dicts, lists and texts, without places.

    >>> plain_data(SequenceNode((ScalarNode("sign up", Place("a.yml")), ScalarNode("log in", Place("a.yml", 2))), Place("a.yml")))
    ['sign up', 'log in']
    """
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return [plain_data(item) for item in node.items]
        case MappingNode():
            return {key.text: plain_data(value) for key, value in node.entries}


def values_in(tree: Node) -> int:
    """Return how many scalars a node tree holds, keys not counted.

    >>> values_in(SequenceNode((ScalarNode("sign up", Place("a.yml")), ScalarNode("log in", Place("a.yml", 2))), Place("a.yml")))
    2
    """
    count, waiting = 0, [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            count += 1
        else:
            waiting.extend(node.items if isinstance(node, SequenceNode) else (value for _, value in node.entries))
    return count
