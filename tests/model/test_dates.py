"""The reckoning of dates: by a table made by hand, and what must hold for every date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from reckoned import Case, in_words, table

from journeybook.model.calendar import Calendar, FreeDay, Holiday, Weekday
from journeybook.model.dates import DateResolver, OutOfReach, WorkingDays, day_after
from journeybook.model.timing import parse_duration, parse_timing

CASES = table()


@pytest.mark.parametrize(("case", "answer"), CASES, ids=[case.timing.text for case, _ in CASES])
def test_a_timing_comes_to_its_date(case: Case, answer: str) -> None:
    assert in_words(case.reckoned()) == answer


def test_the_table_reaches_every_form_and_every_reason() -> None:
    forms = {case.timing.form for case, _ in CASES}
    assert forms == {
        *("at", "by", "after", "before", "until", "within", "between", "day", "span", "every", "event", "clock"),
        *("immediately", "same day", "anytime", "latest"),
    }
    assert {case.reckoned().reason for case, _ in CASES} == {"", "undated", "event", "rhythm", "free", "backwards", "circle", "far"}
    assert {case.timing.bound for case, _ in CASES} == {"", "least", "most", "latest", "month"}


@pytest.mark.parametrize(
    ("day", "length", "later"),
    [
        (date(2026, 10, 1), "6 months", date(2027, 4, 1)),
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2028, 1, 31), "1 month", date(2028, 2, 29)),
        (date(2026, 11, 30), "1 quarter", date(2027, 2, 28)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2026, 12, 25), "2 weeks", date(2027, 1, 8)),
        (date(2026, 12, 25), "9999 years", date(9999, 12, 31)),
    ],
)
def test_a_review_or_an_age_counts_by_the_calendar(day: date, length: str, later: date) -> None:
    assert day_after(day, parse_duration(length)) == later


@given(some.dates(date(1900, 1, 1), date(2199, 1, 1)), some.integers(0, 600))
def test_months_never_leave_their_month(day: date, months: int) -> None:
    later = WorkingDays().add(day, months, "months")
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)


@given(some.dates(date(1900, 1, 1), date(2199, 1, 1)), some.integers(1, 60), some.frozensets(some.integers(0, 6), max_size=6))
def test_working_days_are_counted_one_by_one(day: date, count: int, weekend: frozenset[int]) -> None:
    days = WorkingDays(weekend, frozenset({"12-25", "01-01"}))
    later = days.add_working_days(day, count)
    between = [day + timedelta(step) for step in range(1, (later - day).days + 1)]
    assert sum(not days.is_free(other) for other in between) == count
    assert not days.is_free(later)
    assert days.add_working_days(later + timedelta(1), -1) == later


@given(some.dates(date(1900, 1, 1), date(2199, 1, 1)), some.sampled_from(list(FreeDay)))
def test_an_adjusted_date_is_a_working_day_and_near(day: date, wish: FreeDay) -> None:
    days = WorkingDays(on_free_days=wish)
    adjusted = days.adjusted(day)
    assert abs((adjusted - day).days) <= 2
    assert wish is FreeDay.STAY or not days.is_free(adjusted)
    assert days.adjusted(adjusted) == adjusted


def test_a_calendar_without_a_working_day_is_told_and_never_waited_for() -> None:
    endless = WorkingDays(frozenset(range(7)))
    with pytest.raises(OutOfReach):
        endless.add_working_days(date(2026, 3, 1), 1)
    resolver = DateResolver({"signature": date(2026, 3, 1)}, {}, endless)
    assert resolver.resolve(parse_timing("1 business day after signature")).reason == "far"


def test_a_calendar_becomes_days() -> None:
    calendar = Calendar(weekend=(Weekday.FRIDAY,), holidays=(Holiday(day="12-25", name="Christmas Day"), Holiday(day="2027-03-26")))
    assert WorkingDays.of(calendar, FreeDay.NEXT) == WorkingDays(frozenset({4}), frozenset({"12-25", "2027-03-26"}), FreeDay.NEXT)


def test_a_rhythm_has_as_many_dates_as_are_asked_for() -> None:
    resolver = DateResolver({"signature": date(2026, 3, 1)}, {})
    assert len(resolver.resolve(parse_timing("every 1 week from signature"), most=12).rhythm) == 12
