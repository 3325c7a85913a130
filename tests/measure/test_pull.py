"""Tables of databases, pulled into snapshots: what is in them, what stops a pull, and that nobody is told the connection."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from engines import ENGINES, postgres_cursor
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program
from journeybook.findings import as_text
from journeybook.measure.pull import table_stream
from journeybook.measure.sources import read_sources
from journeybook.publish.exchange_file import pulling_alone
from journeybook.validate import check

pytestmark = pytest.mark.xdist_group("pull")

CANARY = "Pelikan-4711"
"""A password, looked for wherever something is printed or written."""
SYSTEMS = tuple(engine for engine in ENGINES if engine in ("duckdb", "postgres"))
ATLAS = """
schema_version: 2
organisation: Shiftwell (invented)
teams: [{id: csm, name: Customer success}]
measures:
  - {id: licences_used, name: Licences used, unit: '%'}
  - {id: spend, name: Spend, unit: EUR}
  - {id: sponsor_known, name: Sponsor known, unit: yes or no}
"""
DESCRIPTION = """
row: reading
pull: {system: SYSTEM, table: analytics.usage, keep: 2}
names_accounts: true
time_zone: UTC
columns:
  customer: account
  "on": day
  licences_used: measure
  spend: measure
  sponsor_known: measure
  remarks: ignored
"""
TABLE = """
CREATE SCHEMA analytics;
CREATE TABLE analytics.usage (customer VARCHAR, "on" DATE, licences_used REAL, spend DECIMAL(12, 2), sponsor_known BOOLEAN,
  remarks VARCHAR, seen TIMESTAMP);
INSERT INTO analytics.usage VALUES ('b-2', '2026-04-02', 12.5, 0.10, FALSE, 'SECRET', NULL), ('a-1', '2026-04-01', 'NaN', 1234567.89, TRUE,
  NULL, NULL), ('a-1', 'infinity', NULL, NULL, NULL, NULL, NULL)
"""


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Yield for each system the connection, and what runs statements in it."""
    file = tmp_path_factory.mktemp("duck") / "team's.duckdb"
    with duckdb.connect(str(file)) as database:
        database.execute(TABLE)
    doors: dict[str, Any] = {"duckdb": (str(file), None)}
    if "postgres" not in SYSTEMS:
        yield doors
        return
    with postgres_cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute(f"CREATE ROLE reader LOGIN PASSWORD '{CANARY}'; GRANT USAGE ON SCHEMA analytics TO reader")
        cursor.execute("GRANT SELECT ON analytics.usage TO reader; CREATE TABLE analytics.hidden AS SELECT * FROM analytics.usage")
        rules = Path(cursor.execute("SHOW hba_file").fetchone()[0])
        rules.write_text(f"local all reader scram-sha-256\n{rules.read_text()}")
        cursor.execute("SELECT pg_reload_conf()")
        yield doors | {"postgres": (f"postgresql://reader:{CANARY}@/postgres?host={rules.parent.parent}", cursor)}


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    (project / "journeys/metrics").mkdir(parents=True)
    (project / "journeys/atlas.yml").write_text(ATLAS.partition("measures:")[0], "utf-8")
    (project / "journeys/measures").mkdir()
    (project / "journeys/measures/measures.yml").write_text(ATLAS.partition("measures:\n")[2], "utf-8")
    return project


def describe(project: Path, system: str, **changes: str) -> None:
    text = DESCRIPTION.replace("SYSTEM", system)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (project / "journeys/metrics/usage.yml").write_text(text, "utf-8")


def pull(project: Path, connection: str | None, *arguments: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(
        assemble_program(["data"]), ["data", "pull", "--project", str(project), *arguments], env={"JOURNEYBOOK_DATABASE": connection}
    )
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.stdout.replace(str(project), "."), answer.stderr


def files(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "journeys/metrics").iterdir())


def test_a_table_becomes_a_snapshot_that_builds_read(doors: dict[str, Any], system: str, project: Path) -> None:
    describe(project, system)
    connection, _ = doors[system]
    path = "./journeys/metrics/usage.2026-04-30.parquet"
    assert pull(project, connection, "--as-of", "2026-04-30") == (0, f"{path}\n", "usage: 3 rows of analytics.usage, as of 2026-04-30\n")
    shape = duckdb.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(project / path)]).fetchall()
    number = "DECIMAL(28,9)"
    assert [row[:2] for row in shape] == [
        ("customer", "VARCHAR"),
        ("on", "DATE"),
        ("licences_used", number),
        ("spend", "DECIMAL(12,2)"),
        ("sponsor_known", "BOOLEAN"),
    ]
    facts = read_sources(project, check(project).atlas)
    rows = facts.connection.execute(
        "SELECT account, measure, number::VARCHAR, word, day::VARCHAR FROM readings ORDER BY account, measure"
    ).fetchall()
    assert rows == [
        ("a-1", "spend", "1234567.890000000", None, "2026-04-01"),
        ("a-1", "sponsor_known", None, "yes", "2026-04-01"),
        ("b-2", "licences_used", "12.500000000", None, "2026-04-02"),
        ("b-2", "spend", "0.100000000", None, "2026-04-02"),
        ("b-2", "sponsor_known", None, "no", "2026-04-02"),
    ]
    assert (facts.as_of, [report.rows for report in facts.reports]) == (date(2026, 4, 30), [3])
    assert as_text(facts.findings).count("'infinity' is no date of the declared form") == 1
    assert CANARY.encode() not in (project / path).read_bytes()


