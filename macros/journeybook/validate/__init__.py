"""Validation, told in order: find and read the files, put short forms back, build variants, shape, link, and ask the rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journeybook.findings import Finding, Level
from journeybook.load.discover import YAML_SUFFIXES, discover
from journeybook.load.source import Listing, Mapping, Node, Scalar, read_source
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.files import ATLAS, FOLDERS, model_of
from journeybook.model.map import Map
from journeybook.model.organisation import LANES, AtlasFile, Organisation
from journeybook.model.words import LaneKind
from journeybook.validate.alter import everything, identifiers
from journeybook.validate.day import reference_day
from journeybook.validate.overlay import Overlay
from journeybook.validate.references import check_references
from journeybook.validate.runner import check_practice
from journeybook.validate.shape import shape
from journeybook.validate.short import expand
from journeybook.validate.unknown import unknown_file


@dataclass(frozen=True)
class Checked:
    """The atlas as far as it could be read, everything that is wrong with it, and the day from which ages are counted."""

    atlas: Atlas
    findings: tuple[Finding, ...]
    as_of: date

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong at error level."""
        return not any(finding.level is Level.ERROR for finding in self.findings)


def check(project: Path, *, as_of: date | None = None) -> Checked:
    """Read and check a whole project; author mistakes are findings, an unreadable disk is an OSError."""
    reader = _Reader()
    reader.read(project)
    lanes = reader.lanes()
    reader.expand(lanes)
    reader.build_variants(lanes)
    atlas = reader.link(tuple(lanes))
    today = reference_day(as_of, atlas, project)
    linked = check_references(atlas, reader.unread)
    practised = check_practice(atlas, today)
    return Checked(atlas, tuple(sorted({*reader.findings, *linked, *practised})), today)


class _Reader:
    """Gathers the trees of all files, then the parts they make."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.trees: list[tuple[Mapping, type[Part]]] = []
        self.unread: frozenset[str] = frozenset()

    def read(self, project: Path) -> None:
        """Find and read every file; what a broken file might have said counts as known."""
        found = discover(project)
        self.findings += found.findings
        for file in found.files:
            model = model_of(file.path)
            if not file.path.endswith(YAML_SUFFIXES) or file.data is None:
                continue
            if model is None:
                self.findings.append(unknown_file(file.path))
                continue
            reading = read_source(file.path, file.data)
            self.findings += reading.findings
            if reading.source is None:
                self.unread |= frozenset(_words(file.data))
            else:
                self.trees += [(tree, model) for tree in self._items(reading.source.root, model)]

    def _items(self, root: Node, model: type[Part]) -> Iterator[Mapping]:
        items = root.items if isinstance(root, Listing) and model not in (Map, AtlasFile) else (root,)
        for item in items:
            if isinstance(item, Mapping):
                yield item
            else:
                message = f"a {model.__name__.lower()} is written as keys and values"
                self.findings.append(Finding(item.place, Level.ERROR, "SHAPE-GROUP", message, "begin the line with a key and a colon"))

    def lanes(self) -> dict[str, LaneKind]:
        """Return the atlas's lanes with their kinds, read before anything else since steps are written by lane."""
        settings = next((tree for tree, model in self.trees if model is AtlasFile), None)
        written = settings.get("lanes") if settings else None
        found = {}
        for item in written.items if isinstance(written, Listing) else ():
            kind = item.get("kind") if isinstance(item, Mapping) else None
            known = kind.text if isinstance(kind, Scalar) and kind.text in set(LaneKind) else LaneKind.STEP
            found |= {identifier: LaneKind(known) for identifier in identifiers(item)}
        return found or {lane.id: lane.kind for lane in LANES}

    def expand(self, lanes: dict[str, LaneKind]) -> None:
        """Put back what short forms leave out."""
        expanded = ((expand(tree, model, lanes), model) for tree, model in self.trees)
        self.trees = [(tree, model) for tree, model in expanded if isinstance(tree, Mapping)]

    def build_variants(self, lanes: dict[str, LaneKind]) -> None:
        """Replace every variant by its bases with its alterations."""
        maps = {identifier: tree for tree, model in reversed(self.trees) if model is Map for identifier in identifiers(tree)}
        overlay = Overlay(maps)
        built: list[tuple[Mapping, type[Part]]] = []
        for tree, model in self.trees:
            name = next(iter(identifiers(tree)), None)
            whole = overlay.merged(name) if model is Map and name and maps[name] is tree else tree
            if whole is None:
                self.unread |= {*identifiers(tree), *everything(tree)}
                continue
            again = expand(whole, model, lanes)
            built += [(again, model)] if isinstance(again, Mapping) else []
        self.trees = built
        self.findings += overlay.findings

    def link(self, lanes: tuple[str, ...]) -> Atlas:
        """Shape every tree and put the parts together."""
        parts: dict[type[Part], list[Part]] = {}
        for tree, model in self.trees:
            shaped = shape(tree, model, lanes)
            self.findings += shaped.findings
            if shaped.part is None:
                self.unread |= {*identifiers(tree), *everything(tree)}
            else:
                parts.setdefault(model, []).append(shaped.part)
        settings = parts.get(AtlasFile, [AtlasFile(schema_version=1, organisation=Organisation(name=ATLAS))])[0]
        lists = {folder: tuple(parts.get(model, ())) for folder, model in FOLDERS.items()}
        return Atlas(file=settings, **lists)  # type: ignore[arg-type]


def _words(data: bytes) -> Iterator[str]:
    """Yield every value of `id:` that can be made out in a file that cannot be read."""
    for line in data.decode("utf-8", "replace").splitlines():
        key, colon, value = line.strip().removeprefix("- ").partition(":")
        if colon and key.strip() == "id":
            yield value.strip().strip("'\"")
