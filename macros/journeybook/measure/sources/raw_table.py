"""Reads a table into the engine as it stands: one text for each cell, with the line it comes from.

Text is taken apart by Python's own reader of CSV. It took four seconds and 500 MB for a million rows, and DuckDB's reader 0.7 seconds and
215 MB; but it tells the line of every row, also behind cells of several lines, and each row that is broken. Larger tables are Parquet
files, which the engine reads itself.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import numpy as np

from journeybook.load.discover import read_project_file
from journeybook.load.text_encoding import UndecodableText, decode_text
from journeybook.measure.sources.left_out import LeftOut
from journeybook.measure.table_limits import LONGEST_CELL, MOST_COLUMNS, MOST_PARQUET_ROWS, MOST_TABLE_BYTES, MOST_TABLE_ROWS
from journeybook.model.data_source import DataSource
from journeybook.model.table_enumerations import CellSeparator, Reason, TableEncoding

_CHUNK = 50_000
_SEPARATORS = {CellSeparator.COMMA: ",", CellSeparator.SEMICOLON: ";", CellSeparator.TAB: "\t", CellSeparator.BAR: "|"}
_MOST_LINES_ABOVE = 20
"""In how many lines headings are looked for, to say where they stand."""
_PACKED = {b"\x1f\x8b": "compressed (gzip)", b"PK\x03\x04": "an archive or a workbook (zip)", b"BZh": "compressed (bzip2)"}


class UnusableTable(Exception):
    """Raised for a table that cannot be read at all, in the author's words."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass
class RawTable:
    """A table in the engine with the columns `row`, `digest` (equal for equal rows), and a text `c0`, `c1`, ... for each heading."""

    name: str
    file: str
    headings: tuple[str, ...]
    types: tuple[str, ...] = ()
    """The types of the columns of a Parquet file; nothing for text."""
    rows: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    repeats: int = 0
    """How many rows equal one above and are facts all the same, since the description lets rows repeat."""
    below_zero: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The headings with numbers below 0 that count though no lowest number is stated: how many, and the first line."""
    remark: str = ""
    """How the encoding was guessed, where it had to be."""
    text: str = ""
    separator: str = ""
    """The character between cells; empty for a Parquet file, or blanks."""

    def lines(self, numbers: Collection[int]) -> dict[int, str]:
        """Return some lines of a text by their number, from 1."""
        lines = enumerate(io.StringIO(self.text, newline=""), start=1)
        return {number: line.rstrip("\r\n") for number, line in islice(lines, max(numbers, default=0)) if number in numbers}


def read_raw_table(connection: duckdb.DuckDBPyConnection, project: Path, source: DataSource, file: str, name: str) -> RawTable:
    """Read a table of a project into the engine under a name; UnusableTable where it cannot be."""
    if file.endswith(".parquet"):
        return _read_parquet(connection, project, file, name)
    text, remark = _text(project, file, source)
    separator = _separator(source, file)
    rows = _rows(text, separator)
    try:
        headings = _headings(source.headings or next(rows)[1])
    except (StopIteration, csv.Error):
        raise UnusableTable(
            "this table has no headings", "its first row names its columns; or say `headings:` in the description"
        ) from None
    _refuse_other_headings(source, headings, text, separator)
    table = RawTable(name, file, headings, remark=remark, text=text, separator=separator)
    _create(connection, table)
    kept = _whole_rows(rows, table)
    while chunk := list(islice(kept, _CHUNK)):
        _append(connection, table, chunk)
    return table


def _text(project: Path, file: str, source: DataSource) -> tuple[str, str]:
    data = read_project_file(project, file, most=MOST_TABLE_BYTES)
    if len(data) > MOST_TABLE_BYTES:
        raise UnusableTable(f"this table is larger than {MOST_TABLE_BYTES // 1_000_000} MB", "save it as Parquet, or cut it in two")
    packed = next((kind for start, kind in _PACKED.items() if data.startswith(start)), "")
    if packed:
        raise UnusableTable(f"this file is {packed}, not a table", "unpack it first, and save it as CSV")
    try:
        if source.encoding is None:
            return decode_text(data)
        codec = {TableEncoding.UTF_8: "utf-8-sig", TableEncoding.UTF_16: "utf-16", TableEncoding.WINDOWS_1252: "cp1252"}[source.encoding]
        return data.decode(codec), ""
    except (UndecodableText, UnicodeDecodeError):
        raise UnusableTable("this file is not the text it says it is", "declare its `encoding`, or save it as UTF-8") from None


def _separator(source: DataSource, file: str) -> str:
    """Return the character between cells; empty where it is any number of blanks."""
    usual = CellSeparator.TAB if file.endswith(".tsv") else CellSeparator.COMMA
    return _SEPARATORS.get(source.separator or usual, "")


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with its line; one that cannot be taken apart has no cells, and so has each line it swallowed."""
    lines = io.StringIO(text, newline="")
    if not separator:
        yield from ((line, cells) for line, row in enumerate(lines, start=1) if (cells := row.split()))
        return
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


