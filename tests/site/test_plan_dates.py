"""The dates that a browser reckons are those of the Python engine: for the whole table of cases, and for hundreds drawn by chance."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from reckoned import ASK, SCRIPT, Case, in_short, table

from journeybook.model.calendar import FreeDay
from journeybook.model.dates import PLAN_START, WorkingDays
from journeybook.model.language.nodes import UNITS
from journeybook.model.timing import Timing, parse_timing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DRAWN = 400
NAMES = ("signature", "renewal-date", "go-live", "kick-off", "first-value", "nowhere")
units = some.sampled_from(sorted(UNITS))
amounts = some.one_of(some.integers(0, 40), some.integers(0, 400), some.sampled_from([1200, 4000, 99900]))
names = some.sampled_from(NAMES)
days = some.one_of(
    some.dates(date(2020, 1, 1), date(2040, 12, 31)),
    some.sampled_from([date(2028, 2, 29), date(2026, 1, 31), date(2027, 12, 31), date(1, 1, 2), date(9999, 12, 30), date(99, 2, 28)]),
)


@some.composite
def timings(draw: some.DrawFn) -> Timing:
    amount, unit, name, other = draw(amounts), draw(units), draw(names), draw(names)
    more = amount + draw(some.integers(1, 30))
    side = draw(some.sampled_from(["after", "before"]))
    bound = draw(some.sampled_from(["at least ", "at most ", "at the latest ", "by the end of the month ", "", ""]))
    edge = draw(some.sampled_from(["", "", "the first day of ", "the last day of "]))
    forms = [
        *(
            f"on {name}",
            f"by {name}",
            f"after {name}",
            f"before {name}",
            f"until {name}",
            f"when {name}",
            f"day {amount}",
            f"by day {amount}",
        ),
        *(f"{bound}{amount} {unit} {side} {name}", f"{bound}{amount} {unit} {side}", f"within {amount} {unit} of {name}"),
        *(f"on {edge}{name}", f"{bound}{amount} {unit} {side} {edge}{name}", f"from {edge}{name} until {edge}{other}"),
        *(f"within {amount} {unit} {side} {name}", f"between {amount} and {more} {unit} {side} {name}", f"from {name} until {other}"),
        *(f"every {amount + 1} {unit} from {name}", f"every {amount + 1} {unit} until {other}", f"{more} times a week from {name}"),
    ]
    return parse_timing(draw(some.sampled_from(forms)))


@some.composite
def cases(draw: some.DrawFn) -> Case:
    given_days = draw(some.dictionaries(some.sampled_from(["signature", "renewal-date", "go-live", PLAN_START]), days, min_size=2))
    moments = draw(some.dictionaries(some.sampled_from(["renewal-date", "kick-off", "first-value"]), timings(), max_size=3))
    yearly = some.dates(date(2028, 1, 1), date(2028, 12, 31)).map(lambda day: day.isoformat()[5:])
    holidays = draw(some.frozensets(some.one_of(yearly, days.map(date.isoformat)), max_size=8))
    weekend = draw(some.one_of(some.just(frozenset((5, 6))), some.frozensets(some.integers(0, 6), max_size=6)))
    fixed = frozenset(("renewal-date",)) & frozenset(moments)
    return Case(draw(timings()), given_days, moments, WorkingDays(weekend, holidays, draw(some.sampled_from(list(FreeDay)))), fixed)


def drawn(count: int) -> list[Case]:
    """Return so many cases drawn by chance, the same on every machine."""
    found: list[Case] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def gather(case: Case) -> None:
        found.append(case)

    gather()
    return found


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/St_Johns"])
def test_the_script_reckons_the_table(browser: "Browser", zone: str) -> None:
    pairs = table()
    assert len(pairs) > 80
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.add_script_tag(path=SCRIPT)
    answers = page.evaluate(ASK, [case.as_values() for case, _ in pairs])
    context.close()
    assert answers == [in_short(case.reckoned()) for case, _ in pairs]


def test_the_script_and_the_engine_agree_whatever_is_drawn(browser: "Browser") -> None:
    all_cases = drawn(DRAWN)
    expected = [in_short(case.reckoned()) for case in all_cases]
    assert len(all_cases) >= DRAWN / 2
    assert len({case.timing.form for case in all_cases}) >= 9
    assert sum("-" in answer for answer in expected) > len(expected) / 3
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    answers = page.evaluate(ASK, [case.as_values() for case in all_cases])
    page.close()
    told = [(case, answer, right) for case, answer, right in zip(all_cases, answers, expected, strict=True) if answer != right]
    assert told == []
