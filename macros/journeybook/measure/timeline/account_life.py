"""The facts of one account by name and day: values with their ages, happenings, and the relations in which they count."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate

from journeybook.measure.facts import PLAY, AccountFacts, DatedReading, HeldValue, Occurrence
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.relations import CustomerRelation, relations_of
from journeybook.measure.timeline.truth import AccountFact, next_day
from journeybook.measure.timeline.value_series import ValueSeries, series_by_measure, value_days, value_steps, values_on
from journeybook.model.dates import OutOfReach
from journeybook.model.language.evaluate import KnownValue
from journeybook.model.language.nodes import Duration
from journeybook.model.people import Account

ANCHOR = "anchor"
_NOTHING = (0, False, "no", "false", "")


@dataclass(frozen=True)
class AccountLife:
    """The facts of an account, ready to be asked by name; `recorded` are the ids that the sources record for any account."""

    facts: AccountFacts
    index: AtlasIndex
    recorded: frozenset[str] = frozenset()

    @property
    def end(self) -> date:
        """The as-of day."""
        return self.facts.as_of

    @cached_property
    def begin(self) -> date:
        """The first day of which anything is known, or the as-of day."""
        return self._first_day or self.end

    @cached_property
    def relations(self) -> tuple[CustomerRelation, ...]:
        """The times in which the account is a customer."""
        return relations_of(self.facts, self._first_day)

    @cached_property
    def _first_day(self) -> date | None:
        """The first day of which a fact is known; those that lie ahead do not count."""
        facts = self.facts
        days = [reading.day for reading in facts.readings] + [period.since for period in facts.periods]
        days += [occurrence.day for occurrence in facts.occurrences] + [held.since for held in facts.history if held.since]
        return min((day for day in (facts.start, *days) if day and day <= facts.as_of), default=None)

    @cached_property
    def resets(self) -> tuple[date, ...]:
        """The days after each relation: what happened in it does not count for the next."""
        return tuple(next_day(relation.until) for relation in self.relations if relation.until and relation.until < self.end)

    def relation_at(self, day: date) -> CustomerRelation | None:
        """Return the relation of a day."""
        place = bisect_right(self.relations, day, key=_since) - 1
        return self.relations[place] if place >= 0 and self.relations[place].holds(day) else None

    def reset_before(self, day: date) -> date:
        """Return the last day up to this one from which on happenings count."""
        place = bisect_right(self.resets, day) - 1
        return self.resets[place] if place >= 0 else date.min

    def happenings(self, name: str) -> tuple[Occurrence, ...]:
        """Return the days of an event, milestone, anchor or anything else by its id, in their order."""
        return self._occurrences.get(bare_name(name), ())

    def counted(self, name: str, day: date) -> tuple[Occurrence, ...]:
        """Return what has happened up to a day, and since the last reset."""
        rows, reset = self.happenings(name), self.reset_before(day)
        first = 0 if reset == date.min else bisect_left(rows, reset, key=_day_of)
        return rows[first : bisect_right(rows, day, key=_day_of)]

    def last_counted(self, name: str, day: date) -> tuple[Occurrence, ...]:
        """Return the last of what `counted` returns, or nothing."""
        rows = self.happenings(name)
        place = bisect_right(rows, day, key=_day_of)
        return rows[place - 1 : place] if place and rows[place - 1].day >= self.reset_before(day) else ()

    def happened_on(self, name: str, day: date) -> tuple[Occurrence, ...]:
        """Return what happened on a day itself."""
        rows = self.happenings(name)
        return rows[bisect_left(rows, day, key=_day_of) : bisect_right(rows, day, key=_day_of)]

    def positive_readings(self, measure: str) -> tuple[DatedReading, ...]:
        """Return the readings of a measure that are neither zero nor no, in the order of their days."""
        if measure not in self._positive:
            readings = (reading for series in self.series(measure) for row in series for reading in row.readings)
            positive = (reading for reading in readings if reading.value not in _NOTHING)
            self._positive[measure] = tuple(sorted(positive, key=_day_of))
        return self._positive[measure]

    def stands_for_start(self, name: str, day: date) -> CustomerRelation | None:
        """Return the relation whose first day stands for an anchor: for the atlas's default one, where no day of it is known."""
        is_default = bare_name(name) == (self.index.atlas.file.default_anchor or "")
        return self.relation_at(day) if is_default and not (self.last_counted(name, day) or self.next_ahead(name, day)) else None

    def ahead(self, name: str, day: date) -> tuple[Occurrence, ...]:
        """Return the days of an anchor from this one on; nothing else is known ahead."""
        rows = self.anchors(name)
        return rows[bisect_left(rows, day, key=_day_of) :]

    def next_ahead(self, name: str, day: date) -> tuple[Occurrence, ...]:
        """Return the first of what `ahead` returns, or nothing."""
        rows = self.anchors(name)
        place = bisect_left(rows, day, key=_day_of)
        return rows[place : place + 1]

    def anchors(self, name: str) -> tuple[Occurrence, ...]:
        """Return all days of an anchor, in their order."""
        return self._anchors.get(bare_name(name), ())

    def is_recorded(self, name: str, day: date) -> bool:
        """Whether somebody writes down when it happens, so that nothing written up to a day means that it has not happened."""
        rows = self.happenings(name)
        return bare_name(name) in self.recorded or any(row.kind != ANCHOR for row in rows[: bisect_right(rows, day, key=_day_of)])

    def held(self, field: str, day: date) -> tuple[HeldValue, ...]:
        """Return the values of a field on a day; some, such as the products bought, have several."""
        rows, latest = self._history.get(field, ((), ()))
        place, held = bisect_right(rows, day, key=_held_since), []
        while place and latest[place - 1] >= day:
            place -= 1
            if (rows[place].until or date.max) >= day:
                held.append(rows[place])
        return tuple(reversed(held))

    def held_days(self, field: str) -> Iterator[date]:
        """Yield the days on which a field changes."""
        for row in self._history.get(field, ((), ()))[0]:
            if row.since:
                yield row.since
            if row.until and row.until < date.max:
                yield next_day(row.until)

    def is_field(self, name: str) -> bool:
        """Whether a name is a field of the account's history rather than a measure."""
        return name in self.index.attributes or (name in self._history and name not in self.index.measures)

    def series(self, measure: str) -> tuple[ValueSeries, ...]:
        """Return the values of a measure for each instance, and for the account as a whole."""
        return self._series.get(bare_name(measure), ())

    def values_on(self, measure: str, day: date) -> ValueSeries:
        """Return the values of a measure that count on a day: that of the account as a whole, else one for each instance that has one."""
        return values_on(self.series(measure), day)

    def value_steps(self, measure: str) -> tuple[tuple[date, KnownValue | None], ...]:
        """Return the value of a measure by the days from which it holds; None where there is none, or several."""
        name = bare_name(measure)
        if name not in self._steps:
            self._steps[name] = value_steps(self.series(name))
        return self._steps[name]

    def value_days(self, measure: str) -> Iterator[date]:
        """Yield the days on which the values of a measure change or grow too old."""
        return value_days(self.series(measure))

    def later(self, day: date, duration: Duration, sign: int = 1) -> date:
        """Return the day so much later or earlier by the atlas's calendar, or the last or first day of the calendar beyond it."""
        try:
            return self.index.working_days.add(day, sign * duration.amount, duration.unit)
        except OutOfReach:
            return date.max if sign > 0 else date.min

    @cached_property
    def _positive(self) -> dict[str, tuple[DatedReading, ...]]:
        return {}

    @cached_property
    def _occurrences(self) -> Mapping[str, tuple[Occurrence, ...]]:
        rows = defaultdict[str, list[Occurrence]](list)
        for row in sorted(self.facts.occurrences, key=_day_of):
            if row.kind != PLAY and (row.kind == ANCHOR or row.day <= self.end):
                rows[bare_name(row.id)].append(row)
        return {name: tuple(days) for name, days in rows.items()}

    @cached_property
    def _anchors(self) -> Mapping[str, tuple[Occurrence, ...]]:
        anchors = {name: tuple(row for row in rows if row.kind == ANCHOR) for name, rows in self._occurrences.items()}
        return {name: rows for name, rows in anchors.items() if rows}

    @cached_property
    def _history(self) -> Mapping[str, tuple[tuple[HeldValue, ...], tuple[date, ...]]]:
        """The values of each field in the order of their first days, each with the latest day on which it or one before it holds."""
        rows = defaultdict[str, list[HeldValue]](list)
        for row in sorted(self.facts.history, key=_held_since):
            if row.since is None or row.since <= self.end:
                rows[row.field].append(row)
        return {field: (tuple(values), tuple(accumulate((row.until or date.max for row in values), max))) for field, values in rows.items()}

    @cached_property
    def _series(self) -> Mapping[str, tuple[ValueSeries, ...]]:
        return series_by_measure(self.facts.readings, self.index, self.end)

    @cached_property
    def _steps(self) -> dict[str, tuple[tuple[date, KnownValue | None], ...]]:
        return {}


def account_life(facts: AccountFacts, index: AtlasIndex, recorded: frozenset[str] = frozenset()) -> AccountLife:
    """Return the life of an account, without the facts of instances that the atlas leaves out of the account's figures."""
    account = index.atlas.find(Account, facts.account)
    excluded = {instance.id for instance in account.instances if instance.excluded} if account else set()
    counted = replace(
        facts,
        readings=tuple(row for row in facts.readings if row.instance not in excluded),
        occurrences=tuple(row for row in facts.occurrences if row.instance not in excluded),
        periods=tuple(row for row in facts.periods if row.instance not in excluded),
    )
    return AccountLife(counted, index, recorded)


def is_stale(life: AccountLife, fact: AccountFact, day: date) -> bool:
    """Whether a reading is older on a day than its measure lets pass without a mark."""
    if not isinstance(fact, DatedReading):
        return False
    measure = life.index.measures.get(bare_name(fact.measure))
    return bool(measure and measure.stale_after and (day - fact.day).days > measure.stale_after.days)


def _day_of(row: Occurrence | DatedReading) -> date:
    return row.day


def _held_since(row: HeldValue) -> date:
    return row.since or date.min


def _since(relation: CustomerRelation) -> date:
    return relation.since
