"""What an import will do to a project: which files it makes, and what is left over, without writing anything yet."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journeybook.compare.finding_differences import finding_differences
from journeybook.edit.formatting import in_house_form
from journeybook.edit.insertion import Host, InsertionRefused, insert_into_part
from journeybook.edit.trial import checked_after
from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.foreign_cells import ForeignCell, ForeignFile, ForeignTable
from journeybook.exchange.formulas import neutralised
from journeybook.exchange.import_draft import HEADING, Addition, ImportDraft
from journeybook.exchange.imported import ImportedAtlas, ImportedDiagram
from journeybook.exchange.map_draft import MapHead, map_data
from journeybook.exchange.table_kind import LIBRARY, TableKind, draft_table, guess_kind, makes_map_of
from journeybook.findings import Finding, Level, bounded_guesses, visible
from journeybook.load.discover import FOLDER
from journeybook.load.nodes import Plain
from journeybook.load.yaml_writer import yaml_text
from journeybook.model.field_info import part_fields
from journeybook.model.files import model_of
from journeybook.model.scalars import suggested_id
from journeybook.publish.exchange_file import FileChange
from journeybook.validate import Checked

OUTSIDE = "it stands outside of the tables"
NOTHING_PLACED = "nothing tells what this table is"


Source = ForeignFile | ImportedAtlas | ImportedDiagram


@dataclass(frozen=True)
class ImportRequest:
    """What whoever imports says besides the file."""

    file: str
    """The name of the file, or what stands for it where the text was pasted."""
    stem: str
    """What the files that are made are called after."""
    goal: str
    name: str = ""
    """What the map is called; empty where it is called as the file or the diagram is."""
    owner: str = ""
    kind: TableKind | None = None
    """What every table of the file is; None where that is to be guessed."""
    into: str = ""
    """The map of the atlas that takes in what may join a stage; empty where none was named."""


@dataclass(frozen=True)
class PlannedFile:
    """A file of an import by its path in the project, with what it was made of."""

    path: str
    data: bytes
    kind: str
    """What it was made of, in words."""
    placed: Mapping[ForeignCell, str]
    """What became of each text of the foreign file that goes into it."""
    before: bytes | None = None
    """What stands there today, if anything."""
    is_extended: bool = False
    """Whether it is what stands there today, with more in it."""


@dataclass(frozen=True)
class ImportPlan:
    """Everything that an import will do."""

    files: tuple[PlannedFile, ...]
    left_over: Mapping[ForeignCell, str]
    """Every text that found no place, with the reason."""
    remarks: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the check says of these files, and the errors that they would make elsewhere."""

    @property
    def has_errors(self) -> bool:
        """Whether the files would break the project."""
        return any(finding.level is Level.ERROR for finding in self.findings)


def makes_map(source: Source, names: AtlasNames, request: ImportRequest) -> bool:
    """Whether a map is made of a file that does not say its goal."""
    if isinstance(source, ForeignFile):
        return any(kind is not None and makes_map_of(table, kind, names, request.into) for table, kind in _kinds(source, names, request))
    return isinstance(source, ImportedDiagram)


def holds_milestones(source: Source, names: AtlasNames, request: ImportRequest) -> bool:
    """Whether there is a table of what may join a stage of a map."""
    return isinstance(source, ForeignFile) and any(kind is TableKind.MILESTONES for _, kind in _kinds(source, names, request))


@bounded_guesses()
def plan_import(project: Path, source: Source, request: ImportRequest, names: AtlasNames, checked: Checked) -> ImportPlan:
    """Return what importing a file into a checked project does.

    Its files are tried as a part of the project. What is there already stays; but a map or list that was imported before is tried anew.
    """
    if isinstance(source, ImportedAtlas):
        plan = _plan_atlas(source, request)
    elif isinstance(source, ImportedDiagram):
        plan = _plan_diagram(source, request, names)
    else:
        plan = _plan_tables(project, source, request, names)
    files = tuple(file if file.is_extended else replace(file, before=_bytes_at(project / file.path)) for file in plan.files)
    tried = [file for file in files if file.before is None or not isinstance(source, ImportedAtlas)]
    return replace(plan, files=files, findings=_new_findings(project, tried, checked))


def map_name(stem: str) -> str:
    """Return what a map is called that says no name: the name of its file, in words."""
    words = " ".join(stem.replace("_", " ").replace("-", " ").split()) or stem
    return words[:1].upper() + words[1:]


