"""A shape error hides no other finding, and no finding is told that is gone once it is mended."""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from random import Random

import pytest
from rule_examples import examples, findings_of

from journeybook.findings import Finding, as_json, as_text
from journeybook.model.atlas import Atlas
from journeybook.validate import Checked, check
from journeybook.validate.catalogue import practice_checks
from journeybook.validate.linking import ReducedAtlas

ROOT = Path(__file__).parents[2]
IS_LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
TODAY = date(2026, 5, 1)
KEY = re.compile(r"(?m)(?:^|(?<=[\s{,-]))([a-z_]+):(?=[ \n])")
UNREADABLE = ("SHAPE-", "YAML-", "FILE-", "HELD-BACK")
NAMES = {rule.id for rule in practice_checks()} | {"REFERENCE-UNKNOWN", "REFERENCE-REPEATED", "OVERLAY"}
RULES = {name: [row.values[2] for row in examples() if row.values[0] == name] for name in NAMES}
"""The examples of the rules that need more than the shape of a file."""
Told = Counter[tuple[str, int, str]]

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Shiftwell (invented)
    | as_of: 2026-05-01
    | teams: [{id: csm, name: Customer success}, {id: support, name: Support}]
  events/
    events.yml
      | - {id: silence, name: Nobody signs in}
  plays/
    plays.yml
      | - {id: call, name: Call them, owner: csm, events: silence, playbook: rescue}
  playbooks/
    rescue.yml
      | {id: rescue, name: Rescue, owner: csm, steps: [Call]}
  maps/
    first.yml
      | id: first
      | name: First rota
      | goal: Publish
      | owner: csm
      | stages:
      |   - id: set-up
      |     name: Set-up
      |     owner: suport
      |     pain_points: [Slow import]
      |     steps:
      |       - {id: invite, customer: Invites, next: publish}
      |       - {id: think, customer: Thinks}
      |       - {id: publish, company: Publishes, channel: mail}
    second.yml
      | {id: second, name: Second, goal: Publish, continues: frist}
    third.yml
      | {id: third, name: Third, extends: first, owner: csm, alterations: [{change: invite, set: {how: By mail}}]}
