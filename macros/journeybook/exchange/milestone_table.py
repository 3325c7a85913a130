"""Places the milestones of a table: in the stages of maps that the atlas has, where maps are named, else in a map of their own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from journeybook.exchange.atlas_names import AtlasNames, spoken
from journeybook.exchange.columns import find_header, rows_below
from journeybook.exchange.document import document_texts, part_document
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable
from journeybook.exchange.import_draft import Addition, ImportDraft, Ledger, PlainGroup
from journeybook.exchange.library_columns import MILESTONE_COLUMNS, NAME, spellings_of
from journeybook.exchange.library_rows import RowReader, row_reader
from journeybook.exchange.map_draft import UNSTATED, MapHead, append_value, begin_map
from journeybook.findings import shortened
from journeybook.model.map import Map
from journeybook.model.stage import Milestone, Stage

MILESTONES = "milestones, one a row"


def draft_milestones(table: ForeignTable, names: AtlasNames, head: MapHead) -> ImportDraft | None:
    """Return what a table of milestones becomes, or None where no column holds their names."""
    if joins_maps(table, names, head.into):
        return _draft_additions(table, names, head.into)
    draft = begin_map(table, names, head)
    reader = row_reader(table, MILESTONE_COLUMNS, draft.ledger, names)
    stage: PlainGroup | None = None
    for name, rows in reader.things() if reader else ():
        cell = reader.header.cell(rows[0], "stage") if reader else None
        stage = (draft.stage_of(cell) if cell else None) or stage or draft.stage(head.name)
        milestone = reader.item(name, rows, {}) if reader else {}
        append_value(stage, "milestones", _completed(milestone, draft.ledger))
    draft.ledger.remarks += _maps_with_these_stages(reader, names) if reader else []
    return draft.finish(MILESTONES) if draft.stages else None


def joins_maps(table: ForeignTable, names: AtlasNames, into: str) -> bool:
    """Whether the milestones of a table go into maps that the atlas has: one is named for all, or a cell of the column Map names one."""
    header = find_header(table, spellings_of(MILESTONE_COLUMNS))
    cells = [header.cell(row, "map") for row in rows_below(table, header)] if header else []
    return bool(into) or any(names.find(cell.text, "map") for cell in cells if cell)


def _maps_with_these_stages(reader: RowReader, names: AtlasNames) -> list[str]:
    """Return which maps of the atlas have every stage that a table names, and how the milestones come to stand there."""
    cells = [cell for row in rows_below(reader.table, reader.header) if (cell := reader.header.cell(row, "stage"))]
    maps = [journey.id for journey in names.atlas.maps if cells and all(_stage_in(journey, cell, names) for cell in cells)]
    if not maps:
        return []
    owner = f"The map '{maps[0]}' has" if len(maps) == 1 else f"The maps {shortened(maps)} have"
    return [f"{owner} all of these stages: --into {maps[0]} puts the milestones there instead of into a map of their own."]


def _draft_additions(table: ForeignTable, names: AtlasNames, into: str) -> ImportDraft | None:
    """Return the milestones of a table as additions to stages that the atlas has."""
    ledger = Ledger(table)
    reader = row_reader(table, MILESTONE_COLUMNS, ledger, names)
    if reader is None:
        return None
    homes = _Homes(reader, names, {journey.id: journey for journey in names.atlas.maps}, into)
    additions = [addition for name, rows in reader.things() if (addition := homes.addition(name, rows))]
    return ImportDraft(MILESTONES, "maps", [], ledger, tuple(additions))


@dataclass
class _Homes:
    """Finds the stage of each row; a row that names no map or stage is of the one above it."""

    reader: RowReader
    names: AtlasNames
    maps: dict[str, Map]
    map_id: str
    stage: Stage | None = None
    added: dict[str, list[PlainGroup]] = field(default_factory=dict)
    """The milestones of earlier rows by their map."""

    def addition(self, name: str, rows: list[tuple[ForeignCell, ...]]) -> Addition | None:
        """Return a milestone with its stage; None, with the reason at its cells, where there is none or it is there already."""
        ledger, cells = self.reader.ledger, tuple(_cells(rows))
        refusal = self._refusal(rows[0])
        stage, journey = self.stage, self.maps.get(self.map_id)
        if refusal or stage is None or journey is None:
            ledger.withdraw(cells, refusal)
            return None
        milestone = self.reader.item(name, rows, {})
        same = next((there for there in _milestones(journey) if _is_same(milestone, part_document(there[1]))), None)
        added = self.added.setdefault(journey.id, [])
        objection = _difference(milestone, stage, *same) if same else _repetition(milestone, added)
        if objection:
            ledger.withdraw(cells, objection)
            return None
        added.append(milestone)
        return Addition(stage, "milestones", {} if same else _completed(milestone, ledger), cells)

    def _refusal(self, row: tuple[ForeignCell, ...]) -> str:
        """Find the map and stage of a row; return why there is none."""
        header, ledger = self.reader.header, self.reader.ledger
        map_cell, stage_cell = header.cell(row, "map"), header.cell(row, "stage")
        if map_cell:
            ids = ledger.references(map_cell, "map", self.names, "map")
            self.map_id, self.stage = ids[0] if len(ids) == 1 else "", None
            if not self.map_id:
                return self.names.unknown(map_cell.text.strip(), "map")
        journey = self.maps.get(self.map_id)
        if journey is None:
            return "its row names no map of the atlas"
        if stage_cell:
            self.stage = self.names.stage(journey, stage_cell.text)
            if self.stage is None:
                return self.names.unknown_stage(journey, stage_cell.text.strip())
            ledger.text(stage_cell, f"stage '{self.stage.id}' of the map '{journey.id}'")
        if self.stage is None:
            return f"its row names no stage of the map '{journey.id}'"
        if _is_written_in(journey, self.stage):
            return ""
        home = self.stage.origin.place.file
        return f"the stage '{self.stage.id}' of the map '{journey.id}' is written in {home}: name the map of that file"


def _is_same(milestone: PlainGroup, other: Mapping[str, object]) -> bool:
    """Whether two milestones have the same id, or the same name."""
    return any(key in milestone and spoken(_said(milestone[key])) == spoken(_said(other.get(key, ""))) for key in ("id", NAME))


def _difference(milestone: PlainGroup, home: Stage, stage: Stage, there: Milestone) -> str:
    """Return what a row says otherwise than the milestone that the atlas has; nothing where it says the same."""
    document = part_document(there)
    pairs = {field.replace("_", " "): (_said(document.get(field, "")), _said(value)) for field, value in milestone.items()}
    pairs = {"stage": (stage.id, home.id)} | pairs
    told = [f"its {name} is '{old or '-'}' there and '{new}' here" for name, (old, new) in pairs.items() if old != new]
    return f"'{milestone[NAME]}' is there already ({there.origin.place}) and stays: {'; '.join(told)}" if told else ""


def _repetition(milestone: PlainGroup, added: Iterable[PlainGroup]) -> str:
    """Return that a row above holds the same milestone; nothing where none does."""
    return f"'{milestone[NAME]}' stands in a row above already" if any(_is_same(milestone, other) for other in added) else ""


def _said(value: object) -> str:
    """Return a value in its author's words, whatever its form."""
    return ", ".join(document_texts(value))


def _stage_in(journey: Map, cell: ForeignCell, names: AtlasNames) -> bool:
    stage = names.stage(journey, cell.text)
    return stage is not None and _is_written_in(journey, stage)


def _is_written_in(journey: Map, stage: Stage) -> bool:
    """Whether a stage is written in the file of its map, and not in that of a base."""
    return stage.origin.place.file == journey.origin.place.file


def _completed(milestone: PlainGroup, ledger: Ledger) -> PlainGroup:
    """Return a milestone that says what it does not know, and note that in the ledger."""
    for needed in ("owner", "target"):
        if needed not in milestone:
            milestone[needed] = UNSTATED
            ledger.unstated.append(f"milestone '{milestone[NAME]}': its {needed}")
    return milestone


def _cells(rows: list[tuple[ForeignCell, ...]]) -> Iterator[ForeignCell]:
    yield from dict.fromkeys(cell for row in rows for cell in row if not cell.is_blank)


def _milestones(journey: Map) -> Iterator[tuple[Stage, Milestone]]:
    for stage in journey.stages:
        for milestone in stage.milestones:
            yield stage, milestone
