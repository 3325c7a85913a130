"""Each edition that a success map offers is complete: something to do, help, and a way to every milestone, in every stage of the path."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.validate import check

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{{id: success, name: Success}}]
  maps/
    one.yml
      | id: one
      | name: One
      | goal: Reach it
      | owner: success
      | status: live
      | audience: public
      | review: 2026-06-01
      | public: {{slug: one, title: Reach it, goal: Reach it, role: I do, editions: {editions}}}
      | stages:
      |   - id: first
      |     name: First
      |     exit: Done
      |     owner: success
      |     events: none
      |     stuck: {stuck}
      |     steps: [{steps}]
      |     milestones: [{{id: there, name: There, test: Seen, owner: success, target: 3 days after start, kind: progress}}]
"""
BOTH = "[human, digital]"
HELP = "{advice: Try, link: https://example.org/help}"
COMPLETE = "{customer: Do, editions: human, clock: there}, {customer: Go, editions: digital, clock: there}, {company: Look, ends: There}"


@pytest.mark.parametrize(
    ("editions", "stuck", "steps", "said"),
    [
        (BOTH, HELP, COMPLETE, []),
        (
            BOTH,
            HELP,
            "{customer: Do, editions: human, clock: there}, {company: Look, ends: There}",
            ["customers who go by oneself have nothing to do in this stage", "nobody who goes by oneself reaches this milestone"],
        ),
        ("human", "{ask: success}", "{customer: Do, ends: There}", ["customers who go with people find no help in this stage"]),
        (BOTH, "Try", COMPLETE, ["customers who go with people find no help in this stage"]),
        ("digital", "{ask: success}", "{customer: Do, ends: There}", ["customers who go by oneself find no help in this stage"]),
        (
            "digital",
            HELP,
            "{customer: Do}, {customer: Talk, editions: human, ends: There}",
            ["the step belongs to an edition that the map does not offer: it goes by oneself"],
        ),
        ("[]", "Try", "{customer: Do, editions: human, ends: There}", []),
    ],
)
def test_an_edition_that_lacks_something_is_found(
    draw_project: Callable[[str], Path], editions: str, stuck: str, steps: str, said: list[str]
) -> None:
    project = PROJECT.format(editions=editions, stuck=stuck, steps=steps)
    findings = check(draw_project(project)).findings
    assert [finding.message for finding in findings if finding.rule == "EDITION-INCOMPLETE"] == said
