"""A step that only some have to do says so, with the condition, on every page, and nobody waits for what is optional for all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.stage_clocks import is_optional
from journeybook.render.environment import render
from journeybook.validate import Checked, check
from journeybook.views.base.book import open_book
from journeybook.views.diagrams import swimlane
from journeybook.views.pages import success_map
from journeybook.views.success_map.success_step import StepGroup

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: care, name: Care}]
    | lanes: [{id: customer, name: You, role: customer}]
  maps/
    only.yml
      | id: only
      | name: Only
      | goal: To move in
      | owner: care
      | status: live
      | audience: public
      | segments: [small, large]
      | public: {slug: move, title: Move in, goal: To move in, role: I move}
      | stages:
      |   - id: pack
      |     name: Pack
      |     exit: It is packed
      |     steps:
      |       - id: hire
      |         customer: Hires a van
      |         need:
      |           - {need: optional, applies: {segments: small, says: with one room}}
      |           - {need: required, applies: {segments: large, says: with many rooms}}
      |   - {id: clean, name: Clean, exit: It is clean, steps: [{customer: Cleans, need: optional}, {customer: Paints, need: required}]}
  segments/
    all.yml
      | - {id: small, name: Canary small, owner: care}
      | - {id: large, name: Canary large, owner: care}
"""


@pytest.fixture
def checked(draw_project: Callable[[str], Path]) -> Checked:
    answer = check(draw_project(PROJECT))
    assert [finding for finding in answer.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "SEGMENT"))] == []
    return answer


@pytest.mark.parametrize(("page", "arguments"), [("stage", ("only", "pack")), ("journey_map", ("only",))])
def test_colleagues_read_each_need_with_its_segment(checked: Checked, page: str, arguments: tuple[str, ...]) -> None:
    html = str(render(open_book(checked, Audience.INTERNAL), page, arguments, here="page.md"))
    for text in ("Optional (only for Canary small, with one room)", "Required (only for Canary large, with many rooms)"):
        assert f">{text}<" in html


def test_the_swimlane_remarks_it_beside_the_step(checked: Checked) -> None:
    steps = swimlane.view(open_book(checked, Audience.INTERNAL), "only").diagram.steps
    assert [step.label for step in steps if step.kind not in ("end", "milestone")][:3] == [
        "Hires a van (needed by some)",
        "Cleans (optional)",
        "Paints",
    ]


@pytest.mark.parametrize(
    ("segment", "needs", "is_waited_for"),
    [
        (None, ["Optional (with one room) · required (with many rooms)", "Optional", ""], True),
        ("small", ["Optional (with one room)", "Optional", ""], False),
        ("large", ["Required (with many rooms)", "Optional", ""], True),
    ],
)
def test_customers_read_the_words_and_each_edition_says_its_own(
    checked: Checked,
    segment: str | None,
    needs: list[str],
    is_waited_for: bool,  # noqa: FBT001 - a case
) -> None:
    book = open_book(checked, Audience.PUBLIC, segment)
    lines = (line for part in success_map.view(book, "move").path for section in part.sections for line in section.groups)
    assert [step.need for group in lines if isinstance(group, StepGroup) for step in group.steps] == needs
    (journey,) = book.atlas.maps
    assert is_optional(journey.stages[0]) is not is_waited_for


def test_a_need_whose_condition_customers_do_not_read_is_told(draw_project: Callable[[str], Path]) -> None:
    findings = check(draw_project(PROJECT.replace(", says: with many rooms", ""))).findings
    assert [finding.message for finding in findings if finding.rule == "SEGMENT-UNSAID"] == [
        "everybody reads a need of 'Hires a van', and nothing says that it concerns only some"
    ]
