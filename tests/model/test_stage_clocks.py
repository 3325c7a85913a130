"""Stages follow each other: when each begins and ends, for whom nobody waits, and that beginnings and ends form no circle."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reckoned import in_words

from journeybook.model.dates import PLAN_START, DateResolver
from journeybook.model.map import Map
from journeybook.model.stage_clocks import StageClocks, stage_turns
from journeybook.validate import check

if TYPE_CHECKING:
    from journeybook.model.timing import Timing

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: success, name: Success}]
    | anchors: [{id: signature, name: signature}, {id: renewal, name: renewal}]
    | default_anchor: signature
    | lanes: [{id: customer, name: You, role: customer}]
  maps/
    one.yml
      | id: one
      | name: One
      | goal: Publish
      | owner: success
      | stages:
STAGES
"""


def test_a_stage_ends_after_its_longest_time_where_that_is_said(draw_project: Callable[[str], Path]) -> None:
    for lasts, day in (("up to 2 weeks", "2027-03-16"), ("about 2 weeks", "2027-03-16"), ("at least 2 weeks", "undated")):
        first = f"- {{id: a, name: A, exit: x, lasts: {lasts}, steps: [{{id: a1, customer: A1, when: 2 days after}}]}}"
        second = "- {id: b, name: B, exit: x, steps: [{id: b1, customer: B1, when: 1 day after}]}"
        assert answers(drawn(draw_project, first, second)).get("b1") == day


def test_of_several_lengths_the_first_for_everybody_counts_and_an_only_one_in_any_case(draw_project: Callable[[str], Path]) -> None:
    for lengths, day in (
        ("[{length: 14 days, applies: {says: with one site}}, 30 days, 60 days]", "2027-04-01"),
        ("[{length: 14 days, applies: {says: with one site}}, {length: 60 days, applies: {says: with many}}]", "undated"),
        ("[{length: 14 days, blank: {applies: unknown}}, {length: at least 2 weeks}]", "undated"),
        ("{length: 60 days, applies: {says: with many sites}}", "2027-05-01"),
    ):
        first = f"- {{id: a, name: A, exit: x, lasts: {lengths}, steps: [{{id: a1, customer: A1, when: 2 days after}}]}}"
        second = "- {id: b, name: B, exit: x, steps: [{id: b1, customer: B1, when: 1 day after}]}"
        assert answers(drawn(draw_project, first, second)).get("b1") == day


def test_each_stage_begins_when_the_one_before_it_ends(draw_project: Callable[[str], Path]) -> None:
    journey = drawn(
        draw_project,
        "- {id: a, name: A, exit: x, time_box: within 7 days, steps: [{id: a1, customer: A1, when: 2 days after}]}",
        "- {id: b, name: B, exit: x, lasts: 2 to 3 weeks, steps: [{id: b1, customer: B1, when: 2 days after}]}",
        "- {id: c, name: C, exit: x, steps: [{id: c1, customer: C1, when: 4 days after}, {id: c2, customer: C2, when: 1 day after}]}",
        "- {id: d, name: D, exit: x, steps: [{id: d1, customer: D1, when: day 3}, {id: d2, customer: D2, when: 5 days after signature}]}",
        "- {id: e, name: E, exit: x, steps: [{id: e1, customer: E1, when: every 1 week}, {id: e2, customer: E2}]}",
        "- {id: f, name: F, exit: x, steps: [{id: f1, customer: F1, when: 1 day after}]}",
    )
    assert answers(journey) == {
        "a": "2027-03-01 to 2027-03-08",
        "a1": "2027-03-03",
        "b.begins": "2027-03-08",
        "b1": "2027-03-10",
        "c.begins": "2027-03-29",
        "c1": "2027-04-02",
        "c2": "2027-03-30",
        "d.begins": "2027-04-02",
        "d1": "2027-03-04",
        "d2": "2027-03-06",
        "e.begins": "2027-03-06",
        "e1": "2027-03-13, 2027-03-20, 2027-03-27",
        "f.begins": "undated",
        "f1": "undated",
    }


def test_nobody_waits_for_what_is_optional_floats_or_stands_beside(draw_project: Callable[[str], Path]) -> None:
    journey = drawn(
        draw_project,
        "- {id: a, name: A, exit: x, lasts: 1 week}",
        "- {id: extra, name: Extra, exit: x, lasts: 9 weeks, steps: [{id: x1, customer: X1, need: optional, when: 1 day after}]}",
        "- {id: care, name: Care, exit: x, floats: {since: a, until: b}, steps: [{id: f1, customer: F1, when: 1 day after}]}",
        "- {id: rescue, name: Rescue, exit: x, kind: side, lasts: 9 weeks, steps: [{id: r1, customer: R1, when: 1 day after}]}",
        "- {id: b, name: B, exit: x, steps: [{id: b1, customer: B1, when: 1 day after}]}",
    )
    assert answers(journey) == {
        "extra.begins": "2027-03-08",
        "x1": "2027-03-09",
        "f1": "undated",
        "r1": "undated",
        "b.begins": "2027-03-08",
        "b1": "2027-03-09",
    }
    assert [(turn.stage.id, turn.before and turn.before.id, [stage.id for stage in turn.passed]) for turn in stage_turns(journey)] == [
        ("a", None, []),
        ("extra", "a", []),
        ("b", "a", ["extra", "care"]),
    ]


def test_what_counts_from_a_later_stage_is_no_end_of_its_own(draw_project: Callable[[str], Path]) -> None:
    journey = drawn(
        draw_project,
        "- {id: a, name: A, exit: x, time_box: until b1, steps: [{id: a1, customer: A1, when: 3 days after}, "
        "{id: a2, customer: A2, when: 1 day after b1}, {id: a3, customer: A3, when: 1 day after a2}]}",
        "- {id: b, name: B, exit: x, steps: [{id: b1, customer: B1, when: 2 days after}]}",
    )
    for backwards in (False, True):
        assert answers(journey, backwards=backwards) == {
            "a": ".. to 2027-03-06",
            "a1": "2027-03-04",
            "a2": "2027-03-07",
            "a3": "2027-03-08",
            "b.begins": "2027-03-04",
            "b1": "2027-03-06",
        }


def drawn(draw_project: Callable[[str], Path], *stages: str) -> Map:
    """Return a map of these stages."""
    checked = check(draw_project(PROJECT.replace("STAGES", "\n".join(f"      |   {stage}" for stage in stages))))
    assert [finding for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "YAML"))] == []
    return checked.atlas.maps[0]


def answers(journey: Map, *, backwards: bool = False) -> dict[str, str]:
    """Return the dates of everything in a map that has a timing and of the beginnings of its stages, in the order of the file."""
    clocks = StageClocks(journey, lambda part: part.get("id", str) or "")
    timings: dict[str, Timing] = {}
    for stage in journey.stages:
        timings |= {name: clocks.moments()[name] for name in [clocks.begins(stage)] if name in clocks.moments()}
        timings |= {part.id: timing for part in (stage, *stage.every_step) if part.id and (timing := clocks.timing(stage, part))}
    resolver = DateResolver({PLAN_START: date(2027, 3, 1), "signature": date(2027, 3, 1)}, {**timings, **clocks.moments()})
    order = sorted(timings, reverse=True) if backwards else list(timings)
    resolved = {name: in_words(resolver.resolve_name(name)) for name in order}
    return {name: resolved[name] for name in timings}
