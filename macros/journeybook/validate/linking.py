"""Shapes every tree and puts the parts together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeybook.findings import Finding
from journeybook.load.source import Mapping
from journeybook.model.atlas import Atlas
from journeybook.model.files import FOLDERS
from journeybook.model.organisation import AtlasFile, Organisation
from journeybook.validate.node_paths import everything, identifiers
from journeybook.validate.reading import Unread, nameless_kinds
from journeybook.validate.shape import shape
from journeybook.validate.variants import Trees

if TYPE_CHECKING:
    from journeybook.model.base import Part


@dataclass(frozen=True)
class Linked:
    """The atlas as far as its files have the right shape, and what the others may have said."""

    atlas: Atlas
    unread: Unread
    findings: tuple[Finding, ...]


def link(trees: Trees, lanes: tuple[str, ...], unread: Unread) -> Linked:
    """Make parts of trees and an atlas of parts; what a misshapen tree says counts as known."""
    parts: dict[type[Part], list[Any]] = {}
    findings: list[Finding] = []
    for (tree, model), whole in trees:
        shaped = shape(tree, model, lanes) if whole else None
        findings += shaped.findings if shaped else ()
        if shaped is None or shaped.part is None:
            unread = unread.joined(_ids(tree), nameless_kinds(tree) if model is AtlasFile else frozenset())
        else:
            parts.setdefault(model, []).append(shaped.part)
    settings = parts.get(AtlasFile, [AtlasFile(schema_version=1, organisation=Organisation(name="Journeys"))])[0]
    lists: dict[str, Any] = {folder: tuple(parts.get(model, ())) for folder, model in FOLDERS.items()}
    return Linked(Atlas(file=settings, **lists), unread, tuple(findings))


def _ids(tree: Mapping) -> Iterator[str]:
    yield from identifiers(tree)
    yield from everything(tree)
