"""Lives of accounts for Hypothesis: conditions, facts of some weeks, and the small atlas that they are about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as some

from journeybook.measure.facts import AccountFacts, DatedPeriod, DatedReading, FactOrigin, HeldValue, Occurrence
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.model.atlas import Atlas

BEGIN, LAST = date(2026, 1, 1), date(2026, 2, 14)
"""The first and the last day of lives that are drawn: to ask about every day takes the square of their number."""
ORIGIN = FactOrigin("test", 1)
LIMITS = {"logins": 20, "view": 40, "band": 10**6}
"""How many days the values of each measure count."""
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
