"""Dates of timings, once the days are known from which they count.

A timing counts from a name: a given day, or something with a timing of its own. So names form a graph, and the dates of a map are found by
depth-first search with a memo and a stack of its own; a name that is met again while it is being resolved is a circle. Every answer is a
window. Whatever comes after a window counts from its last day and whatever comes before it from its first, so that no order of events is
promised that the window does not keep; an author may name the other day. Months, quarters and years are added by the calendar and end with
their month (31 January and one month is 28 February); business days are counted one by one; all other units have a nominal length in days.
Then the target, but not a day that somebody gave, is adjusted to a working day, by one of the conventions that finance calls unadjusted,
following and preceding. Dates are days without hours or zones. `plan-dates.js` follows the same rules in readers' browsers, and one table
of cases is put to both.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from journeybook.model.calendar import Calendar, FreeDay, Weekday
from journeybook.model.language.nodes import Duration
from journeybook.model.timing import Every, Offset, Timing

PLAN_START = ""
"""The name of the day from which a timing counts that names none: the plan's own start."""
MONTHS_PER_UNIT = {"months": 1, "quarters": 3, "years": 12}
DEFAULT_RHYTHM_DATES = 3
"""How many dates of a rhythm are worked out where nobody asks for more."""
LONGEST_WAIT = 4000
"""Free days in a row, about eleven years, after which no working day is expected any more."""


class OutOfReach(ValueError):
    """A date beyond the years 1 to 9999, or a working day that never comes."""


@dataclass(frozen=True)
class ResolvedTiming:
    """The dates of a timing: a window with a first and a last day, either of them perhaps open, or a rhythm, or why there is none.

    A single day is a window that closes as it opens. The reason is a word: undated (its anchor has no date), event (it waits for
    something), rhythm (how often, but not on which days), free (at any time, at once, or only a time of day), backwards (its end comes
    before its beginning), circle, or far.
    """

    opens: date | None = None
    closes: date | None = None
    rhythm: tuple[date, ...] = ()
    reason: str = ""

    @property
    def first(self) -> date | None:
        """The earliest day."""
        return next(iter(self.rhythm), self.opens or self.closes)

    @property
    def last(self) -> date | None:
        """The latest day, as far as there is one."""
        return next(iter(self.rhythm), self.closes or self.opens)


