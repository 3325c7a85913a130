"""A step with several deadlines says each of them, everywhere, and what counts from a window says from which day of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages import success_map
from journeybook.views.success_map.success_step import StepGroup

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: care, name: Care}]
    | anchors: [{id: contract, name: the contract}]
    | default_anchor: contract
  maps/
    only.yml
      | id: only
      | name: Only
      | goal: To file
      | owner: care
      | status: live
      | audience: public
      | public: {slug: file, title: File it, goal: To file, role: I file}
      | stages:
      |   - id: first
      |     name: First
      |     exit: Filed
      |     time_box: within 8 months of contract
      |     steps:
      |       - id: form
      |         customer: Files the form
      |         when:
      |           - within 30 days after contract
      |           - {at: at the latest 6 months after contract, text: with a fee of 50}
      |           - {at: 8 months after contract, applies: {says: if you live abroad, segments: small}}
      |       - {customer: Reads the answer, when: 2 weeks after form}
      |       - {customer: Prepares, when: [3 days before form, 3 days before the last day of form, {text: as soon as you can}]}
      |   - id: second
      |     name: Second
      |     exit: Over
      |     steps: [{customer: Rests, when: 1 day after}]
  segments/
    all.yml
      | - {id: small, name: Canary small, rule: heads <= 2}
  measures/
    all.yml
      | - {id: heads, name: Heads, owner: care}
"""
TIMES = [
    "within 30 days after the contract",
    "at the latest 6 months after the contract; with a fee of 50",
    "8 months after the contract; if you live abroad",
]
PREPARES = [
    "3 days before the first day of “Files the form”",
    "3 days before the last day of “Files the form”",
    "as soon as you can",
]


@pytest.fixture
def books(draw_project: Callable[[str], Path]) -> Callable[[Audience], Book]:
    checked = check(draw_project(PROJECT))
    assert [finding for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "YAML", "TIM", "TARGET"))] == []
    return lambda audience: open_book(checked, audience)


def test_customers_read_each_deadline_with_its_words_and_condition(books: Callable[[Audience], Book]) -> None:
    page = success_map.view(books(Audience.PUBLIC), "file")
    form, reads, prepares = (line for row in page.path[0].sections[0].groups if isinstance(row, StepGroup) for line in row.steps)
    assert [time.text for time in form.times] == TIMES
    assert [time.anchor for time in form.times] == ["step-files-the-form", "step-files-the-form.2", "step-files-the-form.3"]
    assert [time.text for time in reads.times] == ["2 weeks after the last day of “Files the form”"]
    assert [time.text for time in prepares.times] == PREPARES
    assert [time.anchor for time in prepares.times] == ["step-prepares", "step-prepares.2", ""]


def test_the_plan_has_a_date_for_each_deadline_and_all_else_goes_by_the_first(books: Callable[[Audience], Book]) -> None:
    moments = success_map.view(books(Audience.PUBLIC), "file").plan.document["moments"]
    deadlines = {name: moment for name, moment in moments.items() if moment["kind"] == "deadline"}
    assert {name: (moment["of"], moment["what"], moment["said"]) for name, moment in deadlines.items() if "of" in moment} == {
        "step-files-the-form.2": ("step-files-the-form", "Files the form", TIMES[1]),
        "step-files-the-form.3": ("step-files-the-form", "Files the form", TIMES[2]),
        "step-prepares.2": ("step-prepares", "Prepares", PREPARES[1]),
    }
    first = moments["step-files-the-form"]
    assert first["kind"] == "step"
    assert (first["said"], first["timing"]["form"]) == (TIMES[0], "within")
    assert moments["step-prepares.2"]["timing"]["edge"] == "last"
    assert moments["step-reads-the-answer"]["timing"]["anchor"] == "step-files-the-form"


def test_page_and_paper_say_each_deadline_beside_its_date(books: Callable[[Audience], Book]) -> None:
    html = str(render(books(Audience.PUBLIC), "success_map", ("file",), here="file.md"))
    screen, paper = html.split('<div class="jb-sheet')
    for text in TIMES:
        assert f"<dd>{text} <span" in screen
    for part in (screen, paper):
        assert [part.count(f'data-date="step-files-the-form{ending}"') for ending in ("", ".2", ".3")] == [1, 1, 1]
    assert "with a fee of 50" in paper
    assert "if you live abroad" in paper


@pytest.mark.parametrize(
    ("page", "arguments"),
    [("stage", ("only", "first")), ("journey_map", ("only",))],
)
def test_colleagues_read_each_deadline(books: Callable[[Audience], Book], page: str, arguments: tuple[str, ...]) -> None:
    html = str(render(books(Audience.INTERNAL), page, arguments, here="page.md"))
    assert "Files the form" in html
    for text in (*TIMES[:2], "8 months after the contract", "if you live abroad", *PREPARES):
        assert text in html


def test_each_deadline_is_checked(draw_project: Callable[[str], Path]) -> None:
    project = PROJECT.replace("anchors: [", "anchors: [{id: over, name: the end, usually: 7 months after contract}, ")
    checked = check(draw_project(project.replace("role: I file}", "role: I file, dates: {ends: over}}")))
    told = [finding.message for finding in checked.findings if finding.rule == "TARGET-AFTER-END"]
    assert told == [
        "'Files the form' is due after over: a start on 2027-01-31 gives 2027-09-30 and 2027-08-31",
        "'Rests' is due after over: a start on 2027-01-31 gives 2027-10-01 and 2027-08-31",
    ]
