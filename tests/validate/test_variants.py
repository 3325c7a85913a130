"""What a variant is made of, and where each part of it was written."""

from collections.abc import Callable
from pathlib import Path

from journeybook.findings import as_text
from journeybook.model.enumerations import Answer
from journeybook.model.flow import stations
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.validate.check_memory import CheckMemory
from journeybook.validate.node_paths import identifiers
from journeybook.validate.reading import read_project
from journeybook.validate.variants import build_variants

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
  | status: live
  | review: 2026-01-01
  | stages:
  |   - id: setup
  |     name: Set-up
  |     exit: Done
  |     steps:
  |       - {id: invite, customer: Invites, price: Free}
  |       - {id: import, customer: Imports}
  |       - {id: publish, customer: Publishes}
"""


def maps(project: Path) -> dict[str, Map]:
    checked = check(project)
    assert checked.ok, as_text(checked.findings)
    return {journey.id: journey for journey in checked.atlas.maps}


def steps(journey: Map) -> str:
    return " ".join(f"{station.step.id}={station.step.what}" for station in stations(journey))


def test_each_verb(draw_project: Draw) -> None:
    tree = """
journeys/maps/small.yml
  | id: small
  | name: Small
  | extends: base
  | alterations:
  |   - {remove: import}
  |   - {change: invite, set: {customer: Invites one}}
  |   - {replace: publish, by: {customer: Publishes by telephone}}
  |   - {add: {id: call, customer: Calls}, into: setup}
  |   - {add: {id: praise, customer: Praises}, after: invite}
  |   - {move: call, before: invite}
"""
    small = maps(draw_project(BASE + tree))["small"]
    assert steps(small) == "call=Calls invite=Invites one praise=Praises publish=Publishes by telephone"
    places = {station.step.id: station.step.origin.place.file for station in stations(small)}
    assert places == dict.fromkeys(("call", "praise", "publish"), "journeys/maps/small.yml") | {"invite": "journeys/maps/base.yml"}
    invite = next(station.step for station in stations(small) if station.step.id == "invite")
    assert invite.origin.of("what").file == "journeys/maps/small.yml"
    assert invite.origin.of("price").file == "journeys/maps/base.yml"
    assert small.origin.place.file == "journeys/maps/small.yml"


def test_some_things_a_variant_says_for_itself(draw_project: Draw) -> None:
    small = maps(draw_project(BASE + "journeys/maps/small.yml\n  | {id: small, name: Small, extends: base}\n"))["small"]
    assert (small.goal, small.owner, small.status, small.review) == ("Publish", "csm", None, None)


def test_an_answer_replaces_a_value_and_a_value_an_answer(draw_project: Draw) -> None:
    tree = """
journeys/maps/open.yml
  | {id: open, name: Open, extends: base, alterations: [{change: invite, set: {price: unknown, takes: unstated}}]}
journeys/maps/filled.yml
  | {id: filled, name: Filled, extends: open, alterations: [{change: invite, set: {price: 5, channel: none}}]}
"""
    found = maps(draw_project(BASE + tree))
    first, second = found["open"].stages[0].steps[0], found["filled"].stages[0].steps[0]
    assert (first.price, first.answer_in("price"), first.answer_in("takes")) == (None, Answer.UNKNOWN, Answer.UNSTATED)
    assert (second.price, second.answer_in("price"), second.answer_in("takes")) == ("5", None, Answer.UNSTATED)
    assert second.answer_in("channel") is Answer.NONE


def test_of_two_parents_the_first_answers(draw_project: Draw) -> None:
    tree = """
journeys/maps/other.yml
  | {id: other, name: Other, goal: Publish, owner: csm, stages: [{id: setup, name: Set-up, exit: Done, steps: [
  |   {id: invite, customer: Invites, price: unknown, takes: 2 days}, {id: import, customer: Imports, price: none}]}]}
journeys/maps/left.yml
  | {id: left, name: Left, extends: [base, other]}