def test_equal_tables_make_equal_snapshots_of_which_some_are_kept(doors: dict[str, Any], system: str, project: Path) -> None:
    describe(project, system)
    connection, _ = doors[system]
    for day in ("2026-04-01", "2026-04-02", "2026-04-03", "2026-04-03"):
        assert pull(project, connection, "--as-of", day)[0] == 0
    assert files(project) == ["usage.2026-04-02.parquet", "usage.2026-04-03.parquet", "usage.yml"]
    one, other = (project / f"journeys/metrics/usage.2026-04-0{day}.parquet" for day in (2, 3))
    assert one.read_bytes() == other.read_bytes()
    code, _, told = pull(project, connection, "--as-of", "2026-01-01")
    assert (code, told.splitlines()[-1]) == (0, "Builds read the snapshot of 2026-04-03, which is newer.")
    assert read_sources(project, check(project).atlas).as_of == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"analytics.usage": "analytics.usages"}, "there is no table analytics.usages"),
        ({"analytics.usage": "public.usage"}, "there is no table public.usage"),
        ({"licences_used: measure": "'licences\"_used': {means: measure, of: licences_used}"}, "lacks a column that is described"),
        ({"keep: 2": "most_rows: 2"}, "analytics.usage has more than 2 rows: give a smaller view, or raise `most_rows`"),
    ],
)
def test_what_stops_a_pull_leaves_the_last_snapshot(
    doors: dict[str, Any], system: str, project: Path, changes: dict[str, str], words: str
) -> None:
    last = project / "journeys/metrics/usage.2026-01-01.parquet"
    last.write_bytes(b"yesterday's")
    describe(project, system, **changes)
    code, told, said = pull(project, doors[system][0])
    assert (code, told, words in said, said.endswith("; the snapshot of 2026-01-01 stays\n")) == (2, "", True, True), said
    assert (files(project), last.read_bytes()) == ([last.name, "usage.yml"], b"yesterday's")
    assert CANARY not in said


@pytest.mark.skipif("postgres" not in SYSTEMS, reason="there is no PostgreSQL server here")
@pytest.mark.parametrize(
    ("connection", "table", "words"),
    [
        ("postgresql://reader:{}x@/postgres?host={}", "usage", "the database refuses the user or password"),
        ("postgresql://reader@/postgres?host={1}&application_name={0}", "usage", "the database wants a password"),
        ("postgresql://nobody:{}@/postgres?host={}", "usage", "the database has no such role or database"),
        ("postgresql://reader:{}@/warehouse?host={}", "usage", "the database has no such role or database"),
        ("postgresql://reader:{}@/postgres?host=/nowhere", "usage", "no connection came about"),
        ("postgresql://reader:{}@127.0.0.1:1/postgres", "usage", "nothing answers at the host and port"),
        ("postgresql://reader:{}@:port/postgres", "usage", "no connection came about"),
        ("reader:{}@/postgres", "usage", "no connection came about"),
        ("postgresql://reader:{}@\udcff", "usage", "no connection came about"),
        ("postgresql://reader@/postgres?{}=1", "usage", "no connection came about"),
        ("postgresql://reader:{}@/postgres?host={}", "hidden", "the role of the connection may not read analytics.hidden"),
    ],
)
def test_nobody_is_told_the_connection(doors: dict[str, Any], project: Path, connection: str, table: str, words: str) -> None:
    describe(project, "postgres", **{"analytics.usage": f"analytics.{table}"})
    wrong = connection.format(CANARY, doors["postgres"][0].rpartition("=")[2])
    code, told, said = pull(project, wrong)
    assert (code, told, words in said, CANARY in wrong, CANARY in said) == (2, "", True, True, False), said


