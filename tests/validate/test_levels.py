"""The levels that a team gives to rules of practice."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.validate import check
from journeybook.validate.catalogue import practice_checks, publication_rules

TREE = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: csm, name: Customer success}]
    | levels: LEVELS
  maps/
    first.yml
      | {id: first, name: First, goal: Publish, owner: csm, stages: [{id: use, name: Use}]}
    next/
      second.yml
        | {id: second, name: Second, goal: Publish, owner: csm, stages: [{id: use, name: Use}]}
"""


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ("[]", ["error", "error"]),
        ("{STAGE-WITHOUT-EXIT: warning}", ["warning", "warning"]),
        ("[{rule: STAGE-WITHOUT-EXIT, level: warning, at: maps/next/}]", ["error", "warning"]),
        ("[{rule: STAGE-WITHOUT-EXIT, level: information, at: maps/first.yml}]", ["information", "error"]),
        ("[{STAGE-WITHOUT-EXIT: warning}, {rule: STAGE-WITHOUT-EXIT, level: error, at: journeys/maps/next}]", ["warning", "error"]),
        ("[{rule: STAGE-WITHOUT-EXIT, level: warning, at: maps/ne}]", ["error", "error"]),
    ],
)
def test_a_level_holds_for_its_rule_and_place(levels: str, told: list[str], draw_project: Callable[[str], Path]) -> None:
    findings = check(draw_project(TREE.replace("LEVELS", levels)), as_of=date(2026, 5, 1)).findings
    assert [str(finding.level) for finding in findings if finding.rule == "STAGE-WITHOUT-EXIT"] == told
    assert {finding.rule for finding in findings} == {"STAGE-WITHOUT-EXIT"}


@pytest.mark.parametrize("rule", sorted(publication_rules()))
def test_rules_of_publication_are_not_lowered(rule: str, draw_project: Callable[[str], Path]) -> None:
    level = {check.id: check.level for check in practice_checks()}[rule]
    findings = check(draw_project(TREE.replace("LEVELS", f"{{{rule}: information}}")), as_of=date(2026, 5, 1)).findings
    assert ("LEVEL-FIXED" in {finding.rule for finding in findings}) == (level != "information")


def test_every_rule_of_what_is_public_is_one_of_publication() -> None:
    assert {rule.id for rule in practice_checks() if rule.id.startswith(("PUBLIC-", "INTERNAL-"))} <= publication_rules()