journeys/maps/right.yml
  | {id: right, name: Right, extends: [other, base]}
"""
    found = maps(draw_project(BASE + tree))
    left, right = found["left"].stages[0].steps[0], found["right"].stages[0].steps[0]
    assert (left.price, left.answer_in("price"), str(left.takes and left.takes.days)) == ("Free", None, "2")
    assert (right.price, right.answer_in("price")) == (None, Answer.UNKNOWN)
    assert found["left"].stages[0].steps[1].answer_in("price") is Answer.NONE


def test_two_parents_and_a_diamond(draw_project: Draw) -> None:
    tree = """
journeys/maps/left.yml
  | {id: left, name: Left, extends: base, alterations: [{remove: import}, {add: {id: left-step, customer: L}, into: setup}]}
journeys/maps/right.yml
  | {id: right, name: Right, extends: base, alterations: [{remove: import, why: Same}, {add: {id: right-step, customer: R}, after: invite}]}
journeys/maps/child.yml
  | {id: child, name: Child, extends: [left, right], alterations: [{change: left-step, set: {customer: C}}]}
journeys/maps/grandchild.yml
  | {id: grandchild, name: Grandchild, extends: [child, right], alterations: [{remove: right-step}]}
"""
    found = maps(draw_project(BASE + tree))
    assert steps(found["child"]) == "invite=Invites right-step=R publish=Publishes left-step=C"
    assert steps(found["grandchild"]) == "invite=Invites publish=Publishes left-step=C"


def test_the_child_settles_what_its_parents_dispute(draw_project: Draw) -> None:
    tree = """
journeys/maps/left.yml
  | {id: left, name: Left, extends: base, alterations: [{remove: import}]}
journeys/maps/right.yml
  | {id: right, name: Right, extends: base, alterations: [{change: import, set: {price: 5}}]}
journeys/maps/child.yml
  | {id: child, name: Child, extends: [left, right], alterations: [{change: import, set: {customer: Imports by hand}}]}
"""
    tree += "journeys/maps/grandchild.yml\n  | {id: grandchild, name: Grandchild, extends: child}\n"
    found = maps(draw_project(BASE + tree))
    assert steps(found["child"]) == steps(found["grandchild"]) == "invite=Invites import=Imports by hand publish=Publishes"


def test_unrelated_bases_join_stage_by_stage(draw_project: Draw) -> None:
    tree = """
journeys/maps/care.yml
  | id: care
  | name: Care
  | goal: Pass the inspection
  | owner: csm
  | stages:
  |   - {id: setup, name: Set-up, exit: Done, steps: [{id: inspect, customer: Inspects}]}
  |   - {id: audit, name: Audit, exit: Passed, steps: [{id: pass, customer: Passes}]}
journeys/maps/child.yml
  | {id: child, name: Child, extends: [base, care], alterations: [{change: pass, set: {customer: Passes at once}}]}
"""
    child = maps(draw_project(BASE + tree))["child"]
    assert steps(child) == "invite=Invites import=Imports publish=Publishes inspect=Inspects pass=Passes at once"
    assert child.goal == "Publish"
    assert len(child.stages[0].exit) == 1


def test_only_a_variant_is_expanded_again(draw_project: Draw) -> None:
    written = read_project(
        draw_project(BASE + "journeys/maps/small.yml\n  | {id: small, name: Small, extends: base, alterations: [{remove: import}]}\n"),
        CheckMemory(),
    )
    trees, findings = build_variants(written.trees, written.lanes)
    assert findings == ()
    same = {identifiers(old)[0]: new is old for (old, model), ((new, _), _) in zip(written.trees, trees, strict=True) if model is Map}
    assert same == {"base": True, "small": False}


def test_the_files_are_counted_while_they_are_read(draw_project: Draw) -> None:
    project = draw_project(BASE + "journeys/maps/broken.yml\n  | [\njourneys/resources/notes.txt\n  | Notes\n")
    assert check(project).files == 3