"""
PLANTED = {
    ("maps/first.yml", "STAGE-WITHOUT-EXIT"),
    ("maps/first.yml", "REFERENCE-UNKNOWN"),
    ("maps/first.yml", "PAIN-WITHOUT-RECOVERY"),
    ("maps/first.yml", "STEP-UNREACHED"),
    ("maps/second.yml", "REFERENCE-UNKNOWN"),
    ("maps/second.yml", "OWNER-MISSING"),
}


def told(findings: tuple[Finding, ...]) -> Told:
    """Return the findings that are not about what cannot be read, by file, line and rule."""
    rows = (finding for finding in findings if not finding.rule.startswith(UNREADABLE))
    return Counter((finding.place.file.removeprefix("journeys/"), finding.place.line, finding.rule) for finding in rows)


def misspelt(project: Path, file: Path, place: slice, key: str, *, as_of: date = TODAY) -> tuple[Finding, ...]:
    """Return the findings of a project with another key in a file; none where that is no error of shape."""
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before[: place.start]}{key}{before[place.stop :]}", encoding="utf-8")
    findings = check(project, as_of=as_of).findings
    file.write_text(before, encoding="utf-8")
    rules = {finding.rule.partition("-")[0] for finding in findings}
    return findings if "SHAPE" in rules and "YAML" not in rules else ()


def breaks(project: Path) -> list[tuple[Path, slice, str]]:
    """Return every place of a key in the files of a project, with the key misspelt near and far; lines stay where they are."""
    files = sorted((project / "journeys").rglob("*.yml"))
    keys = ((file, match) for file in files for match in KEY.finditer(file.read_text(encoding="utf-8")))
    return [(file, slice(*match.span(1)), key) for file, match in keys for key in (f"{match[1]}x", f"zq{match[1]}")]


def test_planted_findings_are_told_beside_every_shape_error(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD)
    whole = told(check(project, as_of=TODAY).findings)
    assert {(file, rule) for file, _, rule in whole} == PLANTED
    missed: Told = Counter()
    errors = 0
    for file, place, key in breaks(project):
        if findings := misspelt(project, file, place, key):
            now = told(findings)
            assert now - whole == Counter(), (file.name, key, as_text(findings))
            missed.update(whole - now)
            errors += 1
    assert errors > 80
    assert {rule for *_, rule in (planted for planted in whole if missed[planted] > errors / 10)} == {"STEP-UNREACHED"}


@pytest.mark.parametrize("name", sorted(RULES))
def test_no_finding_is_told_that_is_gone_once_the_file_is_mended(name: str, tmp_path: Path) -> None:
    """With the examples of every rule: all misspelt keys in the long run, two of each example in the short one."""
    errors = 0
    for number, example in enumerate(RULES[name]):
        project = tmp_path / str(number)
        whole = told(findings_of(example, project))
        chosen = breaks(project)
        for file, place, key in chosen if IS_LONG else Random(f"{name}{number}").sample(chosen, 2):  # noqa: S311 - no secret
            findings = misspelt(project, file, place, key)
            assert told(findings) - whole == Counter(), (file.name, key, as_text(findings))
            errors += bool(findings)
    assert errors or not IS_LONG


def test_the_sample_has_no_finding_but_that_of_its_shape_error(tmp_path: Path) -> None:
    project = tmp_path / "sample"
    shutil.copytree(ROOT / "journeys", project / "journeys")
    chosen = Random(11).sample(breaks(project), 400 if IS_LONG else 4)  # noqa: S311 - no secret
    answers = [(file.name, key, misspelt(project, file, place, key, as_of=date(2026, 11, 2))) for file, place, key in chosen]
    assert any(findings for *_, findings in answers)
    assert [(file, key, as_text(findings)) for file, key, findings in answers if told(findings)] == []


def test_what_is_left_of_a_misshapen_file_reaches_no_page(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD.replace("customer: Thinks", "custmer: Thinks"))
    checked = check(project, as_of=TODAY)
    assert [journey.id for journey in checked.atlas.maps] == ["second"]
    assert {field.name: field.type for field in fields(Checked)}["atlas"] in ("Atlas", Atlas)
    assert not issubclass(ReducedAtlas, Atlas)


def test_findings_that_wait_are_counted_in_text_and_json(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD.replace("id: csm", "idd: csm"))
    findings = check(project, as_of=TODAY).findings
    message = "4 findings that name something in the file were held back until it can be read"
    assert [finding.message for finding in findings if finding.rule == "HELD-BACK"] == [message]
    assert f"journeys/atlas.yml:4:10 information HELD-BACK {message} (mend journeys/atlas.yml, and check again)" in as_text(findings)
    assert [row["message"] for row in json.loads(as_json(findings)) if row["rule"] == "HELD-BACK"] == [message]


def test_what_the_head_of_the_atlas_may_define_waits_for_it_and_not_for_another_broken_file(draw_project: Callable[[str], Path]) -> None:
    """Nobody can tell whether `suport` is a team until atlas.yml is read; what else is lost in the map's own file defines no team."""
    project = draw_project(WORLD.replace("teams: [", "teams: [[").replace("Slow import]", "Slow import]\n      |     sumary: None"))
    findings = check(project, as_of=TODAY).findings
    assert {finding.rule for finding in findings} >= {"YAML-SYNTAX", "SHAPE-UNKNOWN-KEY"}
    held = [(finding.place.file, finding.message.split()[0]) for finding in findings if finding.rule == "HELD-BACK"]
    assert held == [("journeys/atlas.yml", "6"), ("journeys/maps/first.yml", "1")]
