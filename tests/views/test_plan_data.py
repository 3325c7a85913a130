"""What a success map hands to the script that reckons its dates: everything in the names of the page, nothing by its id."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages.success_map import view
from journeybook.views.success_map.plan_data import PlanDay, PlanEdition

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small & Co
    | teams: [{id: success, name: Success}]
    | lanes: [{id: customer, name: You, role: customer}, {id: desk, name: Desk, role: backstage, team: success}]
    | anchors:
    |   - {id: signed-internally, name: the signature}
    |   - {id: term-begins, name: the first day of the term, usually: 3 days after signed-internally}
    |   - {id: secret-anchor, name: Of no plan}
    |   - {id: renewal-internally, name: the renewal, usually: 1 year after term-begins}
    | default_anchor: signed-internally
    | calendar: {weekend: [friday, saturday], holidays: {12-25: Christmas Day, 2027-03-26: Good Friday}}
  maps/
    one.yml
      | id: one
      | name: Internal one
      | goal: Publish
      | owner: success
      | status: live
      | audience: public
      | public:
      |   slug: publish
      |   title: Your first </script> rota
      |   goal: Publish
      |   role: I plan
      |   editions: [human, digital]
      |   dates: {ends: renewal-internally, on_free_days: previous-working-day}
      | choices: {pay: Ways to pay}
      | stages:
      |   - id: first-internally
      |     name: Begin
      |     exit: Begun
      |     time_box: within 14 days of signed-internally
      |     steps:
      |       - {id: send-internally, customer: Send it, when: 2 days after}
      |       - {customer: Wait, when: at most 2 weeks after send-internally}
      |       - {customer: Talk, when: every 2 weeks from ready until renewal-internally}
      |       - {customer: Ask, when: 1 day after quiet}
      |       - {customer: Look, when: 1 day after elsewhere/seen}
      |     milestones: [{id: ready, name: Ready internally, customer_words: You are ready, owner: success, target: by day 10}]
    other.yml
      | id: elsewhere
      | name: Elsewhere
      | goal: See
      | owner: success
      | status: live
      | audience: public
      | public: {slug: see, title: See, goal: See, role: I look}
      | stages:
      |   - id: see
      |     name: See
      |     exit: Seen
      |     milestones: [{id: seen, name: Seen, owner: success, target: 5 days after signed-internally}]
  events/
    events.yml
      | - {id: quiet, name: Quiet internally, when: no logins for 3 weeks}
  measures/
    measures.yml
      | - {id: logins, name: Log-ins}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    checked = check(draw_project(PROJECT))
    assert [finding for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "YAML"))] == []
    return open_book(checked, Audience.PUBLIC)


def test_everything_is_named_as_on_the_page_and_reckonable(book: Book) -> None:
    plan = view(book, "publish").plan
    days = {"anchor": "day-the-signature"}
    assert plan.days == (
        PlanDay("day-the-signature", "the signature", ""),
        PlanDay("day-the-renewal", "the renewal", "Fills in by itself; change it if yours is another day."),
        PlanDay("day-the-first-day-of-the-term", "the first day of the term", "Fills in by itself; change it if yours is another day."),
    )
    assert plan.editions == (PlanEdition("human", "With people"), PlanEdition("digital", "By oneself"))
    assert plan.document["words"]["by"] == "by {date}"
    document = json.loads(json.dumps({name: value for name, value in plan.document.items() if name != "words"}), object_hook=_with_tuples)
    moments = document["moments"]
    lasting = {name: moment.pop("lasting").rpartition("--") for name, moment in moments.items() if moment["kind"] != "elsewhere"}
    assert [(name, words, len(digest)) for name, (words, _, digest) in lasting.items()] == [(name, name, 8) for name in lasting]
    assert document == {
        "slug": "publish",
        "old_slugs": [],
        "old_names": {},
        "title": "Your first </script> rota",
        "language": "en",
        "host": "small-co",
        "start": "day-the-signature",
        "ends": "day-the-renewal",
        "days": [
            {"key": "day-the-signature", "name": "the signature", "usually": None},
            {"key": "day-the-renewal", "name": "the renewal", "usually": _after("day-the-first-day-of-the-term", 1, "years")},
            {
                "key": "day-the-first-day-of-the-term",
                "name": "the first day of the term",
                "usually": _after("day-the-signature", 3, "days"),
            },
        ],
        "editions": {"human": "With people", "digital": "By oneself"},
        "choices": {},
        "weekend": [4, 5],
        "holidays": {"12-25": "Christmas Day", "2027-03-26": "Good Friday"},
        "on_free_days": "previous-working-day",
        "moments": {
            "part-begin": {
                "kind": "stage",
                "place": 0,
                "what": "Begin",
                "said": "within 14 days of the signature",
                "timing": {**days, "form": "within", "side": "of", "offset": (0, "days"), "end": (14, "days")},
            },
            "step-send-it": {
                "kind": "step",
                "place": 1,
                "what": "Send it",
                "said": "2 days after the start of this part",
                "timing": {"form": "after", "side": "after", "offset": (2, "days")},
            },
            "step-wait": {
                "kind": "step",
                "place": 2,
                "what": "Wait",
                "said": "at most 2 weeks after “Send it”",
                "timing": {**_after("step-send-it", 2, "weeks"), "bound": "most"},
            },
            "step-talk": {
                "kind": "step",
                "place": 3,
                "what": "Talk",
                "said": "every 2 weeks from “You are ready” until the renewal",
                "timing": {"form": "every", "anchor": "goal-you-are-ready", "until": "day-the-renewal", "every": (2, "weeks", 1)},
            },
            "step-ask": {"kind": "step", "place": 4, "what": "Ask"},
            "step-look": {
                "kind": "step",
                "place": 5,
                "what": "Look",
                "said": "1 day after Seen",
                "timing": _after("elsewhere-1", 1, "days"),
            },
            "goal-you-are-ready": {
                "kind": "goal",
                "place": 6,
                "what": "You are ready",
                "said": "by day 10",
                "timing": {"form": "by", "offset": (10, "days")},
            },
            "elsewhere-1": {"kind": "elsewhere", "timing": _after("day-the-signature", 5, "days")},
        },
    }


def test_nothing_internal_is_in_it_and_no_text_ends_the_script(book: Book) -> None:
    html = str(render(book, "success_map", ("publish",), here="publish.md"))
    begun = html.index('<script type="application/json" class="jb-plan-data">')
    text = html[begun : html.index("</script>", begun)].partition(">")[2]
    assert json.loads(text)["title"] == "Your first </script> rota"
    assert html.count("internally") == 0
    assert "Of no plan" not in html


def test_a_plan_without_anchors_still_has_a_start(draw_project: Callable[[str], Path]) -> None:
    project = draw_project("""
        journeys/
          atlas.yml
            | schema_version: 2
            | organisation: Small
            | teams: [{id: success, name: Success}]
          maps/
            one.yml
              | id: one
              | name: One
              | goal: Publish
              | owner: success
              | status: live
              | audience: public
              | public: {slug: publish, title: Publish, goal: Publish, role: I plan}
              | stages: [{id: use, name: Use, exit: Used, steps: [{customer: Begin, when: day 3}]}]
        """)
    plan = view(open_book(check(project), Audience.PUBLIC), "publish").plan
    assert plan.days == (PlanDay("start", "Your start", ""),)
    assert plan.document["start"] == "start"
    assert plan.editions == ()


def _after(anchor: str, amount: int, unit: str) -> dict[str, Any]:
    return {"form": "after", "side": "after", "anchor": anchor, "offset": (amount, unit)}


def _with_tuples(values: dict[str, Any]) -> dict[str, Any]:
    """Return a JSON object in which spans of time are tuples again."""
    return {key: tuple(value) if key in ("offset", "end", "every") else value for key, value in values.items()}


STAGES = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: success, name: Success}]
    | anchors: [{id: signature, name: signature}, {id: quiet, name: quiet}]
    | default_anchor: signature
    | lanes: [{id: customer, name: You, role: customer}]
  events/
    events.yml
      | - {id: leaves, name: Somebody leaves, when: no logins for 3 weeks}
  measures/
    measures.yml
      | - {id: logins, name: Log-ins}
  maps/
    one.yml
      | id: one
      | name: One
      | goal: Publish
      | owner: success
      | status: live
      | audience: public
      | public: {slug: publish, title: Publish, goal: Publish, role: I plan}
      | stages:
STAGES
"""


