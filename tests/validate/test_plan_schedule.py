"""The dates of an account's plan: by the map, as agreed with all that counts from it, and as they came."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.atlas import Atlas
from journeybook.validate import check
from journeybook.validate.plan_schedule import PlanSchedule, plan_schedule
from journeybook.views.base.labels import title_of

Draw = Callable[[str], Path]
WORLD = """
journeys/atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
    | anchors: [{id: signature, name: signature}, {id: renewal, name: renewal, usually: 1 year after signature}]
    | default_anchor: signature
journeys/accounts/a.yml
    | {id: a, name: Account A, owner: crew}
journeys/maps/sail.yml
    | id: sail
    | name: Sail
    | goal: Sail away
    | owner: crew
    | choices: {way: {name: Way, kind: one-of}}
    | stages:
    |   - id: harbour
    |     name: Harbour
    |     exit: All are on board
    |     steps:
    |       - {id: film, customer: See the film, when: 2 days after signature, editions: digital}
    |       - {id: call, customer: Join the call, when: 3 days after signature, editions: human}
    |       - {id: rope, customer: Take the rope, when: 4 days after signature, choice: way}
    |       - {id: plank, customer: Take the plank, when: 5 days after signature, choice: way}
    |     milestones:
    |       - {id: aboard, name: Aboard, owner: crew, target: 10 days after signature}
    |       - {id: asea, name: At sea, owner: crew, target: 5 days after aboard}
    |       - {id: home, name: Home, owner: crew, target: 10 days before renewal}
journeys/plans/a.yml
    | id: a
    | account: a
    | map: sail
    | start: 2026-01-01
    | days: {renewal: 2026-07-01}
    | edition: human
    | choices: {way: plank}
    | tasks: [{what: Wave, when: 2 days after aboard}, {what: Sing, due: 2026-02-01}]
    | differences: [{at: aboard, day: 2026-01-15}, {at: home, left_out: true}, {at: sunk, day: 2026-03-01}]
    | reached: {aboard: 2026-01-20}
"""


def drawn(project: Path) -> Atlas:
    return check(project, as_of=date(2026, 6, 1)).atlas


def days(schedule: PlanSchedule) -> dict[str, tuple[str, ...]]:
    """Return the days of each part by its name: planned, agreed, actual."""
    return {
        title_of(moment.part): tuple(str(day or "") for day in (moment.planned, moment.agreed, moment.actual))
        for moment in schedule.moments
    }


def test_what_was_agreed_holds_for_all_that_counts_from_it(draw_project: Draw) -> None:
    atlas = drawn(draw_project(WORLD))
    schedule = plan_schedule(atlas, atlas.plans[0])
    assert schedule
    assert days(schedule) == {
        "Join the call": ("2026-01-04", "2026-01-04", ""),
        "Take the plank": ("2026-01-06", "2026-01-06", ""),
        "Aboard": ("2026-01-11", "2026-01-15", "2026-01-20"),
        "At sea": ("2026-01-16", "2026-01-20", ""),
        "Home": ("2026-06-21", "", ""),
    }


def test_a_task_counts_from_the_day_that_came(draw_project: Draw) -> None:
    atlas = drawn(draw_project(WORLD))
    schedule = plan_schedule(atlas, atlas.plans[0])
    assert schedule
    assert [schedule.due_of(task) for task in atlas.plans[0].tasks] == [date(2026, 1, 22), date(2026, 2, 1)]


def test_what_is_gone_from_the_map_is_kept(draw_project: Draw) -> None:
    atlas = drawn(draw_project(WORLD))
    schedule = plan_schedule(atlas, atlas.plans[0])
    assert schedule
    assert schedule.gone == {"sunk": (None, atlas.plans[0].differences[2])}


def test_data_say_when_a_milestone_was_reached_unless_the_plan_does(draw_project: Draw) -> None:
    atlas = drawn(draw_project(WORLD))
    schedule = plan_schedule(atlas, atlas.plans[0], {"aboard": date(2026, 1, 19), "asea": date(2026, 1, 25)})
    assert schedule
    assert schedule.reached == {"aboard": date(2026, 1, 20), "asea": date(2026, 1, 25)}
    assert days(schedule)["At sea"] == ("2026-01-16", "2026-01-20", "2026-01-25")


def test_without_a_start_nothing_has_a_day_but_what_the_plan_says(draw_project: Draw) -> None:
    atlas = drawn(draw_project(WORLD.replace("    | start: 2026-01-01\n", "")))
    schedule = plan_schedule(atlas, atlas.plans[0])
    assert schedule
    assert days(schedule) == {"Aboard": ("", "", "2026-01-20"), "Home": ("", "", "")}
    assert [schedule.due_of(task) for task in atlas.plans[0].tasks] == [None, date(2026, 2, 1)]
