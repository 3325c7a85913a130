"""The files of a project as node trees, each with its model class and with its short forms expanded."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.discover import FOLDER, ProjectFile, discover
from journeybook.load.nodes import values_in
from journeybook.load.source import MappingNode, Node, ReadResult, ScalarNode, SequenceNode, read_source
from journeybook.model.base import Part
from journeybook.model.enumerations import LaneKind
from journeybook.model.field_info import part_fields
from journeybook.model.files import ATLAS, FOLDERS, model_of
from journeybook.model.map import Map
from journeybook.model.organisation import SCHEMA_VERSION, AtlasFile
from journeybook.model.step import Step
from journeybook.model.vocabulary import LANES
from journeybook.validate.check_memory import CheckMemory
from journeybook.validate.loss import Loss, Lost, loss_of, words_of
from journeybook.validate.messages import SHAPE_GROUP
from journeybook.validate.node_paths import identifiers
from journeybook.validate.nouns import noun_phrase
from journeybook.validate.proposals import guess
from journeybook.validate.short_forms import expand_short_forms
from journeybook.validate.sizes import MOST_BYTES, MOST_VALUES, atlas_size_finding, list_size_findings
from journeybook.validate.unindented import Indentation
from journeybook.validate.unknown_files import unknown_file_finding

Tree = tuple[MappingNode, type[Part]]
FILE_ATLAS = FindingRule(
    "FILE-ATLAS",
    Level.ERROR,
    """There is a file `journeys/atlas.yml`.

It says whose journeys these are, and holds the lists that all maps share: teams, lanes, channels, anchors.

Good:
    # atlas.yml
    organisation: Shiftwell

Bad:
    # atlas.yml, left out
""",
)


@dataclass(frozen=True)
class WrittenProject:
    """All node trees in the order of their files, the lanes with their kinds, what could not be read, and the findings."""

    trees: tuple[Tree, ...]
    lanes: Mapping[str, LaneKind]
    lost: Lost
    findings: tuple[Finding, ...]
    resources: frozenset[str] = frozenset()
    """The names of the files in `journeys/resources/`."""
    files: int = 0
    """The number of YAML files that were read."""


def read_project(project: Path, memory: CheckMemory) -> WrittenProject:
    """Read every file of a project, as far as they can be parsed."""
    discovery = discover(project)
    gathered = _Gathered([*discovery.findings], memory)
    sources = [(file, file.data) for file in discovery.files if file.data is not None]
    for read, (file, data) in enumerate(sources, start=1):
        _take(file, data, gathered)
        if gathered.is_too_large:
            gathered.findings.append(atlas_size_finding(Place(file.path)))
            kinds = nameless_kinds(None) | {model.KIND for model in FOLDERS.values()}
            return WrittenProject((), {}, Lost((_empty(file.path, None, kinds),)), tuple(gathered.findings), files=read)
    atlas = f"{FOLDER}/{ATLAS}"
    if not any(finding.place.file == atlas for finding in gathered.findings) and not any(model is AtlasFile for _, model in gathered.trees):
        hint = f"begin it with `schema_version: {SCHEMA_VERSION}` and `organisation: ...`"
        gathered.findings.append(FILE_ATLAS.at(Place(atlas), "there is no such file", hint))
    lanes = _lanes(gathered.trees)
    trees = tuple(_in_long_form(tree, model, lanes, gathered) for tree, model in gathered.trees)
    if not any(model is AtlasFile for _, model in trees):
        gathered.losses.append(_empty(atlas, AtlasFile, nameless_kinds(None)))
    files = frozenset(file.path.removeprefix(f"{FOLDER}/resources/") for file in discovery.files)
    return WrittenProject(trees, lanes, Lost(tuple(gathered.losses)), tuple(gathered.findings), files, len(sources))


def _in_long_form(tree: MappingNode, model: type[Part], lanes: Mapping[str, LaneKind], gathered: "_Gathered") -> Tree:
    """Return a tree with its blocks indented and its short forms expanded; adds the findings."""

    def make() -> tuple[MappingNode, list[Finding]]:
        indentation = Indentation(lanes)
        whole = expand_short_forms(indentation.indented(tree, model), model, lanes)
        assert isinstance(whole, MappingNode)  # noqa: S101 - what was keys and values stays so
        return whole, indentation.findings

    whole, findings = gathered.memory.kept(("long form", model, *lanes.items()), tree, make)
    gathered.findings += findings
    return whole, model


def nameless_kinds(tree: MappingNode | None) -> frozenset[str]:
    """Return the kinds of which `atlas.yml` has items without an id; all of its kinds where it could not be read."""
    kinds = {field.name: field.part.KIND for field in part_fields(AtlasFile).values() if field.part and field.part.KIND}
    if tree is None:
        return frozenset(kinds.values())
    values = {name: tree.get(name) for name in kinds}
    items = {name: value.items if isinstance(value, SequenceNode) else (value,) for name, value in values.items() if value is not None}
    return frozenset(kinds[name] for name, written in items.items() if not all(identifiers(item) for item in written))


def _empty(file: str, model: type[Part] | None, kinds: frozenset[str]) -> Loss:
    """Return the loss of a file of which nothing is known, with the kinds of which it may define any id."""
    return Loss(Place(file), frozenset(), frozenset(), model, all_ids_of=kinds)


@dataclass
class _Gathered:
    findings: list[Finding]
    memory: CheckMemory
    trees: list[Tree] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    bytes: int = 0
    values: int = 0

    @property
    def is_too_large(self) -> bool:
        """Whether more has been read than an atlas may hold."""
        return self.bytes > MOST_BYTES or self.values > MOST_VALUES


def _take(file: ProjectFile, data: bytes, gathered: _Gathered) -> None:
    model = model_of(file.path)
    if model is None:
        gathered.findings.append(unknown_file_finding(file.path))
        gathered.losses.append(_unread(file.path, data, model))
        return
    reading, values, findings = gathered.memory.kept(("file", file.path, data), None, lambda: _read(file.path, data, model))
    gathered.findings += (*reading.findings, *findings)
    gathered.bytes += len(data)
    gathered.values += values
    if reading.source is None:
        gathered.losses.append(_unread(file.path, data, model))
        return
    root = reading.source.root
    if isinstance(root, SequenceNode) and model in (Map, AtlasFile):
        message = "this file is a list" if model is AtlasFile else "a file in maps/ holds one map, not a list"
        hint = "write `key: value` lines, beginning at the margin" if model is AtlasFile else "give each map a file of its own"
        gathered.findings.append(SHAPE_GROUP.at(root.place, message, hint))
        gathered.losses.append(loss_of(root, model))
        return
    for item in root.items if isinstance(root, SequenceNode) else (root,):
        _take_item(item, model, gathered)


def _read(path: str, data: bytes, model: type[Part]) -> tuple[ReadResult, int, tuple[Finding, ...]]:
    """Return a file as it was parsed, the number of its values, and the findings about lists that are too long."""
    reading = read_source(path, data)
    root = reading.source.root if reading.source else None
    return (reading, values_in(root), tuple(list_size_findings(root, model))) if root else (reading, 0, ())


def _unread(file: str, data: bytes, model: type[Part] | None) -> Loss:
    """Return the loss of a file that could not be parsed, with the words in it."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    lines = data.decode("utf-16" if is_wide else "utf-8", "replace").splitlines()
    words = words_of(*(word for line in lines if not line.lstrip().startswith("#") for word in line.split()))
    return Loss(Place(file), words, words, model)


