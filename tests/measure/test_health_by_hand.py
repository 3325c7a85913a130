"""The health of a few accounts, worked out on paper, on every engine; and what cannot be scored says so."""

from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from account_worlds import AS_OF, SEGMENTS, frames
from engines import ENGINES, engine_door, filled

from journeybook.measure.definitions.conditions import TooManyDigits
from journeybook.measure.definitions.health import account_health, band_counts, health_query
from journeybook.measure.engine import sql_text
from journeybook.model.health import HealthModel
from journeybook.model.language.nodes import Lasts
from journeybook.model.scoring import Unscored

COLOURS = [{"tone": "good", "when": ">= 60"}, {"tone": "average", "when": ">= 30 and < 60"}, {"tone": "poor", "when": "< 30"}]
POINTS = [{"tone": "good", "points": 100}, {"tone": "average", "points": 50}, {"tone": "poor", "points": 0}]
BANDS = [
    {"id": "green", "tone": "good", "when": ">= 75"},
    {"id": "yellow", "tone": "average", "when": ">= 50 and < 75"},
    {"id": "red", "tone": "poor", "when": "< 50"},
]


def indicator(measure: str, weight: int | str, **more: Any) -> dict[str, Any]:
    return {"measure": measure, "weight": weight, "bands": COLOURS, **more}


def model(**more: Any) -> HealthModel:
    return HealthModel.model_validate({"id": "m", "name": "M", "points": POINTS, "bands": BANDS, **more})


MODEL = model(
    groups=[
        {"name": "Use", "weight": 60, "indicators": [indicator("logins", 75), indicator("seats", 25)]},
        {"name": "People", "weight": 40, "indicators": [indicator("mood", 50), indicator("sponsor", 50)]},
    ],
    overrides=[{"when": "status is at-risk", "band": "red"}],
)


