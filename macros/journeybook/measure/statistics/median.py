"""Median of numbers that are all known, with an interval and the spread; open cases belong into `survival`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from journeybook.measure.statistics.estimate import CONFIDENCE, SMALLEST_SHOWN, Exclusion, Interval, Method, interval_of, scipy_stats

_HALF = Decimal("0.5")


@dataclass(frozen=True)
class MedianEstimate:
    """The median of a number of values with its interval, and the quartiles; None where there is no value."""

    count: int
    median: Decimal | None
    interval: Interval | None
    quartiles: tuple[Decimal, Decimal] | None
    exclusions: tuple[Exclusion, ...] = ()
    method: Method = Method.ORDER_STATISTICS

    @property
    def is_small(self) -> bool:
        """Whether the median stands on fewer values than are shown in a cell."""
        return self.count < SMALLEST_SHOWN


def median_of(values: Sequence[Decimal | int], exclusions: tuple[Exclusion, ...] = ()) -> MedianEstimate:
    """Return the median: the middle value, or the mean of the two in the middle.

    A quartile is the smallest value that a quarter, or three quarters, of all values do not exceed.
    """
    ordered = sorted(map(Decimal, values))
    count = len(ordered)
    if not count:
        return MedianEstimate(0, None, None, None, exclusions)
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) * _HALF
    quartiles = ordered[ceil(count / 4) - 1], ordered[ceil(count * 3 / 4) - 1]
    floats = [float(value) for value in ordered]
    bounds = scipy_stats().quantile_test(floats, q=float(middle), p=0.5).confidence_interval(CONFIDENCE)
    return MedianEstimate(count, middle, interval_of(bounds.low, bounds.high), quartiles, exclusions)
