"""Makes a map of sticky notes: frames or columns of the board become stages, colours or rows of the board become lanes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from journeybook.exchange.atlas_names import WHO, AtlasNames
from journeybook.exchange.columns import Header, Spellings, find_header, heading_cells, rows_below
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable
from journeybook.exchange.import_draft import HEADING, ImportDraft, PlainGroup, without_blanks
from journeybook.exchange.map_draft import MapDraft, MapHead, begin_map

NOTES = "sticky notes or steps, one a row"
NOTE_COLUMNS: Spellings = {
    "text": (
        *("text", "sticky note text", "sticky note", "sticky", "content", "card", "card title", "title", "step"),
        *("activity", "action", "task", "what", "idea", "note", "text area 1", "character", "card name"),
    ),
    "stage": (
        "frame",
        "frame name",
        "frame title",
        "stage",
        "phase",
        "area",
        "section",
        "container",
        "column",
        "list",
        "list name",
        "section name",
        "contained by",
        "parent",
        "group",
        "cluster",
    ),
    "lane": ("lane", "swimlane", "row", "layer"),
    "tag": ("tag", "label"),
    "id": ("id",),
    "colour": ("bg color", "background color", "background colour", "sticky color", "note color", "fill color", "color", "colour", "fill"),
    "x": ("position x", "x position", "pos x", "x", "left"),
    "y": ("position y", "y position", "pos y", "y", "top"),
    "who": ("who", "role", "responsible", "actor", "persona", "assignee"),
    "when": ("when", "timing", "time"),
    "channel": ("channel",),
    "how": ("how", "details", "description"),
    "note": ("comment", "remark", "notes"),
}
_JUMP = 2.5
"""How many times larger a gap between columns of a board is than the one before it in size, at the least."""
_UNPLACED = "it stands in no frame, column or stage"


@dataclass(frozen=True, eq=False)
class _Note:
    row: tuple[ForeignCell, ...]
    header: Header
    text: ForeignCell

    def cell(self, field: str) -> ForeignCell | None:
        return self.header.cell(self.row, field)

    def number(self, field: str) -> float | None:
        """Return a position, or None where there is none."""
        cell = self.cell(field)
        try:
            value = float(cell.text.strip().replace(",", ".")) if cell else None
        except ValueError:
            return None
        return value if value is not None and abs(value) < 1e12 else None  # noqa: PLR2004 - also leaves out nan and inf


def draft_notes(table: ForeignTable, names: AtlasNames, head: MapHead) -> ImportDraft | None:
    """Return the map of a table of notes, or None where no column holds their texts."""
    header = find_header(table, NOTE_COLUMNS)
    if header is None or "text" not in header.columns:
        return None
    draft = begin_map(table, names, head)
    for cell in heading_cells(table, header):
        draft.ledger.text(cell, HEADING)
    notes = _in_containers(draft, list(_notes(table, header, draft)))
    for note in notes:
        for axis in ("x", "y"):
            draft.ledger.text(note.cell(axis), "position on the board")
    labels = {note: lane for note in notes if "lane" not in header.columns and (lane := names.find(note.text.text, "lane"))}
    lanes = _Lanes(names, labels, [])
    for note in labels:
        draft.ledger.text(note.text, "name of a lane of the board")
    titles = {note.cell("stage").text for note in notes if note.cell("stage")}  # type: ignore[union-attr]  # it is there
    headings = [note for note in notes if note not in labels and not note.cell("stage") and note.text.text in titles]
    for note in headings:
        draft.ledger.text(note.text, "name of a stage")
    _place(draft, [note for note in notes if note not in labels and note not in headings], lanes, is_board=bool(headings))
    if lanes.guessed:
        draft.ledger.remarks.append(
            f"{len(lanes.guessed)} of {len(notes) - len(labels)} notes stand in lane '{names.default_lane}', since nothing says whose they "
            "are: --lane TEXT=LANE says which lane a colour or a word means."
        )
    return draft.finish(NOTES)


def _notes(table: ForeignTable, header: Header, draft: MapDraft) -> Iterator[_Note]:
    """Yield each row with a text that a file may hold, each text once."""
    seen: set[ForeignCell] = set()
    for row in rows_below(table, header):
        cell = header.cell(row, "text")
        if cell and cell not in seen and draft.ledger.is_usable(cell):
            seen.add(cell)
            yield _Note(row, header, cell)


def _in_containers(draft: MapDraft, notes: list[_Note]) -> list[_Note]:
    """Return notes with the text of their container where the column of frames names it by its id, as in `Contained By: 4|2`."""
    texts = {cell.text.strip(): note.text.text for note in notes if (cell := note.cell("id"))}
    return [replace(note, row=tuple(_titled(draft, cell, note, texts) for cell in note.row)) for note in notes]


def _titled(draft: MapDraft, cell: ForeignCell, note: _Note, texts: dict[str, str]) -> ForeignCell:
    container = next((texts[key] for key in cell.text.split("|") if key in texts), "") if cell == note.cell("stage") else ""
    if container:
        draft.ledger.text(cell, "container of a note")
    return replace(cell, text=container) if container else cell


def _place(draft: MapDraft, notes: list[_Note], lanes: "_Lanes", *, is_board: bool) -> None:
    stages = _stages(draft, notes, is_board=is_board)
    for note in sorted(notes, key=_reading_order):
        name = stages.get(note)
        if name is None:
            draft.ledger.leave(note.text, _UNPLACED)
        elif name:
            _add(draft, draft.stage(name), note, lanes)


def _add(draft: MapDraft, stage: PlainGroup, note: _Note, lanes: "_Lanes") -> None:
    ledger, names = draft.ledger, draft.names
    who = ledger.references(note.cell("who"), "who does it", names, *WHO)
    lane = lanes.of(note, who, draft)
    where = f"stage '{stage['name']}', lane '{lane}'"
    text = ledger.text(note.text, where) or ""
    if "colour" in note.header.columns:
        text = unescape(text)
    channel = ledger.references(note.cell("channel"), "channel", names, "channel")
    if len(channel) > 1 and (cell := note.cell("channel")):
        ledger.leave(cell, "a step has one channel")
    more: list[tuple[str, PlainGroup | str | list[str] | None]] = [
        ("who", who),
        ("when", ledger.time(note.cell("when"), where, names)),  # type: ignore[list-item]  # a time is a text or a group
        ("channel", channel[0] if channel else None),
        ("how", ledger.text(note.cell("how"), where)),
        ("note", ledger.text(note.cell("note"), where)),
    ]
    draft.add_step(stage, lane, " ".join(text.split("\n")), without_blanks(more))  # type: ignore[arg-type]  # lists of texts are plain


def _reading_order(note: _Note) -> tuple[float, float, int]:
    return (note.number("x") or 0.0, note.number("y") or 0.0, note.text.row)


def _stages(draft: MapDraft, notes: list[_Note], *, is_board: bool) -> dict[_Note, str]:
    """Return the name of each note's stage: of its frame, else of its column of the board; empty for what names a stage itself."""
    if not notes:
        return {}
    header = notes[0].header
    if "stage" in header.columns:
        return _framed(draft, notes, fills_down=not is_board and not {"x", "colour"} & set(header.columns))
    positions = {note: x for note in notes if (x := note.number("x")) is not None}
    if not positions:
        draft.ledger.remarks.append("Nothing says which stage a note belongs to: all stand in one stage.")
        return dict.fromkeys(notes, draft.head.name)
    return _columns_of_board(draft, positions)


