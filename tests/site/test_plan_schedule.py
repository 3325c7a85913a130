"""How a plan is laid out and planned anew by its scripts, on plan documents as a page hands them over."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import open_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts"
PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: success, name: Success, audience: public}]
    | anchors: [{id: signature, name: signature}]
    | default_anchor: signature
    | lanes: [{id: customer, name: You, role: customer}]
  maps/
    one.yml
      | id: one
      | name: One
      | goal: Publish
      | owner: success
      | choices: {apply: {name: Apply, kind: one-of}, form: {name: Form, kind: one-of}}
      | status: live
      | audience: public
      | public: {slug: one, title: One, goal: Publish, role: I plan, editions: [human, digital], dates: {on_free_days: ON_FREE_DAYS}}
      | stages:
STAGES
"""
ASK = """([plan, text, doneNames, today]) => {
  const { dates, schedule } = window.journeybook;
  const state = { days: { [plan.start]: text.start }, edition: text.edition ?? "", ways: text.ways ?? {}, customer: "", moves: [] };
  const absent = schedule.absentMoments(plan, state, text.choices ?? {});
  const isShown = (name) => !absent.has(name);
  const done = new Set(doneNames);
  const day = dates.read(today);
  const answer = schedule.replan(plan, schedule.layOut(plan, state, absent), done, isShown, day);
  if (text.replan && answer) state.moves.push(answer.move);
  const layout = schedule.layOut(plan, state, absent);
  const write = (moment) => (moment.rhythm.length ? moment.rhythm : [moment.opens, moment.closes])
    .map((each) => each === null ? ".." : dates.write(each).slice(5)).join(" ");
  return {
    dates: Object.fromEntries([...layout.moments].map(([name, moment]) => [name, write(moment)])),
    calendar: schedule.dues(layout).filter((moment) => isShown(moment.of ?? moment.name)).map((moment) => moment.name),
    late: schedule.openMoments(layout, done, isShown).filter((moment) => schedule.isLate(moment, day)).map((moment) => moment.name),
    overtaken: [...schedule.overtaken(plan, layout, isShown)],
    longer: schedule.misfits(plan, layout, done, isShown).longer.map((stage) => stage.what),
  };
}"""


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    page = browser.new_page()
    for name in ("plan-dates", "plan-schedule"):
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    yield page
    page.close()


def document(draw_project: Callable[[str], Path], *stages: str, on_free_days: str = "stay") -> Any:
    """Return the plan document of a map with these stages, as the script of its page gets it: the order of its keys says nothing."""
    text = PROJECT.replace("STAGES", "\n".join(f"      |   {stage}" for stage in stages)).replace("ON_FREE_DAYS", on_free_days)
    checked = check(draw_project(text))
    assert [finding for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "YAML"))] == []
    html = str(render(open_book(checked, Audience.PUBLIC), "success_map", ("one",), here="one.md"))
    (data,) = re.findall(r'<script type="application/json" class="jb-plan-data">(.*?)</script>', html, re.DOTALL)
    return json.loads(data)


def test_other_editions_side_stages_and_steps_of_another_outcome_are_in_no_calendar_and_never_late(
    draw_project: Callable[[str], Path], page: "Page"
) -> None:
    plan = document(
        draw_project,
        "- {id: a, name: A, exit: x, steps: [{customer: List, when: 2 days after},"
        " {customer: Film, editions: digital, when: 9 days after}]}",
        "- {id: b, name: B, exit: x, steps: [{customer: Use, when: 3 days after}, {customer: Decide, when: 4 days after,"
        " next: [{to: go, outcome: you stay}, {to: leave, outcome: you leave}]},"
        " {id: leave, customer: Leave, when: 5 days after, ends: Gone}, {id: go, customer: Go on, when: 6 days after}]}",
        "- {id: c, name: C, kind: side, exit: x, steps: [{customer: Complain, when: 1 day after signature}]}",
    )
    assert page.evaluate(ASK, [plan, {"start": "2027-03-01", "edition": "human"}, [], "2027-06-01"]) == {
        "dates": {
            "step-list": "03-03 03-03",
            "step-film": "03-10 03-10",
            "part-b.begins": "03-03 03-03",
            "step-use": "03-06 03-06",
            "step-decide": "03-07 03-07",
            "step-leave": "03-08 03-08",
            "step-go-on": "03-09 03-09",
            "step-complain": "03-02 03-02",
        },
        "calendar": ["step-list", "step-use", "step-decide", "step-go-on"],
        "late": ["step-list", "step-use", "step-decide", "step-go-on"],
        "overtaken": [],
        "longer": [],
    }
    everybody = page.evaluate(ASK, [plan, {"start": "2027-03-01"}, [], "2027-03-01"])
    assert (everybody["dates"]["part-b.begins"], "step-film" in everybody["calendar"]) == ("03-10 03-10", True)


