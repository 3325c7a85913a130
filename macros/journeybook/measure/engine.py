"""Engines: what runs a query over the fact tables, inside this process with DuckDB, or on a database or cluster that a team has.

A query is one text of SQL in DuckDB's dialect, written once; sqlglot says it in the dialect of another engine. Whole numbers in a query
have up to 38 digits (`INT128`, which is DuckDB's word for them), so that shares and scores are exact and nothing is rounded by an engine.
Rows come back as plain Python values in one order for every engine: by all columns from the left, nothing before something.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pandas as pd
from sqlglot import ErrorLevel, exp, parse_one

from journeybook.measure.facts import FACT_TABLES

MEMORY = "1GB"
"""What DuckDB may use before it goes to its temporary folder."""
_CLOSED: Mapping[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "preserve_insertion_order": "false",
}


class Engine(Protocol):
    """What answers queries over the fact tables."""

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query as a small frame of Python values, in the order of its columns."""


class DatabaseCursor(Protocol):
    """The part of a database's cursor (PEP 249) that is used."""

    @property
    def description(self) -> Sequence[Sequence[Any]] | None:
        """The columns of the last result, their names first."""

    def execute(self, operation: str, /) -> Any:  # noqa: ANN401 - drivers return what they like
        """Run a statement."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows of the statement that was run."""


class DuckEngine(AbstractContextManager["DuckEngine"]):
    """DuckDB inside this process, with a limit of memory, over frames or Parquet files; it fetches nothing from anywhere."""

    def __init__(self, tables: Mapping[str, pd.DataFrame | Path], memory: str = MEMORY, threads: int | None = None) -> None:
        self._exit = ExitStack()
        folder = self._exit.enter_context(tempfile.TemporaryDirectory(prefix="journeybook-"))
        settings: dict[str, str | bool | int | float | list[str]] = {
            **_CLOSED,
            "memory_limit": memory,
            "temp_directory": folder,
            **({"threads": threads} if threads else {}),
        }
        self._connection = self._exit.enter_context(duckdb.connect(config=settings))
        for name in FACT_TABLES:
            self._add(name, tables.get(name))
        if not any(isinstance(table, Path) for table in tables.values()):
            self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def __exit__(self, *_: object) -> None:
        self._exit.close()

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query."""
        return _fetch(self._connection, query)

    def _add(self, name: str, table: pd.DataFrame | Path | None) -> None:
        """Make a fact table: a view of a Parquet file, or a copy of a frame whose values are read as text."""
        columns = ", ".join(f'CAST("{column}" AS {kind}) AS "{column}"' for column, kind in FACT_TABLES[name].items())
        if isinstance(table, Path):
            file = exp.Literal.string(str(table)).sql("duckdb")
            self._connection.execute(f"CREATE VIEW {name} AS SELECT {columns} FROM read_parquet({file})")  # noqa: S608 - quoted above
            return
        empty = pd.DataFrame(columns=list(FACT_TABLES[name]))
        texts = (empty if table is None else table).reindex(columns=list(FACT_TABLES[name])).map(_text).astype(object)
        self._connection.register("texts", texts)
        self._connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM texts")  # noqa: S608 - the names are our own
        self._connection.unregister("texts")


class DatabaseEngine:
    """A database that holds the fact tables, by its driver's connection and its dialect: postgres, bigquery, snowflake."""

    def __init__(self, cursor: DatabaseCursor, dialect: str) -> None:
        self._cursor = cursor
        self._dialect = dialect

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query."""
        return _fetch(self._cursor, sql_text(query, self._dialect))


class SparkEngine:
    """A session of Spark whose catalogue holds the fact tables."""

    def __init__(self, session: Any) -> None:  # noqa: ANN401 - pyspark is optional and has its own types
        self._session = session

    def fetch(self, query: str) -> pd.DataFrame:
        """Return the rows of a query."""
        result = self._session.sql(sql_text(query, "spark"))
        return frame_of(result.columns, [tuple(row) for row in result.collect()])


def sql_text(query: str, dialect: str, *, pretty: bool = False) -> str:
    """Return a query in the dialect of an engine.

    For DuckDB it stays as it is; what another engine cannot say raises UnsupportedError. Only DuckDB knows whole numbers of 38 digits by a
    name of their own, and the decimals of BigQuery have 29 digits before the point unless they are its large ones. PostgreSQL orders words
    by the rules of a language unless told, and copies the columns of each table into the next, which doubles a query with each of them,
    unless it is to keep the table. Snowflake writes names in capitals unless they are quoted.
    """
    if dialect == "duckdb" and not pretty:
        return query
    return (
        parse_one(query, dialect="duckdb").transform(_in_dialect, dialect).sql(dialect, pretty=pretty, unsupported_level=ErrorLevel.RAISE)
    )


def frame_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Return rows as a frame of Python values, in the order of all columns from the left: nothing before something."""
    plain = sorted(([_plain(value) for value in row] for row in rows), key=lambda row: [(value is not None, value) for value in row])
    return pd.DataFrame(plain, columns=list(columns), dtype=object)


def _fetch(cursor: Any, query: str) -> pd.DataFrame:  # noqa: ANN401 - DuckDB's connection is a cursor as well
    cursor.execute(query)
    return frame_of([column[0].lower() for column in cursor.description or ()], cursor.fetchall())


def _in_dialect(node: "exp.Expr", dialect: str) -> "exp.Expr":
    if dialect != "duckdb" and isinstance(node, exp.DataType) and node.this is exp.DataType.Type.INT128:
        return exp.DataType.build("BIGNUMERIC(38, 0)" if dialect == "bigquery" else "DECIMAL(38, 0)", dialect=dialect)
    if dialect == "snowflake" and isinstance(node, exp.Identifier) and node.quoted:
        node.set("this", node.name.upper())
    if dialect == "postgres" and isinstance(node, exp.CTE):
        node.args["materialized"] = True
    if dialect == "postgres" and isinstance(node, exp.Ordered) and node.this.name == "source":
        node.set("this", exp.Collate(this=node.this, expression=exp.to_identifier("C", quoted=True)))
    return node


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a driver returns
    """Return a value as every engine has it: whole numbers as int, no trailing noughts, days as dates, words as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value.date() if isinstance(value, datetime) else value


def _text(value: object) -> str | None:
    if _is_missing(value):
        return None
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat() if isinstance(value, date) else str(value)


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value)  # noqa: PLR0124 - not a number