@pytest.mark.parametrize(
    "stage",
    [
        "{id: use, name: Use, exit: Used, steps: [{customer: Begin}]}",
        "{id: use, name: Use, exit: Used, lasts: 2 weeks, time_box: {text: Two weeks at most}, steps: [{customer: Begin}]}",
        "{id: use, name: Use, exit: Used, steps: [{customer: Begin, when: {text: Before pay day}}, {customer: Look, when: anytime}]}",
        "{id: use, name: Use, exit: Used, steps: [{customer: Begin, when: 2 days after leaves}, {customer: Look, when: at 09:30}]}",
        "{id: use, name: Use, exit: Used, kind: side, steps: [{customer: Begin, when: 2 days after signature}]}",
    ],
)
def test_a_plan_in_which_nothing_has_a_date_asks_for_no_day(draw_project: Callable[[str], Path], stage: str) -> None:
    book = drawn(draw_project, stage)
    plan = view(book, "publish").plan
    assert (plan.days, plan.document["days"]) == ((), [])
    html = str(render(book, "success_map", ("publish",), here="publish.md"))
    buttons = re.findall(r'data-plan-do="(\w+)"', html)
    assert buttons == ["link", "print", "export", "reset"]
    assert [word for word in ('type="date"', "Your own dates", "Begins", "calendar.</span>") if word in html] == []


