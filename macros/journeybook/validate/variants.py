"""Replaces every variant by its bases with its alterations."""

from collections.abc import Mapping as Table

from journeybook.findings import Finding
from journeybook.load.source import Mapping
from journeybook.model.map import Map
from journeybook.model.words import LaneKind
from journeybook.validate.overlay import Overlay
from journeybook.validate.paths import identifiers
from journeybook.validate.reading import Tree
from journeybook.validate.short import expand

Trees = tuple[tuple[Tree, bool], ...]
"""Every tree, and whether it is whole; one that is not is only there to be counted as unread."""


def with_variants(trees: tuple[Tree, ...], lanes: Table[str, LaneKind]) -> tuple[Trees, tuple[Finding, ...]]:
    """Return the trees with whole variants, and what is wrong with their alterations."""
    maps = {identifier: tree for tree, model in reversed(trees) if model is Map for identifier in identifiers(tree)}
    overlay = Overlay(maps)
    built: list[tuple[Tree, bool]] = []
    for tree, model in trees:
        name = next(iter(identifiers(tree)), "")
        if model is not Map or maps.get(name) is not tree:
            built.append(((tree, model), True))
            continue
        merged = overlay.merged(name)
        again = expand(merged, model, lanes) if merged else None
        built.append(((again, model), True) if isinstance(again, Mapping) else ((tree, model), False))
    return tuple(built), tuple(overlay.findings)
