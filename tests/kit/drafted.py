"""Nodes made of plain data."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from journeybook.findings import Place
from journeybook.load.source import MappingNode, Node, ScalarNode, SequenceNode

Draft: TypeAlias = "Node | str | Sequence[Draft] | Mapping[str, Draft]"


def drafted(value: Draft, place: Place) -> Node:
    """Make nodes of plain data, all at one place; nodes inside the data stay as they are and keep their places.

    >>> drafted("log in", Place("a.yml", 3, 5)).place.line
    3
    """
    match value:
        case ScalarNode() | SequenceNode() | MappingNode():
            return value
        case str():
            return ScalarNode(value, place)
        case Mapping():
            return MappingNode(tuple((ScalarNode(key, place), drafted(part, place)) for key, part in value.items()), place)
        case _:
            return SequenceNode(tuple(drafted(item, place) for item in value), place)
