"""Shares, medians and survival are as textbooks have them, name their method and what they leave out, and are rounded once."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.measure.statistics.estimate import Exclusion, Interval, Method
from journeybook.measure.statistics.median import MedianEstimate, median_of
from journeybook.measure.statistics.share import ShareEstimate, share_of
from journeybook.measure.statistics.survival import ObservedDuration, Survival, SurvivalStep, survival_of

REMISSION = (6, 6, 6, 7, 10, 13, 16, 22, 23)
STILL_WELL = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
"""Weeks of the group on 6-MP in Freireich and others 1963, the usual example: Kleinbaum and Klein, "Survival Analysis", table 2.1."""

DURATIONS = st.lists(st.builds(ObservedDuration, st.integers(0, 40), st.booleans()), max_size=30)


@pytest.mark.parametrize(
    ("reached", "total", "low", "high"),
    [(81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"), (0, 20, "0.0000", "0.1611"), (1, 29, "0.0061", "0.1718")],
)
def test_the_interval_of_a_share_is_wilsons(reached: int, total: int, low: str, high: str) -> None:
    """Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3."""
    assert share_of(reached, total).interval == Interval(Decimal(low), Decimal(high))


def test_a_share_says_what_stands_behind_it() -> None:
    young = (Exclusion("too young", 3),)
    assert share_of(5, 20, young) == ShareEstimate(
        5, 20, Decimal("0.2500"), Interval(Decimal("0.1119"), Decimal("0.4687")), young, Method.WILSON
    )
    assert [share_of(*counts).is_small for counts in ((5, 10), (4, 40), (36, 40), (0, 0))] == [False, True, True, True]
    assert share_of(0, 0) == ShareEstimate(0, 0, None, None)
    with pytest.raises(ValueError, match="3 of 2 accounts"):
        share_of(3, 2)


def test_a_median_has_the_values_round_it_as_its_interval() -> None:
    """Of ten values the second and the ninth: together they miss the median in 2 * 11 of 1024 cases (Conover 1999, 3.2)."""
    assert median_of([Decimal(number) for number in (10, 2, 8, 4, 6, 5, 7, 3, 9, 1)]) == MedianEstimate(
        10, Decimal("5.5"), Interval(Decimal(2), Decimal(9)), (Decimal(3), Decimal(8))
    )
    assert median_of([7, 1, 3]) == MedianEstimate(3, Decimal(3), Interval(None, None), (Decimal(1), Decimal(7)))
    assert median_of([]) == MedianEstimate(0, None, None, None)
    assert [median_of(range(count)).is_small for count in (4, 5)] == [True, False]


def test_survival_is_that_of_the_textbook() -> None:
    curve = survival_of([*(ObservedDuration(week) for week in REMISSION), *(ObservedDuration(week, is_open=True) for week in STILL_WELL)])
    falls = [(step.days, step.at_risk, step.ended, str(step.share)) for step in curve.steps if step.ended]
    assert falls == [
        (6, 21, 3, "0.8571"),
        (7, 17, 1, "0.8067"),
        (10, 15, 1, "0.7529"),
        (13, 12, 1, "0.6902"),
        (16, 11, 1, "0.6275"),
        (22, 7, 1, "0.5378"),
        (23, 6, 1, "0.4482"),
    ]
    assert curve.steps[0].interval == Interval(Decimal("0.6197"), Decimal("0.9516"))  # as R's survfit with conf.type="log-log"
    assert (curve.count, curve.ended, curve.open, curve.median, curve.method) == (21, 9, 12, 23, Method.KAPLAN_MEIER)
    assert curve.median_interval == Interval(Decimal(13), None)


def test_survival_without_open_cases_is_the_share_that_is_left() -> None:
    curve = survival_of([ObservedDuration(days) for days in (1, 2, 3, 4)])
    assert [(step.days, str(step.share)) for step in curve.steps] == [(1, "0.7500"), (2, "0.5000"), (3, "0.2500"), (4, "0.0000")]
    assert curve.median == 2
    assert curve.steps[-1].interval == Interval(Decimal(0), None)


def test_nobody_has_left() -> None:
    step = SurvivalStep(5, 1, 0, 1, Decimal(1), Interval(None, Decimal(1)))
    assert survival_of([ObservedDuration(5, is_open=True)]) == Survival(1, 0, (step,), None, Interval(None, None))
    assert survival_of([]) == Survival(0, 0, (), None, Interval(None, None))
    with pytest.raises(ValueError, match="before it begins"):
        survival_of([ObservedDuration(-1)])


@settings(deadline=None)
@given(DURATIONS)
def test_survival_falls_counts_everybody_once_and_knows_no_order(durations: list[ObservedDuration]) -> None:
    curve = survival_of(durations)
    shares = [step.share for step in curve.steps]
    assert shares == sorted(shares, reverse=True)
    assert sum(step.ended for step in curve.steps) == curve.ended
    assert sum(step.open for step in curve.steps) == curve.open
    assert all(step.interval.low is None or step.interval.low <= step.share for step in curve.steps)
    assert all(step.interval.high is None or step.interval.high >= step.share for step in curve.steps)
    assert survival_of(sorted(durations, reverse=True)) == curve


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(0, 200))
def test_a_share_lies_in_its_interval(reached: int, missed: int) -> None:
    share = share_of(reached, reached + missed)
    if share.share is None or share.interval is None:
        assert share.total == 0
    else:
        assert share.interval.low is not None
        assert share.interval.high is not None
        assert share.interval.low <= share.share <= share.interval.high
