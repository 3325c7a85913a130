"""When exactly: what a timing comes to once the days are known that it counts from. Readers' browsers reckon by the same rules."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from journeybook.model.calendar import Calendar, FreeDay, Weekday
from journeybook.model.timing import Every, Offset, Timing

PLAN_START = ""
"""The name of the day from which a timing counts that names none."""
MONTHS_PER_UNIT = {"months": 1, "quarters": 3, "years": 12}
SHOWN = 3
"""How many dates of a rhythm are worked out where nobody asks for more."""
LONGEST_WAIT = 4000
"""Days after which a working day is no longer looked for."""


class OutOfReach(ValueError):  # noqa: N818 - it says where the date lies
    """A date beyond the years 1 to 9999, or a working day that never comes."""


@dataclass(frozen=True)
class ResolvedTiming:
    """What a timing comes to: from its first to its last day, either of them perhaps open, or the dates of a rhythm, or why there is none.

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
class Days:
    """Which days are free, and what becomes of a target date that falls on one."""

    weekend: frozenset[int] = frozenset((5, 6))
    """Numbers of free week days; Monday is 0."""
    holidays: frozenset[str] = frozenset()
    """Written as year-month-day, or as month-day where they come every year."""
    on_free_days: FreeDay = FreeDay.STAY

    @classmethod
    def of(cls, calendar: Calendar, on_free_days: FreeDay) -> "Days":
        """Read an atlas's calendar and a map's wish."""
        weekend = frozenset(tuple(Weekday).index(day) for day in calendar.weekend)
        return cls(weekend, frozenset(holiday.day for holiday in calendar.holidays), on_free_days)

    def is_free(self, day: date) -> bool:
        """Say whether nobody works on a day."""
        written = day.isoformat()
        return day.weekday() in self.weekend or written in self.holidays or written[5:] in self.holidays

    def kept(self, day: date) -> date:
        """Return where a target date goes; OutOfReach where no working day comes."""
        if self.on_free_days is FreeDay.STAY or not self.is_free(day):
            return day
        return self.worked(day, 1 if self.on_free_days is FreeDay.NEXT else -1)

    def worked(self, day: date, steps: int) -> date:
        """Return the day so many working days later, or earlier where the number is negative."""
        forward, waited = 1 if steps > 0 else -1, 0
        while steps:
            day = moved(day, forward)
            waited = waited + 1 if self.is_free(day) else 0
            steps -= 0 if waited else forward
            if waited > LONGEST_WAIT:
                raise OutOfReach
        return day

    def add(self, day: date, amount: int, unit: str) -> date:
        """Return the day so much later; months and years end with their month, and hours are counted in whole days."""
        if unit == "business days":
            return self.worked(day, amount)
        if unit in MONTHS_PER_UNIT:
            return _month_later(day, amount * MONTHS_PER_UNIT[unit])
        whole = abs(Offset(abs(amount), unit).days)
        return moved(day, whole if amount > 0 else -whole)


def moved(day: date, days: int) -> date:
    """Return the day so many days later; OutOfReach beyond the years 1 to 9999."""
    try:
        return day + timedelta(days)
    except OverflowError as error:
        raise OutOfReach from error


def _month_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OutOfReach
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass
class Reckoning:
    """Works out timings from given days; what is counted from something with a timing of its own follows that."""

    given: Mapping[str, date]
    """The days that are known, by name; START is the plan's own."""
    moments: Mapping[str, Timing]
    """Everything else that may be counted from, by name."""
    days: Days = Days()
    fixed: frozenset[str] = frozenset()
    """Moments whose date stays where it falls, such as the usual day of a renewal."""
    _known: dict[str, ResolvedTiming] = field(default_factory=dict)

    def moment(self, name: str) -> ResolvedTiming:
        """Return when something is that others count from."""
        if name in self.given:
            return ResolvedTiming(self.given[name], self.given[name])
        if name not in self.moments:
            return ResolvedTiming(reason="undated")
        if name not in self._known:
            self._known[name] = ResolvedTiming(reason="circle")
            self._known[name] = self.when(self.moments[name], fixed=name in self.fixed)
        return self._known[name]

    def when(self, timing: Timing, *, fixed: bool = False, most: int = SHOWN) -> ResolvedTiming:
        """Return what a timing comes to, with so many dates of a rhythm at most."""
        try:
            found = _Reader(self, timing, most).read()
            if found.opens and found.closes and found.closes < found.opens:
                return ResolvedTiming(reason="backwards")
            return found if fixed else _kept(found, self.days)
        except _Unknown as unknown:
            return ResolvedTiming(reason=unknown.reason)
        except OutOfReach:
            return ResolvedTiming(reason="far")


