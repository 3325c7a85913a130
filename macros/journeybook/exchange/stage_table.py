"""Makes a map of a table with a column for each stage and a row for each lane, or the other way round."""

from dataclasses import replace

from journeybook.exchange.atlas_names import OWNERS, AtlasNames, spoken
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable
from journeybook.exchange.import_draft import ImportDraft, PlainGroup
from journeybook.exchange.map_draft import UNSTATED, MapDraft, MapHead, append_value, begin_map

STAGES = "a table of stages and lanes"
EXPERIENCE = {
    "thinks": ("thoughts", "thinking", "thinks", "customer thoughts"),
    "feels": ("feelings", "feeling", "feels", "emotions", "emotion", "mood"),
    "questions": ("questions", "customer questions"),
    "delights": ("delights", "happy moments", "highlights"),
    "physical_evidence": ("physical evidence", "evidence"),
    "technical_limits": ("technical limits",),
    "pain_points": ("pain points", "pains", "frustrations", "problems", "obstacles", "barriers"),
    "opportunities": ("opportunities", "ideas", "improvements", "solutions"),
    "outcome": ("outcome", "customer outcome", "goal", "goals", "customer goal", "customer goals", "user goals"),
    "business": ("business outcome", "business goal", "business goals"),
    "entry": ("entry", "entry criteria", "begins when", "starts when"),
    "exit": ("exit", "exit criteria", "ends when", "done when"),
    "owner": ("owner", "stage owner", "process owner"),
    "measures": ("measures", "metrics", "kpis", "success metrics"),
    "summary": ("summary", "description", "stage description"),
    "deliverables": ("deliverables",),
    "milestones": ("milestones",),
}
"""The fields of a stage by the words with which tables head them; an atlas's own lanes come before."""
_FIELDS = {spoken(word): field for field, words in EXPERIENCE.items() for word in words}
_OF_CUSTOMERS = {"thinks", "feels", "questions", "delights", "pain_points", "opportunities", "physical_evidence"}
_SINGLE = {"summary", "outcome", "business", "owner"}
_KINDS = {"measures": "measure", "feels": "feeling"}


def draft_stage_table(table: ForeignTable, names: AtlasNames, head: MapHead) -> ImportDraft | None:
    """Return the map of a table of stages and lanes, or None where neither its rows nor its columns name lanes."""
    turned = _turned(table)
    table_of_lanes = max((table, turned), key=lambda side: _lane_rows(side, names))
    if not _lane_rows(table_of_lanes, names):
        return None
    draft = begin_map(table, names, head)
    first = next(index for index, row in enumerate(table_of_lanes.rows) if row and _row_field(row[0], names))
    heading = next((index for index in range(first - 1, -1, -1) if any(not cell.is_blank for cell in table_of_lanes.rows[index][1:])), None)
    if heading is None:
        return None
    headings = table_of_lanes.rows[heading]
    stages = {column: draft.stage_of(cell) for column, cell in enumerate(headings) if column and not cell.is_blank}
    if headings[0].text.strip():
        draft.ledger.text(headings[0], "heading of the rows")
    label: ForeignCell | None = None
    for row in table_of_lanes.rows[heading + 1 :]:
        label = row[0] if not row[0].is_blank else label
        if label is not None:
            _place_row(draft, label, row, stages)
    draft.ledger.remarks.append("A table does not say in which order the steps of a stage follow: they follow here as the rows do.")
    return draft.finish(STAGES) if draft.stages else None


def lane_likeness(table: ForeignTable, names: AtlasNames) -> int:
    """Return how many rows, or columns, are headed by lanes and other rows of a map."""
    return max(_lane_rows(table, names), _lane_rows(_turned(table), names))


def _lane_rows(table: ForeignTable, names: AtlasNames) -> int:
    """Return how many rows are headed by a lane of the atlas or by what customers think, feel and meet; one of the latter says nothing."""
    labels = {spoken(row[0].text) for row in table.rows if row}
    lanes = sum(names.find(label, "lane") is not None for label in labels)
    experience = sum(_FIELDS.get(label) in _OF_CUSTOMERS for label in labels)
    return lanes + experience if lanes or experience > 1 else 0


