"""Two shares are compared as textbooks do it, many of them are corrected, and too few accounts are told instead."""

from decimal import Decimal

import pytest

from journeybook.measure.statistics.comparison import can_tell, compared, corrected
from journeybook.measure.statistics.estimate import Exclusion, Interval, Method
from journeybook.measure.statistics.signals import DecidedAccount, SignalReport, SignalVerdict, signal_report


def test_the_lift_is_the_ratio_of_the_shares() -> None:
    """Heart attacks on placebo and on aspirin: 1.82, from 1.43 to 2.30 (Agresti, "An Introduction to Categorical Data Analysis", 2.2)."""
    pair = compared((189, 11034), (104, 11037))
    assert pair.lift == Decimal("1.8178")
    assert pair.interval == Interval(Decimal("1.4330"), Decimal("2.3059"))
    assert (pair.method, pair.test) == (Method.KATZ, Method.CHI_SQUARED)


def test_the_test_fits_the_counts() -> None:
    tea = compared((3, 4), (1, 4))  # Fisher's tea: 34 of 70 ways are as uneven or more
    assert (tea.p_value, tea.test) == (Decimal("0.48571429"), Method.FISHER)
    large = compared((15, 20), (5, 20))  # each cell expects 10: chi-squared is 4 * 25 / 10 = 10
    assert (large.p_value, large.test) == (Decimal("0.00156540"), Method.CHI_SQUARED)
    assert compared((10, 10), (0, 10)).test is Method.CHI_SQUARED  # expects exactly 5
    assert compared((9, 10), (0, 10)).test is Method.FISHER  # expects 4.5
    assert (tea.is_small, large.is_small) == (True, False)


@pytest.mark.parametrize(
    ("first", "second", "lift", "p_value"),
    [
        ((0, 4), (1, 4), Decimal(0), Decimal(1)),
        ((1, 4), (0, 4), None, Decimal(1)),
        ((0, 4), (0, 4), None, Decimal(1)),
        ((4, 4), (4, 4), Decimal(1), Decimal(1)),
        ((0, 0), (1, 4), None, None),
    ],
)
def test_what_cannot_be_said_is_not_said(
    first: tuple[int, int], second: tuple[int, int], lift: Decimal | None, p_value: Decimal | None
) -> None:
    pair = compared(first, second)
    assert (pair.lift, pair.p_value) == (lift, p_value)
    assert (pair.interval is None) is (0 in (first[0], second[0]))


def test_many_tests_are_corrected() -> None:
    """Benjamini and Hochberg 1995, section 3.2: of these fifteen, four stand at 0.05."""
    numbers = (1, 4, 19, 95, 201, 278, 298, 344, 459, 3240, 4262, 5719, 6528, 7590, 10000)
    after = corrected([Decimal(number) / 10000 for number in numbers])
    assert [str(value) for value in after[:5]] == ["0.0015", "0.0030", "0.0095", "0.0356", "0.0603"]
    assert sum(value <= Decimal("0.05") for value in after) == 4
    assert corrected([]) == ()


def test_enough_accounts_are_those_among_which_the_clearest_difference_would_stand() -> None:
    assert [can_tell(4, 4, tests) for tests in (1, 2)] == [True, False]  # 2 of 70 tables are as clear
    assert [can_tell(1, others, 1) for others in (18, 19)] == [False, True]  # 1 of 19, 1 of 20
    assert not can_tell(0, 1000, 1)


def test_signals_of_those_who_left_and_those_who_renewed() -> None:
    left = [_left(number, {"late": 60 + number} if number < 15 else {"after": 0}) for number in range(20)]
    stayed = [_stayed(number, {"late": 40, "after": -3} if number < 5 else {}) for number in range(20)]
    open_account = (Exclusion("not decided yet", 2),)
    report = signal_report([*left, *stayed], ["late", "after"], open_account)
    late, after = report.signals
    assert (report.churned, report.renewed, report.exclusions, report.correction) == (20, 20, open_account, Method.BENJAMINI_HOCHBERG)
    assert late.comparison == compared((15, 20), (5, 20))
    assert [figure.median for figure in (late.days_churned, late.days_renewed)] == [67, 40]
    assert (late.corrected, late.verdict, late.after_decision) == (Decimal("0.0031"), SignalVerdict.DIFFERS, 0)
    assert after.comparison == compared((0, 20), (0, 20))
    assert (after.corrected, after.verdict, after.after_decision) == (Decimal(1), SignalVerdict.NOT_SHOWN, 10)


def test_too_few_to_say() -> None:
    accounts = [*(_left(number, {"late": 1}) for number in range(3)), *(_stayed(number, {}) for number in range(3))]
    [figure] = signal_report(accounts, ["late"]).signals
    assert (figure.verdict, figure.corrected, figure.comparison.first.reached) == (SignalVerdict.TOO_FEW, None, 3)
    assert signal_report([], []) == SignalReport(0, 0, ())
    with pytest.raises(ValueError, match="named twice"):
        signal_report([accounts[0], accounts[0]], ["late"])


def _left(number: int, days_before: dict[str, int]) -> DecidedAccount:
    return DecidedAccount(f"left-{number}", has_churned=True, days_before=days_before)


def _stayed(number: int, days_before: dict[str, int]) -> DecidedAccount:
    return DecidedAccount(f"stayed-{number}", has_churned=False, days_before=days_before)