@pytest.mark.parametrize(
    ("times", "asked"),
    [
        ("when: 30 days before quiet", ["quiet"]),
        ("when: 30 days before quiet, clock: begun", ["signature", "quiet"]),
        ("when: 3 days after", ["signature"]),
        ("when: at signature", ["signature"]),
    ],
)
def test_a_plan_asks_only_for_days_that_are_used(draw_project: Callable[[str], Path], times: str, asked: list[str]) -> None:
    goal = "milestones: [{id: begun, name: Begun, target: day 3, owner: success}], " if "begun" in times else ""
    plan = view(drawn(draw_project, f"{{id: use, name: Use, exit: Used, {goal}steps: [{{customer: Begin, {times}}}]}}"), "publish").plan
    assert [day.name for day in plan.days] == asked
    assert plan.document["start"] == f"day-{asked[0]}"


def test_a_plan_with_a_date_has_everything_and_says_when_its_parts_begin(draw_project: Callable[[str], Path]) -> None:
    book = drawn(
        draw_project,
        "{id: a, name: Set up, exit: x, steps: [{customer: Begin, when: 2 days after}]}",
        "{id: b, name: Extra, exit: x, steps: [{customer: More, need: optional}]}",
        "{id: c, name: Care, exit: x, floats: {since: a, until: d}, steps: [{customer: Ask}]}",
        "{id: d, name: Use, exit: x, steps: [{customer: Use it}]}",
        "{id: e, name: Tell, exit: x, steps: [{customer: Tell}]}",
    )
    shown = view(book, "publish")
    assert [(part.name, part.begins and (part.begins.words, part.begins.anchor)) for part in (*shown.path, *shown.beside)] == [
        ("Set up", None),
        ("Extra", ("after “Set up”", "part-extra.begins")),
        ("Use", ("after “Set up”, without waiting for “Extra”, “Care”", "part-use.begins")),
        ("Tell", ("after “Use”, of whose end no day is known: so there is no date", "part-tell.begins")),
        ("Care", None),
    ]
    html = str(render(book, "success_map", ("publish",), here="publish.md"))
    assert re.findall(r'data-plan-do="(\w+)"', html) == ["link", "calendar", "replan", "undo", "print", "export", "reset"]
    moments = shown.plan.document["moments"]
    assert {name: moments[name] for name in moments if "." in name} == {
        "part-extra.begins": {
            "kind": "begin",
            "place": 2,
            "what": "Extra",
            "lasting": "part-extra.begins",
            "timing": {"form": "at", "anchor": "part-set-up.ends"},
        },
        "part-use.begins": {
            "kind": "begin",
            "place": 6,
            "what": "Use",
            "lasting": "part-use.begins",
            "timing": {"form": "at", "anchor": "part-set-up.ends"},
        },
        "part-tell.begins": {
            "kind": "begin",
            "place": 8,
            "what": "Tell",
            "lasting": "part-tell.begins",
            "timing": {"form": "at", "anchor": "part-use.ends"},
        },
        "part-set-up.ends": {"kind": "elsewhere", "timing": {"form": "latest", "among": ["step-begin"]}},
    }


def drawn(draw_project: Callable[[str], Path], *stages: str) -> Book:
    """Return the public book of a map with these stages."""
    checked = check(draw_project(STAGES.replace("STAGES", "\n".join(f"      |   - {stage}" for stage in stages))))
    assert [finding for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "YAML"))] == []
    return open_book(checked, Audience.PUBLIC)
