"""Days in columns of numbers of a Parquet file: taken where the description declares a form that is a whole number, as of CSV."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from journeybook.findings import as_text
from journeybook.measure.sources import read_sources
from journeybook.validate import check

Draw = Callable[[str], Path]
WORLD = """journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Sail School
    | as_of: 2026-05-01
  events/events.yml
    | {{id: capsized, name: A boat capsizes, polarity: bad}}
  metrics/log.yml
    | row: event
    | event: capsized
    | names_accounts: true
    | {more}
    | columns: {{boat: account, at: {at}}}
"""
ZONE = "time_zone: Europe/Berlin"


def told(draw_project: Draw, rows: str, at: str, more: str = ZONE) -> tuple[list[tuple[int, str]], str]:
    """Return the days that are read of a Parquet file, each with its row, and what is told of it."""
    project = draw_project(WORLD.format(at=at, more=more))
    table = f"SELECT 'gull' AS boat, col0 AS \"at\" FROM (VALUES {rows})"  # noqa: S608 - a table of a test
    duckdb.execute(f"COPY ({table}) TO '{project}/journeys/metrics/log.parquet'")
    checked = check(project)
    facts = read_sources(project, checked.atlas)
    days = facts.connection.execute("SELECT row, day::VARCHAR FROM occurrences ORDER BY row").fetchall()
    return days, as_text(finding for finding in (*checked.findings, *facts.findings) if "/metrics/" in finding.place.file)


@pytest.mark.parametrize(
    ("rows", "form"),
    [
        ("(1775080799::BIGINT), (1775080800), (NULL)", "unix-seconds"),
        ("(1775080799::INTEGER), (1775080800), (NULL)", "unix-seconds"),
        ("(1775080799::DOUBLE), (1775080800), ('nan'::DOUBLE)", "unix-seconds"),
        ("(1775080799::DECIMAL(28, 9)), (1775080800), (NULL)", "unix-seconds"),
        ("(1775080799999::BIGINT), (1775080800000), (NULL)", "unix-milliseconds"),
        ("(1775080799999::DOUBLE), (1775080800000), (NULL)", "unix-milliseconds"),
        ("(20260401), (20260402), (NULL)", "YYYYMMDD"),
    ],
)
def test_a_column_of_numbers_holds_days_of_a_declared_form(draw_project: Draw, rows: str, form: str) -> None:
    days, findings = told(draw_project, rows, f"{{means: day, dates: {form}}}")
    assert days == [(1, "2026-04-01"), (2, "2026-04-02")]
    assert findings == (
        "journeys/metrics/log.parquet:3:1 warning TABLE-VALUE this row has no date (write the day; nothing counts without one)\n"
    )


def test_the_form_of_the_table_holds_for_numbers_and_not_for_days(draw_project: Draw) -> None:
    more = f"{ZONE}\n    | dates: unix-seconds"
    assert told(draw_project, "(1775080800::BIGINT)", "day", more) == ([(1, "2026-04-02")], "")
    assert told(draw_project, "(DATE '2026-04-02')", "day", more) == ([(1, "2026-04-02")], "")


def test_what_is_no_number_of_the_form_is_told(draw_project: Draw) -> None:
    days, findings = told(draw_project, "(1775080800::BIGINT), (1775080800000), (-1775080800), (0)", "{means: day, dates: unix-seconds}")
    assert days == [(1, "2026-04-02")]
    assert [line.partition(" (")[0] for line in findings.splitlines()] == [
        f"journeys/metrics/log.parquet:{row}:1 warning TABLE-VALUE '{number}' is no date of the declared form"
        for row, number in ((2, "1775080800000"), (3, "-1775080800"), (4, "0"))
    ]
    assert told(draw_project, "(1775080800.5::DOUBLE)", "{means: day, dates: unix-seconds}")[0] == []


def test_a_time_without_a_declared_zone_is_told(draw_project: Draw) -> None:
    days, findings = told(draw_project, "(1775080800::DOUBLE)", "{means: day, dates: unix-seconds}", "may_repeat: false")
    assert days == []
    assert "'1775080800' is a time of a stated zone (declare the zone by which days are told apart" in findings


@pytest.mark.parametrize("at", ["day", "{means: day, dates: DD.MM.YYYY}"])
def test_numbers_of_no_such_form_are_no_days(draw_project: Draw, at: str) -> None:
    days, findings = told(draw_project, "(1775080800::BIGINT)", at)
    assert days == []
    assert findings.endswith(
        "error TABLE-COLUMN-MISSING the column 'at' is of the type BIGINT, which is no day "
        "(if it counts from 1970, say so: `dates: unix-seconds`, with `time_zone`, or write another type)\n"
    )
