"""For whom a step is, and which links have to be told, on small maps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.branch import Branches
from journeybook.model.map import Map
from journeybook.validate import check

MAP = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
  maps/
    only.yml
      | id: only
      | name: Only
      | goal: To pay
      | choices: [{id: pay, name: Pay, kind: KIND}, {id: show, name: Show, kind: KIND}]
      | stages:
      |   - id: first
      |     name: First
      |     steps:
      |       STEPS
      |   - {id: second, name: Second, steps: [{id: last, customer: Goes}]}
"""
PAY = "{id: card, customer: By card, choice: pay, next: receipt}; {id: bill, customer: By bill, choice: pay, next: send}"
CASES = [
    # The steps of a map; the ways to its steps; the steps whose links are told.
    (
        (
            f"{PAY}; {{id: receipt, customer: Reads it, starts: true}}; {{id: file, customer: Files it, next: over}};"
            "{id: send, customer: Sends it, starts: true}; {id: over, customer: Is done}"
        ),
        {"receipt": ["card"], "file": ["card"], "send": ["bill"]},
        ["card", "bill", "file"],
    ),
    (
        (
            f"{PAY}; {{id: cash, customer: In cash, choice: pay}}; {{id: thanks, customer: Is thanked, next: last}};"
            "{id: receipt, customer: Reads it, starts: true, next: last}; {id: send, customer: Sends it, starts: true}"
        ),
        {"thanks": ["cash"], "receipt": ["card"], "send": ["bill"]},
        ["card", "bill", "thanks", "receipt"],
    ),
    (
        (
            "{id: card, customer: By card, choice: pay, next: paid}; {id: bill, customer: By bill, choice: pay, next: paid};"
            "{id: paid, customer: Has paid, starts: true}"
        ),
        {},
        [],
    ),
    (
        (
            "{id: asks, customer: Asks, next: {it fits: fits, it does not: waits}}; {id: fits, customer: Buys, next: both};"
            "{id: waits, customer: Waits, starts: true}; {id: again, customer: Asks again}; {id: both, customer: Is called}"
        ),
        {"fits": ["asks: it fits"], "waits": ["asks: it does not"], "again": ["asks: it does not"]},
        ["asks", "fits"],
    ),
    (
        (
            "{id: asks, customer: Asks, next: {late: fix, well: over}}; {id: fix, customer: Mends, starts: true};"
            "{id: tries, customer: Tries, next: fix}; {id: over, customer: Is done, starts: true}"
        ),
        {"fix": ["asks: late"], "tries": ["asks: late"], "over": ["asks: well"]},
        ["asks", "tries"],
    ),
    (
        (
            "{id: asks, customer: Asks, next: {tax is due: refers, none is due: over}}; {id: refers, customer: Gets a number};"
            "{id: card, customer: By card, choice: pay}; {id: bill, customer: By bill, choice: pay}; {id: sends, customer: Sends it};"
            "{id: over, customer: Is done}"
        ),
        {name: ["asks: tax is due"] for name in ("refers", "card", "bill", "sends")},
        ["asks"],
    ),
    (
        (
            "{id: asks, customer: Asks, next: {late: waits, well: over}}; {id: waits, customer: Waits, next: {it came: gets}};"
            "{id: gets, customer: Gets it, starts: true}; {id: over, customer: Is done}"
        ),
        {"waits": ["asks: late"], "gets": ["asks: late"]},
        ["asks", "waits"],
    ),
    (
        (
            "{id: asks, customer: Asks, next: {needed: weighs, not needed: over}}; {id: weighs, customer: Weighs, next: {a will: wills,"
            " no will: kin}}; {id: wills, customer: With it, next: sends}; {id: kin, customer: Without, starts: true, next: sends};"
            "{id: sends, customer: Sends it, starts: true}; {id: over, customer: Is done}"
        ),
        {
            "weighs": ["asks: needed"],
            "wills": ["weighs: a will"],
            "kin": ["weighs: no will"],
            "sends": ["asks: needed"],
        },
        ["asks", "weighs", "wills"],
    ),
    (
        (
            f"{{id: asks, customer: Asks, next: {{it is due: pay, it is not: over}}}}; {PAY};"
            "{id: receipt, customer: Reads it, next: goes};"
            "{id: send, customer: Sends it, starts: true}; {id: goes, customer: Goes on}; {id: over, customer: Is done}"
        ),
        {
            "card": ["asks: it is due"],
            "bill": ["asks: it is due"],
            "receipt": ["card"],
            "send": ["bill"],
            "goes": ["asks: it is due"],
        },
        ["asks", "card", "bill", "receipt"],
    ),
    (
        (
            "{id: asks, customer: Asks, next: {you may: applies, you give up: stops}}; {id: stops, customer: Stops, ends: Over};"
            "{id: applies, customer: Applies, starts: true}; {id: gets, customer: Gets it}"
        ),
        {"stops": ["asks: you give up"], "applies": ["asks: you may"]},
        ["asks"],
    ),
    (
        (
            "{id: tries, customer: Tries}; {id: tests, customer: Tests, next: [{outcome: a slip, to: tries, kind: loop}, {outcome: well,"
            " to: frees}]}; {id: frees, customer: Frees it}; {id: uses, customer: Uses it}"
        ),
        {"frees": ["tests: well"]},
        ["tests"],
    ),
    *(
        (
            (
                f"{{id: asks, customer: Asks, {passed_over}, next: {{granted: tells, refused: appeals}}}}; {{id: tells, customer: Tells}};"
                "{id: pays, customer: Pays, next: last}; {id: appeals, customer: Appeals, starts: true, ends: Over}"
            ),
            ways,
            ["asks", "pays"],
        )
        for passed_over, ways in (
            ("need: optional", {"appeals": ["asks: refused"]}),
            ("need: recommended", {"appeals": ["asks: refused"]}),
            ("applies: {says: if you move}", {"appeals": ["asks: refused"]}),
            ("need: required", {"tells": ["asks: granted"], "appeals": ["asks: refused"]}),
        )
    ),
    (
        (
            "{id: reads, customer: Reads, next: {you need none: stops, you need it: pay}}; {id: stops, customer: Stops, ends: Over};"
            "{id: card, customer: By card, choice: pay, starts: true}; {id: bill, customer: By bill, choice: pay};"
            "{id: photo, customer: A photo, choice: show}; {id: letter, customer: A letter, choice: show}; {id: gets, customer: Gets it}"
        ),
        {"stops": ["reads: you need none"], "card": ["reads: you need it"], "bill": ["reads: you need it"]},
        ["reads"],
    ),
    ("{id: one, customer: One, next: two}; {id: two, customer: Two}; {id: three, customer: Three, next: last}", {}, []),
]


