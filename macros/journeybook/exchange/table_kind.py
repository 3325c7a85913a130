"""Decides what a foreign table is, and makes the draft of it."""

from collections.abc import Callable
from enum import StrEnum

from journeybook.exchange.atlas_names import AtlasNames, spoken
from journeybook.exchange.columns import find_header
from journeybook.exchange.foreign_cells import ForeignTable
from journeybook.exchange.frame_list import FRAMES, draft_frames
from journeybook.exchange.import_draft import ImportDraft
from journeybook.exchange.library_columns import MEASURE_COLUMNS, MILESTONE_COLUMNS, PLAYBOOK_COLUMNS, LibraryColumns, spellings_of
from journeybook.exchange.library_rows import MEASURES, PLAYBOOKS, draft_measures, draft_playbooks
from journeybook.exchange.map_draft import MapHead
from journeybook.exchange.milestone_table import MILESTONES, draft_milestones, joins_maps
from journeybook.exchange.raci_table import RACI, draft_raci, heading_of_duties
from journeybook.exchange.stage_table import STAGES, draft_stage_table, lane_likeness
from journeybook.exchange.sticky_notes import NOTE_COLUMNS, NOTES, draft_notes


class TableKind(StrEnum):
    """What a table may be."""

    NOTES = "notes"
    STAGES = "stages"
    RACI = "raci"
    MILESTONES = "milestones"
    PLAYBOOKS = "playbooks"
    MEASURES = "measures"
    FRAMES = "frames"


IN_WORDS = {
    TableKind.NOTES: NOTES,
    TableKind.STAGES: STAGES,
    TableKind.RACI: RACI,
    TableKind.MILESTONES: MILESTONES,
    TableKind.PLAYBOOKS: PLAYBOOKS,
    TableKind.MEASURES: MEASURES,
    TableKind.FRAMES: FRAMES,
}
LIBRARY = (TableKind.PLAYBOOKS, TableKind.MEASURES)
"""The kinds that become files of the library; of all others a map is made."""
LOOKED_FOR = (
    "sticky notes or steps (a column Text, with Frame, Color or positions beside it)",
    "stages and lanes (a row or column that names lanes of this atlas)",
    "a RACI table (letters R, A, C, I below teams or roles)",
    "playbooks (columns Playbook and Trigger or Steps)",
    "measures (Metric, Formula)",
    "milestones (Milestone, Target)",
    "frames of a board (a title, its notes below, a blank line)",
)
_TELLING = {TableKind.MILESTONES: {"milestone"}, TableKind.MEASURES: {"measure", "metric", "kpi"}, TableKind.PLAYBOOKS: {"playbook"}}
"""A heading that alone says what a table is; it must be that of the name."""
_LIBRARY_COLUMNS = {
    TableKind.MILESTONES: MILESTONE_COLUMNS,
    TableKind.MEASURES: MEASURE_COLUMNS,
    TableKind.PLAYBOOKS: PLAYBOOK_COLUMNS,
}
_MAP_DRAFTS: dict[TableKind, Callable[[ForeignTable, AtlasNames, MapHead], ImportDraft | None]] = {
    TableKind.NOTES: draft_notes,
    TableKind.STAGES: draft_stage_table,
    TableKind.RACI: draft_raci,
    TableKind.MILESTONES: draft_milestones,
    TableKind.FRAMES: draft_frames,
}


def guess_kind(table: ForeignTable, names: AtlasNames) -> TableKind | None:
    """Return what a table is, by its headings and by what its cells name; None where it is blank."""
    telling = {kind: _heads_names(table, _LIBRARY_COLUMNS[kind], words) for kind, words in _TELLING.items()}
    likeness = lane_likeness(table, names)
    header = find_header(table, NOTE_COLUMNS)
    notes = set(header.columns if header else ())
    signs = (
        (TableKind.RACI, heading_of_duties(table) is not None),
        (TableKind.NOTES, any({"text", beside} <= notes for beside in ("stage", "lane", "x", "colour")) and not any(telling.values())),
        (TableKind.STAGES, likeness > 1),
        *telling.items(),
        (TableKind.PLAYBOOKS, _has(table, PLAYBOOK_COLUMNS, "trigger", "steps") or _has(table, PLAYBOOK_COLUMNS, "trigger", "outcome")),
        (TableKind.MEASURES, _has(table, MEASURE_COLUMNS, "formula") or _has(table, MEASURE_COLUMNS, "unit")),
        (TableKind.NOTES, "text" in notes),
        (TableKind.STAGES, likeness > 0),
        (TableKind.FRAMES, _is_list(table)),
    )
    return next((kind for kind, is_so in signs if is_so), None)


def draft_table(table: ForeignTable, kind: TableKind, names: AtlasNames, head: MapHead, taken: set[str]) -> ImportDraft | None:
    """Return what a table of this kind becomes, or None where nothing of it can be placed; taken holds the ids that are in use."""
    if kind is TableKind.PLAYBOOKS:
        return draft_playbooks(table, names, taken)
    if kind is TableKind.MEASURES:
        return draft_measures(table, names, taken)
    return _MAP_DRAFTS[kind](table, names, head)


def makes_map_of(table: ForeignTable, kind: TableKind, names: AtlasNames, into: str) -> bool:
    """Whether a table of a kind becomes a map of its own."""
    return kind not in LIBRARY and not (kind is TableKind.MILESTONES and joins_maps(table, names, into))


def _heads_names(table: ForeignTable, fields: LibraryColumns, words: set[str]) -> bool:
    header = find_header(table, spellings_of(fields))
    if header is None or "name" not in header.columns or len(header.columns) < 2:  # noqa: PLR2004 - one heading tells nothing
        return False
    return bool(set(spoken(table.rows[header.row][header.columns["name"]].text).split()) & {spoken(word) for word in words})


def _is_list(table: ForeignTable) -> bool:
    """Whether most rows hold a single text."""
    counts = [count for row in table.rows if (count := sum(not cell.is_blank for cell in row))]
    return counts.count(1) * 2 > len(counts)


def _has(table: ForeignTable, fields: LibraryColumns, *needed: str) -> bool:
    header = find_header(table, spellings_of(fields))
    return header is not None and {"name", *needed} <= set(header.columns)
