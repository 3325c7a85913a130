"""What conditions say of things that happen: that they have, have not for so long, so often, or near a day.

A thing happens on a day that is recorded for its id. A measure happens on each day of a reading that is neither zero nor no. What nobody
records is unknown; what is recorded for others and not for this account has not happened. What happened in an earlier relation of the
account does not count for the next one. Where no day of the atlas's default anchor is known, the first day of the relation stands for it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from journeybook.measure.facts import DatedReading, Occurrence
from journeybook.measure.timeline.account_life import ANCHOR, AccountLife
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.truth import ONE_DAY, AccountFact, Verdict, next_day
from journeybook.model.language.nodes import Absent, Duration, Elapsed, Often, Within

Happening = DatedReading | Occurrence


def happening_days(life: AccountLife, name: str) -> Iterator[date]:
    """Yield the days on which something happens, the days after them, and those on which counting begins anew."""
    yield from life.resets
    for relation in life.relations:
        yield relation.since
        if relation.until and relation.until < date.max:
            yield next_day(relation.until)
    yield from life.value_days(name)
    for row in _all_happenings(life, name):
        yield row.day
        if row.day < date.max:
            yield next_day(row.day)


def has_happened(life: AccountLife, name: str, day: date) -> Verdict:
    """Return whether something has happened up to a day; of an anchor, whether its day has come."""
    rows = life.counted(name, day)
    if rows:
        return Verdict(truth=True, leans_on=rows[-1:])
    ahead = life.ahead(name, day)
    if relation := life.stands_for_start(name, day):
        return Verdict(truth=True, leans_on=relation.leans_on)
    return Verdict(truth=False, leans_on=ahead[:1]) if ahead or life.is_recorded(name, day) else Verdict(None, (), (name,))


def absent_days(life: AccountLife, absent: Absent) -> Iterator[date]:
    """Yield the days on which it can change whether something has been absent for so long."""
    yield from happening_days(life, absent.name.name)
    for row in _all_happenings(life, absent.name.name):
        yield life.later(row.day, absent.duration)
    for relation in life.relations:
        yield life.later(relation.since, absent.duration)


def absent_on(life: AccountLife, absent: Absent, day: date) -> Verdict:
    """Return whether something has not happened for so long: since it last did, else since the relation began."""
    name = absent.name.name
    rows = _happenings(life, name, day)
    if not rows and not _is_observed(life, name, day):
        return Verdict(None, (), (name,))
    relation = life.relation_at(day)
    since = rows[-1].day if rows else relation.since if relation else None
    if since is None or (_is_measured(life, name) and not life.values_on(name, day)):
        return Verdict(None, rows[-1:], (name,))
    return Verdict(day >= life.later(since, absent.duration), rows[-1:])


def often_days(life: AccountLife, often: Often) -> Iterator[date]:
    """Yield the days on which it can change how often something has happened lately."""
    yield from happening_days(life, often.name.name)
    for row in _all_happenings(life, often.name.name):
        yield life.later(row.day, often.duration)


def often_on(life: AccountLife, often: Often, day: date) -> Verdict:
    """Return whether something happened at least or at most so many times in the days so long back, this day included."""
    name = often.name.name
    if not _is_observed(life, name, day):
        return Verdict(None, (), (name,))
    rows = _happenings(life, name, day)
    rows = rows[bisect_right(rows, day, key=lambda row: life.later(row.day, often.duration)) :]
    return Verdict(len(rows) >= often.times if often.limit == "least" else len(rows) <= often.times, rows)


def within_days(life: AccountLife, within: Within) -> Iterator[date]:
    """Yield the days on which it can change whether something lies near another day."""
    yield from happening_days(life, within.name.name)
    if within.anchor:
        yield from happening_days(life, within.anchor.name)
    else:
        yield from (life.later(row.day, within.duration, -1) for row in life.happenings(within.name.name))


def within_on(life: AccountLife, within: Within, day: date) -> Verdict:
    """Return whether something lies near an anchor; without one, whether an anchor comes within so long from this day on."""
    name = within.name.name
    if within.anchor is None:
        return _comes_within(life, name, within.duration, day)
    anchors = _dated(life, within.anchor.name, day)
    if not anchors:
        return Verdict(None, (), (within.anchor.name,))
    rows = _dated(life, name, day)
    for row_day, row_facts in rows:
        for anchor_day, anchor_facts in anchors:
            if _is_near(life, row_day, anchor_day, within):
                return Verdict(truth=True, leans_on=(*row_facts, *anchor_facts))
    facts = tuple(fact for _, facts in (*rows, *anchors) for fact in facts)
    return Verdict(truth=False, leans_on=facts) if rows or life.is_recorded(name, day) else Verdict(None, (), (name,))


def elapsed_days(life: AccountLife, elapsed: Elapsed, anchor: str) -> Iterator[date]:
    """Yield the days on which it can change how long it is after or before an anchor; no anchor is the start of the relation."""
    starts = [row.day for row in life.happenings(anchor)] if anchor else []
    for start in (*starts, *(relation.since for relation in life.relations)):
        turn = life.later(start, elapsed.duration, 1 if elapsed.side == "after" else -1)
        yield from (day + shift for day in (start, turn) for shift in (ONE_DAY * 0, ONE_DAY) if date.min < day < date.max)
    yield from happening_days(life, anchor)


def elapsed_on(life: AccountLife, elapsed: Elapsed, anchor: str, day: date) -> Verdict:
    """Return whether it is so long after the last, or before the next, day of an anchor."""
    is_after = elapsed.side == "after"
    rows = life.counted(anchor, day) if is_after else life.ahead(anchor, day)
    start = (rows[-1].day if is_after else rows[0].day) if rows else None
    facts: tuple[AccountFact, ...] = rows[-1:] if is_after else rows[:1]
    if start is None and is_after and (relation := life.stands_for_start(anchor, day)):
        start, facts = relation.since, relation.leans_on
    if start is None:
        others = life.ahead(anchor, day)[:1] if is_after else life.counted(anchor, day)[-1:]
        is_known = bool(others) or (life.is_recorded(anchor, day) if is_after else life.stands_for_start(anchor, day) is not None)
        return Verdict(truth=False, leans_on=others) if is_known else Verdict(None, (), (anchor or "start",))
    turn = life.later(start, elapsed.duration, 1 if is_after else -1)
    left, right = (day, turn) if is_after else (turn, day)
    answers = {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right, "=": left == right, "!=": left != right}
    return Verdict(answers[elapsed.sign], facts)


def _dated(life: AccountLife, name: str, day: date) -> list[tuple[date, tuple[AccountFact, ...]]]:
    """Return the days of something that are known on a day, of an anchor those ahead too, each with its facts."""
    rows = (*life.counted(name, day), *life.ahead(name, next_day(day)))
    relation = None if rows else life.stands_for_start(name, day)
    return [(relation.since, relation.leans_on)] if relation else [(row.day, (row,)) for row in rows]


def _comes_within(life: AccountLife, name: str, duration: Duration, day: date) -> Verdict:
    rows = life.ahead(name, day)
    if rows:
        return Verdict(day >= life.later(rows[0].day, duration, -1), rows[:1])
    past = tuple(row for row in life.happenings(name) if row.kind == ANCHOR)
    return Verdict(truth=False, leans_on=past[-1:]) if past else Verdict(None, (), (name,))


def _is_near(life: AccountLife, day: date, anchor: date, within: Within) -> bool:
    first = life.later(anchor, within.duration, -1) if within.side in ("before", "of") else anchor
    last = life.later(anchor, within.duration) if within.side in ("after", "of") else anchor
    return first <= day <= last


def _is_measured(life: AccountLife, name: str) -> bool:
    return bare_name(name) in life.index.measures


def _is_observed(life: AccountLife, name: str, day: date) -> bool:
    """Whether it would be known if something had happened by a day: it is recorded, its days are known ahead, or its measure is read."""
    return (
        life.is_recorded(name, day)
        or any(row.kind == ANCHOR for row in life.happenings(name))
        or any(series[0].day <= day for series in life.series(name))
    )


def _happenings(life: AccountLife, name: str, day: date) -> tuple[Happening, ...]:
    """Return what has happened up to a day in this relation, in the order of the days."""
    if not _is_measured(life, name):
        return life.counted(name, day)
    reset = life.reset_before(day)
    rows = life.positive_readings(name)
    return rows[bisect_left(rows, reset, key=_day_of) : bisect_right(rows, day, key=_day_of)]


def _all_happenings(life: AccountLife, name: str) -> tuple[Happening, ...]:
    return life.positive_readings(name) if _is_measured(life, name) else life.happenings(name)


def _day_of(row: Happening) -> date:
    return row.day
