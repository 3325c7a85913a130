"""Reads a Parquet file into the engine as it stands, after what it says of its own size was held against the limits."""

import re
from pathlib import Path

import duckdb

from journeybook.load.discover import read_project_file
from journeybook.measure.sources.left_out import LeftOut
from journeybook.measure.sources.raw_table import RawTable, is_read
from journeybook.measure.sources.source_tables import SourceTable
from journeybook.measure.sources.table_budget import TableBudget, UnusableTable, checked_headings
from journeybook.measure.table_limits import LONGEST_CELL, MOST_COLUMNS, MOST_FOOTER_BYTES
from journeybook.model.data_source import DataSource
from journeybook.model.table_enumerations import Reason

_MARK = b"PAR1"
_TAIL = len(_MARK) * 2
"""Bytes at the end of a file: the length of its footer, and the mark."""
_NUMBER_TYPES = frozenset({"INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT", "UHUGEINT", "DOUBLE"})
_BROKEN = UnusableTable("this file cannot be read as Parquet", "write it again")


def read_parquet_table(
    connection: duckdb.DuckDBPyConnection, project: Path, described: SourceTable, name: str, budget: TableBudget
) -> RawTable:
    """Read a Parquet file of a project into the engine under a name; UnusableTable where it cannot be."""
    file = described.path
    read_project_file(project, file, most=0)  # refuses links and special files
    require_small_footer(project / file)
    path = re.sub(r"([\[*?])", r"[\1]", str(project / file))
    try:
        return _read(connection, path, described.source, RawTable(name, file, ()), budget)
    except duckdb.OutOfMemoryException:
        message = "this table takes more memory than is given to all tables together"
        raise UnusableTable(message, "keep the rows and columns that a model asks") from None
    except duckdb.Error:
        raise _BROKEN from None


def is_dated_type(kind: str) -> bool:
    """Return whether a type holds days or times."""
    return kind.startswith(("DATE", "TIMESTAMP"))


def is_number_type(kind: str) -> bool:
    """Return whether a type holds numbers with all of their digits, up to 15."""
    return kind.startswith("DECIMAL") or kind in _NUMBER_TYPES


def require_small_footer(path: Path) -> None:
    """Refuse a file without a whole footer, or with one that lists more than a table has."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - _TAIL, 0))
        tail = file.read(_TAIL)
    footer = int.from_bytes(tail[: len(_MARK)], "little")
    if len(tail) < _TAIL or not tail.endswith(_MARK) or footer > size:
        raise _BROKEN
    if footer > MOST_FOOTER_BYTES:
        message = f"this file says more than {MOST_FOOTER_BYTES // 1_000_000} MB of its own columns and parts"
        raise UnusableTable(message, f"write it again with at most {MOST_COLUMNS} columns, and 100,000 rows and more in each part")


def _read(connection: duckdb.DuckDBPyConnection, path: str, source: DataSource, table: RawTable, budget: TableBudget) -> RawTable:
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?, hive_partitioning = false)", [path]).fetchall()
    table.headings = checked_headings([row[0] for row in described])
    table.types = tuple(str(row[1]) for row in described)
    table.rows = connection.execute("SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(?)", [path]).fetchall()[0][0]
    columns = [number for number, heading in enumerate(table.headings) if is_read(source, heading)]
    budget.take_rows(table.rows, len(columns))
    texts = [f"{_as_text(*described[number][:2])} AS c{number}" for number in columns]
    cells = "".join(f", {text}" for text in texts)
    names = "".join(f", c{number}" for number in columns)
    longest = f"greatest(0{''.join(f', length(c{number})' for number in columns)})"
    has_nul = " OR ".join(["FALSE", *(f"contains(c{number}, chr(0))" for number in columns)])
    reason = f"CASE WHEN {longest} > {LONGEST_CELL} THEN '{Reason.TOO_LONG}' WHEN {has_nul} THEN '{Reason.CONTROL_CHARACTER}' END"
    connection.execute(
        f"CREATE TABLE {table.name} AS SELECT row, hash(0{names})::HUGEINT AS digest{names}, {reason} AS fault FROM "
        f"(SELECT file_row_number + 1 AS row{cells} FROM read_parquet(?, file_row_number = true, hive_partitioning = false))",
        [path],
    )
    faults = connection.execute(f"SELECT row, fault FROM {table.name} WHERE fault IS NOT NULL ORDER BY row").fetchall()
    table.left_out = [LeftOut(table.file, row, Reason(fault)) for row, fault in faults]
    connection.execute(f"DELETE FROM {table.name} WHERE fault IS NOT NULL; ALTER TABLE {table.name} DROP COLUMN fault")
    return table


def _as_text(heading: str, kind: str) -> str:
    """Return a cell as a text that is cut behind the longest; nothing of a column with values inside of values."""
    if any(sign in kind for sign in "[(") and not kind.startswith(("DECIMAL", "ENUM")):
        return "NULL::VARCHAR"
    quoted = '"' + heading.replace('"', '""') + '"'
    text = f"strftime({quoted}::TIMESTAMPTZ, '%Y-%m-%d %H:%M:%SZ')" if kind == "TIMESTAMP WITH TIME ZONE" else f"{quoted}::VARCHAR"
    return f"left({text}, {LONGEST_CELL + 1})"
