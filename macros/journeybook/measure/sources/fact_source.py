"""The facts of a project: its tables read in the engine, the facts of one account, and a report for each source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from journeybook.findings import Finding
from journeybook.measure.facts import FACT_TABLES, AccountFacts, DatedPeriod, DatedReading, FactOrigin, HeldValue, Occurrence
from journeybook.measure.sources.account_facts import add_accounts, add_current_values
from journeybook.measure.sources.atlas_tables import create_tables, insert_rows
from journeybook.measure.sources.happenings import add_happenings, add_periods
from journeybook.measure.sources.histories import settle_histories
from journeybook.measure.sources.left_out import MOST_EXAMPLES, LeftOut, Reason, ReasonCount
from journeybook.measure.sources.measured_values import add_measured_values, roll_up
from journeybook.measure.sources.raw_table import RawTable, UnusableTable, read_raw_table
from journeybook.measure.sources.source_findings import (
    header_findings,
    left_out_findings,
    type_findings,
    unusable_finding,
)
from journeybook.measure.sources.source_tables import SourceTable, source_tables
from journeybook.measure.sources.table_rows import DescribedTable, convert_rows, leave_out_rows
from journeybook.model.atlas import Atlas
from journeybook.model.enumerations import RowKind
from journeybook.model.language.evaluate import known_value
from journeybook.model.table_rules import TABLE_AS_OF

_CLOSED = {
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
            history=tuple(HeldValue(*row[:4], FactOrigin(*row[4:])) for row in self._of("history", "field, value, since, until", account)),
            readings=tuple(self._readings(account)),
            occurrences=tuple(
                Occurrence(*row[:4], FactOrigin(*row[4:])) for row in self._of("occurrences", "kind, id, day, instance", account)
            ),
            periods=tuple(
                DatedPeriod(kind, identifier or "", since, until, level, instance, FactOrigin(*origin))
                for kind, identifier, since, until, level, instance, *origin in self._of(
                    "periods", "kind, id, since, until, level, instance", account
                )
            ),
        )

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
    files, findings = source_tables(project, atlas)
    tables = [table for number, file in enumerate(files) if (table := _read(connection, project, atlas, file, f"raw{number}", findings))]
    for table in tables:
        convert_rows(connection, table, atlas)
        add_accounts(connection, table)
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
    reports = tuple(_report(connection, table) for table in tables)
    findings += [finding for report, table in zip(reports, tables, strict=True) for finding in left_out_findings(report.left_out, table)]
    findings += _findings_of_accounts(connection)
    days = [report.as_of for report in reports]
    return FactSource(connection, max(days, default=None), all(report.names_shown for report in reports), reports, tuple(sorted(findings)))


def _read(
    connection: duckdb.DuckDBPyConnection, project: Path, atlas: Atlas, file: SourceTable, name: str, findings: list[Finding]
) -> DescribedTable | None:
    """Return a table in the engine with its description; None, with a finding, where it cannot be used."""
    as_of = file.source.as_of or atlas.file.as_of
    if as_of is None:
        findings.append(TABLE_AS_OF.at(file.source.origin.place, "nothing says of which day this table tells", "add `as_of:` with the day"))
        return None
    try:
        raw: RawTable = read_raw_table(connection, project, file.source, file.path, name)
    except UnusableTable as problem:
        findings.append(unusable_finding(file.path, problem.message, problem.hint))
        return None
    types = list(type_findings(file.source, raw))
    findings += [*header_findings(file.source, raw), *types]
    table = DescribedTable(file.source, raw, as_of.isoformat())
    return table if table.is_usable and not types else None


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
