"""Streams of rows from a database: the columns with their types, and the rows as texts in batches.

A connection is made of what an environment variable holds. Drivers repeat it in some of their messages, and values in others, so that every
error of theirs becomes one of our sentences.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any, Protocol

import duckdb

from journeybook.measure.pull.pull_failed import PullFailed
from journeybook.measure.pull.pull_query import text_query, type_query
from journeybook.model.data_source import DataSource
from journeybook.model.table_pull import TablePull

BATCH = 10_000
"""Rows that are held in memory at once."""
CLOSED_DUCKDB: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}
"""DuckDB fetches nothing, and reads nothing that Python holds."""
_CONNECT_SECONDS = 15
_CONNECT: dict[str, Any] = {
    "connect_timeout": _CONNECT_SECONDS,
    "client_encoding": "utf8",
    "application_name": "journeybook",
    "keepalives_idle": 30,
    "tcp_user_timeout": 60_000,
}
_SENTENCES = {
    "42P01": "there is no table {table}, or the role of the connection may not look into its schema: see that the name is written as there",
    "3F000": "there is no schema of {table}: see that the name is written as there",
    "42703": "{table} lacks a column that is described: see that each heading is written as there, capital letters too",
    "42501": "the role of the connection may not read {table}: grant it SELECT on this table or view alone",
    "57014": "the database stopped the query, which took longer than {minutes} minutes: give a smaller view, or raise `most_minutes`",
    "55P03": "somebody has locked {table}: try again later",
    "25006": "{table} writes something when it is read, and a pull can only read: give a view without it",
}
"""What codes of PostgreSQL (SQLSTATE) mean for whoever pulls."""
_REFUSALS = {
    "password authentication failed": "the database refuses the user or password",
    "no password supplied": "the database wants a password, and the connection has none",
    "Connection refused": "nothing answers at the host and port",
    "could not translate host name": "the host has no address that is known here",
    "timeout expired": f"nothing answered within {_CONNECT_SECONDS} seconds",
    "does not exist": "the database has no such role or database",
    "SSL": "no connection of the demanded safety (SSL) came about",
    "too many": "the database takes no more connections now",
}
"""What the drivers' words for a refused connection mean, by a piece of them."""


@dataclass(frozen=True)
class ColumnType:
    """A column of a database: its heading, its type by the system's name, and the digits of a decimal where they are stated."""

    heading: str
    type: str
    digits: tuple[int, int] | None = None


@dataclass(frozen=True)
class TableStream:
    """The columns of a table, and its rows as texts in batches of at most `BATCH`."""

    columns: tuple[ColumnType, ...]
    batches: Iterator[Sequence[Sequence[str | None]]]


class OpenStream(Protocol):
    """What opens the stream of a table by the text of a connection."""

    def __call__(self, source: DataSource, pull: TablePull, connection: str) -> AbstractContextManager[TableStream]:
        """Return the stream; raises PullFailed."""


@dataclass
class PullDeadline:
    """The end of the time that a pull may take."""

    minutes: int
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + 60 * self.minutes

    def require(self) -> None:
        """Raise PullFailed once the time is over."""
        if time.monotonic() > self._end:
            raise PullFailed(f"it took longer than {self.minutes} minutes: give a smaller view, or raise `most_minutes`") from None


@contextmanager
def postgres_stream(source: DataSource, pull: TablePull, connection: str) -> Iterator[TableStream]:
    """Open the stream of a table of PostgreSQL, in a transaction that can only read."""
    psycopg = _psycopg()
    deadline = PullDeadline(pull.most_minutes)
    try:
        database = psycopg.connect(connection, **_CONNECT)
    except (psycopg.Error, ValueError, OSError) as problem:
        raise PullFailed(_refusal(pull, str(problem))) from None
    try:
        with database:
            database.read_only = True
            for setting, value in _settings(pull).items():
                database.execute("SELECT set_config(%s, %s, true)", (setting, value))
            yield from _postgres_rows(database, source, pull, deadline)
    except psycopg.Error as problem:
        raise PullFailed(_in_words(pull, problem.sqlstate)) from None
    finally:
        database.close()