@pytest.fixture(scope="module", params=ENGINES)
def door(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    with ExitStack() as stack:
        yield request.param, engine_door(request.param, stack)


def world(values: dict[str, dict[str, int]], *held: tuple[str, str, str]) -> dict[str, Any]:
    """Return the fact tables of accounts with values of today, and with values of fields."""
    origin = {"source": "crm", "row": 2}
    return frames(
        {
            "accounts": [{"account": account, "start": AS_OF, "ended": None, **origin} for account in values],
            "history": [{"account": account, "field": field, "value": value, "since": AS_OF, **origin} for account, field, value in held],
            "readings": [
                {"account": account, "measure": measure, "number": Decimal(number), "day": AS_OF, **origin}
                for account, known in values.items()
                for measure, number in known.items()
            ],
            "occurrences": [],
            "periods": [],
            "left_out": [],
        }
    )


def test_weight_stays_in_its_group_before_it_crosses_groups(door: tuple[str, Any]) -> None:
    """`a`: (60 x 100 + 40 x 75) / 100, where seats leave their weight to logins. `b`: only people are known, 75. `c`: nothing is known."""
    values = {"a": {"logins": 80, "mood": 40, "sponsor": 70}, "b": {"mood": 40, "sponsor": 70}, "c": {}}
    health = health_query(MODEL, AS_OF, lambda _: None, SEGMENTS)
    with filled(*door, world(values, ("a", "status", "at-risk"), ("b", "segment", "small"))) as engine:
        first, second, third = account_health(health, engine)
        counts = band_counts(health, engine)
    assert [first.score, first.used, first.band and first.band.id, first.scored_band and first.scored_band.id] == [90, 85, "red", "green"]
    assert [second.score, second.used, second.segment] == [75, 40, "small"]
    assert (third.score, third.used, third.band, third.unscored) == (None, None, None, Unscored.UNKNOWN)
    assert [part.age for part in first.inputs] == [0, None, 0, 0]
    assert [(count.segment, count.band and count.band.id, count.unscored, count.accounts) for count in counts] == [
        (None, None, Unscored.UNKNOWN, 1),
        (None, "red", None, 1),
        ("small", "green", None, 1),
    ]


def test_points_on_a_scale_are_in_proportion_and_exact(door: tuple[str, Any]) -> None:
    """Seats of 7 are 100 x 7/80 = 8.75; log-ins of 1 are a third of the way from 100 to 50; beyond the ends stand those of the end."""
    seats = {"measure": "seats", "weight": 1, "scale": [{"value": 0, "points": 0}, {"value": 80, "points": 100}]}
    falling = [{"value": 0, "points": 100}, {"value": 3, "points": 50}, {"value": 10, "points": 0}]
    scales = model(indicators=[seats, {"measure": "logins", "weight": 1, "scale": falling}])
    values = {"a": {"seats": 7}, "b": {"logins": 1}, "c": {"seats": 90, "logins": 12}, "d": {"seats": -5, "logins": 3}}
    with filled(*door, world(values, ("a", "status", "at-risk"))) as engine:
        health = account_health(health_query(scales, AS_OF, lambda _: None), engine)
    assert [part.score for part in health] == [Fraction(35, 4), 100 - Fraction(50, 3), 50, 25]
    assert [part.band for part in health[2].inputs] == [None, None]


def test_scales_of_too_many_digits_are_refused() -> None:
    tops = ("7.000001", "11.000003", "13.000007", "17.000009", "19.000001", "23.000011")
    scales = [[{"value": 0, "points": 0}, {"value": top, "points": 100}] for top in tops]
    with pytest.raises(TooManyDigits, match="write them with fewer digits"):
        health_query(model(indicators=[{"measure": "seats", "weight": 1, "scale": scale} for scale in scales]), AS_OF, lambda _: None)


def test_thirds_and_borders_are_exact(door: tuple[str, Any]) -> None:
    """Seven sevenths of a weight of 0.7 make no rounding; a score of exactly 75 is at least 75."""
    thirds = model(indicators=[indicator("logins", "0.1"), indicator("seats", "0.2")])
    health = health_query(thirds, AS_OF, lambda _: None)
    with filled(*door, world({"a": {"logins": 80, "seats": 10}})) as engine:
        assert account_health(health, engine)[0].score == Fraction(100, 3)
    even = model(indicators=[indicator("logins", "0.1"), indicator("seats", "0.1")])
    with filled(*door, world({"a": {"logins": 80, "seats": 40}})) as engine:
        assert [part.score for part in account_health(health_query(even, AS_OF, lambda _: None), engine)] == [75]


def test_conditions_about_time_are_listed_as_not_answered() -> None:
    timed = model(indicators=[indicator("logins", 1)], overrides=[{"when": "logins < 5 for 2 months", "band": "red"}])
    parts = health_query(timed, AS_OF, lambda _: None).unanswered
    assert [(type(part.clause), part.subject) for part in parts] == [(Lasts, "")]
    assert [part.clause for part in health_query(MODEL, AS_OF, lambda _: None).unanswered] == [MODEL.overrides[0].when.root]
    assert health_query(MODEL, AS_OF, lambda _: None, answers="answered").unanswered == ()


def test_numbers_beyond_every_engine_are_refused() -> None:
    inputs = [indicator("logins", "12.34"), indicator("seats", "97.65")]
    groups = [{"name": f"Group {number}", "weight": 1, "indicators": inputs} for number in range(12)]
    with pytest.raises(TooManyDigits, match="write them with fewer digits"):
        health_query(model(groups=groups), AS_OF, lambda _: None)


@pytest.mark.parametrize("dialect", ["bigquery", "snowflake", "spark"])
def test_the_query_is_said_in_the_words_of_a_warehouse(dialect: str) -> None:
    text = sql_text(health_query(MODEL, AS_OF, lambda _: None, SEGMENTS).query, dialect)
    assert text.startswith("WITH newest AS (")
    assert "INT128" not in text


def test_an_author_cannot_leave_a_text() -> None:
    hostile = model(indicators=[{"measure": "m", "weight": 1, "bands": [{"tone": "good", "when": "= \"x') OR ('1' = '1\""}]}])
    text = health_query(hostile, AS_OF, lambda _: None).query
    assert "'x'') OR (''1'' = ''1'" in text