def _headings(cells: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    headings = tuple(cell.strip() or f"column {number}" for number, cell in enumerate(cells, start=1))
    if len(headings) > MOST_COLUMNS:
        raise UnusableTable(f"this table has {len(headings)} columns; at most {MOST_COLUMNS} are read", "leave out what is not needed")
    twice = next((heading for number, heading in enumerate(headings) if heading in headings[:number]), "")
    if twice:
        raise UnusableTable(f"two columns are headed '{twice}'", "give each column a heading of its own")
    return headings


def _refuse_other_headings(source: DataSource, headings: tuple[str, ...], text: str, separator: str) -> None:
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


def _whole_rows(rows: Iterator[tuple[int, list[str]]], table: RawTable) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with a cell for each heading; the others are left out, with the reason."""
    for line, cells in rows:
        table.rows += 1
        if table.rows > MOST_TABLE_ROWS:
            hint = "save it as Parquet, of which more is read, or cut it in two"
            raise UnusableTable(f"this table has more than {MOST_TABLE_ROWS:,} rows", hint)
        if fault := _fault(cells, len(table.headings)):
            shown = f"{len(cells)} of {len(table.headings)} cells" if fault is Reason.RAGGED else ""
            table.left_out.append(LeftOut(table.file, line, fault, value=shown))
        else:
            yield line, cells


def _fault(cells: list[str], width: int) -> Reason | None:
    if not cells:
        return Reason.UNREADABLE_ROW
    if len(cells) != width:
        return Reason.RAGGED
    if max(map(len, cells)) > LONGEST_CELL:
        return Reason.TOO_LONG
    return Reason.CONTROL_CHARACTER if any("\0" in cell for cell in cells) else None


def _create(connection: duckdb.DuckDBPyConnection, table: RawTable) -> None:
    columns = ", ".join(f"c{number} VARCHAR" for number in range(len(table.headings)))
    connection.execute(f"CREATE TABLE {table.name} (row BIGINT, digest BIGINT, {columns})")


def _append(connection: duckdb.DuckDBPyConnection, table: RawTable, rows: list[tuple[int, list[str]]]) -> None:
    lines = np.array([line for line, _ in rows], dtype=np.int64)
    digests = np.array([hash(tuple(cells)) for _, cells in rows], dtype=np.int64)
    texts = zip(*(cells for _, cells in rows), strict=True)
    columns = {f"c{number}": np.array(column, dtype=object) for number, column in enumerate(texts)}
    connection.register("chunk", {"row": lines, "digest": digests, **columns})
    connection.execute(f"INSERT INTO {table.name} SELECT * FROM chunk")
    connection.unregister("chunk")


def _read_parquet(connection: duckdb.DuckDBPyConnection, project: Path, file: str, name: str) -> RawTable:
    read_project_file(project, file, most=0)  # refuses links and special files
    path = re.sub(r"([\[*?])", r"[\1]", str(project / file))
    try:
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?, hive_partitioning = false)", [path]).fetchall()
        headings = _headings([row[0] for row in described])
        types = tuple(str(row[1]) for row in described)
        cells = ", ".join(f"{_as_text(row[0], row[1])} AS c{number}" for number, row in enumerate(described))
        _refuse_too_many(connection, path)
        everything = ", ".join(f"c{number}" for number in range(len(described)))
        connection.execute(
            f"CREATE TABLE {name} AS SELECT row, hash({everything})::HUGEINT AS digest, {everything} FROM "
            f"(SELECT file_row_number + 1 AS row, {cells} FROM read_parquet(?, file_row_number = true, hive_partitioning = false))",
            [path],
        )
    except duckdb.Error:
        raise UnusableTable("this file cannot be read as Parquet", "write it again") from None
    rows = connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    return RawTable(name, file, headings, types, rows)


def _refuse_too_many(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    """Refuse a Parquet file of more rows than are read; its last bytes say how many it has."""
    rows = connection.execute("SELECT count(*) FROM read_parquet(?, hive_partitioning = false)", [path]).fetchall()[0][0]
    if rows > MOST_PARQUET_ROWS:
        raise UnusableTable(f"this table has more than {MOST_PARQUET_ROWS:,} rows", "cut it in two, or sum it up by day")


def _as_text(heading: str, kind: str) -> str:
    quoted = '"' + heading.replace('"', '""') + '"'
    return f"strftime({quoted}::TIMESTAMPTZ, '%Y-%m-%d %H:%M:%SZ')" if kind == "TIMESTAMP WITH TIME ZONE" else f"{quoted}::VARCHAR"