def _row_field(cell: ForeignCell, names: AtlasNames) -> str | None:
    return names.find(cell.text, "lane") or _FIELDS.get(spoken(cell.text))


def _turned(table: ForeignTable) -> ForeignTable:
    """Return a table with its rows as columns."""
    width = max(map(len, table.rows), default=0)
    blank = ForeignCell(table.name, 0, 0, "")
    rows = tuple(tuple(row[column] if column < len(row) else blank for row in table.rows) for column in range(width))
    return replace(table, rows=rows)


def _place_row(draft: MapDraft, label: ForeignCell, row: tuple[ForeignCell, ...], stages: dict[int, PlainGroup | None]) -> None:
    names, ledger = draft.names, draft.ledger
    lane, stage_field = names.find(label.text, "lane"), _FIELDS.get(spoken(label.text))
    if lane or stage_field:
        ledger.text(label, f"lane '{lane}'" if lane else f"heading of '{stage_field}'")
    else:
        ledger.leave(label, names.unknown(label.text.strip(), "lane"))
    for column, cell in enumerate(row[1:], start=1):
        stage = stages.get(column)
        if cell.is_blank or cell == label or cell in ledger.placed:
            continue
        if stage is None:
            ledger.leave(cell, "no stage stands above it")
        elif lane:
            for text in ledger.lines(cell, f"stage '{stage['name']}', lane '{lane}'"):
                draft.add_step(stage, lane, text, {})
        elif stage_field:
            _place_field(draft, stage, stage_field, cell)
        else:
            ledger.leave(cell, names.unknown(label.text.strip(), "lane"))


def _place_field(draft: MapDraft, stage: PlainGroup, name: str, cell: ForeignCell) -> None:
    """Place a cell in a field of a stage; what has one value takes the first."""
    where = f"'{name}' of stage '{stage['name']}'"
    group, key = _home(stage, name)
    if name in _SINGLE and key in group:
        draft.ledger.leave(cell, f"the stage '{stage['name']}' has one of these already")
    elif name == "owner":
        _place_owner(draft, stage, cell, where)
    elif name in _KINDS:
        for identifier in draft.ledger.references(cell, where, draft.names, _KINDS[name]):
            append_value(stage, name, identifier)
    elif name in _SINGLE:
        text = draft.ledger.text(cell, where)
        if text:
            group[key] = text
            stage |= {"outcome": group} if group is not stage else {}
    else:
        for line in draft.ledger.lines(cell, where):
            _add_line(draft, stage, name, line)


def _home(stage: PlainGroup, name: str) -> tuple[PlainGroup, str]:
    """Return the group of keys in which a field stands, and its key there."""
    if name not in ("outcome", "business"):
        return stage, name
    outcome = stage.get("outcome", {})
    return (outcome if isinstance(outcome, dict) else {}), ("business" if name == "business" else "customer")


def _place_owner(draft: MapDraft, stage: PlainGroup, cell: ForeignCell, where: str) -> None:
    owners = draft.ledger.references(cell, where, draft.names, *OWNERS)
    if owners:
        stage["owner"] = owners[0]
    if len(owners) > 1:
        draft.ledger.leave(cell, "a stage has one owner")


def _add_line(draft: MapDraft, stage: PlainGroup, name: str, line: str) -> None:
    """Add a line to a list of a stage, with what such an entry needs and the table does not say."""
    if name == "pain_points":
        draft.ledger.unstated.append(f"pain point '{line}': the way back (recovery)")
        append_value(stage, name, {"what": line, "recovery": UNSTATED})
    elif name == "milestones":
        draft.ledger.unstated.append(f"milestone '{line}': its owner and its target")
        append_value(stage, name, {"name": line, "owner": UNSTATED, "target": UNSTATED})
    elif name == "questions":
        append_value(stage, name, {"ask": line})
    else:
        append_value(stage, name, line)
