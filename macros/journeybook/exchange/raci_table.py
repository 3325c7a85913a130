"""Makes a map of a RACI table: each row a step, each letter the duty of the team or role that heads its column."""

import re
from dataclasses import dataclass

from journeybook.exchange.atlas_names import WHO, AtlasNames, spoken
from journeybook.exchange.columns import heading_names
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable
from journeybook.exchange.import_draft import HEADING, ImportDraft, PlainGroup, without_blanks
from journeybook.exchange.map_draft import MapDraft, MapHead, begin_map

RACI = "a RACI table"
MOST_HEADINGS = 10
_LETTERS = re.compile(r"\s*(?:[RACI](?:[\s,/+&]*[RACI])*|Responsible|Accountable|Consulted|Informed)\s*", re.IGNORECASE)
_DUTIES = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}
_STAGE = {spoken(word) for word in ("stage", "phase", "process", "process step", "category")}


def draft_raci(table: ForeignTable, names: AtlasNames, head: MapHead) -> ImportDraft | None:
    """Return the map of a RACI table, or None where no column is headed by a duty or holds letters of duties."""
    heading = heading_of_duties(table)
    if heading is None:
        return None
    headings = table.rows[heading]
    draft = begin_map(table, names, head)
    duties = {column: duty for column, cell in enumerate(headings) if (duty := _headed_duty(cell))}
    people = {} if duties else {column: cell for column, cell in enumerate(headings) if column and _holds_letters(table, heading, column)}
    stage_column = next((column for column, cell in enumerate(headings) if spoken(cell.text) in _STAGE), None)
    others = [column for column in range(len(headings)) if column not in {*duties, *people, stage_column}]
    if not others:
        return None
    parties = {column: _party(draft, cell) for column, cell in people.items()}
    strangers = {column: " ".join(cell.text.split()) for column, cell in people.items() if parties[column] is None}
    for column in (*duties, others[0], *(() if stage_column is None else (stage_column,))):
        draft.ledger.text(headings[column], HEADING)
    stage: PlainGroup | None = None
    for row in table.rows[heading + 1 :]:
        stage = _place_row(draft, row, stage, _Columns(others[0], stage_column, duties, parties, strangers))
    return draft.finish(RACI) if draft.stages else None


def heading_of_duties(table: ForeignTable) -> int | None:
    """Return the index of the headings of a RACI table: they name three duties, or two columns of letters stand below."""
    for index, row in enumerate(table.rows[:MOST_HEADINGS]):
        if sum(bool(_headed_duty(cell)) for cell in row) > 2:  # noqa: PLR2004 - two of these words may head other tables
            return index
        lettered = [column for column in range(1, len(row)) if not row[column].is_blank and _holds_letters(table, index, column)]
        if len(lettered) > 1 and not any(_LETTERS.fullmatch(row[column].text) for column in lettered):
            return index
    return None


def _headed_duty(cell: ForeignCell) -> str:
    """Return the letter of the duty that a heading names, as in `Responsible (R)`; nothing where it names none."""
    return next((_DUTIES[name] for name in heading_names(cell.text) if name in _DUTIES), "")


@dataclass(frozen=True)
class _Columns:
    """Which column of a RACI table holds what."""

    task: int
    stage: int | None
    duties: dict[int, str]
    """The letter of the duty that heads a column of names."""
    parties: dict[int, str | None]
    """Who heads a column of letters; None where the atlas has nobody of that name."""
    strangers: dict[int, str]
    """The headings that name nobody."""


def _holds_letters(table: ForeignTable, heading: int, column: int) -> bool:
    """Whether most cells of a column that are not blank hold letters of duties."""
    texts = [row[column].text for row in table.rows[heading + 1 :] if column < len(row) and not row[column].is_blank]
    return bool(texts) and sum(bool(_LETTERS.fullmatch(text)) for text in texts) * 2 > len(texts)


def _party(draft: MapDraft, cell: ForeignCell) -> str | None:
    """Return the team, role or person that heads a column; where the atlas has none, the heading is left over."""
    party = draft.names.find(cell.text, *WHO)
    if party:
        draft.ledger.text(cell, f"'{party}'")
    else:
        draft.ledger.leave(cell, draft.names.unknown_in_table(" ".join(cell.text.split()), *WHO))
    return party


def _place_row(draft: MapDraft, row: tuple[ForeignCell, ...], stage: PlainGroup | None, columns: _Columns) -> PlainGroup | None:
    """Place a row as a step, or as the name of a stage where nothing stands beside it; return the stage of the next row."""
    filled = [cell for cell in dict.fromkeys(row) if not cell.is_blank]
    task = row[columns.task] if columns.task < len(row) and not row[columns.task].is_blank else None
    if task and filled == [task]:
        return draft.stage_of(task)
    cell = row[columns.stage] if columns.stage is not None and columns.stage < len(row) else None
    if cell and not cell.is_blank:
        stage = draft.stage_of(cell) or stage
    if task is None or not draft.ledger.is_usable(task):
        return stage
    stage = stage or draft.stage(draft.head.name)
    raci = _raci(draft, row, columns)
    doing, answering = ([who for who, letters in raci.items() if duty in str(letters)] for duty in "RA")
    lane = draft.names.lane_of(doing) or draft.names.lane_of(answering) or draft.names.default_lane
    text = draft.ledger.text(task, f"stage '{stage['name']}', lane '{lane}'") or ""
    more: PlainGroup = {"who": [*doing], "raci": raci}
    draft.add_step(stage, lane, " ".join(text.split("\n")), without_blanks(more.items()))
    return stage


def _raci(draft: MapDraft, row: tuple[ForeignCell, ...], columns: _Columns) -> PlainGroup:
    """Return the duties in a row by the id of who has them."""
    raci: PlainGroup = {}
    for column, party in columns.parties.items():
        cell = row[column] if column < len(row) else None
        if cell is None or cell.is_blank:
            continue
        if party is None:
            draft.ledger.leave(cell, f"its column is headed by '{columns.strangers[column]}', whom the atlas does not have")
        elif not _LETTERS.fullmatch(cell.text):
            draft.ledger.leave(cell, "duties are the letters R, A, C and I")
        else:
            draft.ledger.text(cell, f"duty of '{party}'")
            raci[party] = _joined(raci.get(party), _DUTIES.get(spoken(cell.text)) or "".join(re.findall("[RACI]", cell.text.upper())))
    for column, duty in columns.duties.items():
        cell = row[column] if column < len(row) and not row[column].is_blank else None
        for who in draft.ledger.references(cell, f"duty {duty}", draft.names, *WHO):
            raci[who] = _joined(raci.get(who), duty)
    return raci


def _joined(before: object, letters: str) -> str:
    return "".join(dict.fromkeys(f"{before or ''}{letters}"))