def test_a_further_deadline_is_in_the_calendar_stays_where_it_is_and_is_done_with_its_step(
    draw_project: Callable[[str], Path], page: "Page"
) -> None:
    plan = document(
        draw_project,
        "- {id: a, name: A, exit: x, steps: [{customer: File, when: [within 30 days of signature, 6 months after signature]},"
        " {customer: Read, when: 60 days after signature}]}",
    )
    asked = {"start": "2027-03-01", "replan": True}
    dates = [page.evaluate(ASK, [plan, asked, done, "2027-04-10"])["dates"] for done in ([], ["step-file"])]
    assert dates == [
        {"step-file": "04-10 04-10", "step-file.2": "09-01 09-01", "step-read": "05-10 05-10"},
        {"step-file": "03-01 03-31", "step-file.2": "09-01 09-01", "step-read": "04-30 04-30"},
    ]
    answer = page.evaluate(ASK, [plan, {"start": "2027-03-01"}, [], "2027-10-01"])
    assert (answer["late"], answer["calendar"]) == (["step-file", "step-read"], ["step-file", "step-file.2", "step-read"])


def test_what_only_another_way_leads_to_is_away_with_it_also_a_choice_within_a_choice(
    draw_project: Callable[[str], Path], page: "Page"
) -> None:
    plan = document(
        draw_project,
        "- {id: a, name: A, exit: x, steps: ["
        "{customer: Online, choice: apply, when: 1 day after, next: wait},"
        " {customer: By post, choice: apply, when: 1 day after, next: form},"
        " {customer: With a will, choice: form, starts: true, when: 2 days after}, {customer: Without, choice: form, when: 3 days after},"
        " {customer: Send it, when: 4 days after}, {id: wait, customer: Wait, when: 5 days after}]}",
    )
    choices = {"choice-apply": ["step-online", "step-by-post"], "choice-form": ["step-with-a-will", "step-without"]}
    calendars = [
        page.evaluate(ASK, [plan, {"start": "2027-03-01", "ways": ways, "choices": choices}, [], "2027-03-01"])["calendar"]
        for ways in ({}, {"choice-apply": "step-online"}, {"choice-apply": "step-by-post", "choice-form": "step-without"})
    ]
    assert calendars == [
        ["step-online", "step-by-post", "step-with-a-will", "step-without", "step-send-it", "step-wait"],
        ["step-online", "step-wait"],
        ["step-by-post", "step-without", "step-send-it", "step-wait"],
    ]


def test_a_part_of_which_something_is_due_before_the_part_before_it_ends_says_no_day_on_which_it_begins(
    draw_project: Callable[[str], Path], page: "Page"
) -> None:
    plan = document(
        draw_project,
        "- {id: a, name: A, exit: x, steps: [{customer: Claim, when: within 3 months of signature}]}",
        "- {id: b, name: B, exit: x, steps: [{customer: Pay, when: within 1 month of signature}, {customer: Add, when: 4 days after}]}",
        "- {id: c, name: C, exit: x, steps: [{customer: Close, when: 9 days after}]}",
    )
    laid = page.evaluate(ASK, [plan, {"start": "2027-03-01"}, [], "2027-03-01"])
    assert (laid["dates"]["part-b.begins"], laid["dates"]["part-c.begins"]) == ("06-01 06-01", "06-05 06-05")
    assert laid["overtaken"] == ["part-b.begins"]


def test_planning_anew_keeps_a_finished_part_and_calls_it_neither_late_nor_longer(
    draw_project: Callable[[str], Path], page: "Page"
) -> None:
    plan = document(
        draw_project,
        "- {id: a, name: A, exit: x, time_box: within 10 days, steps: [{customer: List, when: 2 days after},"
        " {customer: Send, when: 9 days after}]}",
        "- {id: b, name: B, exit: x, time_box: within 10 days,"
        " steps: [{customer: Wait, when: day 1}, {customer: Use, when: 3 days after}]}",
    )
    asked = {"start": "2027-03-01", "replan": True}
    assert page.evaluate(ASK, [plan, asked, ["step-list", "step-send"], "2027-04-02"]) == {
        "dates": {
            "part-a": "03-01 03-11",
            "step-list": "03-03 03-03",
            "step-send": "03-10 03-10",
            "part-b": "04-11 04-21",
            "part-b.begins": "04-11 04-11",
            "step-wait": "04-02 04-02",
            "step-use": "04-14 04-14",
        },
        "calendar": ["step-list", "step-send", "step-wait", "step-use"],
        "late": [],
        "overtaken": ["part-b.begins"],
        "longer": [],
    }
    assert page.evaluate(ASK, [plan, asked, ["step-list"], "2027-04-02"])["longer"] == ["A"]


def test_planning_anew_names_no_day_of_a_rhythm_twice_and_leaves_nothing_before_today(
    draw_project: Callable[[str], Path], page: "Page"
) -> None:
    stage = "- {id: a, name: A, exit: x, steps: [{customer: List, when: 1 day after}, {customer: Look, when: every 1 day}]}"
    following = document(draw_project, stage, on_free_days="next-working-day")
    answer = page.evaluate(ASK, [following, {"start": "2027-03-01", "replan": True}, [], "2027-03-06"])
    assert answer["dates"] == {"step-list": "03-08 03-08", "step-look": "03-08"}
    preceding = document(draw_project, stage, on_free_days="previous-working-day")
    answer = page.evaluate(ASK, [preceding, {"start": "2027-03-01", "replan": True}, [], "2027-03-06"])
    assert (answer["dates"]["step-list"], answer["late"]) == ("03-06 03-06", [])
