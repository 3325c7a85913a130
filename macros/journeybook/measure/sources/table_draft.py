"""A draft of the description of a table: what its headings and cells allow, and why; whoever answers for the table confirms it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from journeybook.measure.sources import conversion
from journeybook.measure.sources.conversion import literal
from journeybook.measure.sources.raw_table import RawTable
from journeybook.measure.sources.source_tables import SourceTable
from journeybook.measure.sources.table_budget import TableBudget, UnusableTable
from journeybook.measure.sources.table_engine import table_engine
from journeybook.measure.sources.table_reader import read_raw_table
from journeybook.model.atlas import Atlas
from journeybook.model.data_source import DataSource, TableColumn
from journeybook.model.date_form import ISO_DAY, ISO_MONTH
from journeybook.model.table_enumerations import CellSeparator, ColumnMeaning, NumberMark, RowKind

DATE_FORMS = (
    *(ISO_DAY, ISO_MONTH, "YYYY/MM/DD", "YYYY.MM.DD", "DD.MM.YYYY", "D.M.YYYY", "DD/MM/YYYY", "D/M/YYYY", "MM/DD/YYYY", "M/D/YYYY"),
    *("DD-MM-YYYY", "D-M-YYYY", "MM-DD-YYYY", "M-D-YYYY", "MM/YYYY", "M/YYYY", "MM.YYYY"),
)
"""The forms of dates that are tried."""
_SEPARATORS = (None, CellSeparator.SEMICOLON, CellSeparator.TAB, CellSeparator.BAR)
_HEADINGS: Mapping[ColumnMeaning, str] = {
    ColumnMeaning.ACCOUNT: "account account_id accountid customer customer_id organization_id organisation_id org_id company_id tenant_id",
    ColumnMeaning.INSTANCE: "instance instance_id workspace workspace_id",
    ColumnMeaning.NAME: "account_name customer_name company_name",
    ColumnMeaning.OWNER: "owner account_owner csm",
    ColumnMeaning.SEGMENT: "segment",
    ColumnMeaning.STATUS: "status",
    ColumnMeaning.CHURNED: "churned is_churned",
    ColumnMeaning.START: "start start_date signed signed_on customer_since",
    ColumnMeaning.END: "end end_date left_on churned_on",
    ColumnMeaning.MEASURE_ID: "measure metric measure_id",
    ColumnMeaning.VALUE: "value",
    ColumnMeaning.ID: "event event_name event_type milestone milestone_id ticket_id subscription_id",
    ColumnMeaning.DAY: "day date event_date event_time occurred_at timestamp reached_on",
    ColumnMeaning.WEEK: "week",
    ColumnMeaning.MONTH: "month",
    ColumnMeaning.QUARTER: "quarter",
    ColumnMeaning.OPENED: "opened opened_at opened_on created_at",
    ColumnMeaning.CLOSED: "closed closed_at closed_on solved_at resolved_at",
    ColumnMeaning.LEVEL: "severity level",
}
_MEANING_OF = {heading: meaning for meaning, headings in _HEADINGS.items() for heading in headings.split()}
_PERIODS = frozenset({ColumnMeaning.DAY, ColumnMeaning.WEEK, ColumnMeaning.MONTH, ColumnMeaning.QUARTER})
_OF_ACCOUNTS = frozenset(
    {ColumnMeaning.NAME, ColumnMeaning.OWNER, ColumnMeaning.SEGMENT, ColumnMeaning.STATUS, ColumnMeaning.CHURNED}
    | {ColumnMeaning.START, ColumnMeaning.END, ColumnMeaning.ANCHOR, ColumnMeaning.EVENT, ColumnMeaning.MILESTONE, ColumnMeaning.ATTRIBUTE}
)
_OF_PERIODS = frozenset({ColumnMeaning.OPENED, ColumnMeaning.CLOSED, ColumnMeaning.LEVEL, ColumnMeaning.ID})
_POSSIBLE: Mapping[RowKind, frozenset[ColumnMeaning]] = {
    RowKind.ACCOUNT: _OF_ACCOUNTS | {ColumnMeaning.MEASURE},
    RowKind.READING: _PERIODS | {ColumnMeaning.MEASURE, ColumnMeaning.MEASURE_ID, ColumnMeaning.VALUE},
    RowKind.EVENT: _PERIODS | {ColumnMeaning.ID},
    RowKind.MILESTONE: _PERIODS | {ColumnMeaning.ID},
    RowKind.SUBSCRIPTION: _OF_PERIODS,
    RowKind.TICKET: _OF_PERIODS,
}
"""What columns can mean besides account and instance, for each kind of rows."""


@dataclass(frozen=True)
class DraftColumn:
    """A column: what it may mean, None where nothing says so; `forms` are those of dates that fit every cell which holds something."""

    heading: str
    means: ColumnMeaning | None
    of: str = ""
    forms: tuple[str, ...] = ()
    says_zone: bool = False
    is_typed: bool = False
    """Whether the file says the type of its cells, as Parquet does."""


@dataclass(frozen=True)
class TableDraft:
    """What may be said of a table."""

    row: RowKind
    columns: tuple[DraftColumn, ...]
    rows: int
    separator: CellSeparator | None = None
    decimal: NumberMark = NumberMark.POINT


def draft_of_table(project: Path, file: str, atlas: Atlas, row: RowKind | None = None) -> TableDraft:
    """Return the draft for a table of a project; raises UnusableTable for one that cannot be read."""
    with closing(table_engine()) as connection:
        table, separator = _read(connection, project, file)
        known = _known_names(atlas)
        meanings = [_meaning(heading, known) for heading in table.headings]
        kind = row or _row_kind(file, table.headings, {meaning for meaning, _ in meanings})
        columns = tuple(_column(connection, table, number, *guess) for number, guess in enumerate(_possible(kind, meanings)))
        return TableDraft(kind, columns, table.rows, separator, _decimal(connection, columns))


def _read(connection: duckdb.DuckDBPyConnection, project: Path, file: str) -> tuple[RawTable, CellSeparator | None]:
    """Return the table as it is taken apart into the most columns, with every row whole where that is so for any separator."""
    tables: list[tuple[bool, int, int, RawTable]] = []
    problems: list[UnusableTable] = []
    for number, separator in enumerate(_SEPARATORS[:1] if file.endswith(".parquet") else _SEPARATORS):
        source = DataSource(row=RowKind.ACCOUNT, columns=(), separator=separator)
        try:
            raw = read_raw_table(connection, project, SourceTable(source, file), f"raw{number}", TableBudget())
        except UnusableTable as problem:
            problems.append(problem)
        else:
            tables.append((not raw.left_out, len(raw.headings), -number, raw))
    if problems and all(width == 1 for _, width, _, _ in tables):
        raise problems[0]
    _, _, number, table = max(tables, key=lambda entry: entry[:3])
    connection.execute(f"ALTER TABLE {table.name} RENAME TO cells")
    return table, _SEPARATORS[-number]


def _known_names(atlas: Atlas) -> dict[str, tuple[ColumnMeaning, str]]:
    """Return what the atlas knows that a column can hold, by its id as headings write it."""
    kinds = (ColumnMeaning.MILESTONE, ColumnMeaning.EVENT, ColumnMeaning.ANCHOR, ColumnMeaning.ATTRIBUTE, ColumnMeaning.MEASURE)
    return {_plain(name): (meaning, name) for meaning in kinds for kind, _, name in atlas.index if kind == meaning.value}


def _meaning(heading: str, known: Mapping[str, tuple[ColumnMeaning, str]]) -> tuple[ColumnMeaning | None, str]:
    """Return what a heading may mean, and the id in the atlas that it stands for."""
    plain = _plain(heading)
    return known.get(plain) or (_MEANING_OF.get(plain), "")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _row_kind(file: str, headings: Sequence[str], meanings: set[ColumnMeaning | None]) -> RowKind:
    """Return what a row may be, by the meanings of the columns, and by a word in a heading or the file's name."""
    words = " ".join(map(_plain, (file.rpartition("/")[2], *headings)))
    if ColumnMeaning.OPENED in meanings and not meanings & _PERIODS:
        return RowKind.SUBSCRIPTION if "subscription" in words else RowKind.TICKET
    if meanings & _PERIODS and ColumnMeaning.ID in meanings:
        return RowKind.MILESTONE if "milestone" in words else RowKind.EVENT
    return RowKind.READING if meanings & _PERIODS else RowKind.ACCOUNT


