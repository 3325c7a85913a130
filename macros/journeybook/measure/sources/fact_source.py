"""The facts of a project: its tables read in the engine, the facts of one account, and a report for each source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, starmap
from operator import itemgetter
from pathlib import Path
from sys import intern
from typing import Any

import duckdb

from journeybook.findings import Finding
from journeybook.load.discover import FOLDER
from journeybook.measure.facts import FACT_TABLES, AccountFacts, DatedPeriod, DatedReading, FactOrigin, HeldValue, Occurrence
from journeybook.measure.sources.account_census import AccountCensus, account_census
from journeybook.measure.sources.account_facts import add_accounts, add_current_values, add_named_accounts
from journeybook.measure.sources.atlas_tables import create_tables, insert_rows
from journeybook.measure.sources.doubtful_numbers import DoubtfulNumbers
from journeybook.measure.sources.happenings import add_happenings, add_periods
from journeybook.measure.sources.histories import settle_histories
from journeybook.measure.sources.left_out import SENTENCES, LeftOut, ReasonCount
from journeybook.measure.sources.left_out_counts import left_out_row, reason_counts
from journeybook.measure.sources.left_out_hints import LeftOutHints, alike_accounts
from journeybook.measure.sources.measured_values import add_measured_values, roll_up
from journeybook.measure.sources.question_budget import asked_names, most_questions_message
from journeybook.measure.sources.source_findings import (
    alike_findings,
    doubtful_findings,
    header_findings,
    left_out_findings,
    old_findings,
    spoilt_findings,
    type_findings,
    unusable_finding,
)
from journeybook.measure.sources.source_tables import source_tables
from journeybook.measure.sources.table_budget import TableBudget, UnusableTable
from journeybook.measure.sources.table_engine import table_engine
from journeybook.measure.sources.table_reader import read_raw_table
from journeybook.measure.sources.table_rows import DescribedTable, convert_rows, leave_out_rows
from journeybook.measure.table_limits import MOST_ENGINE_MEMORY
from journeybook.model.atlas import Atlas
from journeybook.model.language.evaluate import known_value
from journeybook.model.table_enumerations import RowKind
from journeybook.model.table_rules import TABLE_AS_OF

_FACT_COLUMNS = {
    "history": "field, value, since, until",
    "readings": "measure, number, word, day, instance",
    "occurrences": "kind, id, day, instance",
    "periods": "kind, id, since, until, level, instance",
}
"""The fact tables of an account with their columns, in the order of the fields of their dataclasses."""
_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class SourceReport:
    """What was read of one table: its rows, its facts by fact table, and what was left out by reason."""

    file: str
    description: str
    as_of: date
    rows: int
    facts: Mapping[str, int]
    left_out: tuple[ReasonCount, ...]
    names_shown: bool
    repeats: int = 0
    """How many of its rows equal one above and count all the same."""
    doubtful: tuple[DoubtfulNumbers, ...] = ()
    """Numbers that count and may be wrong."""


@dataclass(frozen=True)
class FactSource:
    """The facts of all sources up to the as-of day, in tables of the engine as `FACT_TABLES` describes them."""

    connection: duckdb.DuckDBPyConnection = field(compare=False)
    as_of: date | None
    """The latest day of which a source tells; None where there is no source."""
    names_shown: bool
    """Whether every source lets colleagues see single accounts."""
    reports: tuple[SourceReport, ...]
    findings: tuple[Finding, ...]

    def accounts(self) -> tuple[str, ...]:
        """Return the ids of all accounts, sorted."""
        return tuple(row[0] for row in self._rows("SELECT account FROM accounts ORDER BY account"))

    def facts_of(self, account: str) -> AccountFacts:
        """Return everything that is known of an account; KeyError for one that no source and no file names."""
        facts = next(self._facts("WHERE account = ?", account), None)
        if facts is None:
            raise KeyError(account)
        return facts

    def every_account(self) -> Iterator[AccountFacts]:
        """Yield everything that is known of each account, in the order of ids; the tables are gone through once."""
        return self._facts("")

    def census(self) -> AccountCensus:
        """Return how many accounts are known, and which ones that tables name are not."""
        return account_census(self.connection)

    def left_out_of_files(self) -> Mapping[str, tuple[ReasonCount, ...]]:
        """Return what was left out of the histories of each file in journeys/accounts/ that has something left out."""
        return {file: tuple(reason_counts(self.connection, file)) for file in _account_files(self.connection)}

    def left_out_of(self, account: str) -> tuple[LeftOut, ...]:
        """Return the rows and cells of an account that are no facts, in the order of files and lines."""
        columns = 'source, row, reason, "column", value, account'
        rows = self._rows(f"SELECT {columns} FROM left_out WHERE account = ? ORDER BY source, row, {columns}", account)
        return tuple(left_out_row(row) for row in rows)

    def _facts(self, where: str, *values: str) -> Iterator[AccountFacts]:
        accounts = self._rows(f"SELECT account, name, owner, start, ended FROM accounts {where} ORDER BY account", *values)
        tables = {table: _Groups(self._sorted(table, columns, where, values)) for table, columns in _FACT_COLUMNS.items()}
        for account, name, owner, start, ended in accounts:
            history, readings, occurrences, periods = (tables[table].of(account) for table in _FACT_COLUMNS)
            yield AccountFacts(
                account,
                self.as_of or date.min,
                name,
                owner,
                start,
                ended,
                history=tuple(starmap(_held, history)),
                readings=tuple(starmap(_reading, readings)),
                occurrences=tuple(starmap(_occurrence, occurrences)),
                periods=tuple(starmap(_period, periods)),
            )

    def _sorted(self, table: str, columns: str, where: str, values: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table in the order of accounts, days and lines, a chunk at a time."""
        day = "day" if "day" in FACT_TABLES[table] else "since NULLS FIRST"
        cursor = self.connection.cursor()
        cursor.execute(
            f"SELECT account, {columns}, source, row FROM {table} {where} ORDER BY account, {day}, source, row, {columns}", values
        )
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from rows

    def add_table(self, name: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
        """Add a table of what was worked out of the facts, for queries."""
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        insert_rows(self.connection, name, rows)

    def _rows(self, query: str, *values: str) -> list[Any]:
        return self.connection.execute(query, values).fetchall()


class _Groups:
    """The rows of a table that is ordered by account, group by group."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, account: str) -> Iterator[tuple[list[Any], FactOrigin]]:
        """Yield the values of an account's rows, each with its origin; accounts are asked for in their order."""
        while self._next and self._next[0] < account:
            self._next = next(self._groups, None)
        if self._next and self._next[0] == account:
            origin = FactOrigin("", 0)
            for _, *values, source, line in self._next[1]:
                if origin.row != line or origin.source != source:
                    origin = FactOrigin(intern(source), line)
                yield values, origin


def _reading(values: list[Any], origin: FactOrigin) -> DatedReading:
    measure, number, word, day, instance = values
    return DatedReading(intern(measure), known_value(word) if number is None else number, day, instance, origin)


def _period(values: list[Any], origin: FactOrigin) -> DatedPeriod:
    kind, identifier, since, until, level, instance = values
    return DatedPeriod(kind, identifier or "", since, until, level, instance, origin)


def _held(values: list[Any], origin: FactOrigin) -> HeldValue:
    field_name, value, since, until = values
    return HeldValue(field_name, value, since, until, origin)


def _occurrence(values: list[Any], origin: FactOrigin) -> Occurrence:
    kind, identifier, day, instance = values
    return Occurrence(kind, identifier, day, instance, origin)


def read_sources(project: Path, atlas: Atlas) -> FactSource:
    """Read every described table of a project into facts; what is wrong with a table, or a row of it, is a finding.

    Tables that take more memory together than the engine may have are a finding as well, and none of them is read.
    """
    try:
        return _read_facts(table_engine(), project, atlas)
    except duckdb.OutOfMemoryException:
        message = f"the tables take more memory together than the {MOST_ENGINE_MEMORY} that are given to them"
        finding = unusable_finding(f"{FOLDER}/metrics", message, "keep the rows and columns that a model asks")
        return FactSource(table_engine(), None, names_shown=False, reports=(), findings=(finding,))


def _read_facts(connection: duckdb.DuckDBPyConnection, project: Path, atlas: Atlas) -> FactSource:
    create_tables(connection, atlas)
    tables, findings = _read_tables(connection, project, atlas)
    for table in tables:
        convert_rows(connection, table, atlas)
        add_accounts(connection, table)
    for table in tables:
        add_named_accounts(connection, table)
    doubtful = _add_facts(connection, tables)
    reports = tuple(_report(connection, table, doubtful) for table in tables)
    for report, table in zip(reports, tables, strict=True):
        findings += left_out_findings(report.left_out, table, LeftOutHints(connection, table).hint)
        findings += doubtful_findings(report.doubtful)
    findings += [*_findings_of_accounts(connection), *alike_findings(alike_accounts(connection))]
    as_of = max((report.as_of for report in reports), default=None)
    findings += old_findings(tables, atlas.file.as_of)
    if message := most_questions_message(connection, asked_names(atlas)):
        hint = "keep the accounts and facts that a model asks, or raise the limits with JOURNEYBOOK_TABLE_LIMITS"
        findings.append(unusable_finding(f"{FOLDER}/metrics", message, hint))
        return FactSource(connection, None, names_shown=False, reports=(), findings=tuple(sorted(findings)))
    return FactSource(connection, as_of, bool(reports) and all(report.names_shown for report in reports), reports, tuple(sorted(findings)))


def _add_facts(connection: duckdb.DuckDBPyConnection, tables: list[DescribedTable]) -> tuple[DoubtfulNumbers, ...]:
    """Make facts of the converted rows of all tables, and return the numbers that may be wrong; accounts are known already."""
    doubtful: list[DoubtfulNumbers] = []
    for table in tables:
        leave_out_rows(connection, table)
        if table.source.row is RowKind.ACCOUNT:
            add_current_values(connection, table)
        add_happenings(connection, table)
        add_periods(connection, table)
        doubtful += add_measured_values(connection, table)
        connection.execute(f"DROP TABLE {table.rows}")
        insert_rows(
            connection, "left_out", ((row.account, row.column, row.value, row.reason, row.source, row.row) for row in table.raw.left_out)
        )
    settle_histories(connection, tables)
    return (*doubtful, *roll_up(connection))


def _read_tables(connection: duckdb.DuckDBPyConnection, project: Path, atlas: Atlas) -> tuple[list[DescribedTable], list[Finding]]:
    """Read every table that has a description and can be used, and return the findings about the others, and about headings."""
    files, findings = source_tables(project, atlas)
    tables, budget = [], TableBudget()
    for number, file in enumerate(files):
        as_of = file.as_of(atlas)
        if as_of is None:
            message = "nothing says of which day this table tells"
            findings.append(TABLE_AS_OF.at(file.source.origin.place, message, "add `as_of:` with the day"))
            continue
        try:
            raw = read_raw_table(connection, project, file, f"raw{number}", budget)
        except UnusableTable as problem:
            findings.append(unusable_finding(file.path, problem.message, problem.hint))
            continue
        types = list(type_findings(file.source, raw))
        findings += [*header_findings(file.source, raw), *spoilt_findings(raw), *types]
        table = DescribedTable(file.source, raw, as_of.isoformat())
        if table.is_usable and not types:
            tables.append(table)
    return tables, findings


def _report(connection: duckdb.DuckDBPyConnection, table: DescribedTable, doubtful: Sequence[DoubtfulNumbers]) -> SourceReport:
    facts = {
        name: connection.execute(f"SELECT count(*) FROM {name} WHERE source = ?", [table.raw.file]).fetchall()[0][0]
        for name in FACT_TABLES
        if name != "left_out"
    }
    left_out = tuple(reason_counts(connection, table.raw.file))
    source = table.source
    return SourceReport(
        table.raw.file,
        source.origin.place.file,
        date.fromisoformat(table.as_of),
        table.raw.rows,
        facts,
        left_out,
        source.names_shown,
        table.raw.repeats,
        tuple(numbers for numbers in doubtful if numbers.file == table.raw.file),
    )


def _findings_of_accounts(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Yield the findings about histories in journeys/accounts/."""
    for file in _account_files(connection):
        yield from left_out_findings(tuple(reason_counts(connection, file)), None, lambda row: SENTENCES[row.reason][1])


def _account_files(connection: duckdb.DuckDBPyConnection) -> list[str]:
    files = connection.execute("SELECT DISTINCT source FROM left_out WHERE source LIKE 'journeys/accounts/%' ORDER BY source").fetchall()
    return [file for (file,) in files]
