"""Conditions and stays of lives that are drawn: as a reference says that asks day by day, and whatever comes later."""

from dataclasses import replace
from datetime import date, timedelta

from day_by_day import DayByDay
from drawn_lives import BEGIN, CONDITIONS, DAYS, LAST, LIMITS, PERIODS, STATUSES, atlas, every_day, known_by, lives
from hypothesis import given
from hypothesis import strategies as some

from journeybook.measure.facts import AccountFacts, DatedPeriod, HeldValue
from journeybook.measure.timeline.account_life import AccountLife, account_life
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.stage_stays import StageStay, Unplaced
from journeybook.measure.timeline.whereabouts import whereabouts
from journeybook.model.language.parser import parse_condition

ONE_DAY = timedelta(1)


@given(CONDITIONS, lives(), some.sampled_from([frozenset[str](), frozenset({"invited", "praise", "quiet"})]))
def test_change_points_say_what_every_day_says(text: str, facts: AccountFacts, recorded: frozenset[str]) -> None:
    condition = parse_condition(text)
    changes = ConditionTimelines(AccountLife(facts, atlas(), recorded)).condition(condition)
    events = {"quiet": parse_condition("logins < 3")}
    reference = DayByDay(facts, BEGIN, LIMITS, events, recorded, frozenset({"product"}), "signature")
    expected = {day: reference.holds(condition.root, day) for day in every_day()}
    assert {day: changes.at(day).truth for day in every_day()} == expected
    assert {day: changes.truth_at(day) for day in every_day()} == expected
    assert [run.since for run in changes.runs[1:]] == [run.until + ONE_DAY for run in changes.runs[:-1]]


@given(CONDITIONS, lives(), DAYS, some.sampled_from([frozenset[str](), frozenset({"invited", "praise", "quiet"})]))
def test_facts_that_come_later_change_nothing_before_them(text: str, facts: AccountFacts, day: date, recorded: frozenset[str]) -> None:
    condition = parse_condition(text)
    lives = (AccountLife(known, atlas(), recorded) for known in (known_by(facts, day), facts))
    before, after = (ConditionTimelines(life).condition(condition) for life in lives)
    days = [past for past in every_day() if past <= day]
    assert [(before.at(past), before.since(past)) for past in days] == [(after.at(past), after.since(past)) for past in days]


@given(lives(), DAYS)
def test_stays_cover_every_day_once_and_no_later_fact_moves_them(facts: AccountFacts, day: date) -> None:
    after, before = (whereabouts(account_life(known, atlas(), frozenset({"invited"}))).stages for known in (facts, known_by(facts, day)))
    assert (after.stays[0].since, after.stays[-1].until) == (BEGIN, LAST)
    assert all(stay.since <= stay.until for stay in after.stays)
    assert [stay.since for stay in after.stays[1:]] == [stay.until + ONE_DAY for stay in after.stays[:-1]]
    assert places(before.stays, day) == places(after.stays, day)
    assert [side.since for side in before.beside if side.since <= day] == [side.since for side in after.beside if side.since <= day]


@given(lives(), some.lists(PERIODS, max_size=3), some.lists(STATUSES, max_size=3), some.none() | DAYS, some.none() | DAYS)
def test_the_stays_of_an_account_that_leaves_and_returns_cover_every_day_once(
    facts: AccountFacts, periods: list[DatedPeriod], statuses: list[HeldValue], start: date | None, ended: date | None
) -> None:
    life = replace(facts, periods=tuple(periods), history=(*facts.history, *statuses), start=start, ended=ended)
    where = whereabouts(account_life(life, atlas(), frozenset({"invited"})))
    stays = where.stages.stays
    assert stays[-1].until == LAST
    assert all(stay.since <= stay.until for stay in stays)
    assert [stay.since for stay in stays[1:]] == [stay.until + ONE_DAY for stay in stays[:-1]]
    relations = AccountLife(life, atlas()).relations
    away = [day for day in every_day() if stays[0].since <= day and not any(relation.holds(day) for relation in relations)]
    told_away = [day for stay in stays for day in every_day() if stay.since <= day <= stay.until and stay.unplaced is Unplaced.NO_RELATION]
    assert told_away == away


def places(stays: tuple[StageStay, ...], last: date) -> list[tuple[object, ...]]:
    """Return where an account was on each day up to one, and why."""
    days = [day for day in every_day() if day <= last]
    return [next((stay.stage, stay.rule, stay.unplaced, stay.since) for stay in stays if stay.since <= day <= stay.until) for day in days]
