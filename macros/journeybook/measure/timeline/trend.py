"""Whether a measure rises or falls: the value that counts on a day against those that counted shortly before.

The rule. An earlier value counts as long as it was the last one and not too old; it is compared on every day on which it counted within so
long before. The measure falls by an amount if the value of today is lower by that amount than any value compared, and rises likewise. A
percentage is one of the earlier value, which must be above zero. Without a length of time the value just before is the one compared. Words
are compared where they are bands of health, by how good they are. Where instances differ, the answer is unknown.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Context, Decimal

from journeybook.measure.timeline.account_life import AccountLife, SeriesValue
from journeybook.measure.timeline.truth import Verdict, at_least, gathered, next_day
from journeybook.model.language.nodes import Trend

_EXACT, _HUNDRED = Context(prec=200), Decimal(100)
"""Digits enough for products of the numbers of tables and conditions, so that nothing is rounded."""


def trend_days(life: AccountLife, name: str, trend: Trend) -> Iterator[date]:
    """Yield the days on which a trend can turn: values come and go, and earlier ones fall out of the time that is compared."""
    yield from life.value_days(name)
    if trend.within:
        for series in life.series(name):
            for row in series:
                last = life.later(row.until, trend.within)
                if last < date.max:
                    yield next_day(last)


def trend_on(life: AccountLife, name: str, trend: Trend, day: date) -> Verdict:
    """Return whether a trend holds on a day, over all instances that have a value on it."""
    pairs = _compared_values(life, name, trend, day)
    return unanimous([_of_instance(latest, earlier, trend) for latest, earlier in pairs], name)


def trend_truth(life: AccountLife, name: str, trend: Trend, day: date) -> bool | None:
    """Return the answer of `trend_on` alone."""
    truths = {_truth(latest, earlier, trend) for latest, earlier in _compared_values(life, name, trend, day)}
    return truths.pop() if len(truths) == 1 else None


def unanimous(verdicts: list[Verdict], name: str) -> Verdict:
    """Return the answer on which all instances agree; unknown where they differ or there is none."""
    truths = {verdict.truth for verdict in verdicts}
    truth = truths.pop() if len(truths) == 1 else None
    merged = gathered(truth, verdicts)
    return merged if truth is not None else Verdict(None, merged.leans_on, merged.missing or (name,))


def _compared_values(life: AccountLife, name: str, trend: Trend, day: date) -> Iterator[tuple[SeriesValue, tuple[SeriesValue, ...]]]:
    """Yield the value of each instance on a day with the earlier ones that it is compared with."""
    counting = life.values_on(name, day)
    for series in life.series(name):
        place = bisect_right(series, day, key=_first_day) - 1
        if place >= 0 and any(row is series[place] for row in counting):
            yield series[place], series[_first_compared(life, series, place, trend, day) : place]


def _first_compared(life: AccountLife, series: tuple[SeriesValue, ...], place: int, trend: Trend, day: date) -> int:
    within = trend.within
    return max(place - 1, 0) if within is None else bisect_left(series, day, 0, place, key=lambda row: life.later(row.until, within))


def _of_instance(latest: SeriesValue, earlier: Sequence[SeriesValue], trend: Trend) -> Verdict:
    """Return the verdict on the value of an instance against those before it."""
    verdicts = [Verdict(_moved(row, latest, trend), (*row.readings, *latest.readings)) for row in earlier]
    return at_least(verdicts, 1) if verdicts else Verdict(None, latest.readings)


def _truth(latest: SeriesValue, earlier: Sequence[SeriesValue], trend: Trend) -> bool | None:
    is_unknown = not earlier
    for row in earlier:
        moved = _moved(row, latest, trend)
        if moved:
            return True
        is_unknown = is_unknown or moved is None
    return None if is_unknown else False


def _moved(earlier: SeriesValue, latest: SeriesValue, trend: Trend) -> bool | None:
    """Return whether a value has moved from an earlier one as a trend says; a share of what is not above zero is unknown."""
    first, last, by = earlier.size, latest.size, trend.by
    if first is None or last is None:
        return None
    change = _EXACT.subtract(last, first) if trend.direction == "rises" else _EXACT.subtract(first, last)
    if by is None:
        return change > 0
    if by.unit != "%":
        return change >= by.amount
    return _EXACT.multiply(change, _HUNDRED) >= _EXACT.multiply(first, by.amount) if first > 0 else None


def _first_day(row: SeriesValue) -> date:
    return row.day
