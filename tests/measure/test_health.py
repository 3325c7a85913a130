"""The health of accounts: one query on every engine, equal to the plain reference that scores one customer at a time."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from account_worlds import AS_OF, FEWER_WORLDS, SEGMENTS, Rows, account_rows, drawn, frames, measures, models, plain_accounts, side_by_side
from engines import ENGINES, IS_LONG, QUICK_ENGINES, engine_door, filled
from hypothesis import given, reject
from hypothesis import strategies as some

from journeybook.measure.definitions.conditions import TooManyDigits
from journeybook.measure.definitions.health import account_health, band_counts, health_query
from journeybook.measure.definitions.health_figures import AccountHealth
from journeybook.model.health import HealthModel
from journeybook.model.measures import Measure
from journeybook.model.scoring import leaves_of, score_health


@pytest.fixture(scope="module", params=QUICK_ENGINES)
def quick_door(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    with ExitStack() as stack:
        yield request.param, engine_door(request.param, stack)


@pytest.fixture(scope="module", params=ENGINES)
def door(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    with ExitStack() as stack:
        yield request.param, engine_door(request.param, stack)


@FEWER_WORLDS
@given(model=models(), library=measures(), rows=account_rows())
def test_every_account_is_scored_as_the_reference_scores_it(
    quick_door: tuple[str, Any], model: HealthModel, library: dict[str, Measure], rows: Rows
) -> None:
    try:
        check_scores(quick_door, model, library, rows)
    except TooManyDigits:  # which test_health_by_hand.py holds
        reject()


@pytest.mark.xdist_group("spark")
def test_many_worlds_side_by_side_are_scored_as_the_reference_scores_them(door: tuple[str, Any]) -> None:
    number, worlds = (16, 40) if IS_LONG else (1, 5)
    asked = drawn(some.tuples(models(), measures()), number)
    rows = drawn(account_rows(), number * worlds)
    for place, (model, library) in enumerate(asked):
        check_scores(door, model, library, side_by_side(rows[place::number]))


def check_scores(door: tuple[str, Any], model: HealthModel, library: dict[str, Measure], rows: Rows) -> None:
    """Check the scores of accounts by an engine against the reference."""
    health = health_query(model, AS_OF, library.get, SEGMENTS)
    with filled(*door, frames(rows)) as engine:
        scored = account_health(health, engine)
        counts = band_counts(health, engine)
    expected = [(plain, score_health(model, plain.snapshot, library.get)) for plain in plain_accounts(rows, library)]
    assert [summary(account) for account in scored] == [
        {
            "account": plain.account,
            "segment": plain.segment,
            "score": score.score,
            "used": score.used,
            "bonus": score.bonus,
            "band": score.band,
            "forced": score.forced,
            "outside": score.outside,
            "unscored": score.unscored,
            "inputs": [(leaf.part, leaf.band, leaf.unscored, leaf.stale) for leaf in leaves_of(score.parts)],
        }
        for plain, score in expected
    ]
    assert sum(count.accounts for count in counts) == len(expected)


def summary(account: AccountHealth) -> dict[str, Any]:
    """Return an account's health as the reference says it; ages and the band of the score alone are tested by hand."""
    fields = ("account", "segment", "score", "used", "bonus", "band", "forced", "outside", "unscored")
    inputs = [(part.indicator, part.band, part.unscored, part.stale) for part in account.inputs]
    return {**{name: getattr(account, name) for name in fields}, "inputs": inputs}
