"""The formats of `check`: each is held to what its published schema requires, written here as far as we write it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from journeybook.cli.finding_formats import Format, fingerprints, written_findings
from journeybook.cli.main import assemble_program
from journeybook.findings import Finding, Level, Place

PROGRAM = assemble_program()
RUNNER = CliRunner()
FINDINGS = (
    Finding(Place("journeys/maps/a b.yml", 9, 3), Level.ERROR, "SHAPE-MISSING", "a stage needs 'name'", "add `name:`"),
    Finding(Place("journeys/maps/a b.yml", 4, 1), Level.WARNING, "OWNER-MISSING", "100 % of it: none, \r\n<b>&\x1b"),
    Finding(Place("journeys/maps/a b.yml", 7, 1), Level.WARNING, "OWNER-MISSING", "100 % of it: none, \r\n<b>&\x1b"),
    Finding(Place("journeys/atlas.yml", 1, 1), Level.INFORMATION, "HELD-BACK", "2 findings"),
)
TREE = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | temas: []
  notes.txt
    | Nothing reads me
"""
SARIF: dict[str, dict[str, type]] = {
    "required": {"version": str, "runs": list},
    "run": {"tool": dict, "results": list},
    "driver": {"name": str, "rules": list},
    "rule": {"id": str, "shortDescription": dict, "help": dict, "defaultConfiguration": dict},
    "result": {"ruleId": str, "ruleIndex": int, "level": str, "message": dict, "locations": list, "partialFingerprints": dict},
}
"""Of the schema of SARIF 2.1.0 (OASIS): the properties that we write, with their types."""
GITLAB: dict[str, type] = {"description": str, "check_name": str, "fingerprint": str, "severity": str, "location": dict}
"""What GitLab requires of each row of a code quality report."""


def holds(value: dict[str, Any], wanted: dict[str, type]) -> bool:
    return all(isinstance(value.get(name), kind) for name, kind in wanted.items())


def test_github_reads_a_command_for_each_finding() -> None:
    """As in its `toolkit`: properties escape % CR LF : and comma, the message % CR LF; a command is one line."""
    lines = written_findings(FINDINGS, Format.GITHUB, "atlas").splitlines()
    assert lines == [
        "::notice file=atlas/journeys/atlas.yml,line=1,col=1,title=HELD-BACK::2 findings",
        "::warning file=atlas/journeys/maps/a b.yml,line=4,col=1,title=OWNER-MISSING::100 %25 of it: none, \\u000d\\u000a<b>&\\u001b",
        "::warning file=atlas/journeys/maps/a b.yml,line=7,col=1,title=OWNER-MISSING::100 %25 of it: none, \\u000d\\u000a<b>&\\u001b",
        "::error file=atlas/journeys/maps/a b.yml,line=9,col=3,title=SHAPE-MISSING::a stage needs 'name' (add `name:`)",
    ]


def test_gitlab_reads_a_row_for_each_finding() -> None:
    rows = json.loads(written_findings(FINDINGS, Format.GITLAB, "atlas"))
    assert len(rows) == len(FINDINGS)
    assert all(holds(row, GITLAB) for row in rows)
    assert {row["severity"] for row in rows} == {"info", "minor", "critical"} <= {"info", "minor", "major", "critical", "blocker"}
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    assert rows[-1]["location"] == {"path": "atlas/journeys/maps/a b.yml", "lines": {"begin": 9}}