def _take_item(item: Node, model: type[Part], gathered: _Gathered) -> None:
    if isinstance(item, MappingNode):
        gathered.trees.append((item, model))
        return
    message = f"{noun_phrase(model)} is written as keys and values"
    gathered.findings.append(SHAPE_GROUP.at(item.place, message, "write `key: value` lines, such as `id: first-one`"))
    gathered.losses.append(loss_of(item, model))


def _lanes(trees: list[Tree]) -> dict[str, LaneKind]:
    """Return the atlas's lanes with their kinds, read before anything else since steps are written by lane."""
    settings = next((tree for tree, model in trees if model is AtlasFile), None)
    if settings is None:
        return _guessed_lanes(trees)
    only_lanes = MappingNode(tuple(entry for entry in settings.entries if entry[0].text == "lanes"), settings.place)
    expanded = expand_short_forms(only_lanes, AtlasFile, {})
    written = expanded.get("lanes") if isinstance(expanded, MappingNode) else None
    lanes: dict[str, LaneKind] = {}
    for item in written.items if isinstance(written, SequenceNode) else ():
        kind = item.get("kind") if isinstance(item, MappingNode) else None
        known = kind.text if isinstance(kind, ScalarNode) and kind.text in set(LaneKind) else LaneKind.STEP
        lanes |= {identifier: LaneKind(known) for identifier in identifiers(item)}
    if lanes or (written is None and guess("lanes", settings.keys()) is None):
        return lanes or {lane.id: lane.kind for lane in LANES}
    return _guessed_lanes(trees)


def _guessed_lanes(trees: list[Tree]) -> dict[str, LaneKind]:
    """Return what may be lanes where those of the atlas cannot be read."""
    guessed = {key: LaneKind.STEP for tree, model in trees if model is Map for key in _step_keys(tree)}
    return guessed | {lane.id: lane.kind for lane in LANES}


def _step_keys(node: Node) -> Iterator[str]:
    """Yield the keys of steps that are no fields: without the atlas, these are taken for its lanes."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _step_keys(item)
    elif isinstance(node, MappingNode):
        for key, value in node.entries:
            if key.text == "steps" and isinstance(value, SequenceNode):
                steps = (step for step in value.items if isinstance(step, MappingNode))
                yield from (name for step in steps for name in step.keys() if name not in part_fields(Step))  # noqa: SIM118 - a node, no dict
            yield from _step_keys(value)
