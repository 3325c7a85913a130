"""Conditions over time: rule by rule, against a reference that asks day by day, and over everything that the sample writes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from day_by_day import DayByDay
from hypothesis import given
from hypothesis import strategies as some
from lives import Life, life_of
from sample_atlas import sample_checked

from journeybook.measure.facts import AccountFacts, DatedPeriod, DatedReading, FactOrigin, HeldValue, Occurrence
from journeybook.measure.timeline.account_life import AccountLife
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.measure.timeline.condition_timeline import ConditionTimelines
from journeybook.measure.timeline.stage_stays import StageStay, Unplaced
from journeybook.measure.timeline.truth import TruthTimeline
from journeybook.measure.timeline.whereabouts import whereabouts
from journeybook.model.atlas import Atlas
from journeybook.model.language.nodes import Condition
from journeybook.model.language.parser import ConditionError, parse_condition
from journeybook.model.walk import field_values

BEGIN, END = date(2026, 1, 1), date(2026, 3, 31)
LAST = date(2026, 2, 14)
"""The last day of lives that are drawn: to ask about every day takes the square of their number."""
ORIGIN = FactOrigin("test", 1)
ONE_DAY = timedelta(1)
TESTS = Path(__file__).parents[1]
LANGUAGE = TESTS / "model" / "language" / "cases" / "conditions.yml"
WRITTEN = re.compile(r"""(?:when: ?'?)([^\n]+?)(?:[,'}].*)?\n""")
"""What follows a `when:` in a case; what is no condition is passed over."""
LIMITS = {"logins": 20, "view": 40, "band": 10**6}

STAGES = [
    {"id": "set-up", "name": "Set-up", "entry": [{"when": "signature"}], "exit": [{"when": "invited"}]},
    {
        "id": "use",
        "name": "Use",
        "entry": [{"when": "invited"}],
        "exit": [{"when": "logins >= 4 for 3 days"}],
        "falls_back_to": "set-up",
        "falls_back": {"when": "quiet"},
    },
    {"id": "value", "name": "Value", "entry": [{"fact": "They praise us"}], "exit": [{"when": "praise"}], "falls_back": {"when": "quiet"}},
    {
        "id": "renew",
        "name": "Renew",
        "entry": [{"when": "renewal within 2 weeks"}],
        "pre_empts": {"when": "renewal within 2 weeks"},
        "exit": [{"when": "view >= 3"}],
    },
    {"id": "crisis", "name": "Crisis", "pre_empts": {"when": "view < 1"}, "exit": [{"when": "logins > 2"}]},
    {"id": "fire", "name": "Fire", "kind": "side", "entry": [{"when": "view < 2"}], "exit": [{"when": "view > 4"}]},
]


@cache
def atlas() -> AtlasIndex:
    bands = [{"id": "well", "tone": "good", "when": ">= 50"}, {"id": "bad", "tone": "poor", "when": "< 50"}]
    return AtlasIndex(
        Atlas.model_validate(
            {
                "file": {
                    "schema_version": 2,
                    "organisation": {"name": "Shiftwell"},
                    "anchors": [{"id": "signature", "name": "Signature"}, {"id": "renewal", "name": "Renewal"}],
                    "default_anchor": "signature",
                    "attributes": [{"id": "product", "name": "Products"}],
                },
                "measures": [
                    {"id": "logins", "name": "Log-ins", "stale_after": "20 days"},
                    {"id": "view", "name": "View", "stale_after": "10 days", "expires_after": "40 days"},
                ],
                "events": [{"id": "quiet", "name": "Quiet", "when": "logins < 3"}, {"id": "praise", "name": "Praise"}],
                "maps": [{"id": "way", "name": "Way", "goal": "To work", "status": "live", "stages": STAGES}],
                "health": [{"id": "h", "name": "H", "indicators": [], "bands": bands}],
            }
        )
    )


def timeline(condition: str, life: Life, index: AtlasIndex | None = None) -> TruthTimeline:
    account = AccountLife(life.facts, index or atlas(), life.recorded)
    return ConditionTimelines(account).condition(parse_condition(condition))


def test_runs_are_told_for_each_part_of_the_language() -> None:
    life = life_of("""
