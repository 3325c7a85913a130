"""`journeybook score` says the arithmetic of one account as lines or data, and what is the nearest guess for an unknown one."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from sailing_accounts import SAILING, VERSIONS
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program

RUNNER = CliRunner()
PROGRAM = assemble_program(["score"])
PROJECT = {
    "atlas.yml": """
schema_version: 2
organisation: Sails
teams: [{id: crew, name: Crew}]
lanes: [{id: guest, name: Guest, role: customer}]
lifecycle: [{id: sail, name: Sail}]
""",
    "maps/voyage.yml": """
id: voyage
name: Voyage
goal: Arrive
owner: crew
status: live
stages: [{id: aboard, name: Aboard, phase: sail, exit: Ashore}]
""",
    "measures/measures.yml": SAILING["measures/measures.yml"],
    "health/use.yml": SAILING["health/use.yml"],
    "metrics/all.yml": """
row: account
as_of: 2026-12-31
names_shown: false
columns: {account: account, begun: start, left: end, logins: measure, mood: measure, sponsor: measure}
""",
    "metrics/all.csv": "account,begun,left,logins,mood,sponsor\nc-1,2026-01-01,,7,,no\nc-2,2026-01-01,2026-06-30,9,glad,yes\n",
}
LINES = """\
c-1: Use 2, as of 2026-12-31

Inputs and subtotals
  Log-ins | Value: 7 | Read on: 2026-12-31, 0 days ago | Line: journeys/metrics/all.csv:2 | Health band: Fine | Points: 100 | Weight: 60 | \
Counts for: 100 | Brings: 100
  Mood | Points: not known | Weight: 40 | Counts for: 0

Rules beside the inputs
  “Sponsor” is not true | What it does: forces At risk | Why: Nobody decides | Answer here: yes | By these lines: journeys/metrics/all.csv:2

Points of the inputs: 100
Score: 100
Stands on: 60 of 100 weight used
Health band by the score: Fine
Overruled, since: “Sponsor” is not true · Nobody decides
Health band that holds: At risk
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in PROJECT.items():
        file = tmp_path / "journeys" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), encoding="utf-8")
    return tmp_path


def score(project: Path, *arguments: str) -> tuple[int, str, str]:
    answer = RUNNER.invoke(PROGRAM, ["score", *arguments, "--project", str(project)])
    return answer.exit_code, answer.stdout, answer.stderr


def test_the_arithmetic_stands_line_by_line(project: Path) -> None:
    assert score(project, "c-1") == (0, LINES, "")


def test_the_same_as_data(project: Path) -> None:
    code, output, _ = score(project, "c-1", "--format", "json")
    data = json.loads(output)
    assert code == 0
    assert {name: data[name] for name in ("score", "exact", "weight_used", "band_by_score", "band", "forced_by")} == {
        "score": 100,
        "exact": "100",
        "weight_used": 60,
        "band_by_score": "green",
        "band": "red",
        "forced_by": "sponsor is no",
    }
    assert [(row["measure"], row["left_out"], row["brings"], len(row["readings"])) for row in data["inputs"]] == [
        ("logins", None, 100, 1),
        ("mood", "unknown", None, 0),
    ]
    assert data["inputs"][0]["readings"] == [
        {"measure": "logins", "value": 7, "day": "2026-12-31", "age_in_days": 0, "source": "journeys/metrics/all.csv", "row": 2}
    ]


def test_the_model_of_another_time_stands_beside_it_on_the_same_data(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    earlier = tmp_path_factory.mktemp("earlier")
    copytree(project / "journeys", earlier / "journeys")
    model = earlier / "journeys" / "health" / "use.yml"
    text = model.read_text(encoding="utf-8").replace("version: '2'", "version: '1'").replace(">= 5", ">= 8").replace("< 5'", "< 8'")
    model.write_text(text, encoding="utf-8")
    code, output, _ = score(project, "c-1", "--against", str(earlier))
    assert code == 0
    assert output.startswith(f"{LINES}\nBy the model of {earlier}\nc-1: Use 1, as of 2026-12-31\n")
    assert output.endswith(f"\n\ntoday: Use 2: 100, At risk\n{earlier}: Use 1: 0, At risk\n")
    code, output, _ = score(project, "c-1", "--against", str(earlier), "--format", "json")
    assert [(data["version"], data["score"]) for data in (json.loads(output), *json.loads(output)["earlier"])] == [("2", 100), ("1", 0)]
    model.unlink()
    code, _, error = score(project, "c-1", "--against", str(earlier))
    assert code == 2
    assert "there is no health model in" in " ".join(error.split())


def test_an_earlier_version_of_the_model_stands_in_a_line_or_with_all_of_its_arithmetic(project: Path) -> None:
    with (project / "journeys" / "health" / "use.yml").open("a", encoding="utf-8") as model:
        model.write(VERSIONS)
    line = "By the model until 2026-01-31: Use 1: 100, Fine\n"
    assert score(project, "c-1") == (0, f"{LINES}\n{line}", "")
    code, output, _ = score(project, "c-1", "--against", "1")
    assert (code, output.count("Weight: 40 | Counts for: 100"), output.count("Sponsor")) == (0, 1, 2)
    assert output.endswith("\n\ntoday: Use 2: 100, At risk\n1: Use 1: 100, Fine\n")
    _, output, _ = score(project, "c-1", "--format", "json")
    assert [(row["until"], row["version"], row["band"]) for row in json.loads(output)["versions"]] == [("2026-01-31", "1", "green")]


def test_the_model_of_another_time_asks_the_timeline_too(project: Path) -> None:
    model = project / "journeys" / "health" / "use.yml"
    text = model.read_text(encoding="utf-8")
    timed = text.replace("sponsor is no", "logins < 5 for 2 months")
    assert timed != text
    earlier = project / "earlier"
    copytree(project / "journeys", earlier / "journeys")
    (earlier / "journeys" / "health" / "use.yml").write_text(timed, encoding="utf-8")
    _, output, _ = score(project, "c-1", "--against", str(earlier), "--format", "json")
    model.write_text(timed, encoding="utf-8")
    _, today, _ = score(project, "c-1", "--format", "json")
    assert (
        [row["answer"] for row in json.loads(today)["rules"]]
        == [row["answer"] for row in json.loads(output)["earlier"][0]["rules"]]
        != [None]
    )


def test_an_account_that_has_left_has_no_score_and_it_is_said_why(project: Path) -> None:
    assert score(project, "c-2", "--model", "use") == (0, "c-2 has no score: it ended on 2026-06-30.\n", "")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["c-3"], "there is no account 'c-3': did you mean c-"),
        (["c-1", "--model", "us"], "there is no health model 'us': did you mean use?"),
    ],
)
def test_what_there_is_not_ends_with_a_guess(project: Path, arguments: list[str], answer: str) -> None:
    code, output, error = score(project, *arguments)
    assert (code, output) == (2, "")
    assert answer in " ".join(error.split())


def test_without_tables_there_is_nothing_to_score(project: Path) -> None:
    (project / "journeys" / "metrics" / "all.yml").unlink()
    (project / "journeys" / "metrics" / "all.csv").unlink()
    code, _, error = score(project, "c-1")
    assert code == 2
    assert "there are no tables of accounts" in error
