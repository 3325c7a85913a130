"""Reads a table of text into the engine as it stands: one text for each cell, with the line it comes from.

Text is taken apart by Python's own reader of CSV, since DuckDB's does not tell the line of every row, behind cells of several
lines as well, and each row that is broken. Only cells that a description reads go on.
"""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import numpy as np

from journeybook.load.discover import read_project_file
from journeybook.load.text_encoding import UndecodableText, decode_text
from journeybook.measure.sources.left_out import LeftOut
from journeybook.measure.sources.source_tables import SourceTable
from journeybook.measure.sources.table_budget import TableBudget, UnusableTable, checked_headings
from journeybook.measure.table_limits import LONGEST_CELL, LONGEST_LINE
from journeybook.model.data_source import DataSource
from journeybook.model.table_enumerations import CellSeparator, ColumnMeaning, Reason, TableEncoding

_CHUNK = 50_000
_LONGEST_FIELD = 131_072
"""Characters after which a quote counts as never closed."""
_SEPARATORS = {CellSeparator.COMMA: ",", CellSeparator.SEMICOLON: ";", CellSeparator.TAB: "\t", CellSeparator.BAR: "|"}
_MOST_LINES_ABOVE = 20
"""In how many lines headings are looked for, to say where they stand."""
_PACKED = {
    b"\x1f\x8b": "compressed (gzip)",
    b"PK\x03\x04": "an archive or a workbook (zip)",
    b"BZh": "compressed (bzip2)",
    b"\xfd7zXZ\0": "compressed (xz)",
    b"\xd0\xcf\x11\xe0": "a workbook of an old form (xls)",
    b"%PDF-": "a document (PDF)",
}


