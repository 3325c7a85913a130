"""Share of accounts that reached something, with Wilson's interval."""

from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True)
class ShareEstimate:
    """How many of how many accounts, as a share with its interval; both None where there is no account."""

    reached: int
    total: int
    share: Decimal | None
    interval: Interval | None
    exclusions: tuple[Exclusion, ...] = ()
    method: Method = Method.WILSON

    @property
    def is_small(self) -> bool:
        """Whether so few accounts, or so few on one side, stand behind the share that one more would change what it says."""
        return min(self.reached, self.total - self.reached) < SMALLEST_SHOWN


def share_of(reached: int, total: int, exclusions: tuple[Exclusion, ...] = ()) -> ShareEstimate:
    """Return the share of accounts that reached something; raise ValueError where more reached it than there are."""
    if not 0 <= reached <= total:
        raise ValueError(f"{reached} of {total} accounts is no share")
    if not total:
        return ShareEstimate(0, 0, None, None, exclusions)
    bounds = scipy_stats().binomtest(reached, total).proportion_ci(CONFIDENCE, method="wilson")
    return ShareEstimate(reached, total, rounded(reached / total), interval_of(bounds.low, bounds.high), exclusions)
