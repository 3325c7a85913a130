"""Comparison of two shares: their ratio (lift) with an interval, a test that fits the counts, and a correction for many of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb

from journeybook.measure.statistics.estimate import CONFIDENCE, SMALLEST_SHOWN, Interval, Method, interval_of, rounded, scipy_stats
from journeybook.measure.statistics.share import ShareEstimate, share_of

SIGNIFICANCE = 0.05
"""The corrected p-value up to which a difference stands."""
_P_PLACES = 8
"""The places of a p-value before it is corrected."""


@dataclass(frozen=True)
class ShareComparison:
    """Two shares, how many times the first is the second, and how probable such a difference would be if there were none.

    The lift is None where the second share is zero, and has no interval where either is. Without accounts in a group there is no test.
    """

    first: ShareEstimate
    second: ShareEstimate
    lift: Decimal | None
    interval: Interval | None
    p_value: Decimal | None
    test: Method | None
    method: Method = Method.KATZ

    @property
    def is_small(self) -> bool:
        """Whether one of the four counts is so small that one more account would change what it says."""
        return self.first.is_small or self.second.is_small


def compared(first: tuple[int, int], second: tuple[int, int]) -> ShareComparison:
    """Return the comparison of two shares, each given by how many of how many accounts.

    The test is Pearson's where it expects `SMALLEST_SHOWN` accounts or more in each of the four cells (Cochran's rule), else Fisher's.
    """
    shares = share_of(*first), share_of(*second)
    if not first[1] or not second[1]:
        return ShareComparison(*shares, None, None, None, None)
    lift = None if not second[0] else rounded(first[0] * second[1] / (first[1] * second[0]))
    interval = None
    if first[0] and second[0]:
        bounds = scipy_stats().contingency.relative_risk(*first, *second).confidence_interval(CONFIDENCE)
        interval = interval_of(bounds.low, bounds.high)
    p_value, test = _tested(first, second)
    return ShareComparison(*shares, lift, interval, p_value, test)


def corrected(p_values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return p-values of tests that are read together, corrected by Benjamini and Hochberg."""
    return tuple(map(rounded, scipy_stats().false_discovery_control([float(value) for value in p_values], method="bh"))) if p_values else ()


def can_tell(first_total: int, second_total: int, tests: int) -> bool:
    """Return whether there are enough accounts: whether everybody against nobody, the clearest difference of all, would stand corrected.

    >>> [can_tell(accounts, accounts, tests) for accounts, tests in ((3, 1), (4, 1), (4, 20), (8, 20))]
    [False, True, False, True]
    """
    return tests * _smallest_p_value(first_total, second_total) <= SIGNIFICANCE


def _smallest_p_value(first_total: int, second_total: int) -> float:
    """Return the p-value of Fisher's test for all of one group against none of the other; groups of one size have two such tables."""
    return (2 if first_total == second_total else 1) / comb(first_total + second_total, first_total)


def _tested(first: tuple[int, int], second: tuple[int, int]) -> tuple[Decimal | None, Method | None]:
    stats = scipy_stats()
    table = [[reached, total - reached] for reached, total in (first, second)]
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    if not all(columns):
        return rounded(1), Method.FISHER
    if min(rows) * min(columns) < SMALLEST_SHOWN * sum(rows):
        return rounded(stats.fisher_exact(table).pvalue, _P_PLACES), Method.FISHER
    return rounded(stats.chi2_contingency(table, correction=False).pvalue, _P_PLACES), Method.CHI_SQUARED
