"""Shapes every node tree into a part, and builds the atlas of the parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeybook.findings import Finding
from journeybook.load.source import MappingNode, ScalarNode
from journeybook.model.atlas import Atlas
from journeybook.model.files import FOLDERS
from journeybook.model.organisation import SCHEMA_VERSION, AtlasFile, Organisation
from journeybook.model.scalars import BASE_ADDRESS
from journeybook.model.urls import is_published
from journeybook.validate.node_paths import identifiers, nested_ids
from journeybook.validate.reading import Unread, nameless_kinds
from journeybook.validate.shape import shape_part
from journeybook.validate.variants import BuiltTrees

if TYPE_CHECKING:
    from journeybook.model.base import Part


@dataclass(frozen=True)
class Linked:
    """The atlas of the parts that have the right shape, what is unread of the others, and the findings."""

    atlas: Atlas
    unread: Unread
    findings: tuple[Finding, ...]


def link_trees(trees: BuiltTrees, lanes: tuple[str, ...], unread: Unread) -> Linked:
    """Return the atlas of some trees; ids in a misshapen tree count as known."""
    parts: dict[type[Part], list[Any]] = {}
    findings: list[Finding] = []
    base_address = _base_address(trees)
    for (tree, model), whole in trees:
        shaped = shape_part(tree, model, lanes, base_address) if whole else None
        findings += shaped.findings if shaped else ()
        if shaped is None or shaped.part is None:
            unread = unread.with_more(_ids(tree), nameless_kinds(tree) if model is AtlasFile else frozenset())
        else:
            parts.setdefault(model, []).append(shaped.part)
    settings = parts.get(AtlasFile, [AtlasFile(schema_version=SCHEMA_VERSION, organisation=Organisation(name="Journeys"))])[0]
    lists: dict[str, Any] = {folder: tuple(parts.get(model, ())) for folder, model in FOLDERS.items()}
    return Linked(Atlas(file=settings, **lists), unread, tuple(findings))


def _base_address(trees: BuiltTrees) -> str:
    """Return the atlas's base address as it is written, where it is one."""
    written = next((tree.get(BASE_ADDRESS) for (tree, model), _ in trees if model is AtlasFile), None)
    return written.text if isinstance(written, ScalarNode) and is_published(written.text) else ""


def _ids(tree: MappingNode) -> Iterator[str]:
    yield from identifiers(tree)
    yield from nested_ids(tree)