@dataclass(frozen=True)
class WorkingDays:
    """Arithmetic on days that knows which of them are free, and how a target date on a free day is adjusted."""

    weekend: frozenset[int] = frozenset((5, 6))
    """Numbers of free week days; Monday is 0."""
    holidays: frozenset[str] = frozenset()
    """Written as year-month-day, or as month-day where they come every year."""
    on_free_days: FreeDay = FreeDay.STAY

    @classmethod
    def of(cls, calendar: Calendar, on_free_days: FreeDay) -> "WorkingDays":
        """Return the working days of an atlas's calendar, with a map's convention for free days."""
        weekend = frozenset(tuple(Weekday).index(day) for day in calendar.weekend)
        return cls(weekend, frozenset(holiday.day for holiday in calendar.holidays), on_free_days)

    def is_free(self, day: date) -> bool:
        """Return whether a day is a weekend or a holiday."""
        written = day.isoformat()
        return day.weekday() in self.weekend or written in self.holidays or written[5:] in self.holidays

    def adjusted(self, day: date) -> date:
        """Return a target date, moved off free days by the convention; raise OutOfReach where no working day comes."""
        if self.on_free_days is FreeDay.STAY or not self.is_free(day):
            return day
        return self.add_working_days(day, 1 if self.on_free_days is FreeDay.NEXT else -1)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the day so many working days later, or earlier where the number is negative."""
        step, waited = 1 if count > 0 else -1, 0
        while count:
            day = days_later(day, step)
            waited = waited + 1 if self.is_free(day) else 0
            count -= 0 if waited else step
            if waited > LONGEST_WAIT:
                raise OutOfReach
        return day

    def add(self, day: date, amount: int, unit: str) -> date:
        """Return the day so much later; months and years end with their month, and hours are counted in whole days."""
        if unit == "business days":
            return self.add_working_days(day, amount)
        if unit in MONTHS_PER_UNIT:
            return _months_later(day, amount * MONTHS_PER_UNIT[unit])
        days = _nominal_days(abs(amount), unit)
        return days_later(day, days if amount > 0 else -days)


@cache
def _nominal_days(amount: int, unit: str) -> int:
    return Offset(amount, unit).days


def days_later(day: date, days: int) -> date:
    """Return the day so many days later; raise OutOfReach beyond the years 1 to 9999."""
    try:
        return day + timedelta(days)
    except OverflowError as error:
        raise OutOfReach from error


def day_after(day: date, length: Duration) -> date:
    """Return the day so long later, months by the calendar, or the last day of the calendar where that lies beyond.

    >>> day_after(date(2026, 10, 1), Duration(6, "months")), day_after(date(2026, 3, 1), Duration(9999, "years"))
    (datetime.date(2027, 4, 1), datetime.date(9999, 12, 31))
    """
    try:
        if length.unit in MONTHS_PER_UNIT:
            return _months_later(day, length.amount * MONTHS_PER_UNIT[length.unit])
        return days_later(day, length.days)
    except OutOfReach:
        return date.max


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OutOfReach
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass
class DateResolver:
    """Resolves timings to dates from given days; every name is resolved once."""

    given: Mapping[str, date]
    """The days that are known, by name; START is the plan's own."""
    moments: Mapping[str, Timing]
    """The timings of everything else that may be counted from, by name."""
    days: WorkingDays = WorkingDays()
    fixed: frozenset[str] = frozenset()
    """Names whose date is never adjusted, such as the usual day of a renewal."""
    absent: frozenset[str] = frozenset()
    """Names for which nobody waits, such as the steps of another edition."""
    _resolved: dict[str, ResolvedTiming] = field(default_factory=dict)

    def resolve_name(self, name: str) -> ResolvedTiming:
        """Return the dates of something that others count from."""
        if name in self.given:
            return ResolvedTiming(self.given[name], self.given[name])
        if name not in self.moments:
            return ResolvedTiming(reason="undated")
        stack = [] if name in self._resolved else [name]
        while stack:
            self._resolved.setdefault(stack[-1], ResolvedTiming(reason="circle"))
            missing = next((other for other in self._bases(stack[-1]) if other not in self._resolved), None)
            if missing is not None:
                stack.append(missing)
            else:
                last = stack.pop()
                self._resolved[last] = self.resolve(self.moments[last], fixed=last in self.fixed)
        return self._resolved[name]

    def _bases(self, name: str) -> Iterator[str]:
        """Yield the names from which a name is counted, but for those whose day is given or never known."""
        timing = self.moments[name]
        bases = (timing.anchor, timing.until, timing.event, *timing.among)
        return (base for base in bases if base in self.moments and base not in self.given)

    def resolve(self, timing: Timing, *, fixed: bool = False, most: int = DEFAULT_RHYTHM_DATES) -> ResolvedTiming:
        """Return the dates of a timing, of a rhythm at most so many; `fixed` dates are not adjusted."""
        try:
            dates = _Resolution(self, timing, most).dates()
            if dates.opens and dates.closes and dates.closes < dates.opens:
                return ResolvedTiming(reason="backwards")
            return dates if fixed else _adjusted(dates, self.days)
        except _Unknown as unknown:
            return ResolvedTiming(reason=unknown.reason)
        except OutOfReach:
            return ResolvedTiming(reason="far")


