"""Earlier versions of a health model: made whole from the one after each, input by input, and no further than is told."""

from typing import Any

import pytest

from journeybook.model.health import HealthModel
from journeybook.model.health_versions import earlier_models

BANDS = [{"tone": "good", "when": ">= 5"}, {"tone": "poor", "when": "< 5"}]
GROUP = {"name": "Use", "weight": 60, "indicators": [{"measure": "seats", "weight": 60, "bands": BANDS}]}
MODEL = {
    "id": "use",
    "name": "Use",
    "version": "3",
    "indicators": [{"measure": "logins", "weight": 30, "bands": BANDS, "warm_up": "9 days"}, {"measure": "mood", "weight": 10}],
    "groups": [GROUP],
    "bands": [{"id": "green", "tone": "good", "when": ">= 50"}, {"id": "red", "tone": "poor", "when": "< 50"}],
    "overrides": [{"when": "mood = lost", "band": "red"}],
}


def version(day: str, name: str, before: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"date": day, "version": name, "what": "Weights", "why": "They were a guess", "before": before}


def model(*versions: dict[str, Any]) -> HealthModel:
    return HealthModel.model_validate({**MODEL, "versions": versions})


def weights(of: HealthModel) -> dict[str, int]:
    inputs = {row.measure: int(row.weight or 0) for group in of.groups for row in group.indicators}
    return {row.measure: int(row.weight or 0) for row in of.indicators} | inputs | {row.name: int(row.weight or 0) for row in of.groups}


def test_each_version_is_laid_over_the_one_after_it() -> None:
    first = version("2025-01-01", "1")
    second = version("2025-06-01", "2", {"indicators": [{"measure": "logins", "weight": 40}], "without": ["mood"]})
    third = version("2026-01-01", "3", {"groups": [{"name": "Use", "weight": 50, "indicators": [{"measure": "tickets", "weight": 10}]}]})
    earlier = earlier_models(model(first, second, third))
    assert [(str(row.until), row.model.version, weights(row.model)) for row in earlier] == [
        ("2025-12-31", "2", {"logins": 30, "mood": 10, "seats": 60, "tickets": 10, "Use": 50}),
        ("2025-05-31", "1", {"logins": 40, "seats": 60, "tickets": 10, "Use": 50}),
    ]
    before = earlier[1].model
    assert [(row.bands, row.warm_up) for row in before.indicators] == [(row.bands, row.warm_up) for row in model().indicators[:1]]
    assert (before.bands, before.overrides, before.versions) == (model().bands, model().overrides, ())


def test_any_other_list_stands_whole_and_none_says_that_there_was_none() -> None:
    bands = [{"id": "red", "tone": "poor", "when": ">= 0"}]
    former = {"bands": bands, "reweighted": False, "blank": [{"field": "overrides", "state": "none"}]}
    (earlier,) = earlier_models(model(version("2026-01-01", "3", former)))
    assert [band.id for band in earlier.model.bands] == ["red"]
    assert (earlier.model.overrides, earlier.model.reweighted, earlier.model.version) == ((), False, None)


def test_an_input_for_several_kinds_of_customers_is_exchanged_as_a_whole() -> None:
    twice = [{"measure": "logins", "weight": 30, "applies": {"when": f"day {sign} 90"}} for sign in ("<", ">=")]
    (earlier,) = earlier_models(model(version("2026-01-01", "3", {"indicators": twice})))
    assert [(row.measure, row.applies is not None) for row in earlier.model.indicators] == [
        ("logins", True),
        ("logins", True),
        ("mood", False),
    ]


def test_a_group_of_which_nothing_is_left_goes_too() -> None:
    (earlier,) = earlier_models(model(version("2026-01-01", "3", {"without": ["seats"]})))
    assert earlier.model.groups == ()


@pytest.mark.parametrize("gap", [None, {"blank": [{"field": "indicators", "state": "unknown"}]}])
def test_nothing_is_guessed_behind_a_version_that_does_not_say_what_it_changed(gap: dict[str, Any] | None) -> None:
    told = {"reweighted": False}
    earlier = earlier_models(model(version("2025-01-01", "1", told), version("2025-06-01", "2", gap), version("2026-01-01", "3", told)))
    assert [row.model.version for row in earlier] == ["2"]
