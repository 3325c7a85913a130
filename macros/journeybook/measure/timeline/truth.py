"""Truth over time: what a condition says on every day, as the days on which its answer changes.

A timeline begins on the first day of which anything is known and ends with the as-of day. It holds one verdict for each stretch of days on
which nothing changes, so that a judge is asked once for each stretch. Joining follows Kleene's strong logic, as `language.evaluate` does.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from journeybook.measure.facts import DatedPeriod, DatedReading, HeldValue, Occurrence

AccountFact = DatedReading | HeldValue | Occurrence | DatedPeriod
ONE_DAY = timedelta(1)


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


@dataclass(frozen=True)
class TruthTimeline:
    """Verdicts by the day from which they hold, the first one from the first day on; the last one holds until the end."""

    changes: tuple[tuple[date, Verdict], ...]
    end: date

    def at(self, day: date) -> Verdict:
        """Return the verdict on a day; before the first day and after the end nothing is known."""
        place = bisect_right(self.days, day) - 1
        return self.changes[place][1] if place >= 0 and day <= self.end else Verdict(None)

    def since(self, day: date) -> date | None:
        """Return the first day of the unbroken answer of a day; None outside of the timeline."""
        run = self.run_at(day)
        return run.since if run else None

    def run_at(self, day: date) -> TruthRun | None:
        """Return the days in a row around a day that have its answer."""
        place = bisect_right(self._run_days, day) - 1
        return self.runs[place] if place >= 0 and day <= self.end else None

    @cached_property
    def days(self) -> list[date]:
        """The days on which a verdict changes, the first day among them."""
        return [day for day, _ in self.changes]

    @cached_property
    def runs(self) -> tuple[TruthRun, ...]:
        """The stretches of days with the same answer; each day is in exactly one of them."""
        runs: list[TruthRun] = []
        ends = [*(day - ONE_DAY for day in self.days[1:]), self.end]
        for (day, verdict), until in zip(self.changes, ends, strict=True):
            if runs and runs[-1].truth is verdict.truth:
                runs[-1] = replace(runs[-1], until=until)
            else:
                runs.append(TruthRun(day, until, verdict.truth))
        return tuple(runs)

    @cached_property
    def _run_days(self) -> list[date]:
        return [run.since for run in self.runs]


def timeline_over(days: Iterable[date], judge: Callable[[date], Verdict], begin: date, end: date) -> TruthTimeline:
    """Return the timeline of a judge whose verdict can change on some days only; it is asked on those and on the first day."""
    changes: list[tuple[date, Verdict]] = []
    for day in sorted({begin, *(day for day in days if begin < day <= end)}):
        verdict = judge(day)
        if not changes or changes[-1][1] != verdict:
            changes.append((day, verdict))
    return TruthTimeline(tuple(changes), end)


def negation(verdict: Verdict) -> Verdict:
    """Return the negation of a verdict; what is unknown stays unknown."""
    return verdict if verdict.truth is None else replace(verdict, truth=not verdict.truth)


def at_least(verdicts: Sequence[Verdict], needed: int) -> Verdict:
    """Return whether so many verdicts are true, with the facts and the missing names of those that decide it."""
    truths = [verdict.truth for verdict in verdicts]
    truth = True if truths.count(True) >= needed else False if len(truths) - truths.count(False) < needed else None
    return gathered(truth, [verdict for verdict in verdicts if verdict.truth is truth or (truth is None and verdict.truth is not False)])


def gathered(truth: bool | None, verdicts: Iterable[Verdict]) -> Verdict:  # noqa: FBT001 - an answer of three
    """Return an answer that leans on all that some verdicts lean on; names are missing only where it is unknown."""
    deciding = tuple(verdicts)
    facts = dict.fromkeys(fact for verdict in deciding for fact in verdict.leans_on)
    missing = dict.fromkeys(name for verdict in deciding for name in verdict.missing)
    return Verdict(truth, tuple(facts), tuple(missing) if truth is None else ())
