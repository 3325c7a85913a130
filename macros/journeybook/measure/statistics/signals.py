"""Signals: what happened before customers left or renewed, how often in each group, and how clearly the groups differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """An account that left or renewed, and for each signal that happened how many days before the decision; after it, less than zero."""

    account: str
    has_churned: bool
    days_before: Mapping[str, int]


@dataclass(frozen=True)
class SignalFigure:
    """One event or milestone: how often it came before the decision of those who left against those who renewed, and how long before.

    `corrected` is the p-value corrected for the number of signals; there is none where there are too few accounts.
    """

    signal: str
    comparison: ShareComparison
    days_churned: MedianEstimate
    days_renewed: MedianEstimate
    after_decision: int
    corrected: Decimal | None
    verdict: SignalVerdict


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
    p_values = [comparison.p_value for comparison in comparisons if comparison.p_value is not None]
    is_enough = can_tell(len(churned), len(renewed), len(signals))
    after_correction = corrected(p_values) if is_enough else [None] * len(comparisons)
    figures = zip(signals, comparisons, after_correction, strict=True)
    return SignalReport(
        len(churned), len(renewed), tuple(_figure(signal, pair, value, churned, renewed) for signal, pair, value in figures), exclusions
    )


def _figure(
    signal: str,
    comparison: ShareComparison,
    p_value: Decimal | None,
    churned: Sequence[DecidedAccount],
    renewed: Sequence[DecidedAccount],
) -> SignalFigure:
    after = sum(account.days_before.get(signal, 1) <= 0 for account in (*churned, *renewed))
    medians = median_of(_days(churned, signal)), median_of(_days(renewed, signal))
    return SignalFigure(signal, comparison, *medians, after, p_value, _verdict(p_value))


def _verdict(p_value: Decimal | None) -> SignalVerdict:
    if p_value is None:
        return SignalVerdict.TOO_FEW
    return SignalVerdict.DIFFERS if p_value <= SIGNIFICANCE else SignalVerdict.NOT_SHOWN


def _reached(accounts: Sequence[DecidedAccount], signal: str) -> tuple[int, int]:
    return len(_days(accounts, signal)), len(accounts)


def _days(accounts: Sequence[DecidedAccount], signal: str) -> list[int]:
    return [days for account in accounts if (days := account.days_before.get(signal, 0)) > 0]