def test_sarif_is_a_log_of_one_run() -> None:
    log = json.loads(written_findings(FINDINGS, Format.SARIF, "atlas"))
    assert holds(log, SARIF["required"])
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert holds(run, SARIF["run"])
    assert holds(driver, SARIF["driver"])
    assert all(holds(rule, SARIF["rule"]) for rule in driver["rules"])
    assert all(holds(result, SARIF["result"]) for result in run["results"])
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    assert all(driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    places = [location["physicalLocation"] for result in run["results"] for location in result["locations"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"atlas/journeys/atlas.yml", "atlas/journeys/maps/a%20b.yml"}
    assert all(place["region"]["startLine"] > 0 and place["region"]["startColumn"] > 0 for place in places)


def test_junit_has_a_case_for_each_finding_and_counts_them() -> None:
    root = ET.fromstring(written_findings(FINDINGS, Format.JUNIT, "atlas"))  # noqa: S314 - what we wrote ourselves
    (suite,) = root.findall("testsuite")
    cases = suite.findall("testcase")
    assert root.tag == "testsuites"
    assert {"name", "tests", "failures", "errors", "skipped"} <= set(suite.attrib)
    assert int(suite.attrib["tests"]) == len(cases) == len(FINDINGS) + 1
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure")) == 1
    assert all({"name", "classname"} <= set(case.attrib) and len(case) <= 1 for case in cases)
    assert {child.tag for case in cases for child in case} == {"failure", "system-out"}


@pytest.mark.parametrize("form", [Format.GITLAB, Format.SARIF, Format.JUNIT, Format.JSON])
def test_nothing_to_say_is_a_whole_document_too(form: Format) -> None:
    text = written_findings((), form)
    cases = ET.fromstring(text).findall("testsuite/testcase") if form is Format.JUNIT else json.loads(text)  # noqa: S314 - the same
    assert cases == [] or len(cases) in (1, 3)


def test_a_fingerprint_stays_while_lines_move_and_tells_equals_apart() -> None:
    moved = [Finding(Place(row.place.file, row.place.line + 5, 2), row.level, row.rule, row.message.replace("2", "3")) for row in FINDINGS]
    assert fingerprints(moved) == fingerprints(FINDINGS)
    assert len(set(fingerprints(FINDINGS))) == len(FINDINGS)
    assert all(re.fullmatch("[0-9a-f]{40}", mark) for mark in fingerprints(FINDINGS))


def test_check_writes_annotations_by_itself_in_github_actions(
    draw_project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = draw_project(TREE)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    lines = RUNNER.invoke(PROGRAM, ["check", "--project", str(project)]).stdout.splitlines()
    assert [line.partition(",")[0] for line in lines if line.startswith("::")] == [
        "::error file=project/journeys/atlas.yml",
        "::warning file=project/journeys/notes.txt",
    ]
    assert lines[0].startswith("journeys/atlas.yml:3:1 error ")
    asked = RUNNER.invoke(PROGRAM, ["check", "--project", str(project), "--format", "text"]).stdout
    assert "::" not in asked


def test_a_warning_fails_only_a_strict_check(draw_project: Callable[[str], Path]) -> None:
    project = str(draw_project(TREE.replace("    | temas: []\n", "")))
    codes = [RUNNER.invoke(PROGRAM, ["check", "--project", project, *options]).exit_code for options in ((), ("--strict",))]
    assert codes == [0, 1]


def test_a_finding_is_shown_with_its_line_and_a_mark(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(TREE.replace("temas: []", f"temas: [{'x, ' * 80}y]"))
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(project), "--source"]).stdout.splitlines()
    assert answer[1] == f"   3 | temas: [{'x, ' * 34}..."
    assert answer[2] == "     | ^~~~~"
    assert "\x1b" not in "".join(answer)
    assert [line for line in answer if line.startswith("   1 |")] == ["   1 | Nothing reads me"]
    plain = RUNNER.invoke(PROGRAM, ["check", "--project", str(project)]).stdout
    assert len(plain.splitlines()) == 2


def test_the_mark_stands_below_the_place_far_to_the_right(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(f"{CLEAN}    | teams: [{'{id: csm, name: Customer success}, ' * 5}{{idd: x, name: X}}]\n")
    answer = RUNNER.invoke(PROGRAM, ["check", "--project", str(project), "--source"]).stdout.splitlines()
    row = next(row for row, line in enumerate(answer) if "'idd'" in line)
    column = answer[row + 2].index("^")
    assert answer[row + 1][column : column + 3] == "idd"
    assert max(map(len, answer[row + 1 : row + 3])) <= 120


CLEAN = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
"""


def test_explain_says_the_manual_of_a_rule_and_guesses() -> None:
    answer = RUNNER.invoke(PROGRAM, ["explain", "shape_flag"])
    assert answer.exit_code == 0
    assert answer.stdout.startswith("SHAPE-FLAG (error)\n\nA flag is `true` or `false`, in small letters.\n\nRight:\n    stages:")
    wrong = RUNNER.invoke(PROGRAM, ["explain", "shape-flags"])
    assert (wrong.exit_code, "did you mean SHAPE-FLAG?" in wrong.stderr) == (2, True)
    every = RUNNER.invoke(PROGRAM, ["explain"]).stdout.splitlines()
    assert len(every) > 100
    assert every == sorted(every)
