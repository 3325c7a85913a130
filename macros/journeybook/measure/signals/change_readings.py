"""Readings of a measure before and after a change of a map: medians over the accounts that have one on both sides.

The rule. Accounts count that stood on the map, or on one built on it, on the day of the change. The time after the change runs from its day
to the day on which its result is looked at, or to the as-of day where that comes first; the time before it is as long. An account's value
is its last number in each time: that of the account as a whole, else the median of its instances.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from journeybook.measure.statistics.median import MedianEstimate, median_of
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.truth import ONE_DAY, previous_day
from journeybook.measure.timeline.whereabouts import Whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.map import Map
from journeybook.model.pain_points import Change


@dataclass(frozen=True)
class ChangeReadings:
    """The median of a measure before and after a change, from the first day to the last one; both are of the same accounts.

    `rose` and `fell` count accounts; `one_sided` have a number before or after only, `without` have none.
    """

    since: date
    until: date
    before: MedianEstimate
    after: MedianEstimate
    rose: int
    fell: int
    one_sided: int
    without: int


def change_readings(change: Change, lives: Iterable[AccountLife], as_of: date) -> ChangeReadings | None:
    """Return the readings around a change for the accounts of its map; None where it names no measure or nothing was read after it."""
    until = min(change.check_on or as_of, as_of)
    if change.measure is None or change.date > until:
        return None
    since = change.date - min(until - change.date + ONE_DAY, change.date - date.min)
    pairs = [
        (_last_number(life, change.measure, since, previous_day(change.date)), _last_number(life, change.measure, change.date, until))
        for life in lives
    ]
    both = [(before, after) for before, after in pairs if before is not None and after is not None]
    without = sum(pair == (None, None) for pair in pairs)
    return ChangeReadings(
        since,
        until,
        median_of([before for before, _ in both]),
        median_of([after for _, after in both]),
        sum(after > before for before, after in both),
        sum(after < before for before, after in both),
        len(pairs) - len(both) - without,
        without,
    )


def stood_on(where: Whereabouts, journey: Map, day: date, atlas: Atlas) -> bool:
    """Whether an account was on a map, or on one built on it, on a day."""
    name = next((stay.map for stay in where.stages.stays if stay.since <= day <= stay.until), None)
    current = atlas.find(Map, name) if name else None
    return current is not None and journey.id in (current.id, *(base.id for base in atlas.bases_of(current)))


def _last_number(life: AccountLife, measure: str, since: date, until: date) -> Decimal | None:
    """Return the last number of a measure from one day to another."""
    last: dict[str | None, Decimal] = {}
    for series in life.series(measure):
        for row in series:
            if since <= (life.facts.day_of(row.readings[0]) or date.min) <= until and isinstance(row.value, Decimal):
                last[row.readings[0].instance] = row.value
    if None in last:
        return last[None]
    return median(last.values()) if last else None
