"""The health of accounts: one query on every engine, equal to the plain reference that scores one customer at a time."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from account_worlds import AS_OF, FEWER_WORLDS, SEGMENTS, Rows, account_rows, frames, measures, models, plain_accounts
from engines import ENGINES, engine_door, filled
from hypothesis import given

from journeybook.measure.definitions.health import account_health, band_counts, health_query
from journeybook.measure.definitions.health_figures import AccountHealth
from journeybook.model.health import HealthModel
from journeybook.model.measures import Measure
from journeybook.model.scoring import leaves_of, score_health


@pytest.fixture(scope="module", params=ENGINES)
def door(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    with ExitStack() as stack:
        yield request.param, engine_door(request.param, stack)


@FEWER_WORLDS
@given(model=models(), library=measures(), rows=account_rows())
def test_every_account_is_scored_as_the_reference_scores_it(
    door: tuple[str, Any], model: HealthModel, library: dict[str, Measure], rows: Rows
) -> None:
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
