"""Survival: how many accounts are still in a stage after so many days, those that have not left it taken into account."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from warnings import catch_warnings, filterwarnings

from journeybook.measure.statistics.estimate import (
    CONFIDENCE,
    SMALLEST_SHOWN,
    Exclusion,
    Interval,
    Method,
    interval_of,
    rounded,
    scipy_stats,
)

_HALF = Decimal("0.5")


@dataclass(frozen=True, order=True)
class ObservedDuration:
    """Days from the first day of something to its end, or up to the as-of day where it is still open."""

    days: int
    is_open: bool = False


@dataclass(frozen=True)
class SurvivalStep:
    """A day on which an account left or was seen last: how many were there until then, how many left, how many are open since, the rest."""

    days: int
    at_risk: int
    ended: int
    open: int
    share: Decimal
    interval: Interval


@dataclass(frozen=True)
class Survival:
    """The curve, and the days after which half have left; the median is None while the curve stays above one half."""

    count: int
    ended: int
    steps: tuple[SurvivalStep, ...]
    median: int | None
    median_interval: Interval
    """The days on which the bounds of the curve fall to one half. Brookmeyer and Crowley 1982."""
    exclusions: tuple[Exclusion, ...] = ()
    method: Method = Method.KAPLAN_MEIER

    @property
    def open(self) -> int:
        """How many accounts have not left."""
        return self.count - self.ended

    @property
    def is_small(self) -> bool:
        """Whether so few have left that the curve says little."""
        return self.ended < SMALLEST_SHOWN


def survival_of(durations: Sequence[ObservedDuration], exclusions: tuple[Exclusion, ...] = ()) -> Survival:
    """Return the survival of durations; raise ValueError for one that ends before it begins.

    Whoever is open on a day counts as there on that day and as not known afterwards.
    """
    if any(duration.days < 0 for duration in durations):
        raise ValueError("a duration ends before it begins")
    steps = _steps(durations) if durations else ()
    median = _first_at_half((step.days, step.share) for step in steps)
    low = _first_at_half((step.days, step.interval.low) for step in steps)
    high = _first_at_half((step.days, step.interval.high) for step in steps)
    interval = Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))
    return Survival(len(durations), sum(not duration.is_open for duration in durations), steps, median, interval, exclusions)


def _steps(durations: Sequence[ObservedDuration]) -> tuple[SurvivalStep, ...]:
    stats = scipy_stats()
    sample = stats.CensoredData.right_censored([duration.days for duration in durations], [duration.is_open for duration in durations])
    curve = stats.ecdf(sample).sf
    with catch_warnings():
        filterwarnings("ignore", "The confidence interval is undefined at some observations")  # `_interval` says what holds there
        bounds = curve.confidence_interval(CONFIDENCE, method="log-log")
    rows = zip(curve.quantiles, curve.probabilities, bounds.low.probabilities, bounds.high.probabilities, strict=True)
    ends = Counter(duration.days for duration in durations if not duration.is_open)
    opens = Counter(duration.days for duration in durations if duration.is_open)
    steps, at_risk = [], len(durations)
    for days, share, low, high in ((int(days), *values) for days, *values in rows):
        steps.append(SurvivalStep(days, at_risk, ends[days], opens[days], rounded(share), _interval(share, low, high)))
        at_risk -= ends[days] + opens[days]
    return tuple(steps)


def _interval(share: float, low: float, high: float) -> Interval:
    """Return the interval of a step; the method sets no bound but the share itself where all accounts are there, or none."""
    if share >= 1:
        return Interval(None, rounded(1))
    return interval_of(low, high) if share > 0 else Interval(rounded(0), None)


def _first_at_half(curve: Iterable[tuple[int, Decimal | None]]) -> int | None:
    """Return the first day on which a curve is at one half or below."""
    return next((days for days, share in curve if share is not None and share <= _HALF), None)