def _possible(row: RowKind, meanings: Sequence[tuple[ColumnMeaning | None, str]]) -> Iterator[tuple[ColumnMeaning | None, str]]:
    """Yield the meanings that columns of such rows can have, and that only one column has where one alone can."""
    seen: set[ColumnMeaning | None] = set()
    for meaning, identifier in meanings:
        can_be = meaning in {ColumnMeaning.ACCOUNT, ColumnMeaning.INSTANCE} | _POSSIBLE[row] and (identifier or meaning not in seen)
        seen.add(meaning)
        yield (meaning, identifier) if can_be else (None, "")


def _column(
    connection: duckdb.DuckDBPyConnection, table: RawTable, number: int, meaning: ColumnMeaning | None, identifier: str
) -> DraftColumn:
    heading = table.headings[number]
    is_typed = bool(table.types) and table.types[number] != "VARCHAR"
    forms = () if is_typed else _date_forms(connection, number)
    zone = bool(forms) and _count(connection, _has_zone(f"trim(c{number})", forms[0])) > 0
    return DraftColumn(heading, meaning, identifier if identifier != heading else "", forms, zone, is_typed)


def _date_forms(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[str, ...]:
    """Return the forms of dates that fit every cell of a column that holds something; a looser one only where a stricter one does not."""
    cell = f"trim(c{number})"
    if not _count(connection, f"{cell} <> ''"):
        return ()
    source = DataSource(row=RowKind.ACCOUNT, columns=(), time_zone="UTC")
    fitting = [
        form
        for form in DATE_FORMS
        if not _count(connection, f"{cell} <> '' AND ({conversion.day_of(cell, source, _day_column(form))}) IS NULL")
    ]
    strict = [form for form in fitting if "DD" in form]
    return tuple(form for form in fitting if form.replace("D", "DD").replace("M", "MM") not in strict or form in strict)


def _day_column(form: str) -> TableColumn:
    return TableColumn(column="cell", means=ColumnMeaning.DAY, dates=form)


def _has_zone(cell: str, form: str) -> str:
    return conversion.has_zone(cell, DataSource(row=RowKind.ACCOUNT, columns=()), _day_column(form))


def _decimal(connection: duckdb.DuckDBPyConnection, columns: Iterable[DraftColumn]) -> NumberMark:
    """Return the mark before decimals: a comma where no other reading of the cells of measures is possible."""
    cells = [f"trim(c{number})" for number, column in enumerate(columns) if column.means in (ColumnMeaning.MEASURE, ColumnMeaning.VALUE)]
    comma, point = literal(r"[-+]?\d+,\d+"), literal(r".*\..*")
    commas = sum(_count(connection, f"regexp_full_match({cell}, {comma})") for cell in cells)
    sure = sum(_count(connection, f"regexp_full_match({cell}, {comma}) AND NOT regexp_matches({cell}, ',[0-9]{{3}}$')") for cell in cells)
    points = sum(_count(connection, f"regexp_full_match({cell}, {point})") for cell in cells)
    return NumberMark.COMMA if commas and sure and not points else NumberMark.POINT


def _count(connection: duckdb.DuckDBPyConnection, condition: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM cells WHERE {condition}").fetchall()[0][0])