def left_over_csv(file: str, left_over: Mapping[ForeignCell, str]) -> bytes:
    """Return the cells that found no place as CSV: file, sheet, cell, text and reason."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(["File", "Sheet", "Cell", "Text", "Why it was left over"])
    for cell, reason in left_over.items():
        place = cell.place.rpartition("!")[2]
        writer.writerow([neutralised(text) for text in (file, cell.sheet, place, cell.text, reason)])
    return buffer.getvalue().encode("utf-8-sig", "backslashreplace")


def _kinds(source: ForeignFile, names: AtlasNames, request: ImportRequest) -> list[tuple[ForeignTable, TableKind | None]]:
    return [(table, request.kind or guess_kind(table, names)) for table in source.tables]


def _plan_tables(project: Path, source: ForeignFile, request: ImportRequest, names: AtlasNames) -> ImportPlan:
    """Return the plan of a file of tables, each of which becomes a file or joins files of the atlas."""
    files: dict[str, PlannedFile] = {}
    drafts: list[ImportDraft] = []
    unknown = list[ForeignCell]()
    for table, kind in _kinds(source, names, request):
        stem = _stem(request, table if len(source.tables) > 1 else None, files)
        draft = _draft(table, kind, names, request, stem) if kind else None
        if draft and draft.additions is None:
            files[stem] = _planned(request, f"{draft.folder}/{stem}.yml", draft.data, draft.kind, draft.ledger.placed)
        drafts += [draft] if draft else []
        unknown += [] if draft else table.cells
    extended = _extended(project, drafts)
    left_over = dict.fromkeys(source.outside, OUTSIDE) | dict.fromkeys(unknown, NOTHING_PLACED)
    for draft in drafts:
        left_over |= draft.ledger.left_over
    remarks = (*source.remarks, *(remark for draft in drafts for remark in draft.ledger.remarks))
    unstated = tuple(text for draft in drafts for text in draft.ledger.unstated)
    return ImportPlan((*files.values(), *extended), left_over, remarks, unstated)


def _extended(project: Path, drafts: list[ImportDraft]) -> list[PlannedFile]:
    """Return the files of the atlas with what drafts add to them; what a file cannot take in is left over."""
    files: dict[str, PlannedFile] = {}
    additions = [(draft, addition) for draft in drafts for addition in draft.additions or ()]
    for draft, addition in sorted(additions, key=lambda pair: -pair[1].host.origin.place.line):  # what is above keeps its lines
        path, ledger = addition.host.origin.place.file, draft.ledger
        before = _bytes_at(project / path) or b""
        headings = {cell: where for cell, where in ledger.placed.items() if where == HEADING}
        file = files.get(path) or PlannedFile(path, before, draft.kind, headings, before, is_extended=True)
        try:
            data = _with_addition(file, addition)
        except InsertionRefused as refusal:
            ledger.withdraw(addition.cells, str(refusal))
            continue
        placed = {cell: ledger.placed[cell] for cell in addition.cells if cell in ledger.placed}
        files[path] = replace(file, data=data, placed={**file.placed, **headings, **placed})
    return list(files.values())


def _with_addition(file: PlannedFile, addition: Addition) -> bytes:
    """Return a file with an addition; as it is where it says that already."""
    model = type(addition.host)
    entry = in_house_form(yaml_text(addition.data), part_fields(model)[addition.key].part) if addition.data else ""
    host = Host(addition.host.origin.place, model)
    return insert_into_part(file.path, file.data, host, addition.key, entry) if entry else file.data


def _plan_diagram(source: ImportedDiagram, request: ImportRequest, names: AtlasNames) -> ImportPlan:
    """Return the plan of a diagram, which becomes a map."""
    stem = _stem(request, None, ())
    _, head = _taken_and_head(names, "maps", stem, request, source.title)
    unstated: list[str] = []
    data = map_data(head, source.stages, unstated)
    file = _planned(request, f"maps/{stem}.yml", data, source.kind, source.placed)
    return ImportPlan((file,), source.left_over, source.remarks, tuple(unstated))


def _plan_atlas(source: ImportedAtlas, request: ImportRequest) -> ImportPlan:
    """Return the plan of an exported atlas, which becomes the files it was made of."""
    files = (_planned(request, path, data, "an exported atlas", {}) for path, data in source.files.items())
    return ImportPlan(tuple(files), source.left_over)


def _stem(request: ImportRequest, table: ForeignTable | None, taken: Collection[str]) -> str:
    """Return the name of a table's file without its ending: as the foreign file, and as the sheet where there are several."""
    base = suggested_id(f"{request.stem} {table.name if table else ''}")
    stem, number = base, 1
    while stem in taken:
        number += 1
        stem = f"{base}-{number}"
    return stem


def _draft(table: ForeignTable, kind: TableKind, names: AtlasNames, request: ImportRequest, stem: str) -> ImportDraft | None:
    folder = str(kind) if kind in LIBRARY else "maps"
    taken, head = _taken_and_head(names, folder, stem, request, map_name(request.stem))
    return draft_table(table, kind, names, head, taken)


def _taken_and_head(names: AtlasNames, folder: str, stem: str, request: ImportRequest, title: str) -> tuple[set[str], MapHead]:
    """Return the ids that other files of a folder hold than that of an earlier import, and the head of a map with a free id."""
    file = f"{FOLDER}/{folder}/{stem}.yml"
    atlas = names.atlas
    things = {"playbooks": atlas.playbooks, "measures": atlas.measures, "maps": atlas.maps}[folder]
    taken = {thing.id for thing in things if thing.origin.place.file != file}
    identifier = stem if stem not in taken else f"{stem}-imported"
    return taken, MapHead(identifier, request.name or title, request.goal, request.file, request.owner, request.into)


def _planned(request: ImportRequest, name: str, data: Plain, kind: str, placed: Mapping[ForeignCell, str]) -> PlannedFile:
    head = f"# Imported from {visible(request.file)}. From now on this file is yours: change it as you like.\n"
    path = f"{FOLDER}/{name}"
    return PlannedFile(path, in_house_form(f"{head}{yaml_text(data)}", model_of(path)).encode(), kind, placed)


def _bytes_at(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _new_findings(project: Path, files: list[PlannedFile], checked: Checked) -> tuple[Finding, ...]:
    """Return what the ordinary check finds in some files, and the errors that they make elsewhere, tried in a copy of the project."""
    changes = [FileChange(project / file.path, file.before, file.data) for file in files]
    after = checked_after(project, checked, changes).findings
    whole = {file.path for file in files if not file.is_extended}
    paths = {file.path for file in files}
    more = set(finding_differences(checked.findings, after).new)
    return tuple(
        finding
        for finding in after
        if finding.place.file in whole or (finding in more and (finding.level is Level.ERROR or finding.place.file in paths))
    )
