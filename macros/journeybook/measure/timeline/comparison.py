"""Comparisons on a day: of a field of the account with any of its values, of a measure with those of all its instances alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.trend import unanimous
from journeybook.measure.timeline.truth import AccountFact, Verdict, at_least
from journeybook.model.language.evaluate import KnownValue, evaluate
from journeybook.model.language.nodes import Compare, Condition, Name

_POSITIVE = ("=", "in")
_NEGATIVE = ("!=", "not in")
_Value = tuple[KnownValue | None, tuple[AccountFact, ...]]


def comparison_days(life: AccountLife, clause: Compare, subject: str) -> Iterator[date]:
    """Yield the days on which a comparison can change; `subject` is what is compared where the clause does not name it."""
    yield from life.resets
    for name in _names(life, clause, subject):
        yield from life.held_days("segment" if _is_by_segment(life, name) else name)
        yield from life.value_days(name)
        yield from (row.day for row in life.happenings(name))


def comparison_on(life: AccountLife, clause: Compare, subject: str, day: date) -> Verdict:
    """Return whether a comparison holds on a day; where a measure's instances or readings differ about it, that is unknown."""
    names = _names(life, clause, subject)
    sides = [_values(life, name, day) for name in names]
    if clause.sign in ("known", "unknown"):
        known = bool(sides[0] or life.counted(names[0], day) or life.ahead(names[0], day))
        return Verdict(known == (clause.sign == "known"), tuple(fact for _, facts in sides[0] for fact in facts))
    if not all(sides):
        facts = tuple(fact for side in sides for _, facts in side for fact in facts)
        return Verdict(None, facts, tuple(name for name, side in zip(names, sides, strict=True) if not side))
    bare = Condition("", replace(clause, subject=Name(names[0])))
    verdicts = [_compared(bare, dict(zip(names, row, strict=True))) for row in product(*sides)]
    if life.is_field(names[0]) and clause.sign in (*_POSITIVE, *_NEGATIVE):
        return at_least(verdicts, 1 if clause.sign in _POSITIVE else len(verdicts))
    return unanimous(verdicts, names[0])


def _names(life: AccountLife, clause: Compare, subject: str) -> list[str]:
    """Return what is compared, and the measures it is compared with."""
    others = (value.name for value in clause.values if isinstance(value, Name) and value.name in life.index.measures)
    return list(dict.fromkeys((clause.subject.name if clause.subject else subject, *others)))


def _compared(condition: Condition, row: dict[str, _Value]) -> Verdict:
    known = {name: value for name, (value, _) in row.items() if value is not None}
    return Verdict(evaluate(condition, known), tuple(fact for _, facts in row.values() for fact in facts))


def _values(life: AccountLife, name: str, day: date) -> list[_Value]:
    """Return the values of a field or measure on a day, each with the facts that say it."""
    if name == "account":
        return [(life.facts.account, ())]
    if _is_by_segment(life, name):
        segments = ((life.index.segments.get(row.value), row) for row in life.held("segment", day))
        return [(segment.coverage, (row,)) for segment, row in segments if segment and segment.coverage]
    if life.is_field(name):
        return [(row.value, (row,)) for row in life.held(name, day)]
    return [(row.value, row.readings) for row in life.values_on(name, day)]


def _is_by_segment(life: AccountLife, name: str) -> bool:
    """Whether a name is the way of being served, which the account's segment says."""
    return name == "coverage" and not life.is_field(name)
