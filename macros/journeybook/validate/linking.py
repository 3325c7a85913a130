"""Shapes every node tree into a part, and builds the atlas of the parts."""

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from journeybook.findings import Finding
from journeybook.load.source import MappingNode, ScalarNode
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.files import FOLDERS
from journeybook.model.organisation import SCHEMA_VERSION, AtlasFile, Organisation
from journeybook.model.scalars import BASE_ADDRESS
from journeybook.model.urls import is_published
from journeybook.validate.check_memory import CheckMemory
from journeybook.validate.loss import Loss, Lost, loss_of
from journeybook.validate.meant_ids import MOST_HINTS, id_hint, scope_of
from journeybook.validate.reading import nameless_kinds
from journeybook.validate.reduction import reduced_part
from journeybook.validate.shape import ShapedPart, shape_part
from journeybook.validate.variants import BuiltTrees


@dataclass(frozen=True)
class ReducedAtlas:
    """An atlas without what has the wrong shape, for checks only, and what it lost; of another type, so that no page can be made of it."""

    atlas: Atlas
    lost: Lost


@dataclass(frozen=True)
class Linked:
    """The atlas of the parts that have the right shape, the one with what is left of the others, and the findings."""

    atlas: Atlas
    reduced: ReducedAtlas
    findings: tuple[Finding, ...]


@dataclass
class _Shaped:
    """The parts by class, those that are left of misshapen trees, what these lost, and the findings."""

    whole: dict[type[Part], list[Any]] = field(default_factory=dict)
    left: dict[type[Part], list[Any]] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    texts: dict[Finding, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """As in ShapedPart."""


def link_trees(trees: BuiltTrees, lanes: tuple[str, ...], lost: Lost, memory: CheckMemory) -> Linked:
    """Return the atlas of some trees."""
    shaped = _Shaped()
    base_address = _base_address(trees)
    for (tree, model), whole in trees:
        if not whole:
            _lose(tree, model, shaped)
            continue
        key = ("part", model, lanes, base_address)
        result = memory.kept(key, tree, partial(shape_part, tree, model, lanes, base_address))
        _shape(result, tree, model, base_address, shaped)
    atlas = _atlas(shaped.whole)
    reduced = _atlas(shaped.left) if shaped.losses else atlas
    texts = dict(islice(shaped.texts.items(), MOST_HINTS))
    findings = tuple(_with_meant_id(finding, texts.get(finding), reduced) for finding in shaped.findings)
    return Linked(atlas, ReducedAtlas(reduced, Lost((*lost.losses, *shaped.losses))), findings)


def _with_meant_id(finding: Finding, text: tuple[tuple[str, ...], str] | None, atlas: Atlas) -> Finding:
    """Return a finding about a reference that is no id with the id that was meant, or with all that there are."""
    hint = id_hint(atlas, *text, scope_of(atlas, finding.place.file)) if text else ""
    return replace(finding, hint=hint) if hint else finding


def _shape(result: ShapedPart, tree: MappingNode, model: type[Part], base_address: str, shaped: _Shaped) -> None:
    """Add the part of a tree, or what is left of it with the findings and losses."""
    if result.part:
        shaped.whole.setdefault(model, []).append(result.part)
        shaped.left.setdefault(model, []).append(result.part)
        return
    reduced = reduced_part(tree, model, base_address)
    shaped.findings += result.findings
    shaped.texts |= result.texts
    kinds = nameless_kinds(tree) if model is AtlasFile and not reduced.part else frozenset[str]()
    shaped.losses += (replace(loss, all_ids_of=loss.all_ids_of | kinds) for loss in reduced.losses)
    if reduced.part:
        shaped.left.setdefault(model, []).append(reduced.part)


def _lose(tree: MappingNode, model: type[Part], shaped: _Shaped) -> None:
    """Add the loss of a variant that could not be built."""
    shaped.losses.append(loss_of(tree, model, is_unbuilt=True))


def _atlas(parts: dict[type[Part], list[Any]]) -> Atlas:
    """Return the atlas of parts; each has its right shape, so that to look at them once more would only take time."""
    settings = parts.get(AtlasFile) or [AtlasFile(schema_version=SCHEMA_VERSION, organisation=Organisation(name="Journeys"))]
    lists: dict[str, Any] = {folder: tuple(parts.get(model, ())) for folder, model in FOLDERS.items()}
    return Atlas.holding({"blank": (), "file": settings[0], **lists})


def _base_address(trees: BuiltTrees) -> str:
    """Return the atlas's base address as it is written, where it is one."""
    written = next((tree.get(BASE_ADDRESS) for (tree, model), _ in trees if model is AtlasFile), None)
    return written.text if isinstance(written, ScalarNode) and is_published(written.text) else ""