@dataclass
class RawTable:
    """A table in the engine: `row`, `digest` (equal for equal rows), and a text `c0`, `c1`, ... for each column that is read."""

    name: str
    file: str
    headings: tuple[str, ...]
    types: tuple[str, ...] = ()
    """The types of the columns of a Parquet file; nothing for text."""
    rows: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    repeats: int = 0
    """How many rows equal one above and are facts all the same, since the description lets rows repeat."""
    remark: str = ""
    """How the encoding was guessed, where it had to be."""
    text: bytes = b""
    """The text of the table in UTF-8."""
    separator: str = ""
    """The character between cells; empty for a Parquet file, or blanks."""

    def lines(self, numbers: Collection[int]) -> dict[int, str]:
        """Return some lines of a text by their number, from 1."""
        lines = islice(self.numbered_lines(), max(numbers, default=0))
        return {number: line.rstrip("\r\n") for number, line in lines if number in numbers}

    def numbered_lines(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of a text by their number, from 1."""
        return enumerate(_lines(self.text), start=1)


def read_text_table(
    connection: duckdb.DuckDBPyConnection, project: Path, described: SourceTable, name: str, budget: TableBudget
) -> RawTable:
    """Read a table of text of a project into the engine under a name; UnusableTable where it cannot be."""
    source, file = described.source, described.path
    text, remark = _text(project, file, source, budget)
    separator = _separator(source, file)
    rows = _rows(text, separator)
    try:
        headings = checked_headings(source.headings or next(rows)[1])
    except (StopIteration, csv.Error):
        raise UnusableTable(
            "this table has no headings", "its first row names its columns; or say `headings:` in the description"
        ) from None
    _refuse_other_headings(source, headings, text, separator)
    _refuse_other_headings(source, headings, text, separator)
    table = RawTable(name, file, headings, remark=remark, text=text, separator=separator)
    columns = [number for number, heading in enumerate(headings) if is_read(source, heading)]
    _create(connection, table, columns)
    kept = _whole_rows(rows, table, budget.most_rows(len(columns)))
    while chunk := list(islice(kept, _CHUNK)):
        _append(connection, table, columns, chunk)
    budget.take_rows(table.rows, len(columns))
    return table


def is_read(source: DataSource, heading: str) -> bool:
    """Return whether anything is read of a column: a description without columns, as of a draft, reads every one."""
    meanings = [column.means for column in source.columns if column.column == heading]
    return not source.columns or any(meaning is not ColumnMeaning.IGNORED for meaning in meanings)


def _text(project: Path, file: str, source: DataSource, budget: TableBudget) -> tuple[bytes, str]:
    """Return the text of a table in UTF-8, and how its encoding was guessed."""
    data = read_project_file(project, file, most=max(budget.size, 0))
    budget.take_bytes(len(data))
    packed = next((kind for start, kind in _PACKED.items() if data.startswith(start)), "")
    if packed:
        raise UnusableTable(f"this file is {packed}, not a table", "unpack it first, and save it as CSV")
    try:
        if source.encoding is None:
            text, remark = decode_text(data)
        else:
            codec = {TableEncoding.UTF_8: "utf-8-sig", TableEncoding.UTF_16: "utf-16", TableEncoding.WINDOWS_1252: "cp1252"}
            text, remark = data.decode(codec[source.encoding]), ""
    except (UndecodableText, UnicodeDecodeError):
        raise UnusableTable("this file is not the text it says it is", "declare its `encoding`, or save it as UTF-8") from None
    del data
    encoded = text.encode()
    if len(encoded) > LONGEST_LINE and max(map(len, _lines(encoded))) > LONGEST_LINE:
        hint = "look for a quote that is never closed, or save it with a line for each row"
        raise UnusableTable(f"a line of this table has more than {LONGEST_LINE:,} characters", hint)
    return encoded, remark


def _lines(text: bytes) -> io.TextIOWrapper:
    """Return the lines of a text in UTF-8, one after the other."""
    return io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")


def _separator(source: DataSource, file: str) -> str:
    """Return the character between cells; empty where it is any number of blanks."""
    usual = CellSeparator.TAB if file.endswith(".tsv") else CellSeparator.COMMA
    return _SEPARATORS.get(source.separator or usual, "")


def _rows(text: bytes, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with its line; one that cannot be taken apart has no cells, and so has each line it swallowed."""
    lines = _lines(text)
    if not separator:
        yield from ((line, cells) for line, row in enumerate(lines, start=1) if (cells := row.split()))
        return
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield from ((swallowed, []) for swallowed in range(line, max(line, reader.line_num) + 1))
        else:
            if cells and not (line == 1 and separator.join(cells) in (f"sep={separator}", "sep=")):
                yield line, cells
        line = reader.line_num + 1


def _refuse_other_headings(source: DataSource, headings: tuple[str, ...], text: bytes, separator: str) -> None:
    """Refuse a table whose headings are none of those described, where another separator or a later line shows the described ones."""
    described = {column.column for column in source.columns}
    if described & set(headings) or source.headings:
        return
    for name, other in _SEPARATORS.items():
        if other != separator and described & {cell.strip() for cell in headings[0].split(other)}:
            raise UnusableTable(f"its cells stand apart by another sign: {name}", f"say `separator: {name}` in the description")
    for line, cells in islice(_rows(text, separator), 1, _MOST_LINES_ABOVE):
        if 2 * len(described & {cell.strip() for cell in cells}) > len(described):
            raise UnusableTable(f"the headings stand in line {line}, and not in the first one", "delete the lines above them")


def _whole_rows(rows: Iterator[tuple[int, list[str]]], table: RawTable, most: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with a cell for each heading, and end behind the most; the others are left out, with the reason."""
    width, has_nul = len(table.headings), b"\0" in table.text
    for line, cells in rows:
        table.rows += 1
        if table.rows > most:
            return
        if fault := _fault(cells, width, has_nul=has_nul):
            shown = f"{len(cells)} of {width} cells" if fault is Reason.RAGGED else ""
            table.left_out.append(LeftOut(table.file, line, fault, value=shown))
        else:
            yield line, cells


def _fault(cells: list[str], width: int, *, has_nul: bool) -> Reason | None:
    if not cells:
        return Reason.UNREADABLE_ROW
    if len(cells) != width:
        return Reason.RAGGED
    if max(map(len, cells)) > LONGEST_CELL:
        return Reason.TOO_LONG
    return Reason.CONTROL_CHARACTER if has_nul and any("\0" in cell for cell in cells) else None


def _create(connection: duckdb.DuckDBPyConnection, table: RawTable, columns: list[int]) -> None:
    cells = "".join(f", c{number} VARCHAR" for number in columns)
    connection.execute(f"CREATE TABLE {table.name} (row BIGINT, digest BIGINT{cells})")


def _append(connection: duckdb.DuckDBPyConnection, table: RawTable, columns: list[int], rows: list[tuple[int, list[str]]]) -> None:
    lines = np.array([line for line, _ in rows], dtype=np.int64)
    digests = np.array([hash(tuple(cells)) for _, cells in rows], dtype=np.int64)
    texts = {f"c{number}": np.array([cells[number] for _, cells in rows], dtype=object) for number in columns}
    connection.register("chunk", {"row": lines, "digest": digests, **texts})
    connection.execute(f"INSERT INTO {table.name} SELECT * FROM chunk")
    connection.unregister("chunk")
