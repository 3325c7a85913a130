"""The files of a project as trees, each with the class it is to become and with its short forms put back."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.findings import Finding, Level, Place
from journeybook.load.discover import FOLDER, FoundFile, discover
from journeybook.load.source import Listing, Mapping, Node, Scalar, read_source
from journeybook.model.base import Part
from journeybook.model.enumerations import LaneKind
from journeybook.model.field_info import part_fields
from journeybook.model.files import ATLAS, model_of
from journeybook.model.map import Map
from journeybook.model.organisation import AtlasFile
from journeybook.model.step import Step
from journeybook.model.vocabulary import LANES
from journeybook.validate.messages import noun
from journeybook.validate.node_paths import everything, identifiers
from journeybook.validate.short_forms import expand
from journeybook.validate.unknown import unknown_file

Tree = tuple[Mapping, type[Part]]


@dataclass(frozen=True)
class Unread:
    """What broken files may have said: their ids, and the kinds of things of which nothing is known for sure."""

    ids: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def has(self, kinds: tuple[str, ...], reference: str) -> bool:
        """Whether a reference to nothing may be the fault of a broken file."""
        return reference.rpartition("/")[2] in self.ids or reference.partition("/")[0] in self.ids or bool(self.kinds & set(kinds))

    def joined(self, ids: Iterator[str], kinds: frozenset[str] = frozenset()) -> "Unread":
        """Return this with more ids and kinds."""
        return Unread(self.ids | set(ids), self.kinds | kinds, self.files)


@dataclass(frozen=True)
class Written:
    """All trees in the order of their files, the lanes with their kinds, and what could not be read."""

    trees: tuple[Tree, ...]
    lanes: Table[str, LaneKind]
    unread: Unread
    findings: tuple[Finding, ...]


def read(project: Path) -> Written:
    """Find and read every file; what a broken file might have said counts as known."""
    found = discover(project)
    gathered = _Gathered([*found.findings])
    for file in found.files:
        if file.data is not None:
            _take(file, file.data, gathered)
    atlas = f"{FOLDER}/{ATLAS}"
    if not any(finding.place.file == atlas for finding in gathered.findings) and not any(model is AtlasFile for _, model in gathered.trees):
        hint = "begin it with `schema_version: 1` and `organisation: ...`"
        gathered.findings.append(Finding(Place(atlas), Level.ERROR, "FILE-ATLAS", "there is no such file", hint))
    lanes = _lanes(gathered.trees)
    expanded = ((expand(tree, model, lanes), model) for tree, model in gathered.trees)
    trees = tuple((tree, model) for tree, model in expanded if isinstance(tree, Mapping))
    kinds = frozenset() if any(model is AtlasFile for _, model in trees) else nameless_kinds(None)
    files = frozenset(file.path.removeprefix(f"{FOLDER}/resources/") for file in found.files)
    return Written(trees, lanes, Unread(frozenset(gathered.unread), kinds, files), tuple(gathered.findings))


def nameless_kinds(tree: Mapping | None) -> frozenset[str]:
    """Return the kinds of things that `atlas.yml` should name and does not: those without an id, or all where it could not be read."""
    kinds = {field.name: field.part.KIND for field in part_fields(AtlasFile).values() if field.part and field.part.KIND}
    if tree is None:
        return frozenset(kinds.values())
    values = {name: tree.get(name) for name in kinds}
    items = {name: value.items if isinstance(value, Listing) else (value,) for name, value in values.items() if value is not None}
    return frozenset(kinds[name] for name, written in items.items() if not all(identifiers(item) for item in written))


@dataclass
class _Gathered:
    findings: list[Finding]
    trees: list[Tree] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def _take(file: FoundFile, data: bytes, gathered: _Gathered) -> None:
    model = model_of(file.path)
    if model is None:
        gathered.findings.append(unknown_file(file.path))
        return
    reading = read_source(file.path, data)
    gathered.findings += reading.findings
    if reading.source is None:
        gathered.unread |= set(re.findall(r"\bid:\s*[\"']?([a-z0-9_-]+)", data.decode("utf-8", "replace")))
        return
    root = reading.source.root
    if isinstance(root, Listing) and model in (Map, AtlasFile):
        message = "this file is a list" if model is AtlasFile else "a file in maps/ holds one map, not a list"
        hint = "write `key: value` lines, beginning at the margin" if model is AtlasFile else "give each map a file of its own"
        gathered.findings.append(Finding(root.place, Level.ERROR, "SHAPE-GROUP", message, hint))
        gathered.unread |= set(everything(root))
        return
    for item in root.items if isinstance(root, Listing) else (root,):
        _take_item(item, model, gathered)


def _take_item(item: Node, model: type[Part], gathered: _Gathered) -> None:
    if isinstance(item, Mapping):
        gathered.trees.append((item, model))
        return
    message = f"{noun(model)} is written as keys and values"
    gathered.findings.append(Finding(item.place, Level.ERROR, "SHAPE-GROUP", message, "write `key: value` lines, such as `id: first-one`"))


def _lanes(trees: list[Tree]) -> dict[str, LaneKind]:
    """Return the atlas's lanes with their kinds, read before anything else since steps are written by lane."""
    settings = next((tree for tree, model in trees if model is AtlasFile), None)
    if settings is None:
        guessed = {key: LaneKind.STEP for tree, model in trees if model is Map for key in _step_keys(tree)}
        return guessed | {lane.id: lane.kind for lane in LANES}
    expanded = expand(settings, AtlasFile, {})
    written = expanded.get("lanes") if isinstance(expanded, Mapping) else None
    found: dict[str, LaneKind] = {}
    for item in written.items if isinstance(written, Listing) else ():
        kind = item.get("kind") if isinstance(item, Mapping) else None
        known = kind.text if isinstance(kind, Scalar) and kind.text in set(LaneKind) else LaneKind.STEP
        found |= {identifier: LaneKind(known) for identifier in identifiers(item)}
    return found or {lane.id: lane.kind for lane in LANES}


def _step_keys(node: Node) -> Iterator[str]:
    """Yield the keys of steps that are no fields: without the atlas, these are taken for its lanes."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from _step_keys(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text == "steps" and isinstance(value, Listing):
                steps = (step for step in value.items if isinstance(step, Mapping))
                yield from (name for step in steps for name in step.keys() if name not in part_fields(Step))  # noqa: SIM118 - a node, no dict
            yield from _step_keys(value)
