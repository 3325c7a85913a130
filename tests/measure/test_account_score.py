"""The score of one account with its arithmetic: equal to the query over all accounts, and to ten lines of plain Python."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lives import life_of

from journeybook.measure.account_score import AccountScore, account_score
from journeybook.measure.definitions.conditions import TooManyDigits
from journeybook.measure.definitions.health import HealthQuery
from journeybook.measure.facts import AccountFacts, FactOrigin
from journeybook.measure.figures import Figures, open_figures
from journeybook.measure.timeline.atlas_index import AtlasIndex
from journeybook.model.atlas import Atlas
from journeybook.model.health import HealthModel
from journeybook.model.measures import Measure
from journeybook.model.organisation import AtlasFile
from journeybook.model.people import Segment
from journeybook.model.scoring import Unscored, leaves_of
from journeybook.validate import check

ROOT = Path(__file__).parents[2]
BANDS: dict[str, tuple[int, int, Callable[[Any], int]]] = {
    "goal_progress": (30, 45, lambda value: (value >= 40) + (value >= 80)),
    "weekly_active_site_managers": (20, 10, lambda value: (value >= 40) + (value >= 60)),
    "rotas_on_time": (15, 14, lambda value: (value >= 60) + (value >= 80)),
    "licences_used": (15, 10, lambda value: (value >= 40) + (value >= 60)),
    "csm_view": (5, 90, ["poor", "average", "good"].index),
    "aged_tickets": (5, 3, lambda value: (value < Decimal("1.5")) + (value < Decimal("0.5"))),
    "invoices_on_time": (5, 9999, lambda value: (value >= 50) + (value >= 75)),
    "survey_score": (5, 200, lambda value: (value >= 7) + (value >= 9)),
}
"""The weight of each input of customer-health in the sample, for how many days a value counts, and how good it is: 0, 1 or 2."""


@cache
def sample() -> Figures:
    figures = open_figures(ROOT, check(ROOT).atlas)
    assert figures is not None
    return figures


def test_every_account_of_the_sample_has_the_score_of_the_query() -> None:
    figures = sample()
    pairs = [(account, model) for account in figures.facts for model in figures.atlas.health]
    scores = {(account, model.id): figures.score_of(account, model) for account, model in pairs}
    assert sum(score is not None for score in scores.values()) > 100
    assert {key: summary(score) for key, score in scores.items() if score} == {
        (account, model): summary_of_query(health) for model, rows in figures.health.items() for account, health in rows.items()
    }
    assert len({score.health.band for score in scores.values() if score}) > 3


def summary(score: AccountScore) -> list[Any]:
    health = score.health
    inputs = [(leaf.part, leaf.band, leaf.unscored, leaf.stale) for leaf in leaves_of(health.parts)]
    return [health.score, health.used, health.bonus, health.band, score.scored_band, health.forced, health.outside, health.unscored, inputs]


def summary_of_query(health: Any) -> list[Any]:
    inputs = [(part.indicator, part.band, part.unscored, part.stale) for part in health.inputs]
    return [
        *(health.score, health.used, health.bonus, health.band, health.scored_band, health.forced, health.outside, health.unscored),
        inputs,
    ]


def test_a_model_whose_numbers_are_too_long_for_an_engine_is_worked_out_account_by_account(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = sample()

    def refused(*_: object) -> HealthQuery:
        raise TooManyDigits("too long")

    monkeypatch.setattr("journeybook.measure.figures.health_query", refused)
    by_account = open_figures(ROOT, figures.atlas)
    assert by_account is not None
    assert by_account.health_queries == {}
    assert by_account.health == figures.health


def test_customer_health_of_the_sample_by_hand() -> None:
    figures = sample()
    model = next(model for model in figures.atlas.health if model.id == "customer-health")
    scores = {account: figures.score_of(account, model) for account in figures.facts}
    scored = {
        account: (score.health.score, score.health.used) for account, score in scores.items() if score and score.health.score is not None
    }
    assert len(scored) > 20
    assert len({score for score, _ in scored.values()}) > 5
    assert scored == {account: by_hand(figures.facts[account]) for account in scored}


def by_hand(facts: AccountFacts) -> tuple[Fraction, Fraction]:
    """Return the score, without points on top, and the weight it stands on."""
    last = {row.measure: (row.value, (facts.as_of - row.day).days) for row in facts.readings if row.instance is None}
    segment = next(row.value for row in reversed(facts.history) if row.field == "segment")
    skipped = {"licences_used"} if segment == "small" else set()
    if facts.start and (facts.as_of - facts.start).days < 90:
        skipped.add("goal_progress")
    known = [
        (weight, 50 * place(last[name][0]))
        for name, (weight, most, place) in BANDS.items()
        if name in last and last[name][1] <= most and name not in skipped
    ]
    used = sum(weight for weight, _ in known)
    return Fraction(sum(weight * points for weight, points in known), used), Fraction(used)


def _group(name: str, weight: int, measure: str, **bands: str) -> dict[str, Any]:
    indicator = {"measure": measure, "weight": 40, "bands": [{"tone": tone, "when": when} for tone, when in bands.items()]}
    return {"name": name, "weight": weight, "indicators": [indicator]}


MODEL = HealthModel.model_validate(
    {
        "id": "use",
        "name": "Use",
        "owner": "crew",
        "points": [{"tone": "good", "points": 100}, {"tone": "poor", "points": 0}],
        "groups": [_group("Work", 60, "logins", good=">= 5", poor="< 5"), _group("Talk", 40, "mood", good="= glad", poor="= sad")],
        "bands": [{"id": "green", "tone": "good", "when": ">= 50"}, {"id": "red", "tone": "poor", "when": "< 50"}],
        "overrides": [{"when": "sponsor is no", "band": "red", "reason": "Nobody decides"}, {"when": "mood = lost", "band": "red"}],
        "bonuses": [{"when": "logins >= 5 for 2 months", "points": 3}],
        "segments": ["small"],
    }
)
INDEX = AtlasIndex(
    Atlas(
        file=AtlasFile.model_validate({"schema_version": 2, "organisation": {"name": "Sails"}}),
        measures=tuple(Measure.model_validate({"id": name, "name": name, "owner": "crew"}) for name in ("logins", "mood", "sponsor")),
        segments=(Segment.model_validate({"id": "small", "name": "Small"}),),
    )
)
LIFE = """
as of 2026-12-31
start 2026-01-01
from 2026-01-01 segment small
2026-12-01 reads logins 2
2026-12-20 reads logins 7
2026-12-21 reads logins 1 of main
2026-12-22 reads sponsor no
"""


def test_an_override_stands_beside_the_band_that_it_overrules() -> None:
    score = account_score(life_of(LIFE).facts, MODEL, INDEX)
    assert score is not None
    health, (logins, mood) = score.health, leaves_of(score.health.parts)
    assert (health.score, health.used, score.scored_band, health.band) == (Fraction(100), Fraction(60), *MODEL.bands)
    assert (logins.share, logins.used, score.brings(logins)) == (Fraction(60), Fraction(100), Fraction(100))
    assert (mood.unscored, mood.share, mood.used, score.brings(mood)) == (Unscored.UNKNOWN, Fraction(40), Fraction(0), None)
    assert score.known.readings["logins"].origin == FactOrigin("life", 5)
    assert [(judged.condition.text, judged.truth, judged.missing) for judged in score.rules] == [
        ("sponsor is no", True, ()),
        ("mood = lost", None, ("mood",)),
        ("logins >= 5 for 2 months", None, ()),
    ]
    assert score.unanswered == score.rules[1:]


def test_no_score_for_another_segment_or_before_and_after_the_relation() -> None:
    assert account_score(life_of(LIFE.replace("segment small", "segment large")).facts, MODEL, INDEX) is None
    assert account_score(life_of(LIFE.replace("start 2026-01-01", "start 2027-01-01")).facts, MODEL, INDEX) is None
    assert account_score(life_of(f"{LIFE}ended 2026-12-30\n").facts, MODEL, INDEX) is None
    assert account_score(life_of(f"{LIFE}ended 2026-12-31\n").facts, MODEL, INDEX) is not None


def test_a_value_in_no_band_stops_the_score() -> None:
    score = account_score(life_of(f"{LIFE}2026-12-23 reads mood tired\n").facts, MODEL, INDEX)
    assert score is not None
    assert (score.health.score, score.health.unscored, score.scored_band) == (None, Unscored.NO_BAND, None)