class _Unknown(Exception):  # noqa: N818 - caught two functions further up
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class _Reader:
    reckoning: Reckoning
    timing: Timing
    most: int

    def read(self) -> ResolvedTiming:
        timing = self.timing
        if timing.form in ("immediately", "same day", "anytime", "clock"):
            raise _Unknown("free")
        if timing.form == "event":
            return self._event()
        if timing.every:
            return self._rhythm(timing.every)
        if timing.offset is None:
            return self._plain()
        first = self._from(timing.offset)
        if timing.end is not None:
            return ResolvedTiming(first, self._from(timing.end))
        return self._bounded(first)

    def _event(self) -> ResolvedTiming:
        found = self.reckoning.moment(self.timing.event)
        if found.last is None:
            raise _Unknown("event" if found.reason == "undated" else found.reason)
        return ResolvedTiming(found.first, found.last)

    def _plain(self) -> ResolvedTiming:
        timing = self.timing
        last = self._day(timing.anchor, side="last")
        forms: dict[str, Callable[[], ResolvedTiming]] = {
            "at": lambda: ResolvedTiming(last, last),
            "after": lambda: ResolvedTiming(opens=last),
            "before": lambda: ResolvedTiming(closes=moved(self._day(timing.anchor, side="first"), -1)),
            "span": lambda: ResolvedTiming(last, self._day(timing.until, side="last")),
        }
        return forms.get(timing.form, lambda: ResolvedTiming(closes=last))()

    def _bounded(self, day: date) -> ResolvedTiming:
        """Read `at least`, `at most`, `at the latest` and `by` as windows, most of them open on one side."""
        before = self.timing.side == "before"
        if self.timing.bound == "least":
            return ResolvedTiming(closes=day) if before else ResolvedTiming(opens=day)
        if self.timing.bound == "most":
            near = self._day(self.timing.anchor, side="first" if before else "last")
            return ResolvedTiming(day, near) if before else ResolvedTiming(near, day)
        if self.timing.bound == "latest" or self.timing.form == "by":
            return ResolvedTiming(closes=day)
        return ResolvedTiming(day, day)

    def _from(self, offset: Offset) -> date:
        near = self._day(self.timing.anchor, side="first" if self.timing.side == "before" else "last")
        return self.reckoning.days.add(near, offset.sign * offset.amount, offset.unit)

    def _rhythm(self, every: Every) -> ResolvedTiming:
        """Return the first dates of a rhythm, the first of them one turn after the day it counts from."""
        since = self._day(self.timing.anchor, side="last")
        until = self._day(self.timing.until, side="last") if self.timing.until else None
        if every.times > 1 or every.unit in ("hours", "minutes"):
            return ResolvedTiming(since, until, reason="rhythm")
        turns = (self.reckoning.days.add(since, every.amount * turn, every.unit) for turn in range(1, self.most + 1))
        dates = tuple(day for day in turns if until is None or day <= until)
        return ResolvedTiming(rhythm=dates) if dates else ResolvedTiming(reason="rhythm")

    def _day(self, name: str, *, side: str) -> date:
        """Return the day a name stands for: of a window, what comes after counts from its last day, what comes before from its first."""
        found = self.reckoning.moment(name)
        day = found.first if side == "first" else found.last
        if day is None:
            raise _Unknown(found.reason if found.reason in ("circle", "far") else "undated")
        return day


def _kept(found: ResolvedTiming, days: Days) -> ResolvedTiming:
    opens, closes = (days.kept(day) if day else None for day in (found.opens, found.closes))
    rhythm = tuple(dict.fromkeys(days.kept(day) for day in found.rhythm))
    return ResolvedTiming(opens, closes, rhythm, found.reason)
