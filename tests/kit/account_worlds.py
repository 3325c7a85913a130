"""Drawn worlds of accounts and health models, and what is known of each account, worked out in plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from journeybook.measure.facts import FACT_TABLES
from journeybook.model.health import HealthModel
from journeybook.model.measures import Measure
from journeybook.model.people import Segment
from journeybook.model.scoring import Snapshot

if TYPE_CHECKING:
    from journeybook.model.language.evaluate import KnownValue

AS_OF = date(2026, 3, 31)
SEGMENTS = tuple(
    Segment.model_validate(fields) for fields in ({"id": "small", "name": "S", "coverage": "pooled"}, {"id": "large", "name": "L"})
)
MEASURES = ("logins", "seats", "mood", "sponsor", "view")
WORDS = ("yes", "no", "gold", "true")
FEWER_WORLDS = settings(max_examples=settings().max_examples // 3)
"""Each world has several accounts, and is put to every engine."""
SEVERAL = Decimal("NaN")
"""Stands for a field of which several values hold: it is known, and compares with nothing."""
Rows = dict[str, list[dict[str, Any]]]
Value = TypeVar("Value")

recent = some.sampled_from([0, 1, 29, 30, 31, 60, 90, 91, 200, -1]).map(lambda age: AS_OF - timedelta(days=age))
days = some.integers(-400, 20).map(lambda offset: AS_OF + timedelta(days=offset))
lengths = some.sampled_from(["1 day", "30 days", "90 days", "200 days"])
amounts = some.sampled_from(["0", "10", "10.5", "30", "33.333333333", "60", "60.0000000001", "-5"])
names = some.sampled_from([*MEASURES, "status", "segment", "coverage"])


@some.composite
def conditions(draw: some.DrawFn) -> str:
    """Draw a condition of one or two facts; some are about time, and not known."""
    facts = [draw(_facts()) for _ in range(draw(some.integers(1, 3)))]
    return f"2 of ({', '.join(facts)})" if len(facts) == 3 else draw(some.sampled_from([" and ", " or "])).join(facts)


@some.composite
def _facts(draw: some.DrawFn) -> str:
    name, other = draw(names), draw(names)
    word = draw(some.sampled_from(["yes", "no", "gold", "paused", "small", '"true"']))
    sign = draw(some.sampled_from(["<", "<=", ">", ">=", "=", "!="]))
    return draw(
        some.sampled_from(
            [
                f"{name} {sign} {draw(amounts)}",
                f"{name} is {word}",
                f"not {name} is {word}",
                f"{name} in (gold, {word}, {draw(amounts)})",
                f"{name} is not known",
                f"{name} is known",
                f"{name} {sign} {other}",
                name,
                f"{name} < {draw(amounts)} for 2 weeks",
                "always",
                "unstated",
            ]
        )
    )


@some.composite
def ranges(draw: some.DrawFn) -> list[str]:
    """Draw the ranges of bands: whole, with a gap, or with an overlap, and now and then of words."""
    low, high = sorted(draw(some.tuples(some.integers(0, 6), some.integers(0, 6)))) if draw(some.booleans()) else (3, 6)
    return draw(
        some.sampled_from(
            [
                *[[f">= {high * 10}", f">= {low * 10} and < {high * 10}", f"< {low * 10}"]] * 4,
                [f">= {high * 10}", f"> {low * 10} and < {high * 10}", f"<= {low * 10}"],
                [f">= {low * 10}", f"<= {high * 10}"],
                ["= yes", "= gold or = no", ">= 10"],
            ]
        )
    )


@some.composite
def indicators(draw: some.DrawFn) -> dict[str, Any]:
    """Draw an input with bands or a table, perhaps not for all, perhaps with a warm-up."""
    tones = ("good", "average", "poor")
    fields: dict[str, Any] = {"measure": draw(some.sampled_from(MEASURES)), "weight": draw(weights())}
    own: dict[str, Any] = draw(some.sampled_from([{}, {}, {"points": "12.5"}, {"points": 0}]))
    if draw(some.integers(0, 4)) == 0:
        fields["scale"] = draw(scales())
    elif draw(some.integers(0, 3)):
        fields["bands"] = [
            {"tone": tone, "when": when, **(own if tone == "average" else {})} for tone, when in zip(tones, draw(ranges()), strict=False)
        ]
    else:
        fields["band_table"] = draw(tables([{"tone": tone, **own} for tone in tones]))
    if draw(some.integers(0, 3)) == 0:
        fields["warm_up"] = draw(lengths)
    return {**fields, **draw(applicability())}


def scales() -> some.SearchStrategy[list[dict[str, Any]]]:
    """Draw a scale that rises, falls, bends or stands still; or one whose values do not rise, by which nothing can be scored."""
    lines: tuple[dict[str, str], ...] = (
        {"0": "0", "100": "100"},
        {"10": "100", "10.5": "0", "60": "33.3"},
        {"-5": "12.5", "0": "0", "30": "0"},
        {"7": "3", "40": "100"},
        {"30": "0", "10": "100"},
    )
    return some.sampled_from([[{"value": value, "points": points} for value, points in line.items()] for line in lines])


@some.composite
def tables(draw: some.DrawFn, cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Draw a table of two measures with these cells."""
    across = [{"id": f"c{number}", "when": when} for number, when in enumerate(draw(ranges()))]
    return {
        "rows": draw(some.sampled_from(MEASURES)),
        "columns": draw(some.sampled_from(MEASURES)),
        "across": across,
        "down": [
            {"when": when, "bands": [{"column": column["id"], **draw(some.sampled_from(cells))} for column in across]}
            for when in draw(ranges())
        ],
    }


