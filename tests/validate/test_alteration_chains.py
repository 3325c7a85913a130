"""Alterations of what alterations brought: whatever was written short is long before the next one touches it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.findings import as_text
from journeybook.model.enumerations import Answer
from journeybook.model.flow import stations
from journeybook.model.map import Choice, Map
from journeybook.model.stage import Milestone
from journeybook.validate import check

Draw = Callable[[str], Path]
BASE = """
journeys/atlas.yml
  | schema_version: 2
  | organisation: Shiftwell
  | teams: [{id: csm, name: Customer success}]
journeys/maps/base.yml
  | id: base
  | name: Base
  | goal: Publish
  | owner: csm
  | choices: {pay: Ways to pay}
  | stages:
  |   - id: setup
  |     name: Set-up
  |     exit: Done
  |     steps: [{id: call, company: Calls}, {id: answer, customer: Answers}]
  |   - {id: use, name: Use, exit: Used, steps: [{id: publish, customer: Publishes}]}
"""
BROUGHT = {
    "add": "{add: {id: call, company: Calls again, feels: pleased}, after: answer}",
    "add to a list": "{add: {id: call, company: Calls again}, into: setup, to: steps}",
    "replace": "{replace: call, by: {company: Calls again, questions: Who?}}",
    "set in short": "{change: call, set: {company: Calls again}}",
    "set in long": "{change: call, set: {what: Calls again}}",
    "move": "{move: call, after: answer}",
}
THEN = {
    "{change: call, set: {what: Calls twice}}": ("setup", "company", "Calls twice"),
    "{change: call, set: {customer: Is called}}": ("setup", "customer", "Is called"),
    "{change: call, set: {lane: customer, thinks: Again?}}": ("setup", "customer", None),
    "{replace: call, by: {customer: Is called}}": ("setup", "customer", "Is called"),
    "{move: call, into: use}": ("use", "company", None),
    "{move: call, before: publish}": ("use", "company", None),
    "{unsure: call}": ("setup", "company", None),
    "{keep: call, of: setup}": ("setup", "company", None),
    "{remove: call}": None,
}


def _maps(project: Path) -> dict[str, Map]:
    checked = check(project)
    assert checked.ok, as_text(checked.findings)
    return {journey.id: journey for journey in checked.atlas.maps}


def _calls(journey: Map) -> list[tuple[str, str, str]]:
    return [(station.stage.id, station.step.lane, station.step.what) for station in stations(journey) if station.step.id == "call"]


@pytest.mark.parametrize("where", ["one file", "a variant of the variant"])
@pytest.mark.parametrize("then", THEN)
@pytest.mark.parametrize("brought", BROUGHT)
def test_whatever_an_alteration_brought_can_be_altered(draw_project: Draw, brought: str, then: str, where: str) -> None:
    first = [BROUGHT[brought]] if not brought.startswith("add") else ["{remove: call}", BROUGHT[brought]]
    one, two = ([*first, then], []) if where == "one file" else (first, [then])
    tree = f"""
journeys/maps/small.yml
  | {{id: small, name: Small, extends: base, alterations: [{", ".join(one)}]}}
journeys/maps/smaller.yml
  | {{id: smaller, name: Smaller, extends: small, alterations: [{", ".join(two)}]}}
"""
    expected = THEN[then]
    said = "Calls" if brought == "move" else "Calls again"
    wanted = [] if expected is None else [(expected[0], expected[1], expected[2] or said)]
    assert _calls(_maps(draw_project(BASE + tree))["smaller"]) == wanted


def test_lists_in_short_forms_are_long_before_they_are_altered(draw_project: Draw) -> None:
    tree = """
journeys/maps/small.yml
  | id: small
  | name: Small
  | extends: base
  | alterations:
  |   - {add: {post: By post}, to: choices}
  |   - add:
  |       id: late
  |       name: Late
  |       exit: Over
  |       steps: {id: wait, customer: Waits}
  |       milestones: {id: seen, name: Seen, owner: csm, target: day 3}
  |     to: stages
