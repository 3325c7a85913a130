"""Milestones of accounts: counted on every engine, equal to a walk through each account day by day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from statistics import quantiles
from typing import Any

import pytest
from account_worlds import AS_OF, FEWER_WORLDS, Rows, account_rows, drawn, frames, side_by_side
from engines import ENGINES, IS_LONG, QUICK_ENGINES, engine_door, filled
from hypothesis import given
from hypothesis import strategies as some

from journeybook.measure.definitions.asked_milestones import AskedMilestone
from journeybook.measure.definitions.milestones import MilestoneFigure, milestone_figures, milestone_query
from journeybook.model.stage import Milestone

LONG_AGO = AS_OF - timedelta(days=700)
TARGETS = {None: None, "21 days after signature": 21, "120 days before signature": -120, "by day 90": 90, "within 30 days of signature": 30}
MATURITIES = [None, "60 days"]
BELOW_ZERO = [None, "keep", "zero", "leave-out"]


@pytest.fixture(scope="module", params=QUICK_ENGINES)
def quick_door(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    with ExitStack() as stack:
        yield request.param, engine_door(request.param, stack)


@pytest.fixture(scope="module", params=ENGINES)
def door(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    with ExitStack() as stack:
        yield request.param, engine_door(request.param, stack)


def milestone(target: str | None = None, maturity: str | None = None, below_zero: str | None = None) -> Milestone:
    fields = {"id": "live", "name": "Live", "target": {"at": target} if target else None, "maturity": maturity, "below_zero": below_zero}
    return Milestone.model_validate({name: value for name, value in fields.items() if value})


@FEWER_WORLDS
@given(
    target=some.sampled_from(list(TARGETS)),
    maturity=some.sampled_from(MATURITIES),
    below_zero=some.sampled_from(BELOW_ZERO),
    rows=account_rows(),
)
def test_every_relation_is_a_case_of_its_own(
    quick_door: tuple[str, Any], target: str | None, maturity: str | None, below_zero: str | None, rows: Rows
) -> None:
    check_figures(quick_door, [(target, maturity, below_zero)], rows)


@pytest.mark.xdist_group("spark")
def test_every_milestone_is_counted_in_many_worlds_side_by_side(door: tuple[str, Any]) -> None:
    asked = list(product(TARGETS, MATURITIES, BELOW_ZERO))
    check_figures(door, asked, side_by_side(drawn(account_rows(), 40 if IS_LONG else 3)))


def check_figures(door: tuple[str, Any], asked: list[tuple[str | None, str | None, str | None]], rows: Rows) -> None:
    """Check the figures of milestones by an engine against the reference; they are asked for in one query."""
    with filled(*door, frames(rows)) as engine:
        query = milestone_query([AskedMilestone(milestone(*fields)) for fields in asked], AS_OF)
        answers = milestone_figures(query, engine)
    for (target, maturity, below_zero), figures in zip(asked, answers, strict=True):
        cases = [case for row in rows["accounts"] for case in cases_of(row, rows, target, 60 if maturity else 0)]
        assert figures.whole == figure(cases, TARGETS[target], below_zero)
        assert figures.by_segment == by("segment", cases, TARGETS[target], below_zero)
        assert figures.by_month == by("month", cases, TARGETS[target], below_zero)
        assert sum(part.cases for part in figures.by_quarter.values()) == figures.whole.cases
        assert figures.careless == figure([careless_case(row, rows, target) for row in rows["accounts"]], TARGETS[target])


@pytest.mark.parametrize(
    ("below_zero", "answer"),
    [
        (None, ([2, 2, 1, 1], (Fraction(-19, 2), 4, Fraction(35, 2)))),
        ("keep", ([2, 2, 1, 1], (Fraction(-19, 2), 4, Fraction(35, 2)))),
        ("zero", ([2, 2, 1, 1], (Fraction(31, 4), Fraction(31, 2), Fraction(93, 4)))),
        ("leave-out", ([1, 1, 0, 1], (31, 31, 31))),
    ],
)
def test_a_return_is_a_case_and_what_lies_between_counts_for_the_next(
    door: tuple[str, Any], below_zero: str | None, answer: tuple[list[int], tuple[Fraction | int, ...]]
) -> None:
    """Left for May; live after 31 days in the first relation, and on a day in May that lies 23 days before the second begins."""
    origin = {"account": "a", "source": "crm", "row": 2}
    rows: Rows = {
        "accounts": [{**origin, "start": date(2025, 1, 1), "ended": None}],
        "history": [{**origin, "field": "status", "value": "churned", "since": date(2025, 5, 1), "until": date(2025, 5, 31)}],
        "occurrences": [
            {**origin, "kind": "milestone", "id": "live", "day": day} for day in (date(2025, 2, 1), date(2025, 5, 9), date(2025, 6, 11))
        ],
    }
    asked = AskedMilestone(milestone("by day 21", "30 days", below_zero))
    with filled(*door, frames(rows)) as engine:
        (figures,) = milestone_figures(milestone_query([asked], AS_OF), engine)
    whole = figures.whole
    assert ([whole.cases, whole.reached, whole.in_time, whole.share], (whole.lower_quartile, whole.median, whole.upper_quartile)) == answer
    assert whole.below_zero == 1
    assert list(figures.by_month) == [date(2025, 1, 1), date(2025, 6, 1)]
    assert list(figures.by_quarter) == [date(2025, 1, 1), date(2025, 4, 1)]
    assert [figures.careless.cases, figures.careless.median] == [1, 31]


def relations_of(row: Mapping[str, Any], rows: Rows) -> list[list[date]]:
    """Return the runs of days on which an account is a customer, up to the as-of day."""
    mine = [period for period in rows["periods"] if period["account"] == row["account"] and period["kind"] == "subscription"]
    subscriptions = [period for period in mine if period["since"] <= AS_OF]
    left = [held for held in rows["history"] if held["account"] == row["account"] and held["value"] in ("churned", "yes")]
    runs: list[list[date]] = []
    for offset in range((AS_OF - LONG_AGO).days + 1):
        day = LONG_AGO + timedelta(days=offset)
        started = row["start"] is not None and row["start"] <= day and (row["ended"] is None or day <= row["ended"])
        is_customer = (
            any(holds(period, day) for period in subscriptions) if subscriptions else started and not any(holds(held, day) for held in left)
        )
        if is_customer and runs and runs[-1][-1] == day - timedelta(days=1):
            runs[-1].append(day)
        elif is_customer:
            runs.append([day])
    return runs


def holds(period: Mapping[str, Any], day: date) -> bool:
    return period["since"] <= day and (period["until"] is None or day <= period["until"])


def cases_of(row: Mapping[str, Any], rows: Rows, target: str | None, maturity: int) -> list[dict[str, Any]]:
    """Return the cases of an account with their segment, month, clock, and days to the milestone."""
    cases = []
    before = date.min
    for run in relations_of(row, rows):
        clock = happened(row, rows, "signature", before, run[-1]) if target and "signature" in target else run[0]
        reached = happened(row, rows, "live", before, run[-1])
        before = run[-1]
        is_young = clock is not None and (AS_OF - clock).days < maturity
        cases.append({"segment": segment_of(row, rows), "month": run[0].replace(day=1), **judged(clock, reached), "young": is_young})
    return cases


def careless_case(row: Mapping[str, Any], rows: Rows, target: str | None) -> dict[str, Any]:
    """Return an account as a single case, from its first days ever."""
    clock = happened(row, rows, "signature", date.min, AS_OF) if target and "signature" in target else row["start"]
    return {**judged(clock, happened(row, rows, "live", date.min, AS_OF)), "young": False}


def judged(clock: date | None, reached: date | None) -> dict[str, Any]:
    return {"clock": clock, "days": (reached - clock).days if clock and reached else None}


def segment_of(row: Mapping[str, Any], rows: Rows) -> str | None:
    """Return the only segment of an account on the as-of day."""
    mine = [held for held in rows["history"] if held["account"] == row["account"] and held["field"] == "segment"]
    values = {str(held["value"]) for held in mine if holds(held, AS_OF)}
    return values.pop() if len(values) == 1 else None


def happened(row: Mapping[str, Any], rows: Rows, name: str, after: date, last: date) -> date | None:
    """Return the first day of a milestone or an anchor after a day, up to another."""
    kinds = ("milestone",) if name == "live" else ("milestone", "anchor", "event")
    mine = [other for other in rows["occurrences"] if other["account"] == row["account"] and other["id"] == name and other["kind"] in kinds]
    return min((row["day"] for row in mine if row["day"] <= AS_OF and after < row["day"] <= last), default=None)


def by(key: str, cases: list[dict[str, Any]], target: int | None, below_zero: str | None) -> dict[Any, MilestoneFigure]:
    return {value: figure([case for case in cases if case[key] == value], target, below_zero) for value in {case[key] for case in cases}}


def figure(cases: list[dict[str, Any]], target: int | None, below_zero: str | None = None) -> MilestoneFigure:
    counted = [case for case in cases if case["clock"] is not None and not case["young"]]
    early = [case for case in counted if case["days"] is not None and case["days"] < 0]
    if below_zero == "leave-out":
        counted = [case for case in counted if case not in early]
    if below_zero == "zero":
        counted = [{**case, "days": 0} if case in early else case for case in counted]
    days = sorted(case["days"] for case in counted if case["days"] is not None)
    exact = [Fraction(number) for number in days]
    due = [case for case in counted if target is not None and (AS_OF - case["clock"]).days >= target]
    middle: list[Any] = quantiles(exact, n=4, method="inclusive") if len(days) > 1 else exact * 3 or [None] * 3
    return MilestoneFigure(
        cases=len(counted),
        reached=len(days),
        due=None if target is None else len(due),
        in_time=None if target is None else sum(case["days"] is not None and case["days"] <= target for case in due),
        below_zero=len(early),
        young=sum(case["young"] for case in cases),
        without_clock=sum(case["clock"] is None for case in cases),
        lower_quartile=middle[0],
        median=middle[1],
        upper_quartile=middle[2],
        days=tuple(sorted(Counter(days).items())),
    )
