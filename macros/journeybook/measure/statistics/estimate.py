"""Estimate: what every figure carries: the method by its name, an interval, what was left out, and numbers that are rounded once."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from math import isfinite
from types import ModuleType

CONFIDENCE = 0.95
"""The level of every interval."""
SMALLEST_SHOWN = 5
"""The smallest count that is not small: of accounts in a cell, and of what a test that approximates expects there."""
_DIGITS = 12
"""The digits on which all machines agree."""


class Method(StrEnum):
    """How a figure is made; pages say it in words beside the figure."""

    WILSON = "wilson"
    """Interval of a share from the score test. Wilson 1927."""
    ORDER_STATISTICS = "order-statistics"
    """Interval of a median between two of the values themselves, by the binomial distribution. Conover 1999, 3.2."""
    KAPLAN_MEIER = "kaplan-meier"
    """Product-limit estimate, with Greenwood's variance on the scale log(-log). Kaplan and Meier 1958; Kalbfleisch and Prentice 1980."""
    KATZ = "katz"
    """Ratio of two shares, with an interval on the scale of its logarithm. Katz and others 1978."""
    FISHER = "fisher"
    """Exact test of two shares, two-sided."""
    CHI_SQUARED = "chi-squared"
    """Pearson's test of two shares without a correction for continuity, two-sided."""
    BENJAMINI_HOCHBERG = "benjamini-hochberg"
    """Correction of several tests by the share of false ones among those that stand. Benjamini and Hochberg 1995."""


@dataclass(frozen=True)
class Interval:
    """The bounds of a figure at `CONFIDENCE`; None where the data set no bound."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True)
class Exclusion:
    """Why accounts do not stand in a figure, and how many."""

    reason: str
    count: int


def rounded(value: float, places: int = 4) -> Decimal:
    """Return a number with four places, or as many as are asked for.

    Digits on which machines differ are cut first, so that no tie depends on them.

    >>> rounded(0.1 + 0.2), rounded(0.00005000000000000001), rounded(1e-9)
    (Decimal('0.3000'), Decimal('0.0000'), Decimal('0.0000'))
    """
    return Decimal(f"{value:.{_DIGITS}g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def interval_of(low: float, high: float) -> Interval:
    """Return an interval of rounded bounds; one that is not finite is none."""
    return Interval(rounded(low) if isfinite(low) else None, rounded(high) if isfinite(high) else None)


def scipy_stats() -> ModuleType:
    """Return `scipy.stats`."""
    import scipy.stats  # noqa: PLC0415 - it takes half a second, and commands that reckon nothing do not pay it

    module: ModuleType = scipy.stats
    return module


def scipy_optimize() -> ModuleType:
    """Return `scipy.optimize`."""
    import scipy.optimize  # noqa: PLC0415 - as above

    module: ModuleType = scipy.optimize
    return module