def weights() -> some.SearchStrategy[str | int | None]:
    return some.sampled_from(
        [0, 5, 10, 10, 15, 20, 30, 35, "7.5", "12.25", 50, None] if False else [0, 5, 10, 15, 20, 30, 35, "7.5", "12.25", 50]
    )


@some.composite
def applicability(draw: some.DrawFn) -> dict[str, Any]:
    kinds = [
        {},
        {},
        {},
        {},
        {"segments": ("small",)},
        {"except_segments": ("small",)},
        {"coverage": ("pooled",)},
        {"when": draw(conditions())},
    ]
    applies = draw(some.sampled_from(kinds))
    return {"applies": applies} if applies else {}


@some.composite
def groups(draw: some.DrawFn, depth: int = 2) -> dict[str, Any]:
    """Draw a group of inputs, perhaps with groups inside."""
    inside = draw(some.lists(groups(1), max_size=2)) if depth > 1 else None
    fields = {"name": "Group", "weight": draw(weights()), "indicators": draw(some.lists(indicators(), max_size=3)), **draw(applicability())}
    return fields if inside is None else {**fields, "groups": inside}


@some.composite
def models(draw: some.DrawFn) -> HealthModel:
    """Draw a health model of every kind that the atlas can say."""
    bands = [{"id": f"b{number}", "tone": "good", "when": when} for number, when in enumerate(draw(ranges()))]
    fields: dict[str, Any] = {
        "id": "m",
        "name": "M",
        "indicators": draw(some.lists(indicators(), max_size=3)),
        "groups": draw(some.lists(groups(), max_size=2)),
        "points": [{"tone": tone, "points": points} for tone, points in zip(("good", "average", "poor"), (100, "33.3", 0), strict=True)],
        "bands": bands,
        "reweighted": draw(some.booleans()),
        "overrides": [
            {"when": draw(conditions()), "band": draw(some.sampled_from(["b0", "m/b1"]))} for _ in range(draw(some.integers(0, 2)))
        ],
        "bonuses": [{"when": draw(conditions()), "points": draw(some.sampled_from([5, "2.5"]))} for _ in range(draw(some.integers(0, 2)))],
        "outside": [{"id": "o", "name": "O", "when": draw(conditions())}] if draw(some.integers(0, 3)) == 0 else [],
    }
    if draw(some.integers(0, 6)) == 0:
        fields["points"] = fields["points"][:2]
    if draw(some.integers(0, 3)) == 0:
        fields["band_table"] = draw(tables([{"band": band["id"]} for band in bands]))
    if draw(some.integers(0, 3)) == 0:
        fields["not_for"] = draw(applicability()).get("applies")
    if draw(some.integers(0, 3)) == 0:
        fields["warm_up"] = draw(lengths)
    if draw(some.integers(0, 3)) == 0:
        fields["highest"] = 90
    return HealthModel.model_validate({name: value for name, value in fields.items() if value is not None})


@some.composite
def measures(draw: some.DrawFn) -> dict[str, Measure]:
    """Draw the measures: some grow old, some are not in use."""
    library = {}
    for name in MEASURES:
        fields: dict[str, Any] = {"id": name, "name": name}
        if draw(some.booleans()):
            fields["stale_after"] = "30 days"
        if draw(some.booleans()):
            fields["expires_after"] = "90 days"
        if draw(some.integers(0, 5)) == 0:
            fields["state"] = "planned"
        library[name] = Measure.model_validate(fields)
    return library