def _postgres_rows(database: Any, source: DataSource, pull: TablePull, deadline: PullDeadline) -> Iterator[TableStream]:  # noqa: ANN401 - optional
    """Yield the stream of a table once, from a cursor of the server's."""
    described = database.execute(type_query(source, pull)).description
    columns = tuple(ColumnType(column.name, _type_name(database, column), _digits(column)) for column in described)
    with database.cursor(name="journeybook") as cursor:
        cursor.execute(text_query(source, pull))
        yield TableStream(columns, _batches(cursor, deadline))


@contextmanager
def duckdb_stream(source: DataSource, pull: TablePull, connection: str) -> Iterator[TableStream]:
    """Open the stream of a table in a file of DuckDB, which is only read."""
    deadline = PullDeadline(pull.most_minutes)
    if "\0" in connection or not Path(connection).is_file():
        raise PullFailed(f"{pull.connection} holds no path of a file: it says where the file of DuckDB lies")
    try:
        database = duckdb.connect(connection, read_only=True, config=CLOSED_DUCKDB | {"enable_external_access": "false"})
    except duckdb.Error:
        raise PullFailed(
            f"the file that {pull.connection} names cannot be read by DuckDB {duckdb.__version__}, or is open elsewhere"
        ) from None
    timer = Timer(60 * pull.most_minutes, database.interrupt)
    timer.daemon = True
    timer.start()
    try:
        database.execute("SET TimeZone = 'UTC'")
        described = database.execute(type_query(source, pull)).description or []
        columns = tuple(ColumnType(column[0], str(column[1])) for column in described)
        database.execute(text_query(source, pull))
        yield TableStream(columns, _batches(database, deadline))
    except duckdb.CatalogException:
        raise PullFailed(_SENTENCES["42P01"].format(table=pull.table)) from None
    except duckdb.BinderException:
        raise PullFailed(_SENTENCES["42703"].format(table=pull.table)) from None
    except duckdb.InterruptException:
        deadline.require()
        raise PullFailed(f"reading {pull.table} was stopped") from None
    except duckdb.Error:
        raise PullFailed(f"DuckDB cannot read {pull.table}") from None
    finally:
        timer.cancel()
        database.close()


def _batches(cursor: Any, deadline: PullDeadline) -> Iterator[Sequence[Sequence[str | None]]]:  # noqa: ANN401 - of whatever driver
    while rows := cursor.fetchmany(BATCH):
        deadline.require()
        yield rows


def _psycopg() -> Any:  # noqa: ANN401 - the driver is optional
    try:
        import psycopg  # noqa: PLC0415 - an optional driver
    except ImportError:
        hint = "install it with: python -m pip install 'journeybook[postgres]'"
        raise PullFailed(f"the driver of PostgreSQL (psycopg) is missing; {hint}") from None
    return psycopg


def _settings(pull: TablePull) -> dict[str, str]:
    return {
        "statement_timeout": f"{pull.most_minutes}min",
        "lock_timeout": "1min",
        "TimeZone": "UTC",
        "DateStyle": "ISO",
        "IntervalStyle": "iso_8601",
        "extra_float_digits": "1",
    }


def _type_name(database: Any, column: Any) -> str:  # noqa: ANN401 - of an optional driver
    known = database.adapters.types.get(column.type_code)
    return known.name if known else ""


def _digits(column: Any) -> tuple[int, int] | None:  # noqa: ANN401 - of an optional driver
    return (column.precision, column.scale or 0) if column.precision is not None else None


def _refusal(pull: TablePull, words: str) -> str:
    reason = next((sentence for piece, sentence in _REFUSALS.items() if piece in words), "no connection came about")
    return f"{reason}: look at what {pull.connection} holds, such as postgresql://reader@db.example/warehouse; psql says more"


def _in_words(pull: TablePull, code: str | None) -> str:
    sentence = _SENTENCES.get(code or "")
    if sentence:
        return sentence.format(table=pull.table, minutes=pull.most_minutes)
    return f"reading {pull.table} failed (SQLSTATE {code})" if code else f"the connection broke while {pull.table} was read"
