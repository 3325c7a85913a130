"""Truth over time: what a condition says on every day, as the days on which its answer changes.

A timeline begins on the first day of which anything is known and ends with the as-of day. It holds one answer for each stretch of days on
which that does not change: what joins several timelines is asked only where one of them turns. Joining
follows Kleene's strong logic, as `language.evaluate` does.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from journeybook.measure.facts import DatedPeriod, DatedReading, HeldValue, Occurrence

AccountFact = DatedReading | HeldValue | Occurrence | DatedPeriod
ONE_DAY = timedelta(1)


def next_day(day: date) -> date:
    """Return the next day; there is none after the last day of the calendar, 9999-12-31, which stands for itself."""
    return day if day == date.max else day + ONE_DAY


def previous_day(day: date) -> date:
    """Return the day before; there is none before the first day of the calendar, 0001-01-01, which stands for itself."""
    return day if day == date.min else day - ONE_DAY


def fact_day(fact: AccountFact) -> date:
    """Return the day on which a fact came to be."""
    if isinstance(fact, HeldValue | DatedPeriod):
        return fact.since or date.min
    return fact.day


@dataclass(frozen=True)
class Verdict:
    """An answer (None is unknown), the facts it leans on, and the names or words that are missing where it is unknown."""

    truth: bool | None
    leans_on: tuple[AccountFact, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class TruthRun:
    """Days in a row with the same answer, both included."""

    since: date
    until: date
    truth: bool | None


@dataclass(frozen=True, eq=False)
class TruthTimeline:
    """Answers by the day from which they hold, the first one from the first day on; the last one holds until the end.

    Only answers are kept. What an answer leans on changes with every reading and is asked of `judge` for the days that somebody looks at;
    `leaning` yields the days on which it can change.
    """

    turns: tuple[tuple[date, bool | None], ...]
    end: date
    judge: Callable[[date], Verdict]
    leaning: Callable[[], Iterable[date]]

    def at(self, day: date) -> Verdict:
        """Return the verdict on a day; before the first day and after the end nothing is known."""
        if not self.turns[0][0] <= day <= self.end:
            return Verdict(None)
        if day not in self._verdicts:
            self._verdicts[day] = self.judge(day)
        return self._verdicts[day]

    def truth_at(self, day: date) -> bool | None:
        """Return the answer on a day, without what it leans on."""
        place = self.place_at(day)
        return self.turns[place][1] if place >= 0 and day <= self.end else None

    def place_at(self, day: date) -> int:
        """Return the place of a day's run among the runs; -1 before the first day."""
        return bisect_right(self.turn_days, day) - 1

    def since(self, day: date) -> date | None:
        """Return the first day of the unbroken answer of a day; None outside of the timeline."""
        run = self.run_at(day)
        return run.since if run else None

    def run_at(self, day: date) -> TruthRun | None:
        """Return the days in a row around a day that have its answer."""
        place = self.place_at(day)
        return self.runs[place] if place >= 0 and day <= self.end else None

    @cached_property
    def days(self) -> list[date]:
        """The days on which the answer or what it leans on can change, the first day among them."""
        first = self.turns[0][0]
        return sorted({first, *(day for day in self.leaning() if first < day <= self.end)})

    @cached_property
    def turn_days(self) -> list[date]:
        """The days on which the answer changes, the first day among them."""
        return [day for day, _ in self.turns]

    @cached_property
    def runs(self) -> tuple[TruthRun, ...]:
        """The stretches of days with the same answer; each day is in exactly one of them."""
        ends = [*(previous_day(day) for day in self.turn_days[1:]), self.end]
        return tuple(TruthRun(day, until, truth) for (day, truth), until in zip(self.turns, ends, strict=True))

    @cached_property
    def _verdicts(self) -> dict[date, Verdict]:
        return {}


@dataclass(frozen=True)
class Judge:
    """What answers for a day: `verdict` in full, `truth` the answer alone where that is cheaper.

    `walk` yields the answers by their days in one walk through the facts, where that is cheaper than asking day by day: a day is left out
    only where the answer is that of the day before.
    """

    verdict: Callable[[date], Verdict]
    truth: Callable[[date], bool | None]
    walk: Callable[[], Iterable[tuple[date, bool | None]]] | None = None

    @classmethod
    def by(cls, verdict: Callable[[date], Verdict]) -> "Judge":
        """Return a judge that has no cheaper way to the answer."""
        return cls(verdict, lambda day: verdict(day).truth)


def timeline_over(
    days: Iterable[date], judge: Judge, begin: date, end: date, leaning: Callable[[], Iterable[date]] | None = None
) -> TruthTimeline:
    """Return the timeline of a judge whose answer can change on some days only; it is asked on those and on the first day.

    `leaning` yields the days on which what it leans on can change, where those are more.
    """
    if judge.walk:
        answers: Iterable[tuple[date, bool | None]] = chain([(begin, judge.truth(begin))], judge.walk())
    else:
        days = sorted({begin, *(day for day in days if begin < day <= end)})
        answers = ((day, judge.truth(day)) for day in days)
    return TruthTimeline(_turns(answers, begin, end), end, judge.verdict, leaning or (lambda: days))


def _turns(answers: Iterable[tuple[date, bool | None]], begin: date, end: date) -> tuple[tuple[date, bool | None], ...]:
    """Return the days on which answers change, the first day among them."""
    turns: list[tuple[date, bool | None]] = []
    last: object = turns
    for turn in answers:
        if turn[1] is not last and begin <= turn[0] <= end:
            last = turn[1]
            turns.append(turn)
    return tuple(turns)


def negation(verdict: Verdict) -> Verdict:
    """Return the negation of a verdict; what is unknown stays unknown."""
    return verdict if verdict.truth is None else replace(verdict, truth=not verdict.truth)


def at_least(verdicts: Sequence[Verdict], needed: int) -> Verdict:
    """Return whether so many verdicts are true, with the facts and the missing names of those that decide it."""
    truth = truth_of_at_least([verdict.truth for verdict in verdicts], needed)
    return gathered(truth, [verdict for verdict in verdicts if verdict.truth is truth or (truth is None and verdict.truth is not False)])


def truth_of_at_least(truths: Sequence[bool | None], needed: int) -> bool | None:
    """Return whether so many answers are true."""
    return True if truths.count(True) >= needed else False if len(truths) - truths.count(False) < needed else None


def gathered(truth: bool | None, verdicts: Iterable[Verdict]) -> Verdict:  # noqa: FBT001 - an answer of three
    """Return an answer that leans on all that some verdicts lean on; names are missing only where it is unknown."""
    deciding = tuple(verdicts)
    facts = dict.fromkeys(fact for verdict in deciding for fact in verdict.leans_on)
    missing = dict.fromkeys(name for verdict in deciding for name in verdict.missing)
    return Verdict(truth, tuple(facts), tuple(missing) if truth is None else ())