as of 2026-03-31
start 2026-01-01
records invited praise
2026-01-10 milestone invited
2026-02-10 anchor renewal
2026-01-05 reads logins 4
2026-01-15 reads logins 1
2026-02-20 reads band well
2026-03-10 reads band bad
2026-01-01 to 2026-01-31 product rota
from 2026-01-20 product payroll
""")
    assert {condition: runs(condition, life) for condition in EXPECTED} == EXPECTED


EXPECTED = {
    "always": "01-01 yes",
    "unstated": "01-01 ?",
    "logins < 3": "01-01 ?, 01-05 no, 01-15 yes, 02-05 ?",
    "quiet": "01-01 ?, 01-05 no, 01-15 yes, 02-05 ?",
    "logins is known": "01-01 no, 01-05 yes, 02-05 no",
    "invited": "01-01 no, 01-10 yes",
    "praise": "01-01 no",
    "signature": "01-01 yes",
    "renewal": "01-01 no, 02-10 yes",
    "product is rota": "01-01 yes, 02-01 no",
    "product is not rota": "01-01 no, 02-01 yes",
    "product is payroll": "01-01 no, 01-20 yes",
    "logins falls by 50% within 30 days": "01-01 ?, 01-15 yes, 02-05 ?",
    "band falls within 30 days": "01-01 ?, 03-10 yes",
    "day >= 21": "01-01 no, 01-22 yes",
    "21 <= day": "01-01 no, 01-22 yes",
    "10 days after invited": "01-01 no, 01-20 yes",
    "days <= 10 before renewal": "01-01 no, 01-31 yes, 02-11 no",
    "renewal within 10 days": "01-01 no, 01-31 yes, 02-11 no",
    "invited within 2 weeks of signature": "01-01 no, 01-10 yes",
    "invited within 6 weeks before renewal": "01-01 no, 01-10 yes",
    "no invited for 10 days": "01-01 no, 01-20 yes",
    "no praise for 3 weeks": "01-01 no, 01-22 yes",
    "no quiet for 1 week": "01-01 ?, 01-12 yes, 01-15 no, 02-12 ?",
    "no unheard-of for 1 week": "01-01 ?",
    "invited at least once in 10 days": "01-01 no, 01-10 yes, 01-20 no",
    "invited at most once in 10 days": "01-01 yes",
    "logins < 3 for 2 weeks": "01-01 ?, 01-05 no, 01-29 yes, 02-05 ?",
    "logins >= 3 for 1 week": "01-01 ?, 01-12 yes, 01-15 no, 02-12 ?",
    "invited and logins < 3": "01-01 no, 01-15 yes, 02-05 ?",
    "not praise or unstated": "01-01 yes",
    "2 of (invited, praise, unstated)": "01-01 no, 01-10 ?",
    "bad": "01-01 ?, 02-20 no, 03-10 yes",
}


def runs(condition: str, life: Life) -> str:
    words = {True: "yes", False: "no", None: "?"}
    return ", ".join(f"{run.since:%m-%d} {words[run.truth]}" for run in timeline(condition, life).runs)


def test_what_it_leans_on_and_what_is_missing_is_told() -> None:
    life = life_of("as of 2026-03-31\nstart 2026-01-01\n2026-01-10 milestone invited\n2026-03-20 reads logins 1")
    verdict = timeline("invited and logins < 3", life).at(END)
    assert (verdict.truth, sorted(fact.origin.row for fact in verdict.leans_on), verdict.missing) == (True, [3, 4], ())
    assert timeline("invited and logins < 3", life).since(END) == date(2026, 3, 20)
    assert timeline("view > 3 or praise", life).at(END).missing == ("view", "praise")
    assert timeline("invited", life).at(BEGIN - ONE_DAY).truth is None


def test_instances_that_differ_are_unknown_and_one_for_all_wins() -> None:
    life = life_of("""
as of 2026-03-31
start 2026-01-01
2026-01-01 reads logins 4 of north
2026-01-05 reads logins 1 of south
2026-01-10 reads logins 2 of north
2026-01-12 reads logins 9
""")
    assert runs("logins < 3", life) == "01-01 no, 01-05 ?, 01-10 yes, 01-12 no, 02-02 ?"


def test_what_an_earlier_relation_brought_does_not_count_for_the_next() -> None:
    life = life_of("""
