"""Ways out of a map: steps that only those do who leave, or who go back; never the way that goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.ways_out import ways_out
from journeybook.validate import check

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: success, name: Success}]
    | lanes: [{id: customer, name: You, role: customer}]
  maps/
    one.yml
      | id: one
      | name: One
      | goal: Publish
      | owner: success
      | choices: {way: {name: Way, kind: one-of}, form: {name: Form, kind: one-of}}
      | stages:
      |   - id: a
      |     name: A
      |     exit: x
      |     steps:
STEPS
"""
DECIDE = "{customer: Decide, next: [{to: stay, outcome: you stay}, {to: leave, outcome: you leave}]}"
CASES = {
    "who leaves": ([DECIDE, "{id: leave, customer: Leave, ends: Gone}", "{id: stay, customer: Stay}"], ["Leave"]),
    "who leaves in two steps": (
        [DECIDE, "{id: leave, customer: Leave}", "{customer: Take along, ends: Gone}", "{id: stay, customer: Stay}"],
        ["Leave", "Take along"],
    ),
    "who goes back": (
        ["{id: first, customer: Begin}", DECIDE, "{id: leave, customer: Mend, next: first}", "{id: stay, customer: Stay}"],
        ["Mend"],
    ),
    "both ways go on": ([DECIDE, "{id: leave, customer: Mend, next: last}", "{id: stay, customer: Stay}", "{id: last, customer: End}"], []),
    "both ways end": ([DECIDE, "{id: leave, customer: Leave, ends: Gone}", "{id: stay, customer: Stay, ends: Renewed}"], []),
    "two choices in a row": (
        [
            "{customer: Tell, next: [{to: stay, outcome: you stay}, {to: leave, outcome: you leave}]}",
            "{id: leave, customer: Leave, ends: Gone}",
            "{id: stay, customer: By post, choice: way}",
            "{customer: By hand, choice: way}",
            "{customer: Old form, choice: form}",
            "{customer: New form, choice: form}",
            "{customer: Send}",
        ],
        ["Leave"],
    ),
    "the way itself ends": (["{customer: Begin}", "{customer: End, ends: Done}"], []),
}


@pytest.mark.parametrize("case", CASES)
def test_only_what_leaves_the_way_or_goes_back_is_a_way_out(draw_project: Callable[[str], Path], case: str) -> None:
    steps, expected = CASES[case]
    checked = check(draw_project(PROJECT.replace("STEPS", "\n".join(f"      |       - {step}" for step in steps))))
    assert [finding for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "YAML"))] == []
    journey = checked.atlas.maps[0]
    out = ways_out(journey)
    assert [step.what for step in journey.stages[0].every_step if id(step) in out] == expected


def test_the_end_that_a_map_wants_is_no_way_out_and_does_not_hide_the_others(draw_project: Callable[[str], Path]) -> None:
    steps = [DECIDE, "{id: leave, customer: Leave, ends: Gone}", "{id: stay, customer: Stay}"]
    lines = "\n".join(f"      |       - {step}" for step in steps)
    last = "\n      |   - {id: b, name: B, exit: x, steps: [{customer: Use it}, {customer: Look back, ends: The goal is reached}]}"
    journey = check(draw_project(PROJECT.replace("STEPS", lines + last))).atlas.maps[0]
    every = [step for stage in journey.stages for step in stage.every_step]
    assert [step.what for step in every] == ["Decide", "Leave", "Stay", "Use it", "Look back"]
    assert [step.what for step in every if id(step) in ways_out(journey)] == ["Leave"]


@pytest.mark.parametrize(("other", "out"), [("gone", ["Give notice"]), ("stop", [])])
def test_an_outcome_counts_as_none_where_all_others_leave_the_way(draw_project: Callable[[str], Path], other: str, out: list[str]) -> None:
    """The last step is the goal where one only leaves for a side stage before it, and one of several ends where both ways stay."""
    steps = (
        f"{{customer: Decide, next: [{{to: renew, outcome: you stay}}, {{to: {other}, outcome: you leave}}]}}",
        "{id: stop, customer: Stop, starts: true, ends: Stopped}",
        "{id: renew, customer: Renew, starts: true, ends: Renewed}",
    )
    lines = "\n".join(f"      |       - {step}" for step in steps)
    last = "\n      |   - {id: b, name: B, kind: side, exit: x, steps: [{id: gone, customer: Give notice, ends: Gone}]}"
    journey = check(draw_project(PROJECT.replace("STEPS", lines + last))).atlas.maps[0]
    every = [step for stage in journey.stages for step in stage.every_step]
    assert [step.what for step in every if id(step) in ways_out(journey)] == out