def _framed(draft: MapDraft, notes: list[_Note], *, fills_down: bool) -> dict[_Note, str]:
    """Return the frame of each note; in a table, not on a board, a blank stage means the one above. Stages are met from left to right."""
    stages: dict[_Note, str] = {}
    above = ""
    for note in notes:
        cell = note.cell("stage")
        name = draft.ledger.text(cell, "name of a stage") if cell else (above if fills_down else "")
        if name:
            stages[note] = above = name
    left: dict[str, float] = {}
    for note, name in stages.items():
        left[name] = min(left.get(name, float("inf")), note.number("x") or 0.0)
    for name in sorted(left, key=lambda name: left[name]):
        draft.stage(name)
    return stages


def _columns_of_board(draft: MapDraft, positions: dict[_Note, float]) -> dict[_Note, str]:
    """Return the stage of each note by its column; the topmost notes name the stages where they stand in one row."""
    columns = _clusters(sorted(set(positions.values())))
    members = [[note for note, x in positions.items() if x in column] for column in columns]
    tops = [min(column, key=lambda note: (note.number("y") or 0.0, note.text.row)) for column in members]
    heights = [top.number("y") for top in tops]
    rows = _clusters(sorted({y for note in positions if (y := note.number("y")) is not None}))
    is_titled = len(columns) > 1 and all(len(column) > 1 for column in members) and bool(rows) and set(heights) <= set(rows[0])
    stages: dict[_Note, str] = {}
    for number, (top, column) in enumerate(zip(tops, members, strict=True), start=1):
        name = (draft.ledger.text(top.text, "name of a stage") if is_titled else None) or f"Column {number}"
        draft.stage(name)
        stages |= {note: "" if is_titled and note is top else name for note in column}
    if not is_titled:
        draft.ledger.remarks.append("No frame and no row of titles names the columns of the board: the stages are called by their numbers.")
    return stages


