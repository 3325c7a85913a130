"""`journeybook new data TABLE`: the draft of a description, in which nothing is guessed without saying so."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.measure.sources import read_sources
from journeybook.validate import check

HEAD = "# yaml-language-server: $schema=../../.journeybook/schema/metrics.json\n"
TAIL = """# Confirm or mend each guess, then take out its remark.
row: {row}
# as_of:  the day of which the table tells; nothing said means 2026-05-01, as atlas.yml says
# names_shown: true  where colleagues may see single accounts; without it they see groups
"""
OTHERS = {
    "reading": "reading  # guessed from the headings; else: account, event, milestone, subscription, ticket",
    "ticket": "ticket  # guessed from the headings; else: account, reading, event, milestone, subscription",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for name in ("metrics", "measures"):
        (project / "journeys" / name).mkdir(parents=True)
    atlas = "schema_version: 2\norganisation: Shiftwell (invented)\nas_of: 2026-05-01\nteams: [{id: csm, name: Customer success}]\n"
    (project / "journeys/atlas.yml").write_text(atlas, "utf-8")
    (project / "journeys/measures/measures.yml").write_text("- {id: licences-used, name: Licences used, unit: '%'}\n", "utf-8")
    return project


def draft(project: Path, table: str, *arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(assemble_program(["new"]), ["new", "data", table, "--project", str(project), *arguments])
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.stderr


def put(project: Path, name: str, text: str) -> Path:
    path = project / "journeys/metrics" / name
    path.write_text(text, "utf-8")
    return path.with_suffix(".yml")


def test_what_is_guessed_is_said_and_what_is_not_is_asked(project: Path) -> None:
    table = "Account ID;month;Licences used;remarks: new\na-1;2026-03;12,5;x\na-2;2026-04;13,25;\n"
    file = put(project, "usage.csv", table)
    assert draft(project, "usage.csv")[0] == 0
    assert file.read_text("utf-8") == (
        f"{HEAD}# A draft for usage.csv, made of its headings and 2 rows.\n{TAIL.format(row=OTHERS['reading'])}"
        "separator: semicolon  # guessed: it makes the most columns\n"
        "decimal: comma  # guessed: numbers of measures are written with it, and none with a point\n"
        "columns:\n"
        "  Account ID: account  # guessed from its heading\n"
        "  month: month  # guessed from its heading\n"
        "  Licences used: {means: measure, of: licences-used}  # guessed from the atlas\n"
        "  # 'remarks: new': ignored  nothing is guessed: say what it means\n"
    )
    file.write_text(file.read_text("utf-8").replace("row: reading", "names_accounts: true\nrow: reading"), "utf-8")
    facts = read_sources(project, check(project).atlas)
    rows = facts.connection.execute("SELECT account, number::DOUBLE, day::VARCHAR FROM readings ORDER BY account").fetchall()
    assert rows == [("a-1", 12.5, "2026-03-31"), ("a-2", 13.25, "2026-04-30")]
    assert [finding.rule for finding in facts.findings] == ["TABLE-COLUMN-UNDESCRIBED"]
    assert draft(project, "usage.csv")[0] == 2
    assert "names_accounts" in file.read_text("utf-8")


def test_the_form_of_dates_is_chosen_among_those_that_fit_every_row(project: Path) -> None:
    file = put(project, "tickets.csv", "account,opened_at,closed_at\na-1,03/04/2026,13/04/2026\na-1,05/04/2026,\na-1,6/4/2026,\n")
    code, said = draft(project, "tickets.csv", "--dates", "MM/DD/YYYY")
    assert (code, "--dates for 'opened_at' is missing: D/M/YYYY, M/D/YYYY" in said, file.exists()) == (2, True, False), said
    code, said = draft(project, "tickets.csv", "--dates", "M/D/YYYY")
    assert (code, "--dates for 'closed_at' is missing: DD/MM/YYYY\n" in said, file.exists()) == (2, True, False), said
    assert draft(project, "tickets.csv", "--dates", "D/M/YYYY", "--dates", "closed_at=DD/MM/YYYY")[0] == 0
    assert file.read_text("utf-8") == (
        f"{HEAD}# A draft for tickets.csv, made of its headings and 3 rows.\n{TAIL.format(row=OTHERS['ticket'])}columns:\n"
        "  account: account  # guessed from its heading\n"
        "  opened_at: {means: opened, dates: D/M/YYYY}  # guessed from its heading; you chose the form of its dates\n"
        "  closed_at: {means: closed, dates: DD/MM/YYYY}  # guessed from its heading; you chose the form of its dates\n"
    )


def test_dates_that_no_form_fits_and_times_with_a_zone_are_told(project: Path) -> None:
    file = put(project, "log.csv", "account,event_time,event\na-1,2026-04-01T10:00:00+02:00,x\n")
    assert draft(project, "log.csv")[0] == 0
    assert "# time_zone:  times say their zone: declare" in file.read_text("utf-8")
    file = put(project, "mixed.csv", "account,start,end\na-1,03.04.2026,\na-2,2026-04-03,\n")
    assert draft(project, "mixed.csv", "--row", "account")[0] == 0
    text = file.read_text("utf-8")
    assert "\nrow: account\n" in text
    assert "  start: start  # guessed from its heading; no form of dates fits every cell\n" in text


def test_columns_of_parquet_have_types_that_nobody_has_to_choose(project: Path) -> None:
    file = put(project, "accounts.parquet", "")
    target = str(file.with_suffix(".parquet"))
    duckdb.execute(f"COPY (SELECT 'a-1' AS account, DATE '2026-04-03' AS start) TO '{target}'")
    assert draft(project, "accounts.parquet")[0] == 0
    assert file.read_text("utf-8").endswith(
        "columns:\n  account: account  # guessed from its heading\n  start: start  # guessed from its heading\n"
    )


@pytest.mark.parametrize(
    ("table", "words"),
    [("usege.csv", "did you mean 'usage.csv'?"), ("/etc/passwd.csv", "there is no table"), ("../atlas.csv", "there is no table")],
)
def test_a_table_that_is_not_there_is_told(project: Path, table: str, words: str) -> None:
    put(project, "usage.csv", "account\na-1\n")
    code, said = draft(project, table)
    assert (code, words in said) == (2, True), said


def test_a_table_that_cannot_be_read_is_told(project: Path) -> None:
    put(project, "usage.csv", "account,account\na-1,a-1\n")
    code, said = draft(project, "usage.csv")
    assert (code, said) == (2, "journeys/metrics/usage.csv: two columns are headed 'account': give each column a heading of its own\n")