as of 2026-03-31
records invited
2026-01-01 to 2026-01-31 subscription one
from 2026-02-15 subscription two
2026-01-10 milestone invited
2026-03-01 milestone invited
""")
    assert runs("invited", life) == "01-01 no, 01-10 yes, 02-01 no, 03-01 yes"
    assert runs("day >= 10", life) == "01-01 no, 01-11 yes, 02-01 ?, 02-15 no, 02-25 yes"
    assert runs("no invited for 2 weeks", life) == "01-01 no, 01-24 yes, 02-01 ?, 02-15 no, 03-15 yes"


def test_an_event_that_waits_for_itself_is_unknown() -> None:
    index = AtlasIndex(
        atlas().atlas.model_copy(
            update={
                "events": (
                    atlas().atlas.events[0].model_copy(update={"id": "a", "when": parse_condition("b")}),
                    atlas().atlas.events[0].model_copy(update={"id": "b", "when": parse_condition("not a")}),
                )
            }
        )
    )
    assert timeline("a", life_of("as of 2026-03-31\nstart 2026-01-01"), index).at(END).truth is None


DURATIONS = some.sampled_from(["1 day", "5 days", "2 weeks", "1 month", "2 months"])
NAMES = some.sampled_from(["logins", "view", "invited", "quiet", "praise", "renewal", "signature"])
SIGNS = some.sampled_from(["<", "<=", ">", ">=", "=", "!="])
NUMBERS = some.integers(0, 6).map(str)


def written(template: str, *parts: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    return some.tuples(*parts).map(lambda values: template.format(*values))


LEAVES = some.one_of(
    written("logins {} {}", SIGNS, NUMBERS),
    written("view {} {}", SIGNS, NUMBERS),
    some.sampled_from(
        ["logins is known", "view is unknown", "product is rota", "product is not rota", "product in (rota, payroll)", "bad"]
    ),
    some.sampled_from(
        ["invited", "quiet", "praise", "renewal", "signature", "unstated", "always", "unheard-of", "band falls within 2 weeks"]
    ),
    written("logins {} within {}", some.sampled_from(["falls", "rises", "falls by 20%", "rises by 2"]), DURATIONS),
    some.sampled_from(["view falls", "view rises by 50%"]),
    written("day {} {}", SIGNS, some.integers(0, 40).map(str)),
    written("{} {} {}", DURATIONS, some.sampled_from(["after", "before"]), some.sampled_from(["invited", "renewal", "signature"])),
    written("{} within {}", NAMES, DURATIONS),
    written(
        "{} within {} {} {}", NAMES, DURATIONS, some.sampled_from(["before", "after", "of"]), some.sampled_from(["invited", "renewal"])
    ),
    written("no {} for {}", NAMES, DURATIONS),
    written("{} at {} 2 times in {}", NAMES, some.sampled_from(["least", "most"]), DURATIONS),
)
CONDITIONS = some.recursive(
    LEAVES,
    lambda inner: some.one_of(
        written("({} and {})", inner, inner),
        written("({} or {})", inner, inner),
        written("not {}", inner),
        written("2 of ({}, {}, {})", inner, inner, inner),
        written("({}) for {}", inner, DURATIONS),
    ),
    max_leaves=4,
)
DAYS = some.integers(0, (LAST - BEGIN).days).map(lambda number: BEGIN + timedelta(number))
READINGS = some.builds(
    DatedReading,
    some.sampled_from(["logins", "view"]),
    some.integers(0, 6).map(Decimal),
    DAYS,
    some.sampled_from([None, "north", "south"]),
    some.just(ORIGIN),
) | some.builds(DatedReading, some.just("band"), some.sampled_from(["well", "bad"]), DAYS, some.none(), some.just(ORIGIN))
HAPPENED = some.builds(
    lambda name, day: Occurrence("milestone" if name == "invited" else "event", name, day, None, ORIGIN),
    some.sampled_from(["invited", "quiet", "praise"]),
    DAYS,
)
ANCHORS = some.builds(lambda name, day: Occurrence("anchor", name, day, None, ORIGIN), some.sampled_from(["renewal", "signature"]), DAYS)
HELD = some.builds(
    lambda value, since, length: HeldValue("product", value, since, since + timedelta(length), ORIGIN),
    some.sampled_from(["rota", "payroll"]),
    DAYS,
    some.integers(0, 40),
)


@some.composite
def lives(draw: some.DrawFn) -> AccountFacts:
    happened = (*draw(some.lists(HAPPENED, max_size=5)), *draw(some.lists(ANCHORS, max_size=3)))
    return AccountFacts(
        "a-1",
        LAST,
        start=BEGIN,
        readings=tuple(draw(some.lists(READINGS, max_size=8))),
        occurrences=happened,
        history=tuple(draw(some.lists(HELD, max_size=3))),
    )


@given(CONDITIONS, lives(), some.sampled_from([frozenset[str](), frozenset({"invited", "praise", "quiet"})]))
def test_change_points_say_what_every_day_says(text: str, facts: AccountFacts, recorded: frozenset[str]) -> None:
    condition = parse_condition(text)
    changes = ConditionTimelines(AccountLife(facts, atlas(), recorded)).condition(condition)
    events = {"quiet": parse_condition("logins < 3")}
    reference = DayByDay(facts, BEGIN, LIMITS, events, recorded, frozenset({"product"}), "signature")
    assert {day: changes.at(day).truth for day in every_day()} == {day: reference.holds(condition.root, day) for day in every_day()}
    assert [run.since for run in changes.runs[1:]] == [run.until + ONE_DAY for run in changes.runs[:-1]]


@given(CONDITIONS, lives(), DAYS, some.sampled_from([frozenset[str](), frozenset({"invited", "praise", "quiet"})]))
def test_facts_that_come_later_change_nothing_before_them(text: str, facts: AccountFacts, day: date, recorded: frozenset[str]) -> None:
    condition = parse_condition(text)
    lives = (AccountLife(known, atlas(), recorded) for known in (known_by(facts, day), facts))
    before, after = (ConditionTimelines(life).condition(condition) for life in lives)
    days = [past for past in every_day() if past <= day]
    assert [(before.at(past), before.since(past)) for past in days] == [(after.at(past), after.since(past)) for past in days]


def known_by(facts: AccountFacts, day: date) -> AccountFacts:
    """Return the facts up to a day, and the anchors, which are known ahead."""
    return replace(
        facts,
        readings=tuple(row for row in facts.readings if row.day <= day),
        occurrences=tuple(row for row in facts.occurrences if row.day <= day or row.kind == "anchor"),
        history=tuple(row for row in facts.history if row.since and row.since <= day),
    )


def every_day() -> Iterator[date]:
    return (BEGIN + timedelta(number) for number in range((LAST - BEGIN).days + 1))


@given(lives(), DAYS)
def test_stays_cover_every_day_once_and_no_later_fact_moves_them(facts: AccountFacts, day: date) -> None:
    after, before = (whereabouts(known, atlas(), frozenset({"invited"})).stages for known in (facts, known_by(facts, day)))
    assert (after.stays[0].since, after.stays[-1].until) == (BEGIN, LAST)
    assert all(stay.since <= stay.until for stay in after.stays)
    assert [stay.since for stay in after.stays[1:]] == [stay.until + ONE_DAY for stay in after.stays[:-1]]
    assert places(before.stays, day) == places(after.stays, day)
    assert [side.since for side in before.beside if side.since <= day] == [side.since for side in after.beside if side.since <= day]


PERIODS = some.builds(
    lambda since, length: DatedPeriod("subscription", "s", since, since + timedelta(length) if length else None, None, None, ORIGIN),
    DAYS,
    some.none() | some.integers(1, 20),
)
STATUSES = some.builds(
    lambda value, since, length: HeldValue("status", value, since, since + timedelta(length) if since and length else None, ORIGIN),
    some.sampled_from(["left", "active"]),
    some.none() | DAYS,
    some.none() | some.integers(1, 20),
)


@given(lives(), some.lists(PERIODS, max_size=3), some.lists(STATUSES, max_size=3), some.none() | DAYS, some.none() | DAYS)
def test_the_stays_of_an_account_that_leaves_and_returns_cover_every_day_once(
    facts: AccountFacts, periods: list[DatedPeriod], statuses: list[HeldValue], start: date | None, ended: date | None
) -> None:
    life = replace(facts, periods=tuple(periods), history=(*facts.history, *statuses), start=start, ended=ended)
    where = whereabouts(life, atlas(), frozenset({"invited"}))
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


@cache
def sample_index() -> AtlasIndex:
    return AtlasIndex(sample_checked().atlas)


def conditions_of(index: AtlasIndex) -> dict[str, Condition]:
    values = (value for spot in index.atlas.spots for _, value in field_values(spot.part))
    return {value.text: value for value in values if isinstance(value, Condition)}


@pytest.mark.parametrize("subject", ["", "logins"])
def test_every_condition_of_the_sample_is_answered(subject: str) -> None:
    life = AccountLife(life_of("as of 2026-03-31\nstart 2026-01-01\n2026-01-10 reads licences_used 4").facts, sample_index())
    conditions = conditions_of(sample_index())
    assert len(conditions) > 100
    assert all(ConditionTimelines(life).condition(condition, subject).end == END for condition in conditions.values())


def test_every_condition_of_the_cases_is_answered() -> None:
    life = AccountLife(life_of("as of 2026-03-31\nstart 2026-01-01\n2026-01-10 reads logins 4").facts, atlas())
    files = sorted((TESTS / "validate" / "cases").iterdir())
    written = {match for file in files for match in WRITTEN.findall(file.read_text(encoding="utf-8"))}
    written |= {case["text"] for case in yaml.safe_load(LANGUAGE.read_text(encoding="utf-8"))["valid"]}
    conditions = [condition for text in sorted(written) if (condition := parsed(text))]
    assert len(conditions) > 60
    assert all(ConditionTimelines(life).condition(condition, "logins").end == END for condition in conditions)


def parsed(text: str) -> Condition | None:
    try:
        return parse_condition(text)
    except ConditionError:
        return None