@pytest.mark.parametrize(("steps", "ways", "told"), CASES)
def test_a_step_is_for_those_who_alone_reach_it(
    draw_project: Callable[[str], Path], steps: str, ways: dict[str, list[str]], told: list[str]
) -> None:
    journey = small_map(draw_project, steps, "one-of")
    branches, every = Branches(journey), [step for stage in journey.stages for step in stage.every_step]
    reached = {step.id: [": ".join(filter(None, (way.step.id, way.outcome))) for way in branches.ways_to(step)] for step in every}
    assert {name: names for name, names in reached.items() if names} == ways
    assert [step.id for step in every if branches.leads_away(step)] == told


def test_what_comes_after_one_of_several_steps_that_are_all_done_is_for_everybody(draw_project: Callable[[str], Path]) -> None:
    branches = {kind: Branches(small_map(draw_project, CASES[0][0], kind)) for kind in ("one-of", "any-of", "all-of")}
    reached = {
        kind: [step.id for stage in some.journey.stages for step in stage.every_step if some.ways_to(step)]
        for kind, some in branches.items()
    }
    assert reached == {"one-of": ["receipt", "file", "send"], "any-of": ["receipt", "file", "send"], "all-of": []}


def test_a_stage_is_for_those_whom_all_its_steps_on_the_way_are_for(draw_project: Callable[[str], Path]) -> None:
    steps = "{id: asks, customer: Asks, next: {it is due: goes, it is not: last}}"
    beside = "{id: side, name: Side, kind: side, steps: [{id: goes, customer: Pays}, {customer: Is told, next: last}]}"
    project = MAP.replace("- {id: second", f"- {beside}\n      |   - {{id: second").replace("KIND", "one-of").replace("STEPS", f"- {steps}")
    journey = check(draw_project(project)).atlas.find(Map, "only")
    assert journey is not None
    ways = {stage.id: [way.outcome for way in Branches(journey).ways_to_stage(stage)] for stage in journey.stages}
    assert ways == {"first": [], "side": ["it is due"], "second": []}


@pytest.mark.parametrize(
    ("steps", "ways"),
    [
        ("{id: pays, customer: Pays, next: {it is paid: last, it is not: loses}}; {id: loses, customer: Loses, ends: Lost}", ["it is due"]),
        ("{id: pays, customer: Pays}; {id: free, customer: Is told, starts: true}", ["it is due", "it is free"]),
        ("{id: pays, customer: Pays, next: last}; {id: later, customer: Waits, starts: true, next: last}", ["it is due", "it is not yet"]),
    ],
)
def test_a_stage_is_for_those_who_come_to_any_of_its_steps(draw_project: Callable[[str], Path], steps: str, ways: list[str]) -> None:
    asks = "{id: asks, customer: Asks, next: [{it is due: pays}, {it is not yet: later}, {it is not: last}, {it is free: free}]}"
    asks = asks if "later" in steps else asks.replace(", {it is not yet: later}", "")
    asks = asks if "free," in steps else asks.replace(", {it is free: free}", "")
    beside = f"{{id: side, name: Side, steps: [{steps.replace('; ', ', ')}]}}"
    project = MAP.replace("- {id: second", f"- {beside}\n      |   - {{id: second").replace("KIND", "one-of").replace("STEPS", f"- {asks}")
    journey = check(draw_project(project)).atlas.find(Map, "only")
    assert journey is not None
    side = next(stage for stage in journey.stages if stage.id == "side")
    assert [way.outcome for way in Branches(journey).ways_to_stage(side)] == ways


def test_what_only_an_outcome_of_an_optional_step_reaches_is_optional(draw_project: Callable[[str], Path]) -> None:
    steps = (
        "{id: looks, customer: Looks, need: optional, next: {it helps: claims, it does not: over}}; {id: claims, customer: Claims};"
        "{id: waits, customer: Waits}; {id: over, customer: Is done, next: {left: asks, stayed: last}}; {id: asks, customer: Asks}"
    )
    journey = small_map(draw_project, steps, "one-of")
    optional = Branches(journey).optional
    assert [step.id for stage in journey.stages for step in stage.every_step if id(step) in optional] == ["claims", "waits"]


def small_map(draw_project: Callable[[str], Path], steps: str, kind: str) -> Map:
    listed = "\n      |       ".join(f"- {step.strip()}" for step in steps.split(";"))
    journey = check(draw_project(MAP.replace("KIND", kind).replace("STEPS", listed))).atlas.find(Map, "only")
    assert journey is not None
    assert len(journey.stages[0].steps) == len(steps.split(";"))
    return journey
