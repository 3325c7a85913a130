"""Writes a table that is pulled as a Parquet file, in the types that its description needs: decimals as decimals, days as days.

Rows go by batches into a file of DuckDB, so that memory stays small. They are written in the order of all columns, so that equal tables
make equal files.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import duckdb
import numpy as np

from journeybook.measure.facts import NUMBER
from journeybook.measure.pull.pull_failed import PullFailed
from journeybook.measure.pull.table_stream import CLOSED_DUCKDB, ColumnType, OpenStream, TableStream, duckdb_stream, postgres_stream
from journeybook.measure.table_limits import LONGEST_CELL
from journeybook.model.data_source import DataSource
from journeybook.model.table_enumerations import DatabaseSystem
from journeybook.model.table_pull import TablePull

PULLED: Mapping[DatabaseSystem, OpenStream] = {DatabaseSystem.POSTGRES: postgres_stream, DatabaseSystem.DUCKDB: duckdb_stream}
"""What opens a table, for each system that is pulled from here."""
_MOST_DIGITS = 38
_TYPES = {
    "BIGINT": ("int2", "int4", "int8", "smallint", "integer", "bigint", "tinyint", "utinyint", "usmallint", "uinteger"),
    NUMBER: ("numeric", "float4", "float8", "float", "double", "ubigint", "hugeint", "uhugeint"),
    "DATE": ("date",),
    "TIMESTAMP": ("timestamp", "timestamp_ns", "timestamp_ms", "timestamp_s"),
    "TIMESTAMPTZ": ("timestamptz", "timestamp with time zone"),
    "BOOLEAN": ("bool", "boolean"),
}
_TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names}
"""The type in a snapshot for each type of a database; of all others the text is kept."""


def pull_table(source: DataSource, pull: TablePull, connection: str, folder: Path) -> tuple[Path, int]:
    """Read a table into a Parquet file in an empty folder; return the file and how many rows it has, or raise PullFailed."""
    settings = CLOSED_DUCKDB | {"memory_limit": "1GB", "temp_directory": str(folder / "spilled")}
    with (
        PULLED[pull.system](source, pull, connection) as stream,
        closing(duckdb.connect(str(folder / "rows.duckdb"), config=settings)) as database,
    ):
        database.execute("SET TimeZone = 'UTC'")
        types = [_snapshot_type(column) for column in stream.columns]
        rows = _keep_rows(database, stream, types, pull)
        file = folder / "snapshot.parquet"
        columns = ", ".join(f"c{number} AS {_quoted(column.heading)}" for number, column in enumerate(stream.columns))
        target = str(file).replace("'", "''")
        database.execute(f"COPY (SELECT {columns} FROM kept ORDER BY ALL) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    return file, rows


def _keep_rows(database: duckdb.DuckDBPyConnection, stream: TableStream, types: Sequence[str], pull: TablePull) -> int:
    """Put all rows into the table `kept`, each cell in its type, and return how many there are."""
    shape = ", ".join(f"c{number} {kind}" for number, kind in enumerate(types))
    database.execute(f"CREATE TABLE kept ({shape})")
    count = 0
    for rows in stream.batches:
        count += len(rows)
        if count > pull.most_rows:
            raise PullFailed(f"{pull.table} has more than {pull.most_rows:,} rows: give a smaller view, or raise `most_rows`")
        texts = {f"c{number}": np.array(column, dtype=object) for number, column in enumerate(zip(*rows, strict=True))}
        _require_short(stream.columns, texts.values())
        database.register("texts", texts)
        try:
            _require_types(database, stream.columns, types)
            cells = ", ".join(_cell(number, kind) for number, kind in enumerate(types))
            database.execute(f"INSERT INTO kept SELECT {cells} FROM texts")
        finally:
            database.unregister("texts")
    return count


def _require_short(columns: Sequence[ColumnType], texts: Iterable[Iterable[str | None]]) -> None:
    for column, cells in zip(columns, texts, strict=True):
        if any(cell is not None and len(cell) > LONGEST_CELL for cell in cells):
            message = (
                f"a cell of '{column.heading}' has more than {LONGEST_CELL:,} characters: make it `ignored`, or give a view without it"
            )
            raise PullFailed(message)


def _require_types(database: duckdb.DuckDBPyConnection, columns: Sequence[ColumnType], types: Sequence[str]) -> None:
    """Raise PullFailed where a cell cannot be kept in the type of its column, such as a day that is `infinity`."""
    for number, (column, kind) in enumerate(zip(columns, types, strict=True)):
        cell = _cell(number, kind)
        lost = database.execute(f"SELECT count(*) FROM texts WHERE {_filled(number, kind)} AND {_tried(cell)} IS NULL").fetchall()[0][0]
        if lost:
            message = f"'{column.heading}' has values of the type {column.type} that are no {kind}, such as infinity or too many digits"
            raise PullFailed(f"{message}: give a view without them")


def _cell(number: int, kind: str) -> str:
    """Return a text as a value of a type; a number that is none (NaN) is no value."""
    return f"c{number}" if kind == "VARCHAR" else f"CAST(CASE WHEN {_filled(number, kind)} THEN c{number} END AS {kind})"


def _tried(cell: str) -> str:
    return cell.replace("CAST(", "TRY_CAST(", 1)


def _filled(number: int, kind: str) -> str:
    return f"c{number} IS NOT NULL" + (f" AND lower(c{number}) <> 'nan'" if kind.startswith("DECIMAL") else "")


def _snapshot_type(column: ColumnType) -> str:
    """Return the type of a column in a snapshot: decimals keep their digits where these are stated and few enough."""
    name = column.type.lower()
    if name.startswith("decimal("):
        return column.type
    if name == "numeric" and column.digits and column.digits[0] <= _MOST_DIGITS and 0 <= column.digits[1] <= column.digits[0]:
        return "DECIMAL({}, {})".format(*column.digits)
    return _TYPE_OF.get(name, "VARCHAR")


def _quoted(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'