class _Unknown(Exception):
    """A timing without dates, and the word for the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class _Resolution:
    """One timing being resolved."""

    resolver: DateResolver
    timing: Timing
    most: int

    def dates(self) -> ResolvedTiming:
        timing = self.timing
        if timing.form in ("immediately", "same day", "anytime", "clock"):
            raise _Unknown("free")
        if timing.form == "event":
            return self._event()
        if timing.form == "latest":
            return self._latest()
        if timing.every:
            return self._rhythm(timing.every)
        if timing.offset is None:
            return self._plain()
        first = self._from(timing.offset)
        if timing.end is not None:
            return ResolvedTiming(first, self._from(timing.end))
        return self._bounded(first)

    def _event(self) -> ResolvedTiming:
        event = self.resolver.resolve_name(self.timing.event)
        if event.last is None:
            raise _Unknown("event" if event.reason == "undated" else event.reason)
        return ResolvedTiming(event.first, event.last)

    def _latest(self) -> ResolvedTiming:
        """Return the last day of whatever ends last among those that are waited for and have a date."""
        windows = (self.resolver.resolve_name(name) for name in self.timing.among if name not in self.resolver.absent)
        days = [window.last for window in windows if window.last]
        if not days:
            raise _Unknown("undated")
        return ResolvedTiming(max(days), max(days))

    def _plain(self) -> ResolvedTiming:
        timing = self.timing
        last = self._day(timing.anchor, side=timing.edge or "last")
        forms: dict[str, Callable[[], ResolvedTiming]] = {
            "at": lambda: ResolvedTiming(last, last),
            "after": lambda: ResolvedTiming(opens=last),
            "before": lambda: ResolvedTiming(closes=days_later(self._day(timing.anchor, side=timing.edge or "first"), -1)),
            "span": lambda: ResolvedTiming(last, self._day(timing.until, side=timing.until_edge or "last")),
        }
        return forms.get(timing.form, lambda: ResolvedTiming(closes=last))()

    def _bounded(self, day: date) -> ResolvedTiming:
        """Return the window of a bound (`at least`, `by the end of the month`) and of `by`, most of them open on one side."""
        if self.timing.bound == "month":
            return ResolvedTiming(closes=day.replace(day=monthrange(day.year, day.month)[1]))
        before = self.timing.side == "before"
        if self.timing.bound == "least":
            return ResolvedTiming(closes=day) if before else ResolvedTiming(opens=day)
        if self.timing.bound == "most":
            near = self._near()
            return ResolvedTiming(day, near) if before else ResolvedTiming(near, day)
        if self.timing.bound == "latest" or self.timing.form == "by":
            return ResolvedTiming(closes=day)
        return ResolvedTiming(day, day)

    def _from(self, offset: Offset) -> date:
        return self.resolver.days.add(self._near(), offset.sign * offset.amount, offset.unit)

    def _near(self) -> date:
        """Return the day of the anchor from which an offset counts: the one that the author names, else the nearest."""
        return self._day(self.timing.anchor, side=self.timing.edge or ("first" if self.timing.side == "before" else "last"))

    def _rhythm(self, every: Every) -> ResolvedTiming:
        """Return the first dates of a rhythm, the first of them one turn after the day it counts from."""
        since = self._day(self.timing.anchor, side=self.timing.edge or "last")
        until = self._day(self.timing.until, side=self.timing.until_edge or "last") if self.timing.until else None
        if every.times > 1 or every.unit in ("hours", "minutes"):
            return ResolvedTiming(since, until, reason="rhythm")
        turns = (self.resolver.days.add(since, every.amount * turn, every.unit) for turn in range(1, self.most + 1))
        dates = tuple(day for day in turns if until is None or day <= until)
        return ResolvedTiming(rhythm=dates) if dates else ResolvedTiming(reason="rhythm")

    def _day(self, name: str, *, side: str) -> date:
        """Return the first or last day of the window a name stands for."""
        window = self.resolver.resolve_name(name)
        day = window.first if side == "first" else window.last
        if day is None:
            raise _Unknown(window.reason if window.reason in ("circle", "far") else "undated")
        return day


def _adjusted(dates: ResolvedTiming, days: WorkingDays) -> ResolvedTiming:
    opens, closes = (days.adjusted(day) if day else None for day in (dates.opens, dates.closes))
    rhythm = tuple(dict.fromkeys(days.adjusted(day) for day in dates.rhythm))
    return ResolvedTiming(opens, closes, rhythm, dates.reason)
