"""The values of measures of one account by their days: one series for each instance, and one for the account as a whole."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from journeybook.measure.facts import DatedReading
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.truth import next_day, previous_day
from journeybook.model.language.evaluate import KnownValue

_DAY = attrgetter("day")


class SeriesValue(NamedTuple):
    """The value of one instance from its day on: to the day before the next, or until it is too old.

    `value` is None where readings of the same day disagree.
    """

    day: date
    until: date
    readings: tuple[DatedReading, ...]
    value: KnownValue | None


ValueSeries = tuple[SeriesValue, ...]
"""The values of one instance, or of the account as a whole, in the order of their days."""


def series_by_measure(readings: Iterable[DatedReading], index: AtlasIndex, end: date) -> Mapping[str, tuple[ValueSeries, ...]]:
    """Return the series of each measure up to a day, by the id of the measure."""
    rows = defaultdict[str, dict[str | None, list[DatedReading]]](lambda: defaultdict(list))
    names: dict[str, str] = {}
    for reading in sorted(readings, key=_DAY):
        if reading.day > end:
            break
        measure = reading.measure
        if measure not in names:
            names[measure] = bare_name(measure)
        rows[names[measure]][reading.instance].append(reading)
    return {
        measure: tuple(_series(group, _limit(index, measure)) for group in by_instance.values()) for measure, by_instance in rows.items()
    }


def values_on(series_of_measure: tuple[ValueSeries, ...], day: date) -> ValueSeries:
    """Return the values of a measure that count on a day: that of the account as a whole, else one for each instance that has one."""
    rows = []
    for series in series_of_measure:
        place = bisect_right(series, day, key=_first_day) - 1
        if place >= 0 and day <= series[place].until:
            rows.append(series[place])
    whole = [row for row in rows if row.readings[0].instance is None] if len(rows) > 1 else rows
    return tuple(whole or rows)


def counting_value(rows: ValueSeries) -> KnownValue | None:
    """Return the one value of what counts on a day: that of the only row, else the word or answer on which all rows agree."""
    value = rows[0].value if rows else None
    if len(rows) > 1 and (not isinstance(value, bool | str) or any(row.value != value for row in rows)):
        return None
    return value


def value_days(series_of_measure: tuple[ValueSeries, ...]) -> Iterator[date]:
    """Yield the days on which the values of a measure change or grow too old; of one series in their order."""
    for series in series_of_measure:
        for day, _ in _changes(series):
            yield day


def value_steps(series_of_measure: tuple[ValueSeries, ...]) -> tuple[tuple[date, KnownValue | None], ...]:
    """Return the value of a measure by the days from which it holds, in their order; None where there is none, or several."""
    if len(series_of_measure) == 1:
        return tuple((day, row.value if row else None) for day, row in _changes(series_of_measure[0]))
    changes = ((day, place, row) for place, series in enumerate(series_of_measure) for day, row in _changes(series))
    present = _PresentValues()
    steps = []
    for day, same_day in groupby(sorted(changes, key=itemgetter(0, 1)), key=itemgetter(0)):
        for _, place, row in same_day:
            present.change(place, row)
        steps.append((day, present.counting))
    return tuple(steps)


def _changes(series: ValueSeries) -> Iterator[tuple[date, SeriesValue | None]]:
    """Yield the values of a series by the days from which they hold, and None by those from which there is none."""
    gone = date.max
    for row in series:
        if gone < row.day:
            yield gone, None
        yield row.day, row
        gone = next_day(row.until)
    if gone < date.max:
        yield gone, None


class _PresentValues:
    """The values of all series on a day that moves on; `counting` is what `counting_value` makes of `values_on`."""

    def __init__(self) -> None:
        self._rows: dict[int, SeriesValue] = {}
        self._values = Counter[KnownValue | None]()
        self._whole: int | None = None

    def change(self, place: int, row: SeriesValue | None) -> None:
        """Put another value, or none, in place of that of a series."""
        old = self._rows.pop(place, None)
        if old:
            self._values[old.value] -= 1
            if not self._values[old.value]:
                del self._values[old.value]
        if row:
            self._rows[place] = row
            self._values[row.value] += 1
            self._whole = place if row.readings[0].instance is None else self._whole

    @property
    def counting(self) -> KnownValue | None:
        """The value of the account as a whole, else the word or answer on which all agree, or the value of the only series."""
        if whole := self._rows.get(-1 if self._whole is None else self._whole):
            return whole.value
        value = next(iter(self._values)) if len(self._values) == 1 else None
        return value if isinstance(value, bool | str) or len(self._rows) == 1 else None


def _series(readings: list[DatedReading], limit: int | None) -> ValueSeries:
    """Return the series of readings of one measure and instance, in the order of their days."""
    groups = [tuple(group) for _, group in groupby(readings, key=_DAY)]
    days = [group[0].day for group in groups]
    ends = [*(previous_day(day) for day in days[1:]), date.max]
    if limit is not None:
        longest = timedelta(limit)
        ends = [day + longest if end - day > longest else end for day, end in zip(days, ends, strict=True)]
    return tuple(map(SeriesValue, days, ends, groups, map(_agreed, groups)))


def _limit(index: AtlasIndex, measure: str) -> int | None:
    """Return after how many days a value of a measure does not count any more; None where it always does."""
    part = index.measures.get(measure)
    limit = part and part.counts_for
    return limit.days if limit else None


def _agreed(readings: Sequence[DatedReading]) -> KnownValue | None:
    first = readings[0].value
    return first if len(readings) == 1 or all(other.value == first for other in readings) else None


def _first_day(row: SeriesValue) -> date:
    return row.day