@some.composite
def account_rows(draw: some.DrawFn) -> Rows:
    """Draw the fact tables of a few accounts, in the order of no day."""
    rows: Rows = {name: [] for name in FACT_TABLES}
    for number in range(draw(some.integers(1, 8))):
        account = f"a{number}"
        start = draw(some.none() | days)
        rows["accounts"].append({"account": account, "start": start, "ended": draw(some.none() | some.none() | days)})
        for field, values in (("segment", ("small", "large", "gone")), ("status", ("paused", "churned")), ("churned", ("no", "yes"))):
            for _ in range(draw(some.integers(0, 2))):
                since = draw(days)
                until = draw(some.none() | days)
                rows["history"].append(
                    {"account": account, "field": field, "value": draw(some.sampled_from(values)), "since": since, "until": until}
                )
        for measure in [
            *draw(some.permutations(MEASURES))[draw(some.integers(0, 2)) :],
            *draw(some.lists(some.sampled_from(MEASURES), max_size=4)),
        ]:
            is_word = draw(some.integers(0, 6)) == 0
            value = {"word": draw(some.sampled_from(WORDS))} if is_word else {"number": Decimal(draw(some.integers(-1, 13))) * 5}
            instance = draw(some.sampled_from([None] * 7 + ["site-1", "site-1", "site-2"]))
            reading = {"account": account, "instance": instance, "measure": measure, "day": draw(recent), **value}
            rows["readings"].append(reading)
    for table in rows.values():
        for place, row in enumerate(table):
            row |= {"source": draw(some.sampled_from(["crm", "Use"])), "row": place + 2}
    return rows


def drawn(values: "some.SearchStrategy[Value]", count: int) -> "list[Value]":
    """Return so many values that Hypothesis draws, the same ones every time; how quick the machine is does not count."""
    rows: list[Value] = []

    @settings(max_examples=count, phases=[Phase.generate], derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(values)
    def draw(value: Value) -> None:
        rows.append(value)

    draw()
    return rows


def side_by_side(worlds: Iterable[Rows]) -> Rows:
    """Return several worlds as one, in which accounts of different worlds have different names."""
    rows: Rows = {name: [] for name in FACT_TABLES}
    for number, world in enumerate(worlds):
        for name, table in world.items():
            rows[name] += [{**row, "account": f"w{number}-{row['account']}"} for row in table]
    return rows


def frames(rows: Rows) -> dict[str, pd.DataFrame]:
    """Return rows as the frames that an engine takes."""
    return {name: pd.DataFrame(table, columns=list(FACT_TABLES[name]), dtype=object) for name, table in rows.items()}


@dataclass(frozen=True)
class PlainAccount:
    """What is known of an account, found by going through the rows one by one."""

    account: str
    segment: str | None
    snapshot: Snapshot


def plain_accounts(rows: Rows, library: Mapping[str, Measure]) -> list[PlainAccount]:
    """Return the accounts that are there on the as-of day, in the order of their ids."""
    there = [
        row
        for row in rows["accounts"]
        if (row["start"] is None or row["start"] <= AS_OF) and (row["ended"] is None or row["ended"] >= AS_OF)
    ]
    return [_plain_account(row, rows, library) for row in sorted(there, key=lambda row: str(row["account"]))]


def _plain_account(row: Mapping[str, Any], rows: Rows, library: Mapping[str, Measure]) -> PlainAccount:
    values: dict[str, KnownValue] = {}
    ages: dict[str, int] = {}
    fields: dict[str, set[str]] = {}
    for held in rows["history"]:
        if held["account"] == row["account"] and held["since"] <= AS_OF and (held["until"] is None or held["until"] >= AS_OF):
            fields.setdefault(held["field"], set()).add(held["value"])
    values |= {field: next(iter(held)) if len(held) == 1 else SEVERAL for field, held in fields.items()}
    segment = values["segment"] if values.get("segment", SEVERAL) is not SEVERAL else None
    coverage = next((known.coverage for known in SEGMENTS if known.id == segment), None)
    if coverage:
        values["coverage"] = coverage
    for measure in MEASURES:
        mine = [reading for reading in rows["readings"] if (reading["account"], reading["measure"]) == (row["account"], measure)]
        value, age = _plain_value([reading for reading in mine if reading["day"] <= AS_OF], library[measure])
        values |= {} if value is None else {measure: value}
        ages |= {} if age is None else {measure: age}
    day = None if row["start"] is None else (AS_OF - row["start"]).days
    known_segment = next((known for known in SEGMENTS if known.id == segment), None)
    return PlainAccount(str(row["account"]), None if segment is None else str(segment), Snapshot(values, ages, known_segment, day))


def _plain_value(readings: list[dict[str, Any]], measure: Measure) -> "tuple[KnownValue | None, int | None]":
    """Return the value of a measure, if there is one, and its age in days; of too old ones the age alone."""
    limit = measure.expires_after or measure.stale_after
    oldest = limit.days if limit else 10**6
    last = {key: max(row["day"] for row in readings if row["instance"] == key) for key in {row["instance"] for row in readings}}
    latest = [row for row in readings if row["day"] == last[row["instance"]]]
    for counts in (True, False):
        for is_whole in (True, False):
            rows = [row for row in latest if ((AS_OF - row["day"]).days <= oldest) is counts and (row["instance"] is None) is is_whole]
            if rows:
                values = {row.get("word") or row["number"] for row in rows}
                is_single = len(values) == 1 and (len({row["instance"] for row in rows}) == 1 or isinstance(next(iter(values)), str))
                age = min((AS_OF - row["day"]).days for row in rows)
                return (next(iter(values)) if counts and is_single else None), age
    return None, None
