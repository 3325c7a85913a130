"""Comparisons on a day: of a field of the account with any of its values, of a measure with the value that it has.

The value of a measure on a day is that of the account itself, else the word on which its instances agree, or the number of the only one;
readings of one day that differ are no value. The rule is that of `definitions.known_values`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.truth import AccountFact, Verdict, gathered, truth_of_at_least
from journeybook.measure.timeline.value_series import counting_value
from journeybook.model.language.evaluate import KnownValue, evaluate
from journeybook.model.language.nodes import Compare, Condition, Name

_POSITIVE = ("=", "in")
_NEGATIVE = ("!=", "not in")
_KNOWN = ("known", "unknown")
_Value = tuple[KnownValue, tuple[AccountFact, ...]]


@dataclass(frozen=True, eq=False)
class AccountComparison:
    """A comparison for one account; `subject` is what is compared where the clause does not name it."""

    life: AccountLife
    clause: Compare
    subject: str

    @cached_property
    def names(self) -> list[str]:
        """What is compared, and the measures it is compared with."""
        clause, index = self.clause, self.life.index
        others = (value.name for value in clause.values if isinstance(value, Name) and value.name in index.measures)
        return list(dict.fromkeys((clause.subject.name if clause.subject else self.subject, *others)))

    def days(self) -> Iterator[date]:
        """Yield the days on which the comparison, or what it leans on, can change."""
        yield from self.life.resets
        for name in self.names:
            yield from self.life.held_days("segment" if _is_by_segment(self.life, name) else name)
            yield from self.life.value_days(name)
            yield from (row.day for row in self.life.happenings(name))

    def on(self, day: date) -> Verdict:
        """Return whether the comparison holds on a day, with the facts of the values that decide it."""
        sides = [_values(self.life, name, day) for name in self.names]
        truth = self._truth(sides, day)
        if truth is None:
            return self._unknown(sides, day)
        if self.clause.sign in _KNOWN:
            return Verdict(truth, tuple(fact for _, facts in sides[0] for fact in facts))
        deciding = [row for row in product(*sides) if self._answer([row]) is truth]
        return gathered(truth, [Verdict(truth, tuple(fact for _, facts in row for fact in facts)) for row in deciding])

    def truth_on(self, day: date) -> bool | None:
        """Return the answer of `on` alone."""
        return self._truth([_values(self.life, name, day) for name in self.names], day)

    @property
    def walk(self) -> Callable[[], Iterable[tuple[date, bool | None]]] | None:
        """What yields the answers in one walk: for a measure that is compared with nothing but constants."""
        name = self.names[0]
        is_walked = len(self.names) == 1 and self.clause.sign not in _KNOWN and _is_measure(self.life, name)
        return self._walk if is_walked else None

    def _walk(self) -> Iterator[tuple[date, bool | None]]:
        answers: dict[KnownValue, bool | None] = {}
        for day, value in self.life.value_steps(self.names[0]):
            if value is None or isinstance(value, bool):
                yield day, None if value is None else self._compared((value,))
                continue
            if value not in answers:
                answers[value] = self._compared((value,))
            yield day, answers[value]

    def _truth(self, sides: list[list[_Value]], day: date) -> bool | None:
        name, sign = self.names[0], self.clause.sign
        if sign in _KNOWN:
            return bool(sides[0] or self.life.last_counted(name, day) or self.life.next_ahead(name, day)) == (sign == "known")
        return self._answer(list(product(*sides))) if all(sides) else None

    def _unknown(self, sides: list[list[_Value]], day: date) -> Verdict:
        """Return the verdict where a value is missing, or where those of instances differ, which are facts all the same."""
        missing = tuple(name for name, side in zip(self.names, sides, strict=True) if not side) or (self.names[0],)
        facts = [fact for side in sides for _, facts in side for fact in facts]
        facts += [reading for name in missing for row in self.life.values_on(name, day) for reading in row.readings]
        return Verdict(None, tuple(dict.fromkeys(facts)), missing)

    def _answer(self, rows: list[tuple[_Value, ...]]) -> bool | None:
        """Return the answer for all ways to put values side by side: `is not` holds where each does, any other where one does."""
        answers = [self._compared(tuple(value for value, _ in row)) for row in rows]
        return truth_of_at_least(answers, len(answers) if self.clause.sign in _NEGATIVE else 1)

    def _compared(self, values: tuple[KnownValue, ...]) -> bool | None:
        key = tuple((type(value), value) for value in values)
        if key not in self._answers:
            known = dict(zip(self.names, values, strict=True))
            self._answers[key] = evaluate(self._bare, known)
        return self._answers[key]

    @cached_property
    def _bare(self) -> Condition:
        return Condition("", replace(self.clause, subject=Name(self.names[0])))

    @cached_property
    def _answers(self) -> dict[tuple[tuple[type, KnownValue], ...], bool | None]:
        return {}


def _values(life: AccountLife, name: str, day: date) -> list[_Value]:
    """Return the values of a field, or the value of a measure, on a day, each with the facts that say it."""
    if name == "account":
        return [(life.facts.account, ())]
    if _is_by_segment(life, name):
        segments = ((life.index.segments.get(row.value), row) for row in life.held("segment", day))
        return [(segment.coverage, (row,)) for segment, row in segments if segment and segment.coverage]
    if life.is_field(name):
        return [(row.value, (row,)) for row in life.held(name, day)]
    rows = life.values_on(name, day)
    value = counting_value(rows)
    return [] if value is None else [(value, tuple(reading for row in rows for reading in row.readings))]


def _is_measure(life: AccountLife, name: str) -> bool:
    return name != "account" and not _is_by_segment(life, name) and not life.is_field(name)


def _is_by_segment(life: AccountLife, name: str) -> bool:
    """Whether a name is the way of being served, which the account's segment says."""
    return name == "coverage" and not life.is_field(name)
