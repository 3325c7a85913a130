"""Makes playbooks and measures of tables with one thing a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.columns import Header, find_header, heading_cells, rows_below
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable
from journeybook.exchange.import_draft import HEADING, ImportDraft, Ledger, PlainGroup, authored, cleaned, unique_id
from journeybook.exchange.library_columns import (
    HOME,
    MEASURE_COLUMNS,
    NAME,
    PLAYBOOK_COLUMNS,
    FieldColumn,
    LibraryColumns,
    cell_values,
    spellings_of,
)
from journeybook.exchange.map_draft import UNSTATED, append_value
from journeybook.load.nodes import Plain

PLAYBOOKS, MEASURES = "playbooks, one a row", "measures, one a row"
_Row = tuple[ForeignCell, ...]


def draft_playbooks(table: ForeignTable, names: AtlasNames, taken: set[str]) -> ImportDraft | None:
    """Return the playbooks of a table, or None where no column holds their names; rows of the same name are one playbook."""
    return _draft_library(table, names, taken, "playbooks", PLAYBOOK_COLUMNS)


def draft_measures(table: ForeignTable, names: AtlasNames, taken: set[str]) -> ImportDraft | None:
    """Return the measures of a table, or None where no column holds their names."""
    return _draft_library(table, names, taken, "measures", MEASURE_COLUMNS)


def _draft_library(table: ForeignTable, names: AtlasNames, taken: set[str], folder: str, columns: LibraryColumns) -> ImportDraft | None:
    reader = row_reader(table, columns, Ledger(table), names)
    if reader is None:
        return None
    items = list[Plain]()
    for name, rows in reader.things():
        item = reader.item(name, rows, {"id": unique_id(name, taken)})
        if "owner" not in item:
            item["owner"] = UNSTATED
            reader.ledger.unstated.append(f"'{name}': who answers for it (owner)")
        items.append(item)
    return ImportDraft(PLAYBOOKS if folder == "playbooks" else MEASURES, folder, items, reader.ledger) if items else None


def row_reader(table: ForeignTable, columns: LibraryColumns, ledger: Ledger, names: AtlasNames) -> "RowReader | None":
    """Return what reads the things of a table, or None where no column holds their names."""
    header = find_header(table, spellings_of(columns))
    return RowReader(table, header, columns, ledger, names) if header and NAME in header.columns else None


@dataclass(frozen=True)
class RowReader:
    """Reads the things of a table, each from one row or several."""

    table: ForeignTable
    header: Header
    columns: LibraryColumns
    ledger: Ledger
    names: AtlasNames

    def things(self) -> Iterator[tuple[str, list[_Row]]]:
        """Yield each name with its rows: rows below it that repeat it or leave it blank belong to it."""
        for heading in heading_cells(self.table, self.header):
            self.ledger.text(heading, HEADING)
        name, rows = "", list[_Row]()
        for row in rows_below(self.table, self.header):
            cell = self.header.cell(row, NAME)
            text = self.ledger.text(cell, "name") if cell else None
            if text and authored(" ".join(text.split("\n"))) != name:
                if rows:
                    yield name, rows
                name, rows = authored(" ".join(text.split("\n"))), [row]
            elif name and (text or cell is None):
                rows.append(row)
        if rows:
            yield name, rows

    def item(self, name: str, rows: list[_Row], before: PlainGroup) -> PlainGroup:
        """Return a thing with every field that its rows fill."""
        item = before | {NAME: name}
        for row in rows:
            for field, column in self.columns.items():
                cell = self.header.cell(row, field)
                if cell and column.form != HOME and field != NAME and cell not in self.ledger.placed and cell not in self.ledger.reasons:
                    self._fill(item, field, column, cell)
        return {key: item[key] for key in (*before, *self.columns) if key in item}

    def _fill(self, item: PlainGroup, field: str, column: FieldColumn, cell: ForeignCell) -> None:
        """Fill a field from a cell; what rows say otherwise than the first of them is left over."""
        where = f"{field} of '{item[NAME]}'"
        if field in item and not column.many:
            if item[field] == cleaned(cell.text):
                self.ledger.text(cell, where)
            else:
                self.ledger.leave(cell, f"'{item[NAME]}' has a {field.replace('_', ' ')} already, in a row above")
            return
        for value in cell_values(self.ledger, cell, column, where, self.names):
            if column.many:
                append_value(item, field, value)
            else:
                item[field] = value
