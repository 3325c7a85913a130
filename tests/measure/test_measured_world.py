"""A small world by hand: each account counts for its own map, each stay for itself, and a second reckoning in plain Python agrees."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest
from measured_world import MEASURED_WORLD

from journeybook.measure.definitions.milestones import MilestoneFigure
from journeybook.measure.figures import Figures, open_figures
from journeybook.measure.map_milestones import MapMilestone
from journeybook.measure.promises import PromiseVerdict, map_promises
from journeybook.measure.stage_figures import StayEnd
from journeybook.validate import check

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 6, 30)
NOBODY = MilestoneFigure(0, 0, 0, 0, 0, 0, 0, None, None, None)


@pytest.fixture
def figures(draw_project: Callable[[str], Path]) -> Figures:
    project = draw_project(MEASURED_WORLD.format(names="true"))
    checked = check(project)
    assert checked.ok, checked.findings
    figures = open_figures(project, checked.atlas)
    assert figures
    return figures


def test_an_account_counts_for_the_milestones_of_its_own_map(figures: Figures) -> None:
    """Large boats follow their variant with its own target; a boat of twenty days is too young; what nobody records has no figure."""
    base, large = figures.milestones
    assert [(row.journey.id, row.relations, row.accounts) for row in (base, large)] == [("base", 4, 4), ("large-boats", 2, 2)]
    assert wholes(base.milestones) == {
        "afloat": MilestoneFigure(3, 2, 3, 1, 0, 1, 0, Fraction(18), Fraction(22), Fraction(26), ((14, 1), (30, 1))),
        "painted": None,
        "insured": NOBODY,
        "home": MilestoneFigure(3, 1, 2, 1, 0, 0, 1, Fraction(59), Fraction(59), Fraction(59), ((59, 1),)),
    }
    assert wholes(large.milestones) == {
        "afloat": MilestoneFigure(2, 1, 2, 1, 0, 0, 0, Fraction(35), Fraction(35), Fraction(35), ((35, 1),)),
        "painted": None,
        "insured": MilestoneFigure(2, 1, 2, 1, 0, 0, 0, Fraction(3), Fraction(3), Fraction(3), ((3, 1),)),
        "home": MilestoneFigure(1, 1, 1, 0, 0, 0, 1, Fraction(116), Fraction(116), Fraction(116), ((116, 1),)),
    }
    assert [(row.milestone.id, row.spared, row.target, row.maturity) for row in base.milestones] == [
        ("afloat", 0, 21, 30),
        ("painted", 0, 10, 0),
        ("insured", 4, 5, 0),
        ("home", 0, 60, 0),
    ]
    careless = base.milestones[0].figures
    assert careless
    assert (careless.careless.cases, careless.careless.reached, careless.careless.median) == (4, 3, Fraction(14))
    assert list(careless.by_quarter) == [date(2026, 1, 1), date(2026, 4, 1)]


def test_the_same_in_ten_plain_lines(figures: Figures, tmp_path: Path) -> None:
    metrics = tmp_path / "project" / "journeys" / "metrics"
    boats = {row["boat"]: row for row in rows_of(metrics / "boats.csv")}
    log = {(row["boat"], row["id"]): date.fromisoformat(row["day"]) for row in rows_of(metrics / "log.csv")}
    for of_map, segment in zip(figures.milestones, ("small", "large"), strict=True):
        signed = {name: date.fromisoformat(row["signed"]) for name, row in boats.items() if row["class"] == segment}
        old = {name: day for name, day in signed.items() if (AS_OF - day).days >= 30}
        days = sorted((log[name, "afloat"] - day).days for name, day in old.items() if (name, "afloat") in log)
        whole = wholes(of_map.milestones)["afloat"]
        assert whole
        assert days
        assert (whole.cases, whole.reached, whole.median) == (len(old), len(days), Fraction(median(days)))


def test_each_stay_ends_in_one_way_and_open_ones_count_as_long_as_they_are_known(figures: Figures) -> None:
    base = figures.stays[0]
    assert [(row.stage.id, row.accounts, row.entered, row.again, given(row.ends), row.waiting) for row in base.stages] == [
        ("fit-out", 4, 4, 0, {"onward": 3, "there": 1}, (149,)),
        ("cruise", 3, 3, 0, {"onward": 1, "left": 1, "there": 1}, (15,)),
        ("harbour", 1, 1, 0, {"perhaps": 1}, ()),
    ]
    fit_out, cruise, harbour = (row.survival for row in base.stages)
    assert [(step.days, step.ended, step.open) for step in fit_out.steps] == [(5, 1, 0), (14, 1, 0), (30, 1, 0), (149, 0, 1)]
    assert [(step.days, step.ended, step.open) for step in cruise.steps] == [(15, 0, 1), (30, 0, 1), (59, 1, 0)]
    assert (fit_out.median, cruise.median, harbour.count) == (14, 59, 0)
    assert (base.came_as_far, base.bottleneck) == ((4, 3, 1), None)
    assert base.moves == {("", "fit-out"): 4, ("fit-out", "cruise"): 3, ("cruise", "harbour"): 1, ("", "cruise"): 0, ("", "harbour"): 0}
    large = figures.stays[1]
    assert [(row.stage.id, row.entered, given(row.ends), row.waiting) for row in large.stages] == [
        ("fit-out", 2, {"onward": 1, "there": 1}, (121,)),
        ("cruise", 1, {"onward": 1}, ()),
        ("harbour", 1, {"perhaps": 1}, ()),
    ]


def test_too_few_accounts_say_nothing_of_a_promise(figures: Figures) -> None:
    base = map_promises(figures.milestones, figures.stays)[0]
    assert [(row.milestone.id, row.due, row.in_time, row.verdict) for row in base.targets] == [
        ("afloat", 3, 1, PromiseVerdict.TOO_FEW),
        ("home", 2, 1, PromiseVerdict.TOO_FEW),
    ]
    assert [(row.stage.id, row.most, row.median, row.ended, row.verdict) for row in base.lengths] == [
        ("fit-out", 28, 14, 3, PromiseVerdict.TOO_FEW)
    ]


def test_three_milestones_of_the_sample_in_plain_python() -> None:
    """Mid-market accounts follow one map alone, once each; what is due on a free day is due on the next working day."""
    metrics = ROOT / "journeys" / "metrics"
    accounts = {row["account"]: row for row in rows_of(metrics / "accounts.csv")}
    log = [row for row in rows_of(metrics / "milestones.csv") if row["kind"] == "milestone"]
    signed = {name: date.fromisoformat(row["signed"]) for name, row in accounts.items() if row["segment"] == "mid-market"}
    figures = open_figures(ROOT, check(ROOT).atlas)
    assert figures
    of_map = next(row for row in figures.milestones if row.journey.id == "mid-market-administrator")
    assert of_map.relations == len(signed) > 20
    for name, target, maturity in (("kick-off-held", 7, 0), ("sixty-percent-active", 60, 60), ("overtime-down-a-tenth", 180, 180)):
        days: dict[str, int] = {}
        for row in log:
            if row["id"] == name and row["account"] in signed and row["date"][4] == "-":
                days[row["account"]] = (date.fromisoformat(row["date"]) - signed[row["account"]]).days
        old = [account for account, day in signed.items() if (figures.as_of - day).days >= maturity]
        targets = {account: working_day(day + timedelta(target)) for account, day in signed.items()}
        due = [account for account in old if targets[account] <= figures.as_of]
        reached = [days[account] for account in old if account in days]
        in_time = sum(account in days and signed[account] + timedelta(days[account]) <= targets[account] for account in due)
        whole = wholes(of_map.milestones)[name]
        assert whole
        assert (whole.cases, whole.reached, whole.due, whole.in_time, whole.young, whole.median) == (
            *(len(old), len(reached), len(due), in_time),
            *(len(signed) - len(old), Fraction(median(map(Fraction, reached)))),
        )


def rows_of(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def wholes(rows: tuple[MapMilestone, ...]) -> dict[str, MilestoneFigure | None]:
    return {row.milestone.id or "": row.figures.whole if row.figures else None for row in rows}


def given(ends: object) -> dict[str, int]:
    assert isinstance(ends, dict)
    assert set(ends) == set(StayEnd)
    return {end.value: count for end, count in ends.items() if count}


def working_day(day: date) -> date:
    """Return a day, or the next one on which the organisation of the sample works."""
    free = {"01-01", "05-01", "12-25", "12-26"}
    while day.weekday() > 4 or f"{day:%m-%d}" in free:
        day += timedelta(1)
    return day
