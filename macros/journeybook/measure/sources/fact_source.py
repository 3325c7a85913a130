"""The facts of a project: its tables read in the engine, the facts of one account, and a report for each source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from journeybook.findings import Finding
from journeybook.measure.facts import FACT_TABLES, AccountFacts, DatedPeriod, DatedReading, FactOrigin, HeldValue, Occurrence
from journeybook.measure.sources.account_facts import add_accounts, add_current_values, add_named_accounts
from journeybook.measure.sources.atlas_tables import create_tables, insert_rows
from journeybook.measure.sources.happenings import add_happenings, add_periods
from journeybook.measure.sources.histories import settle_histories
from journeybook.measure.sources.left_out import MOST_EXAMPLES, LeftOut, Reason, ReasonCount
from journeybook.measure.sources.measured_values import add_measured_values, roll_up
from journeybook.measure.sources.raw_table import UnusableTable, read_raw_table
from journeybook.measure.sources.source_findings import (
    header_findings,
    left_out_findings,
    old_findings,
    type_findings,
    unusable_finding,
)
from journeybook.measure.sources.source_tables import source_tables
from journeybook.measure.sources.table_rows import DescribedTable, convert_rows, leave_out_rows
from journeybook.model.atlas import Atlas
from journeybook.model.language.evaluate import known_value
from journeybook.model.table_enumerations import RowKind
from journeybook.model.table_rules import TABLE_AS_OF

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
"""The engine fetches nothing and loads nothing."""


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
        known = self._rows("SELECT name, owner, start, ended FROM accounts WHERE account = ?", account)
        if not known:
            raise KeyError(account)
        name, owner, start, ended = known[0]
        return AccountFacts(
            account,
            self.as_of or date.min,
            name,
            owner,
            start,
            ended,
            history=tuple(self._history(account)),
            readings=tuple(self._readings(account)),
            occurrences=tuple(self._occurrences(account)),
            periods=tuple(self._periods(account)),
        )

    def _history(self, account: str) -> Iterator[HeldValue]:
        for name, value, since, until, *origin in self._of("history", "field, value, since, until", account):
            yield HeldValue(name, value, since, until, FactOrigin(*origin))

    def _occurrences(self, account: str) -> Iterator[Occurrence]:
        for kind, identifier, day, instance, *origin in self._of("occurrences", "kind, id, day, instance", account):
            yield Occurrence(kind, identifier, day, instance, FactOrigin(*origin))

    def _periods(self, account: str) -> Iterator[DatedPeriod]:
        for kind, identifier, since, until, level, instance, *origin in self._of(
            "periods", "kind, id, since, until, level, instance", account
        ):
            yield DatedPeriod(kind, identifier or "", since, until, level, instance, FactOrigin(*origin))

    def _readings(self, account: str) -> Iterator[DatedReading]:
        for measure, number, word, day, instance, *origin in self._of("readings", "measure, number, word, day, instance", account):
            yield DatedReading(measure, known_value(word) if number is None else number, day, instance, FactOrigin(*origin))

    def _of(self, table: str, columns: str, account: str) -> list[Any]:
        day = "day" if "day" in FACT_TABLES[table] else "since NULLS FIRST"
        return self._rows(f"SELECT {columns}, source, row FROM {table} WHERE account = ? ORDER BY {day}, source, row, {columns}", account)

    def _rows(self, query: str, *values: str) -> list[Any]:
        return self.connection.execute(query, values).fetchall()


def read_sources(project: Path, atlas: Atlas) -> FactSource:
    """Read every described table of a project into facts; what is wrong with a table, or a row of it, is a finding."""
    connection = duckdb.connect(config=_CLOSED)
    connection.execute("SET TimeZone = 'UTC'")
    create_tables(connection, atlas)
    tables, findings = _read_tables(connection, project, atlas)
    for table in tables:
        convert_rows(connection, table, atlas)
        add_accounts(connection, table)
    for table in tables:
        add_named_accounts(connection, table)
    _add_facts(connection, tables)
    reports = tuple(_report(connection, table) for table in tables)
    for report, table in zip(reports, tables, strict=True):
        findings += left_out_findings(report.left_out, table)
    findings += _findings_of_accounts(connection)
    as_of = max((report.as_of for report in reports), default=None)
    findings += old_findings(tables, atlas.file.as_of)
    return FactSource(connection, as_of, bool(reports) and all(report.names_shown for report in reports), reports, tuple(sorted(findings)))


def _add_facts(connection: duckdb.DuckDBPyConnection, tables: list[DescribedTable]) -> None:
    """Make facts of the converted rows of all tables; accounts are known already."""
    for table in tables:
        leave_out_rows(connection, table)
        if table.source.row is RowKind.ACCOUNT:
            add_current_values(connection, table)
        add_happenings(connection, table)
        add_periods(connection, table)
        add_measured_values(connection, table)
        connection.execute(f"DROP TABLE {table.rows}")
        insert_rows(
            connection, "left_out", ((row.account, row.column, row.value, row.reason, row.source, row.row) for row in table.raw.left_out)
        )
    settle_histories(connection, tables)
    roll_up(connection)


def _read_tables(connection: duckdb.DuckDBPyConnection, project: Path, atlas: Atlas) -> tuple[list[DescribedTable], list[Finding]]:
    """Read every table that has a description and can be used, and return the findings about the others, and about headings."""
    files, findings = source_tables(project, atlas)
    tables = []
    for number, file in enumerate(files):
        as_of = file.as_of(atlas)
        if as_of is None:
            message = "nothing says of which day this table tells"
            findings.append(TABLE_AS_OF.at(file.source.origin.place, message, "add `as_of:` with the day"))
            continue
        try:
            raw = read_raw_table(connection, project, file.source, file.path, f"raw{number}")
        except UnusableTable as problem:
            findings.append(unusable_finding(file.path, problem.message, problem.hint))
            continue
        types = list(type_findings(file.source, raw))
        findings += [*header_findings(file.source, raw), *types]
        table = DescribedTable(file.source, raw, as_of.isoformat())
        if table.is_usable and not types:
            tables.append(table)
    return tables, findings


def _report(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> SourceReport:
    facts = {
        name: connection.execute(f"SELECT count(*) FROM {name} WHERE source = ?", [table.raw.file]).fetchall()[0][0]
        for name in FACT_TABLES
        if name != "left_out"
    }
    left_out = tuple(_reasons(connection, table.raw.file))
    source = table.source
    return SourceReport(
        table.raw.file, source.origin.place.file, date.fromisoformat(table.as_of), table.raw.rows, facts, left_out, source.names_shown
    )


def _reasons(connection: duckdb.DuckDBPyConnection, file: str) -> Iterator[ReasonCount]:
    counts = connection.execute("SELECT reason, count(*) FROM left_out WHERE source = ? GROUP BY reason ORDER BY reason", [file]).fetchall()
    for reason, count in counts:
        rows = connection.execute(
            'SELECT source, row, reason, "column", value, account FROM left_out WHERE source = ? AND reason = ? '
            f'ORDER BY row, "column" LIMIT {MOST_EXAMPLES}',
            [file, reason],
        ).fetchall()
        yield ReasonCount(
            Reason(reason), count, tuple(LeftOut(row[0], row[1], Reason(row[2]), row[3] or "", row[4] or "", row[5]) for row in rows)
        )


def _findings_of_accounts(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Yield the findings about histories in journeys/accounts/."""
    files = connection.execute("SELECT DISTINCT source FROM left_out WHERE source LIKE 'journeys/accounts/%' ORDER BY source").fetchall()
    for (file,) in files:
        yield from left_out_findings(tuple(_reasons(connection, file)), None)
