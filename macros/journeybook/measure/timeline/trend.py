"""Whether a measure rises or falls: the value that counts on a day against those that counted shortly before.

The rule. An earlier value counts as long as it was the last one and not too old; it is compared on every day on which it counted within so
long before. The measure falls by an amount if the value of today is lower by that amount than any value compared, and rises likewise. A
percentage is one of the earlier value, which must be above zero. Without a length of time the value just before is the one compared. Words
are compared where they are bands of health, by how good they are. Where instances differ, the answer is unknown.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Context, Decimal

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.truth import Verdict, at_least, gathered, next_day, truth_of_at_least
from journeybook.measure.timeline.value_series import SeriesValue, ValueSeries
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
    return unanimous([_of_instance(latest, earlier, trend, life.index) for latest, earlier in pairs], name)


def trend_truth(life: AccountLife, name: str, trend: Trend, day: date) -> bool | None:
    """Return the answer of `trend_on` alone."""
    pairs = _compared_values(life, name, trend, day)
    return _agreed({_truth(latest, earlier, trend, life.index) for latest, earlier in pairs})


def trend_walk(life: AccountLife, name: str, trend: Trend) -> Iterator[tuple[date, bool | None]]:
    """Yield the answers of `trend_on` by the days on which they can change, in one walk through the values of each instance."""
    walks = [SeriesWalk(life, series, trend) for series in life.series(name)]
    days = {*life.value_days(name), *(next_day(end) for walk in walks for end in walk.ends if end < date.max)}
    for day in sorted(days):
        counting = [walk for walk in walks if walk.goes_to(day)]
        whole = [walk for walk in counting if walk.latest.readings[0].instance is None] if len(counting) > 1 else counting
        yield day, _agreed({walk.truth() for walk in whole or counting})


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


def _of_instance(latest: SeriesValue, earlier: Sequence[SeriesValue], trend: Trend, index: AtlasIndex) -> Verdict:
    """Return the verdict on the value of an instance against those before it."""
    sizes, last = [_size(row, index) for row in earlier], _size(latest, index)
    verdicts = [Verdict(_moved(size, last, trend), (*row.readings, *latest.readings)) for size, row in zip(sizes, earlier, strict=True)]
    return at_least(verdicts, 1) if verdicts else Verdict(None, latest.readings)


def _truth(latest: SeriesValue, earlier: Sequence[SeriesValue], trend: Trend, index: AtlasIndex) -> bool | None:
    last = _size(latest, index)
    answers = [_moved(_size(row, index), last, trend) for row in earlier]
    return truth_of_at_least(answers, 1) if answers else None


class SeriesWalk:
    """A walk through the values of one instance: the latest one of a day, and those that it is compared with.

    Whether the latest value has moved from any of them is decided by the smallest or the largest, which the trend says, so a queue of
    sizes in this order is kept, and the number of those that cannot be compared.
    """

    def __init__(self, life: AccountLife, series: ValueSeries, trend: Trend) -> None:
        self.series = series
        self.ends = [life.later(row.until, trend.within) for row in series] if trend.within else []
        self._trend = trend
        self._sizes = [_size(row, life.index) for row in series]
        is_share = trend.by is not None and trend.by.unit == "%"
        self._is_by_smallest = trend.direction == "rises" or (is_share and trend.by is not None and trend.by.amount > _HUNDRED)
        self._compared = [None if size is None or (is_share and size <= 0) else size for size in self._sizes]
        self._place, self._first, self._unknown = -1, 0, 0
        self._queue: deque[tuple[int, Decimal]] = deque()

    @property
    def latest(self) -> SeriesValue:
        """The latest value."""
        return self.series[self._place]

    def goes_to(self, day: date) -> bool:
        """Go on to a day, and return whether a value of the series counts on it."""
        series, last = self.series, len(self.series) - 1
        while self._place < last and series[self._place + 1].day <= day:
            if self._place >= 0:
                self._compare_with(self._place)
            self._place += 1
        while self._first < self._place and (self.ends[self._first] < day if self.ends else self._first < self._place - 1):
            self._forget(self._first)
            self._first += 1
        return self._place >= 0 and day <= series[self._place].until

    def truth(self) -> bool | None:
        """Return whether the latest value has moved from any of those that it is compared with."""
        moved = _moved(self._queue[0][1], self._sizes[self._place], self._trend) if self._queue else False
        is_unknown = self._unknown or self._first >= self._place
        return moved if moved or not is_unknown else None

    def _compare_with(self, place: int) -> None:
        size, queue = self._compared[place], self._queue
        if size is None:
            self._unknown += 1
            return
        while queue and (queue[-1][1] >= size if self._is_by_smallest else queue[-1][1] <= size):
            queue.pop()
        queue.append((place, size))

    def _forget(self, place: int) -> None:
        if self._compared[place] is None:
            self._unknown -= 1
        elif self._queue and self._queue[0][0] == place:
            self._queue.popleft()


def _moved(first: Decimal | None, last: Decimal | None, trend: Trend) -> bool | None:
    """Return whether a size has moved from an earlier one as a trend says; a share of what is not above zero is unknown."""
    by = trend.by
    if first is None or last is None:
        return None
    change = _EXACT.subtract(last, first) if trend.direction == "rises" else _EXACT.subtract(first, last)
    if by is None:
        return change > 0
    if by.unit != "%":
        return change >= by.amount
    return _EXACT.multiply(change, _HUNDRED) >= _EXACT.multiply(first, by.amount) if first > 0 else None


def _size(row: SeriesValue, index: AtlasIndex) -> Decimal | None:
    """Return a value as a number: that of a number, or how good a band is; None for any other."""
    value = row.value
    if isinstance(value, str):
        rank = index.band_ranks.get(value)
        return None if rank is None else Decimal(rank)
    return value if isinstance(value, Decimal) else Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _agreed(truths: set[bool | None]) -> bool | None:
    return truths.pop() if len(truths) == 1 else None


def _first_day(row: SeriesValue) -> date:
    return row.day
