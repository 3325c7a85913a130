"""What conditions say of things that happen: that they have, have not for so long, so often, or near a day.

A thing happens on a day that is recorded for its id. A measure happens on each day of a reading that is neither zero nor no. What nobody
records is unknown; what is recorded for others and not for this account has not happened. What happened in an earlier relation of the
account does not count for the next one. Where no day of the atlas's default anchor is known, the first day of the relation stands for it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date

from journeybook.measure.facts import DatedReading, FactOrigin, Occurrence
from journeybook.measure.timeline.account_life import ANCHOR, AccountLife
from journeybook.measure.timeline.bare_name import bare_name
from journeybook.measure.timeline.truth import ONE_DAY, AccountFact, Judge, Verdict, next_day
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
    if last := life.last_counted(name, day):
        return Verdict(truth=True, leans_on=last)
    ahead = life.next_ahead(name, day)
    if relation := life.stands_for_start(name, day):
        return Verdict(truth=True, leans_on=relation.leans_on)
    return Verdict(truth=False, leans_on=ahead) if ahead or life.is_recorded(name, day) else Verdict(None, (), (name,))


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
    first, end = _counted(life, name, day)
    last = _all_happenings(life, name)[max(first, end - 1) : end]
    if not last and not _is_observed(life, name, day):
        return Verdict(None, (), (name,))
    relation = life.relation_at(day)
    since = last[0].day if last else relation.since if relation else None
    if since is None or (_is_measured(life, name) and not life.values_on(name, day)):
        return Verdict(None, last, (name,))
    return Verdict(day >= life.later(since, absent.duration), last)


def often_days(life: AccountLife, often: Often) -> Iterator[date]:
    """Yield the days on which it can change how often something has happened lately."""
    yield from happening_days(life, often.name.name)
    for row in _all_happenings(life, often.name.name):
        yield life.later(row.day, often.duration)


def often_judge(life: AccountLife, often: Often) -> Judge:
    """Return what says whether something happened at least or at most so many times in the days so long back, this day included."""
    return Judge(lambda day: _often_on(life, often, day), lambda day: _often_truth(life, often, day))


def _often_on(life: AccountLife, often: Often, day: date) -> Verdict:
    truth = _often_truth(life, often, day)
    first, end = _lately(life, often, day)
    return Verdict(None, (), (often.name.name,)) if truth is None else Verdict(truth, _all_happenings(life, often.name.name)[first:end])


def _often_truth(life: AccountLife, often: Often, day: date) -> bool | None:
    if not _is_observed(life, often.name.name, day):
        return None
    first, end = _lately(life, often, day)
    return end - first >= often.times if often.limit == "least" else end - first <= often.times


def _lately(life: AccountLife, often: Often, day: date) -> tuple[int, int]:
    """Return from which to before which place things happened in the days so long back."""
    rows, (first, end) = _all_happenings(life, often.name.name), _counted(life, often.name.name, day)
    return bisect_right(rows, day, first, end, key=lambda row: life.later(row.day, often.duration)), end


def within_days(life: AccountLife, within: Within) -> Iterator[date]:
    """Yield the days on which it can change whether something lies near another day."""
    yield from happening_days(life, within.name.name)
    if within.anchor:
        yield from happening_days(life, within.anchor.name)
    else:
        yield from (life.later(row.day, within.duration, -1) for row in life.happenings(within.name.name))


def within_judge(life: AccountLife, within: Within) -> Judge:
    """Return what says whether something lies near an anchor; without one, whether an anchor comes within so long from a day on."""
    return Judge(lambda day: _within_on(life, within, day), _within_truth(life, within))


def _within_on(life: AccountLife, within: Within, day: date) -> Verdict:
    name = within.name.name
    if within.anchor is None:
        return _comes_within(life, name, within.duration, day)
    anchors = _dated(life, within.anchor.name, day)
    if not anchors:
        return Verdict(None, (), (within.anchor.name,))
    rows = _dated(life, name, day)
    for row_day, row_facts in rows:
        place = bisect_left(anchors, row_day, key=lambda anchor: _near_days(life, anchor[0], within)[1])
        if place < len(anchors) and _is_near(life, row_day, anchors[place][0], within):
            return Verdict(truth=True, leans_on=(*row_facts, *anchors[place][1]))
    facts = tuple(fact for _, facts in (*rows, *anchors) for fact in facts)
    return Verdict(truth=False, leans_on=facts) if rows or life.is_recorded(name, day) else Verdict(None, (), (name,))


def _within_truth(life: AccountLife, within: Within) -> Callable[[date], bool | None]:
    """Return what gives the answer alone: once two things lie near each other, they do until counting begins anew."""
    name, anchor = within.name.name, within.anchor.name if within.anchor else ""
    since: dict[tuple[date, Occurrence, Occurrence], date] = {}

    def truth(day: date) -> bool | None:
        if within.anchor is None:
            return _comes_within(life, name, within.duration, day).truth
        rows, anchors, reset = _side(life, name, day), _side(life, anchor, day), life.reset_before(day)
        if not rows or not anchors:
            return False if anchors and life.is_recorded(name, day) else None
        key = (reset, rows[0], anchors[0])
        if key not in since:
            since[key] = _first_near(life, within, _from(rows, reset), _from(anchors, reset))
        return since[key] <= day

    return truth


def _side(life: AccountLife, name: str, day: date) -> tuple[Occurrence, ...]:
    """Return all days of something of which one is known on a day; else what stands for it, if anything does."""
    if life.last_counted(name, day) or life.next_ahead(name, next_day(day)):
        return life.happenings(name)
    relation = life.stands_for_start(name, day)
    return (Occurrence(ANCHOR, name, relation.since, None, FactOrigin("", 0)),) if relation else ()


def _from(rows: tuple[Occurrence, ...], day: date) -> tuple[Occurrence, ...]:
    return rows[bisect_left(rows, day, key=_day_of) :]


def _first_near(life: AccountLife, within: Within, rows: tuple[Occurrence, ...], anchors: tuple[Occurrence, ...]) -> date:
    """Return the first day on which two things are known that lie near each other; the last day of the calendar where none do.

    Of the days that lie near one, the first in their order is known first, but for anchors, which are known ahead.
    """
    groups, first = (anchors, tuple(row for row in anchors if row.kind == ANCHOR)), date.max
    for row in rows:
        if row.kind != ANCHOR and row.day >= first:
            break
        for group in groups:
            place = bisect_left(group, row.day, key=lambda anchor: _near_days(life, anchor.day, within)[1])
            if place < len(group) and _is_near(life, row.day, group[place].day, within):
                first = min(first, max(_known_from(row), _known_from(group[place])))
    return first


def _known_from(row: Occurrence) -> date:
    return date.min if row.kind == ANCHOR else row.day


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
    rows = life.last_counted(anchor, day) if is_after else life.next_ahead(anchor, day)
    start = rows[0].day if rows else None
    facts: tuple[AccountFact, ...] = rows
    if start is None and is_after and (relation := life.stands_for_start(anchor, day)):
        start, facts = relation.since, relation.leans_on
    if start is None:
        others = life.next_ahead(anchor, day) if is_after else life.last_counted(anchor, day)
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
    rows = life.next_ahead(name, day)
    if rows:
        return Verdict(day >= life.later(rows[0].day, duration, -1), rows)
    past = life.anchors(name)[-1:]
    return Verdict(truth=False, leans_on=past) if past else Verdict(None, (), (name,))


def _is_near(life: AccountLife, day: date, anchor: date, within: Within) -> bool:
    first, last = _near_days(life, anchor, within)
    return first <= day <= last


def _near_days(life: AccountLife, anchor: date, within: Within) -> tuple[date, date]:
    """Return the first and the last day that lies near an anchor."""
    first = life.later(anchor, within.duration, -1) if within.side in ("before", "of") else anchor
    return first, life.later(anchor, within.duration) if within.side in ("after", "of") else anchor


def _is_measured(life: AccountLife, name: str) -> bool:
    return bare_name(name) in life.index.measures


def _is_observed(life: AccountLife, name: str, day: date) -> bool:
    """Whether it would be known if something had happened by a day: it is recorded, its days are known ahead, or its measure is read."""
    return life.is_recorded(name, day) or bool(life.anchors(name)) or any(series[0].day <= day for series in life.series(name))


def _counted(life: AccountLife, name: str, day: date) -> tuple[int, int]:
    """Return from which to before which place of `_all_happenings` things have happened up to a day in this relation."""
    rows, reset = _all_happenings(life, name), life.reset_before(day)
    return 0 if reset == date.min else bisect_left(rows, reset, key=_day_of), bisect_right(rows, day, key=_day_of)


def _all_happenings(life: AccountLife, name: str) -> tuple[Happening, ...]:
    return life.positive_readings(name) if _is_measured(life, name) else life.happenings(name)


def _day_of(row: Happening) -> date:
    return row.day
