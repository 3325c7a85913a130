"""Whether a measure rises or falls: the value that counts on a day against those that counted shortly before.

The rule. An earlier value counts as long as it was the last one and not too old; it is compared on every day on which it counted within so
long before. The measure falls by an amount if the value of today is lower by that amount than any value compared, and rises likewise. A
percentage is one of the earlier value, which must be above zero. Without a length of time the value just before is the one compared. Words
are compared where they are bands of health, by how good they are. Where instances differ, the answer is unknown.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from journeybook.measure.timeline.account_life import AccountLife, SeriesValue
from journeybook.measure.timeline.truth import ONE_DAY, Verdict, at_least, gathered
from journeybook.model.language.evaluate import KnownValue
from journeybook.model.language.nodes import Quantity, Trend


def trend_days(life: AccountLife, name: str, trend: Trend) -> Iterator[date]:
    """Yield the days on which a trend can turn: values come and go, and earlier ones fall out of the time that is compared."""
    yield from life.value_days(name)
    if trend.within:
        for series in life.series(name):
            for row in series:
                last = life.later(row.until, trend.within)
                if last < date.max:
                    yield last + ONE_DAY


def trend_on(life: AccountLife, name: str, trend: Trend, day: date) -> Verdict:
    """Return whether a trend holds on a day, over all instances that have a value on it."""
    latest = life.values_on(name, day)
    places = ((series, bisect_right(series, day, key=lambda row: row.day) - 1) for series in life.series(name))
    return unanimous(
        [_of_instance(life, series, place, trend, day) for series, place in places if place >= 0 and series[place] in latest], name
    )


def unanimous(verdicts: list[Verdict], name: str) -> Verdict:
    """Return the answer on which all instances agree; unknown where they differ or there is none."""
    truths = {verdict.truth for verdict in verdicts}
    truth = truths.pop() if len(truths) == 1 else None
    merged = gathered(truth, verdicts)
    return merged if truth is not None else Verdict(None, merged.leans_on, merged.missing or (name,))


def _of_instance(life: AccountLife, series: tuple[SeriesValue, ...], place: int, trend: Trend, day: date) -> Verdict:
    """Return the verdict on the value of an instance at a place against those before it."""
    within = trend.within
    first = place - 1 if within is None else bisect_left(series, day, 0, place, key=lambda row: life.later(row.until, within))
    verdicts = [_compared(life, row, series[place], trend) for row in series[max(first, 0) : place]]
    return at_least(verdicts, 1) if verdicts else Verdict(None, series[place].readings)


def _compared(life: AccountLife, earlier: SeriesValue, latest: SeriesValue, trend: Trend) -> Verdict:
    first, last = (_size(life, row.value) for row in (earlier, latest))
    facts = (*earlier.readings, *latest.readings)
    needed = None if first is None else _needed(trend.by, first)
    if first is None or last is None or needed is None:
        return Verdict(None, facts)
    change = last - first if trend.direction == "rises" else first - last
    return Verdict(change >= needed if trend.by else change > 0, facts)


def _needed(by: Quantity | None, earlier: Fraction) -> Fraction | None:
    """Return by how much a value must change; None where a share of what is not above zero is asked for."""
    if by is None or by.unit != "%":
        return Fraction(by.amount) if by else Fraction(0)
    return earlier * Fraction(by.amount) / 100 if earlier > 0 else None


def _size(life: AccountLife, value: KnownValue | None) -> Fraction | None:
    """Return a value as a number: that of a number, or how good a band is."""
    if isinstance(value, str):
        rank = life.index.band_ranks.get(value)
        return None if rank is None else Fraction(rank)
    return None if value is None or isinstance(value, bool) else Fraction(value)