@pytest.mark.skipif("postgres" not in SYSTEMS, reason="there is no PostgreSQL server here")
def test_a_refused_password_stands_in_no_file_and_no_traceback(doors: dict[str, Any], project: Path, tmp_path: Path) -> None:
    describe(project, "postgres")
    (tmp_path / "tmp").mkdir()
    answer = subprocess.run(
        [sys.executable, "-X", "dev", "-m", "journeybook", "data", "pull", "--project", str(project)],
        env=os.environ
        | {
            "JOURNEYBOOK_DATABASE": doors["postgres"][0].replace(CANARY, f"{CANARY}x"),
            "HOME": str(tmp_path),
            "TMPDIR": str(tmp_path / "tmp"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("usage: the database refuses the user or password: look at what JOURNEYBOOK_DATABASE holds"), (
        answer.stderr
    )
    assert "Traceback" not in answer.stderr
    assert CANARY not in answer.stderr
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("journeybook-pull-" in path.name for path in written)
    assert [path for path in written if CANARY.encode() in path.read_bytes()] == []


@pytest.mark.skipif("postgres" not in SYSTEMS, reason="there is no PostgreSQL server here")
def test_a_pull_that_takes_too_long_ends(doors: dict[str, Any], project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, cursor = doors["postgres"]
    cursor.execute("CREATE VIEW analytics.slow AS SELECT u.* FROM analytics.usage AS u, pg_sleep(1)")
    cursor.execute("GRANT SELECT ON analytics.slow TO reader")
    describe(project, "postgres", **{"analytics.usage": "analytics.slow"})
    monkeypatch.setattr(table_stream, "_settings", lambda _: {"statement_timeout": "100ms"})
    code, _, said = pull(project, doors["postgres"][0])
    assert (code, said) == (
        2,
        "usage: the database stopped the query, which took longer than 10 minutes: give a smaller view, or raise `most_minutes`\n",
    )


@pytest.mark.skipif("postgres" not in SYSTEMS, reason="there is no PostgreSQL server here")
def test_a_pull_can_only_read(doors: dict[str, Any], project: Path) -> None:
    connection, cursor = doors["postgres"]
    cursor.execute("CREATE TABLE analytics.seen (time INT)")
    cursor.execute("CREATE FUNCTION analytics.count_it() RETURNS int LANGUAGE sql AS 'INSERT INTO analytics.seen VALUES (1) RETURNING 1'")
    cursor.execute("GRANT ALL ON analytics.seen TO reader")
    cursor.execute(
        "CREATE VIEW analytics.counted AS SELECT u.*, analytics.count_it() FROM analytics.usage AS u WHERE analytics.count_it() > 0"
    )
    cursor.execute("GRANT SELECT ON analytics.counted TO reader")
    describe(project, "postgres", **{"analytics.usage": "analytics.counted"})
    said = "usage: analytics.counted writes something when it is read, and a pull can only read: give a view without it\n"
    assert pull(project, connection) == (2, "", said)
    assert cursor.execute("SELECT count(*) FROM analytics.seen").fetchone() == (0,)


def test_only_one_pulls_at_a_time_and_without_a_connection_nobody(project: Path) -> None:
    describe(project, "postgres")
    with pulling_alone(project):
        assert pull(project, "x") == (2, "", "Somebody else pulls already: nothing is written.\n")
    code, _, said = pull(project, None)
    assert (code, "JOURNEYBOOK_DATABASE is not set" in said) == (2, True)
    assert pull(project, None, "useage") == (
        2,
        "",
        "No description in journeys/metrics/ is called 'useage' and has `pull`: did you mean usage?\n",
    )
    shutil.rmtree(project / "journeys/metrics")
    assert "has `pull`" in pull(project, None)[2]


@pytest.mark.parametrize(
    ("system", "name", "mark"),
    [
        ("bigquery", "shop-data.analytics.usage", "`"),
        ("snowflake", "WAREHOUSE.ANALYTICS.USAGE", '"'),
        ("spark", "analytics.usage", "`"),
        ("postgres", "analytics.usage", '"'),
    ],
)
def test_the_query_is_said_in_the_dialect_of_the_system(project: Path, system: str, name: str, mark: str) -> None:
    changes = {"analytics.usage": name} if name != "analytics.usage" else {}
    describe(project, system, **changes, **{"customer: account": f"'cust{mark}omer; drop': account"})
    table = ".".join(f"{mark}{part}{mark}" for part in name.split("."))
    escaped = "\\`" if system == "bigquery" else mark * 2
    columns = (f"cust{escaped}omer; drop", "on", "licences_used", "spend", "sponsor_known")
    expected = ",\n".join(f"  {mark}{column}{mark}" for column in columns)
    heading = f"-- {system}: write its rows as Parquet to journeys/metrics/usage.YYYY-MM-DD.parquet, with the day of which they tell"
    assert pull(project, None, "--sql") == (0, f"{heading}\nSELECT\n{expected}\nFROM {table};\n", "")


def test_a_job_of_the_teams_own_is_told_and_a_wrong_description_stops_everything(project: Path) -> None:
    describe(project, "snowflake")
    assert pull(project, None) == (2, "", "usage: a job of your own pulls from snowflake: --sql prints its query\n")
    describe(project, "postgres", **{"keep: 2": f"connection: 'postgresql://reader:{CANARY}@db'"})
    code, told, said = pull(project, None)
    assert (code, "no name of an environment variable" in told, CANARY in told + said) == (1, True, False)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (("x" * 2001, None), "a cell of 'customer' has more than 2,000 characters: make it `ignored`, or give a view without it"),
        ((None, "Infinity"), "'licences_used' has values of the type DOUBLE that are no DECIMAL(28, 9)"),
        ((None, "1e30"), "'licences_used' has values of the type DOUBLE that are no DECIMAL(28, 9)"),
    ],
)
def test_a_value_that_cannot_be_kept_stops_the_pull(project: Path, tmp_path: Path, value: tuple[str | None, ...], words: str) -> None:
    file = tmp_path / "team.duckdb"
    with duckdb.connect(str(file)) as database:
        columns = 'customer VARCHAR, licences_used DOUBLE, spend DECIMAL, sponsor_known BOOLEAN, "on" DATE'
        database.execute(f"CREATE SCHEMA analytics; CREATE TABLE analytics.usage ({columns})")
        database.execute("INSERT INTO analytics.usage (customer, licences_used) VALUES (?, CAST(? AS DOUBLE))", value)
    describe(project, "duckdb")
    code, told, said = pull(project, str(file))
    assert (code, told, words in said, files(project)) == (2, "", True, ["usage.yml"]), said


def test_large_tables_go_by_batches_and_times_keep_their_zone(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_stream, "BATCH", 7)
    file = tmp_path / "team.duckdb"
    with duckdb.connect(str(file)) as database:
        database.execute("CREATE SCHEMA analytics; SET TimeZone = 'Asia/Tokyo'")
        database.execute(
            "CREATE TABLE analytics.usage AS SELECT 'a-' || number AS customer, TIMESTAMPTZ '2026-04-01 00:30:00+02' AS \"on\", "
            "number / 8 AS licences_used, number AS spend, TRUE AS sponsor_known FROM range(100) AS numbers(number)"
        )
    describe(project, "duckdb", **{"time_zone: UTC": "time_zone: Europe/Berlin"})
    assert pull(project, str(file), "--as-of", "2026-04-30")[0] == 0
    facts = read_sources(project, check(project).atlas)
    rows = facts.connection.execute("SELECT measure, count(*), sum(number)::VARCHAR, min(day)::VARCHAR FROM readings GROUP BY 1 ORDER BY 1")
    assert rows.fetchall() == [
        ("licences_used", 100, "618.750000000", "2026-04-01"),
        ("spend", 100, "4950.000000000", "2026-04-01"),
        ("sponsor_known", 100, None, "2026-04-01"),
    ]


def test_without_the_driver_the_extra_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    describe(project, "postgres")
    hint = "install it with: python -m pip install 'journeybook[postgres]'"
    assert pull(project, "postgresql://") == (2, "", f"usage: the driver of PostgreSQL (psycopg) is missing; {hint}\n")


def test_a_snapshot_that_is_old_and_a_table_beside_it_are_told(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "team.duckdb"
    with duckdb.connect(str(file)) as database:
        database.execute(TABLE)
    describe(project, "duckdb")
    assert pull(project, str(file), "--as-of", "2026-04-20")[0] == 0
    metrics = project / "journeys/metrics"
    (metrics / "accounts.yml").write_text("{row: account, as_of: 2026-04-30, columns: {customer: account}}", "utf-8")
    (metrics / "accounts.csv").write_text("customer\na-1\n", "utf-8")
    (metrics / "usage.csv").write_text("customer\na-1\n", "utf-8")
    told = [str(finding) for finding in read_sources(project, check(project).atlas).findings]
    assert [line for line in told if "TABLE-OLD" in line or "UNDESCRIBED" in line] == [
        (
            "journeys/metrics/usage.2026-04-20.parquet:1:1 warning TABLE-OLD this snapshot is 10 days older than the newest data, which "
            "are of 2026-04-30 (run journeybook data pull usage, and look why it failed)"
        ),
        (
            "journeys/metrics/usage.csv:1:1 warning TABLE-UNDESCRIBED nothing is read of this table, since its description has `pull` "
            "(remove it, or take `pull` out of the description)"
        ),
    ]