def _clusters(values: Sequence[float]) -> list[set[float]]:
    """Return sorted positions in groups, apart where the gaps between them jump in size.

    >>> [sorted(group) for group in _clusters([0, 3, 5, 200, 204, 410])]
    [[0, 3, 5], [200, 204], [410]]
    >>> len(_clusters([0, 100, 200]))
    3
    """
    gaps = sorted(after - before for before, after in pairwise(values))
    jumps = [(larger / smaller, larger) for smaller, larger in pairwise(gaps) if smaller > 0]
    ratio, threshold = max(jumps, default=(0.0, 0.0))
    least = threshold if ratio >= _JUMP else 0.0
    groups: list[set[float]] = []
    for index, value in enumerate(values):
        if index and value - values[index - 1] < least:
            groups[-1].add(value)
        else:
            groups.append({value})
    return groups


@dataclass(frozen=True)
class _Lanes:
    """Says in which lane a note stands: its own word, its colour, the row of the board that a label names, its people."""

    names: AtlasNames
    labels: dict[_Note, str]
    guessed: list[_Note]
    """The notes of which nothing says whose they are."""

    def of(self, note: _Note, who: list[str], draft: MapDraft) -> str:
        lane = self._by_cell(note, "lane", draft) or self._by_colour(note, draft) or self._by_row(note) or self.names.lane_of(who)
        lane = lane or self._by_cell(note, "tag", draft)
        if lane is None:
            self.guessed.append(note)
        return lane or self.names.default_lane

    def _by_cell(self, note: _Note, field: str, draft: MapDraft) -> str | None:
        cell = note.cell(field)
        lane = self.names.find(cell.text, "lane") if cell else None
        if cell and lane:
            draft.ledger.text(cell, f"lane '{lane}'")
        elif cell:
            draft.ledger.leave(cell, self.names.unknown(cell.text.strip(), "lane"))
        return lane

    def _by_colour(self, note: _Note, draft: MapDraft) -> str | None:
        cell = note.cell("colour")
        colours: dict[str, set[str]] = {}
        for label, lane in self.labels.items():
            colour = label.cell("colour")
            if colour:
                draft.ledger.text(colour, f"colour of lane '{lane}'")
                colours.setdefault(colour.text.strip().casefold(), set()).add(lane)
        meant = colours.get(cell.text.strip().casefold(), set()) if cell else set()
        if cell and len(meant) == 1:
            draft.ledger.text(cell, f"lane '{min(meant)}'")
            return min(meant)
        return self._by_cell(note, "colour", draft)

    def _by_row(self, note: _Note) -> str | None:
        """Return the lane of the label whose height is nearest, where labels stand in several rows."""
        y = note.number("y")
        rows = {height: lane for label, lane in self.labels.items() if (height := label.number("y")) is not None}
        return rows[min(rows, key=lambda height: abs(height - y))] if y is not None and len(rows) > 1 else None