journeys/maps/smaller.yml
  | id: smaller
  | name: Smaller
  | extends: small
  | alterations:
  |   - {change: post, set: {name: By letter}}
  |   - {change: wait, set: {what: Waits long}}
  |   - {change: seen, set: {target: unknown}}
  |   - {add: {customer: Leaves}, into: late}
"""
    smaller = _maps(draw_project(BASE + tree))["smaller"]
    late = smaller.stages[-1]
    assert [choice.name for choice in smaller.inside("choices", Choice)] == ["Ways to pay", "By letter"]
    assert [step.what for step in late.steps] == ["Waits long", "Leaves"]
    (seen,) = late.inside("milestones", Milestone)
    assert [(row.field, row.state) for row in seen.blank] == [("target", Answer.UNKNOWN)]


def test_keeping_some_of_a_stage_leaves_the_rest_out(draw_project: Draw) -> None:
    tree = """
journeys/maps/wide.yml
  | id: wide
  | name: Wide
  | extends: base
  | alterations:
  |   - change: setup
  |     set:
  |       sub_stages:
  |         - {id: by-hand, name: By hand, steps: [{id: type, customer: Types}, {id: check, customer: Checks}]}
  |         - {id: by-file, name: By file, steps: [{id: load, customer: Loads}]}
  |       milestones: [{id: a, name: A}, {id: b, name: B}]
journeys/maps/small.yml
  | {id: small, name: Small, extends: wide, alterations: [{keep: [answer, check], of: setup}, {keep: b, of: setup, to: milestones}]}
journeys/maps/file.yml
  | {id: file, name: File, extends: wide, alterations: [{keep: by-file, of: setup}]}
journeys/maps/bad.yml
  | id: bad
  | name: Bad
  | extends: base
  | alterations: [{keep: [anser], of: setup}, {keep: [call]}, {keep: [call], of: set-up}]
"""
    checked = check(draw_project(BASE + tree))
    maps = {journey.id: journey for journey in checked.atlas.maps}
    small = maps["small"].stages[0]
    assert [step.id for step in small.every_step] == ["answer", "check"]
    assert ([part.id for part in small.sub_stages], [goal.id for goal in small.milestones]) == (["by-hand"], ["b"])
    assert [step.id for step in maps["file"].stages[0].every_step] == ["load"]
    assert [(finding.message, finding.hint) for finding in checked.findings if finding.rule == "OVERLAY"] == [
        ("'anser' does not stand in 'setup'", "did you mean 'answer'?"),
        ("it is not said of what these are kept", "write `of:` with the id of a stage"),
        ("the base has no 'set-up' (any more)", "did you mean 'setup'?"),
    ]


def test_two_bases_that_keep_different_steps_are_a_conflict(draw_project: Draw) -> None:
    tree = """
journeys/maps/left.yml
  | {id: left, name: Left, extends: base, alterations: [{keep: call, of: setup}]}
journeys/maps/right.yml
  | {id: right, name: Right, extends: base, alterations: [{keep: answer, of: setup}]}
journeys/maps/child.yml
  | {id: child, name: Child, extends: [left, right]}
"""
    messages = [finding.message for finding in check(draw_project(BASE + tree)).findings if finding.rule == "OVERLAY"]
    assert messages == ["the bases 'left' and 'right' alter 'setup' differently"]


def test_what_is_not_known_of_a_variant_stays_and_says_so(draw_project: Draw) -> None:
    tree = "journeys/maps/small.yml\n  | {id: small, name: Small, extends: base, alterations: [{unsure: call, why: Nobody asked}]}\n"
    small = _maps(draw_project(BASE + tree))["small"]
    call = small.stages[0].steps[0]
    assert [(row.field, row.state) for row in call.blank] == [("applies", Answer.UNKNOWN)]
    assert call.origin.of("blank").file == "journeys/maps/base.yml"
