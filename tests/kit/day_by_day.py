"""Conditions day by day, as plainly as they can be written down: for comparing, never for use.

It knows one account without returns, in an atlas whose measures, events and anchors are handed to it, and asks every day before the one
in question. It shares nothing with the evaluator that it is compared with but the nodes of the language.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from journeybook.measure.facts import AccountFacts, DatedReading
from journeybook.model.language.nodes import (
    Absent,
    Clause,
    Combination,
    Compare,
    Condition,
    Constant,
    Duration,
    Elapsed,
    Lasts,
    Name,
    Not,
    Often,
    Proposition,
    Quantity,
    Trend,
    Within,
)

Answer = bool | None
ORDER = {"bad": 0, "well": 2}
"""The bands of the test's health model, by how good they are."""


def plus(day: date, length: Duration, sign: int = 1) -> date:
    """Return the day so much later."""
    if length.unit == "months":
        months = day.year * 12 + day.month - 1 + sign * length.amount
        return date(months // 12, months % 12 + 1, min(day.day, monthrange(months // 12, months % 12 + 1)[1]))
    return day + sign * timedelta(length.amount * {"days": 1, "weeks": 7}[length.unit])


@dataclass(frozen=True)
class DayByDay:
    """One account, how many days the values of each measure count, the conditions of events, and what is recorded."""

    facts: AccountFacts
    begin: date
    limits: Mapping[str, int]
    events: Mapping[str, Condition]
    recorded: frozenset[str]
    fields: frozenset[str]
    default_anchor: str

    def holds(self, clause: Clause, day: date) -> Answer:
        """Return whether a clause holds on a day."""
        if isinstance(clause, Constant):
            return {"always": True, "never": False}.get(clause.word)
        if isinstance(clause, Not):
            inner = self.holds(clause.clause, day)
            return None if inner is None else not inner
        if isinstance(clause, Combination):
            answers = [self.holds(part, day) for part in clause.clauses]
            needed = {"and": len(answers), "or": 1, "of": clause.least}[clause.word]
            return True if answers.count(True) >= needed else False if answers.count(True) + answers.count(None) < needed else None
        if isinstance(clause, Lasts):
            return self.lasts(clause, day)
        return self.simple(clause, day)

    def simple(self, clause: Clause, day: date) -> Answer:
        if isinstance(clause, Proposition):
            return self.proposition(clause.name.name, day)
        if isinstance(clause, Compare):
            return self.compares(clause, day)
        if isinstance(clause, Trend):
            return agreed([self.moves(rows, clause, day) for rows in self.instances(str(clause.subject and clause.subject.name), day)])
        if isinstance(clause, Absent):
            return self.absent(clause, day)
        if isinstance(clause, Often):
            happened = [other for other in self.happenings(clause.name.name, day) if plus(other, clause.duration) > day]
            enough = len(happened) >= clause.times if clause.limit == "least" else len(happened) <= clause.times
            return enough if self.observed(clause.name.name, day) else None
        return (
            self.within(clause, day) if isinstance(clause, Within) else self.elapsed(clause, day) if isinstance(clause, Elapsed) else None
        )

    def lasts(self, clause: Lasts, day: date) -> Answer:
        answers = [(past, self.holds(clause.clause, past)) for past in self.days(day)]
        if any(answer is False and plus(past + timedelta(1), clause.duration) > day for past, answer in answers) or answers[-1][1] is False:
            return False
        starts = [past for place, (past, _) in enumerate(answers) if all(answer for _, answer in answers[place:])]
        return True if starts and plus(starts[0], clause.duration) <= day else None

    def days(self, last: date) -> list[date]:
        return [self.begin + timedelta(number) for number in range((last - self.begin).days + 1)]

    def proposition(self, name: str, day: date) -> Answer:
        if name in self.events:
            if day in self.dates(name):
                return True
            answer = self.holds(self.events[name].root, day)
            return True if answer is None and self.dates(name, day) else answer
        if name in ORDER:
            return self.compares(Compare(Name("band"), "=", (Name(name),)), day)
        if name in self.fields or any(reading.measure == name for reading in self.facts.readings):
            return self.compares(Compare(Name(name), "=", (Name("yes"),)), day)
        if self.dates(name, day) or (name == self.default_anchor and not self.anchors(name)):
            return True
        return False if name in self.recorded or self.anchors(name) else None

    def compares(self, clause: Compare, day: date) -> Answer:
        name = str(clause.subject and clause.subject.name)
        if name in self.fields:
            rows = [held for held in self.facts.history if held.field == name and (held.since or day) <= day <= (held.until or day)]
            answers = [any_of(row.value, clause) for row in rows]
            if clause.sign in ("known", "unknown"):
                return bool(rows) == (clause.sign == "known")
            if not rows:
                return None
            return (True in answers) if clause.sign in ("=", "in") else (False not in answers)
        latest = [rows[-1][1] for rows in self.instances(name, day)]
        value = latest[0] if len(latest) == 1 or (latest and isinstance(latest[0], str | bool) and len(set(latest)) == 1) else None
        if clause.sign in ("known", "unknown"):
            return (value is not None) == (clause.sign == "known")
        return None if value is None else any_of(value, clause)

    def instances(self, name: str, day: date) -> Iterator[list[tuple[date, Any]]]:
        """Yield the days and values of each instance up to a day, if the last one still counts; a value that is doubtful is None."""
        keys = sorted({str(reading.instance) for reading in self.facts.readings if reading.measure == name})
        series = [
            (key, rows)
            for key in keys
            if (rows := self.series(name, key, day)) and (day - rows[-1][0]).days <= self.limits.get(name, 10**6)
        ]
        whole = [rows for key, rows in series if key == "None"]
        yield from whole or [rows for _, rows in series]

    def series(self, name: str, instance: str, day: date) -> list[tuple[date, Any]]:
        readings = [row for row in self.facts.readings if row.measure == name and str(row.instance) == instance and row.day <= day]
        days = sorted({row.day for row in readings})
        values = [{row.value for row in readings if row.day == other} for other in days]
        return [(other, next(iter(group)) if len(group) == 1 else None) for other, group in zip(days, values, strict=True)]

    def moves(self, rows: list[tuple[date, Any]], clause: Trend, day: date) -> Answer:
        *before, (_, now) = rows
        ends = [other - timedelta(1) for other, _ in rows[1:]]
        if clause.within is None:
            compared = before[-1:]
        else:
            limit = timedelta(self.limits.get(str(clause.subject and clause.subject.name), 10**5))
            counted = zip(before, ends, strict=True)
            compared = [row for row, end in counted if plus(min(end, row[0] + limit), clause.within) >= day]
        answers = [self.moved(first, now, clause) for _, first in compared]
        return True if True in answers else None if None in answers or not answers else False

    def moved(self, first: object, now: object, clause: Trend) -> Answer:
        low, high = number(first), number(now)
        if low is None or high is None:
            return None
        up = high - low if clause.direction == "rises" else low - high
        if clause.by is None:
            return up > 0
        if clause.by.unit == "%":
            return up * 100 >= low * Fraction(clause.by.amount) if low > 0 else None
        return up >= clause.by.amount

    def dates(self, name: str, day: date | None = None) -> list[date]:
        return sorted(row.day for row in self.facts.occurrences if row.id == name and (day is None or row.day <= day))

    def anchors(self, name: str) -> list[date]:
        return sorted(row.day for row in self.facts.occurrences if row.id == name and row.kind == "anchor")

    def start(self, name: str) -> set[date]:
        """Return the first day of the account, which stands for the default anchor where no day of that is known."""
        return {self.begin} if name == self.default_anchor and not self.anchors(name) else set()

    def readings(self, name: str) -> list[DatedReading]:
        return [row for row in self.facts.readings if row.measure == name]

    def happenings(self, name: str, day: date) -> list[date]:
        if name in self.limits:
            return sorted(row.day for row in self.readings(name) if row.day <= day and row.value not in (0, False))
        return self.dates(name, day)

    def observed(self, name: str, day: date) -> bool:
        return (
            name in self.recorded or bool(self.dates(name, day) or self.anchors(name)) or any(row.day <= day for row in self.readings(name))
        )

    def absent(self, clause: Absent, day: date) -> Answer:
        name = clause.name.name
        if name in self.events:
            return self.lasts(Lasts(Not(Proposition(clause.name)), clause.duration), day)
        happened = self.happenings(name, day)
        if not self.observed(name, day) or (name in self.limits and not list(self.instances(name, day))):
            return None
        return plus(happened[-1] if happened else self.begin, clause.duration) <= day

    def within(self, clause: Within, day: date) -> Answer:
        name = clause.name.name
        anchors, ahead = self.anchors(name), [other for other in self.anchors(name) if other >= day]
        if clause.anchor is None:
            return plus(ahead[0], clause.duration, -1) <= day if ahead else False if anchors else None
        bases, rows = ({*self.dates(other, day), *self.anchors(other)} or self.start(other) for other in (clause.anchor.name, name))
        if not bases:
            return None
        near = [
            (plus(base, clause.duration, -1) if clause.side != "after" else base)
            <= row
            <= (plus(base, clause.duration) if clause.side != "before" else base)
            for base in bases
            for row in rows
        ]
        return True if any(near) else False if rows or name in self.recorded else None

    def elapsed(self, clause: Elapsed, day: date) -> Answer:
        name = clause.anchor.name if clause.anchor else self.default_anchor
        is_after = clause.side == "after"
        rows = self.dates(name, day) if is_after else [other for other in self.anchors(name) if other >= day]
        if not rows and is_after:
            rows = sorted(self.start(name))
        if not rows:
            is_known = self.anchors(name) or name in self.recorded if is_after else self.dates(name, day) or self.start(name)
            return False if is_known else None
        turn = plus(rows[-1], clause.duration) if is_after else plus(rows[0], clause.duration, -1)
        gap = (day - turn).days if is_after else (turn - day).days
        return {"<": gap < 0, "<=": gap <= 0, ">": gap > 0, ">=": gap >= 0, "=": gap == 0, "!=": gap != 0}[clause.sign]


def number(value: Any) -> Fraction | None:
    """Return a value as a number, a band as its place in their order."""
    if isinstance(value, str):
        return Fraction(ORDER[value]) if value in ORDER else None
    return None if value is None or isinstance(value, bool) else Fraction(value)


def any_of(actual: Any, clause: Compare) -> Answer:
    """Return whether a value compares with one of those of a clause."""
    answers = [compared(actual, "=" if "in" in clause.sign else clause.sign, value) for value in clause.values]
    answer = True if True in answers else None if None in answers else False
    return None if answer is None else answer != (clause.sign == "not in")


def compared(actual: Any, sign: str, value: object) -> Answer:
    words = {"yes": True, "no": False}
    left = words.get(actual, actual) if isinstance(actual, str) else actual
    right = value.amount if isinstance(value, Quantity) else words.get(value.name, value.name) if isinstance(value, Name) else None
    if right is None or isinstance(left, bool) != isinstance(right, bool) or isinstance(left, str) != isinstance(right, str):
        return None
    if sign in ("=", "!="):
        return bool(left == right) == (sign == "=")
    if isinstance(left, str | bool):
        return None
    return bool({"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign])


def agreed(answers: list[Answer]) -> Answer:
    """Return the answer of all, or None where they differ."""
    return answers[0] if answers and all(answer is answers[0] for answer in answers) else None
