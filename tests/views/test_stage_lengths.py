"""A stage that does not last equally long for all says each length with its condition, and each segment's edition its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import Checked, check
from journeybook.views.base.book import open_book
from journeybook.views.pages import success_map

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
      |     lasts:
      |       - {length: 14 days, applies: {segments: small, says: with one room}}
      |       - {length: 60 days, applies: {segments: large, says: with many rooms}}
      |     steps: [{customer: Packs}]
      |   - id: move
      |     name: Move
      |     exit: It is moved
      |     steps: [{customer: Moves, when: 1 day after}]
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


def test_colleagues_read_each_length_with_its_segment(checked: Checked) -> None:
    html = str(render(open_book(checked, Audience.INTERNAL), "stage", ("only", "pack"), here="page.md"))
    assert "14 days (only for Canary small, with one room) · 60 days (only for Canary large, with many rooms)" in html


@pytest.mark.parametrize(
    ("segment", "lasts", "begins"),
    [
        (None, "14 days (with one room) · 60 days (with many rooms)", []),
        ("small", "14 days (with one room)", [14]),
        ("large", "60 days (with many rooms)", [60]),
    ],
)
def test_customers_read_the_words_and_the_plan_of_an_edition_goes_by_its_own(
    checked: Checked, segment: str | None, lasts: str, begins: list[int]
) -> None:
    page = success_map.view(open_book(checked, Audience.PUBLIC, segment), "move")
    assert page.path[0].lasts == lasts
    ends = [moment for moment in page.plan.document["moments"].values() if moment["kind"] == "elsewhere"]
    assert [end["timing"]["offset"][0] for end in ends] == begins


def test_customers_are_not_told_that_such_a_stage_says_no_times(draw_project: Callable[[str], Path]) -> None:
    dated = PROJECT.replace("steps: [{customer: Packs}]", "steps: [{customer: Packs, when: 1 day after}]")
    path = success_map.view(open_book(check(draw_project(dated)), Audience.PUBLIC), "move").path
    assert [part.begins.words for part in path if part.begins] == ["after “Pack”, of whose end no day is known: so there is no date"]
