"""Signals: what happened before customers left or renewed, how often in each group, and how clearly the groups differ."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from journeybook.measure.statistics.comparison import SIGNIFICANCE, ShareComparison, can_tell, compared, corrected
from journeybook.measure.statistics.estimate import Exclusion, Method
from journeybook.measure.statistics.median import MedianEstimate, median_of


class SignalVerdict(StrEnum):
    """What a comparison says."""

    DIFFERS = "differs"
    NOT_SHOWN = "not-shown"
    """No difference is shown, which does not mean that there is none."""
    TOO_FEW = "too-few"
    """Too few accounts to say: not even everybody against nobody would stand."""


@dataclass(frozen=True)
class DecidedAccount:
    """An account that left or renewed, and for each signal that happened how many days before the decision; after it, less than zero.

    `left_out` says for each signal of which nothing can be said of this account why that is so.
    """

    account: str
    has_churned: bool
    days_before: Mapping[str, int]
    left_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SignalFigure:
    """One event or milestone: how often it came before the decision of those who left against those who renewed, and how long before.

    `corrected` is the p-value corrected for the number of signals; there is none where there are too few accounts. `exclusions` are the
    accounts of which this signal says nothing.
    """

    signal: str
    comparison: ShareComparison
    days_churned: MedianEstimate
    days_renewed: MedianEstimate
    after_decision: int
    corrected: Decimal | None
    verdict: SignalVerdict
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True)
class SignalReport:
    """All signals in the order in which they were asked for, and the accounts behind them."""

    churned: int
    renewed: int
    signals: tuple[SignalFigure, ...]
    exclusions: tuple[Exclusion, ...] = ()
    correction: Method = Method.BENJAMINI_HOCHBERG


def signal_report(accounts: Sequence[DecidedAccount], signals: Sequence[str], exclusions: tuple[Exclusion, ...] = ()) -> SignalReport:
    """Return how signals differ between accounts that left and accounts that renewed; raise ValueError for an account named twice.

    What happened on the day of the decision or after it did not come before it, and is counted apart.
    """
    if len({account.account for account in accounts}) < len(accounts):
        raise ValueError("an account is named twice: a figure counts each decision once")
    churned = [account for account in accounts if account.has_churned]
    renewed = [account for account in accounts if not account.has_churned]
    comparisons = [compared(_reached(churned, signal), _reached(renewed, signal)) for signal in signals]
    p_values = [_telling(comparison, len(signals)) for comparison in comparisons]
    after_correction = iter(corrected([value for value in p_values if value is not None]))
    figures = [
        _figure(signal, comparison, None if value is None else next(after_correction), accounts)
        for signal, comparison, value in zip(signals, comparisons, p_values, strict=True)
    ]
    return SignalReport(len(churned), len(renewed), tuple(figures), exclusions)


def _telling(comparison: ShareComparison, tests: int) -> Decimal | None:
    """Return the p-value of a comparison; None where its accounts are too few to say."""
    return comparison.p_value if can_tell(comparison.first.total, comparison.second.total, tests) else None


def _figure(signal: str, comparison: ShareComparison, p_value: Decimal | None, accounts: Sequence[DecidedAccount]) -> SignalFigure:
    after = sum(account.days_before.get(signal, 1) <= 0 for account in accounts)
    sides = ([account for account in accounts if account.has_churned is side] for side in (True, False))
    days_churned, days_renewed = (median_of(_days(side, signal)) for side in sides)
    reasons = Counter(reason for account in accounts if (reason := account.left_out.get(signal)))
    exclusions = tuple(Exclusion(reason, reasons[reason]) for reason in sorted(reasons))
    return SignalFigure(signal, comparison, days_churned, days_renewed, after, p_value, _verdict(p_value), exclusions)


def _verdict(p_value: Decimal | None) -> SignalVerdict:
    if p_value is None:
        return SignalVerdict.TOO_FEW
    return SignalVerdict.DIFFERS if p_value <= SIGNIFICANCE else SignalVerdict.NOT_SHOWN


def _reached(accounts: Sequence[DecidedAccount], signal: str) -> tuple[int, int]:
    answering = [account for account in accounts if signal not in account.left_out]
    return len(_days(answering, signal)), len(answering)


def _days(accounts: Sequence[DecidedAccount], signal: str) -> list[int]:
    return [days for account in accounts if (days := account.days_before.get(signal, 0)) > 0]
