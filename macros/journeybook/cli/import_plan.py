"""What an import will do to a project: which file each table becomes, and what is left over, without writing anything yet."""

import csv
import io
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.foreign_cells import ForeignCell, ForeignFile, ForeignTable
from journeybook.exchange.formulas import neutralised
from journeybook.exchange.import_draft import ImportDraft
from journeybook.exchange.map_draft import MapHead
from journeybook.exchange.table_kind import LIBRARY, TableKind, draft_table, guess_kind
from journeybook.findings import Finding, Level, bounded_guesses, visible
from journeybook.load.discover import FOLDER, IMPORT_FOLDER
from journeybook.load.yaml_writer import yaml_text
from journeybook.model.scalars import suggested_id
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import check

OUTSIDE = "it stands outside of the tables"
NOTHING_PLACED = "nothing tells what this table is"


@dataclass(frozen=True)
class ImportRequest:
    """What whoever imports says besides the file."""

    file: str
    """The name of the file."""
    name: str
    """What the map is called."""
    goal: str
    owner: str = ""
    kind: TableKind | None = None
    """What every table of the file is; None where that is to be guessed."""


@dataclass(frozen=True)
class PlannedFile:
    """A file of an import by its path in the project, with the draft it was made of and what is wrong with it."""

    path: str
    data: bytes
    draft: ImportDraft
    before: bytes | None
    """What stands there today, if anything."""
    findings: tuple[Finding, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether it would break the project."""
        return any(finding.level is Level.ERROR for finding in self.findings)


@dataclass(frozen=True)
class ImportPlan:
    """Everything that an import will do."""

    files: tuple[PlannedFile, ...]
    left_over: dict[ForeignCell, str]
    """Every cell that found no place, with the reason."""
    remarks: tuple[str, ...]
    unstated: tuple[str, ...] = field(default=())


def kinds_of_tables(source: ForeignFile, names: AtlasNames, kind: TableKind | None) -> list[TableKind | None]:
    """Return what each table of a file is."""
    return [kind or guess_kind(table, names) for table in source.tables]


def makes_map(kinds: Iterable[TableKind | None]) -> bool:
    """Whether a map is made of one of these tables."""
    return any(kind is not None and kind not in LIBRARY for kind in kinds)


@bounded_guesses()
def plan_import(project: Path, source: ForeignFile, request: ImportRequest, names: AtlasNames) -> ImportPlan:
    """Return what importing a file does, each new file checked as a part of the project."""
    left_over = dict.fromkeys(source.outside, OUTSIDE)
    files: list[PlannedFile] = []
    for table, kind in zip(source.tables, kinds_of_tables(source, names, request.kind), strict=True):
        stem = _stem(request, table if len(source.tables) > 1 else None, {file.path for file in files})
        draft = _draft(table, kind, names, request, stem) if kind else None
        left_over |= draft.ledger.left_over if draft else dict.fromkeys(table.cells, NOTHING_PLACED)
        files += [_planned(project, stem, draft, request)] if draft else []
    ledgers = [file.draft.ledger for file in files]
    remarks = (*source.remarks, *(remark for ledger in ledgers for remark in ledger.remarks))
    return ImportPlan(tuple(_checked(project, files)), left_over, remarks, tuple(text for ledger in ledgers for text in ledger.unstated))


def left_over_csv(file: str, left_over: dict[ForeignCell, str]) -> bytes:
    """Return the cells that found no place as CSV: file, sheet, cell, text and reason."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(["File", "Sheet", "Cell", "Text", "Why it was left over"])
    for cell, reason in left_over.items():
        place = cell.place.rpartition("!")[2]
        writer.writerow([neutralised(text) for text in (file, cell.sheet, place, cell.text, reason)])
    return buffer.getvalue().encode("utf-8-sig", "backslashreplace")


def _stem(request: ImportRequest, table: ForeignTable | None, taken: set[str]) -> str:
    """Return the name of a table's file without its ending: as the foreign file, and as the sheet where there are several."""
    base = suggested_id(f"{Path(request.file).stem} {table.name if table else ''}")
    stem, number = base, 1
    while any(path.endswith(f"/{stem}.yml") for path in taken):
        number += 1
        stem = f"{base}-{number}"
    return stem


def _draft(table: ForeignTable, kind: TableKind, names: AtlasNames, request: ImportRequest, stem: str) -> ImportDraft | None:
    """Return the draft of a table; ids that stand in the file of an earlier import of it are not taken."""
    folder = str(kind) if kind in LIBRARY else "maps"
    file = f"{FOLDER}/{folder}/{stem}.yml"
    atlas = names.atlas
    things = {"playbooks": atlas.playbooks, "measures": atlas.measures, "maps": atlas.maps}[folder]
    taken = {thing.id for thing in things if thing.origin.place.file != file}
    identifier = stem if stem not in taken else f"{stem}-imported"
    return draft_table(table, kind, names, MapHead(identifier, request.name, request.goal, request.file, request.owner), taken)


def _planned(project: Path, stem: str, draft: ImportDraft, request: ImportRequest) -> PlannedFile:
    path = f"{FOLDER}/{draft.folder}/{stem}.yml"
    head = f"# Imported from {visible(request.file)}. From now on this file is yours: change it as you like.\n"
    before = (project / path).read_bytes() if (project / path).is_file() else None
    return PlannedFile(path, f"{head}{yaml_text(draft.data)}".encode(), draft, before)


def _checked(project: Path, files: list[PlannedFile]) -> list[PlannedFile]:
    """Return the files with what the ordinary check finds in them, tried in a copy of the project."""
    with temporary_folder() as copy:
        shutil.copytree(project / FOLDER, copy / FOLDER, symlinks=True, ignore=shutil.ignore_patterns(Path(IMPORT_FOLDER).name))
        for file in files:
            (copy / file.path).parent.mkdir(exist_ok=True)
            (copy / file.path).write_bytes(file.data)
        findings = check(copy).findings
    return [
        PlannedFile(
            file.path, file.data, file.draft, file.before, tuple(finding for finding in findings if finding.place.file == file.path)
        )
        for file in files
    ]
