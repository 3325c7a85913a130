"""How a score is made of its parts: points of a colour, groups and subtotals, what is left out, ages, and the band that comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from journeybook.model.health import HealthModel, Indicator, sum_of_weights
from journeybook.model.language.evaluate import KnownValue
from journeybook.model.measures import Measure
from journeybook.model.people import Segment
from journeybook.model.scoring import MemberScore, Snapshot, Unscored, leaves_of, score_health

COLOURS = {"good": ">= 60", "average": ">= 30 and < 60", "poor": "< 30"}
POINTS = [{"tone": "good", "points": 100}, {"tone": "average", "points": 50}, {"tone": "poor", "points": 0}]
BANDS = [
    {"id": "green", "name": "Green", "tone": "good", "when": ">= 75"},
    {"id": "yellow", "name": "Yellow", "tone": "average", "when": ">= 50 and < 75"},
    {"id": "red", "name": "Red", "tone": "poor", "when": "< 50"},
]


def indicator(measure: str, weight: int | None, **more: Any) -> dict[str, Any]:
    """Return an input whose values from 60 are good and below 30 are poor."""
    bands = [{"tone": tone, "when": when} for tone, when in COLOURS.items()]
    return {"measure": measure, "weight": weight, "bands": bands, **more}


def model(*indicators: dict[str, Any], **more: Any) -> HealthModel:
    return HealthModel.model_validate({"id": "m", "name": "M", "indicators": indicators, "points": POINTS, "bands": BANDS, **more})


def scored(health: HealthModel, values: Mapping[str, KnownValue], *measures: Measure, **known: Any) -> Any:
    by_id = {measure.id: measure for measure in measures}
    return score_health(health, Snapshot(values, **known), by_id.get)


def leaves(parts: MemberScore) -> list[Any]:
    """Return the scores of the inputs; their fractions compare with whole numbers."""
    return list(leaves_of(parts))


GROUPED = model(
    groups=[
        {"name": "Use", "weight": 60, "indicators": [indicator("logins", 75), indicator("seats", 25)]},
        {"name": "People", "weight": 40, "indicators": [indicator("mood", 50), indicator("sponsor", 50)]},
    ]
)
"""Two groups: the weights inside each add to 100."""


def test_a_score_is_the_weighted_mean_of_subtotals() -> None:
    result = scored(GROUPED, {"logins": 80, "seats": 10, "mood": 40, "sponsor": 70})
    assert [group.points for group in result.parts.members] == [75, 75]
    assert [leaf.share for leaf in leaves(result.parts)] == [45, 15, 20, 20]
    assert (result.score, result.used, result.whole, result.band and result.band.name) == (75, 100, 100, "Green")


def test_weight_stays_in_its_group_first_and_then_crosses_groups() -> None:
    inside = scored(GROUPED, {"logins": 80, "mood": 40, "sponsor": 70})
    assert [leaf.used for leaf in leaves(inside.parts)] == [60, 0, 20, 20]
    assert (inside.score, inside.used) == (90, 85)
    across = scored(GROUPED, {"mood": 40, "sponsor": 70})
    assert [leaf.used for leaf in leaves(across.parts)] == [0, 0, 50, 50]
    assert (across.score, across.used) == (75, 40)
    assert across.parts.members[0].unscored is Unscored.UNKNOWN


def test_without_reweighting_nothing_moves() -> None:
    kept = GROUPED.model_copy(update={"reweighted": False})
    result = scored(kept, {"mood": 40, "sponsor": 70})
    assert [leaf.used for leaf in leaves(result.parts)] == [0, 0, 20, 20]
    assert (result.score, result.used, result.band and result.band.id) == (30, 40, "red")


def test_weights_inside_a_group_may_add_to_the_weight_of_the_group() -> None:
    health = model(
        groups=[
            {
                "name": "Customer",
                "weight": 25,
                "groups": [
                    {"name": "User", "weight": 20, "indicators": [indicator("logins", 1)]},
                    {"name": "Company", "weight": 5, "indicators": [indicator("mood", 1)]},
                ],
            },
            {"name": "Product", "weight": 75, "indicators": [indicator("seats", 75)]},
        ]
    )
    result = scored(health, {"logins": 80, "mood": 0, "seats": 40})
    assert [leaf.share for leaf in leaves(result.parts)] == [20, 5, 75]
    assert result.score == Fraction(20 * 100 + 75 * 50, 100)


def test_a_whole_group_may_not_apply_to_a_segment() -> None:
    groups = [
        {"name": "Use", "weight": 60, "indicators": [indicator("logins", 1)]},
        {"name": "Seats", "weight": 40, "applies": {"segments": ["large"]}, "indicators": [indicator("seats", 1)]},
    ]
    values = {"logins": 80, "seats": 0}
    small, large = (Segment.model_validate({"id": name, "name": name}) for name in ("small", "large"))
    assert scored(model(groups=groups), values, segment=large).score == 60
    result = scored(model(groups=groups), values, segment=small)
    assert (result.score, result.used) == (100, 60)
    assert [member.unscored for member in result.parts.members] == [None, Unscored.NOT_APPLICABLE]
    assert leaves(result.parts)[1].unscored is Unscored.NOT_APPLICABLE


def test_a_group_may_apply_on_a_condition() -> None:
    groups = [
        {"name": "Use", "weight": 60, "indicators": [indicator("logins", 1)]},
        {"name": "Seats", "weight": 40, "applies": {"when": "seats >= 20"}, "indicators": [indicator("seats", 1)]},
    ]
    assert scored(model(groups=groups), {"logins": 80, "seats": 10}).used == 60
    assert scored(model(groups=groups), {"logins": 80, "seats": 25}).used == 100


def test_an_input_written_for_several_kinds_of_customers_counts_once() -> None:
    twice = [indicator("logins", 60, applies={"segments": [name]}) for name in ("small", "large")]
    by_age = [indicator("seats", 40, applies={"when": rule}) for rule in ("age < 6", "age >= 6")]
    health = model(*twice, *by_age)
    small = Segment.model_validate({"id": "small", "name": "Small"})
    result = scored(health, {"logins": 80, "seats": 0, "age": 7}, segment=small)
    assert sum_of_weights(health) == 100
    assert (result.score, result.used) == (60, 100)
    assert sum_of_weights(model(indicator("logins", 60), indicator("logins", 40))) == 100
    assert sum_of_weights(model(indicator("logins", 60), indicator("seats", 40, applies={"segments": ["small"]}))) == 100


def test_a_measure_goes_stale_and_then_stops_counting() -> None:
    two = Measure.model_validate({"id": "logins", "name": "Log-ins", "stale_after": "30 days", "expires_after": "90 days"})
    one = Measure.model_validate({"id": "logins", "name": "Log-ins", "stale_after": "30 days"})
    health = model(indicator("logins", 50), indicator("mood", 50))
    values = {"logins": 80, "mood": 40}

    def told(measure: Measure, age: int) -> Any:
        leaf = leaves(scored(health, values, measure, ages={"logins": age}).parts)[0]
        return leaf.stale, leaf.unscored, leaf.used

    assert [told(two, age) for age in (30, 31, 90, 91)] == [
        (False, None, 50),
        (True, None, 50),
        (True, None, 50),
        (False, Unscored.EXPIRED, 0),
    ]
    assert [told(one, age) for age in (30, 31)] == [(False, None, 50), (False, Unscored.EXPIRED, 0)]


@pytest.mark.parametrize(
    ("more", "known", "reason"),
    [
        ({"weight": None}, {}, Unscored.NO_WEIGHT),
        ({"bands": [{"tone": "good", "when": ">= 90"}]}, {}, Unscored.NO_BAND),
        ({"bands": [{"tone": "good", "when": ">= 50"}, {"tone": "poor", "when": "<= 80"}]}, {}, Unscored.TWO_BANDS),
        ({"bands": [{"tone": "neutral", "when": "always"}]}, {}, Unscored.NO_POINTS),
    ],
)
def test_a_hole_of_the_model_stops_the_score_and_the_parts_are_shown(more: dict[str, Any], known: dict[str, Any], reason: Unscored) -> None:
    health = model({**indicator("logins", 50), **more}, indicator("mood", 50))
    result = scored(health, {"logins": 80, "mood": 40}, **known)
    assert (result.score, result.band, result.unscored) == (None, None, reason)
    assert leaves(result.parts)[1].points == 50


def test_a_range_may_have_points_of_its_own() -> None:
    five = [
        {"tone": tone, "when": f"= {value}", "points": points}
        for value, tone, points in [(1, "poor", 0), (2, "average", 40), (3, "good", 90)]
    ]
    health = model({"measure": "view", "weight": 1, "bands": five}, indicator("mood", 1))
    assert scored(health, {"view": 2, "mood": 80}).score == 70


def test_what_is_planned_warming_up_or_outside_is_not_scored() -> None:
    planned = Measure.model_validate({"id": "logins", "name": "Log-ins", "state": "planned"})
    health = model(
        indicator("logins", 50, warm_up="30 days"),
        indicator("mood", 50),
        warm_up="7 days",
        outside=[{"id": "gone", "name": "Gone", "when": "status is gone"}],
    )
    values = {"logins": 80, "mood": 40}
    assert leaves(scored(health, values, planned).parts)[0].unscored is Unscored.NOT_IN_USE
    assert leaves(scored(health, values, day=20).parts)[0].unscored is Unscored.WARMING_UP
    assert scored(health, values, day=5).unscored is Unscored.WARMING_UP
    gone = scored(health, {**values, "status": "gone"})
    assert (gone.score, gone.band, gone.outside and gone.outside.name) == (None, None, "Gone")


def test_an_override_forces_the_band_and_points_on_top_are_added() -> None:
    health = model(
        indicator("mood", 1), overrides=[{"when": "mood < 70", "band": "red"}], bonuses=[{"when": "mood >= 60", "points": 3}], highest=102
    )
    result = scored(health, {"mood": 65})
    assert (result.score, result.bonus, result.band and result.band.id, bool(result.forced)) == (102, 3, "red", True)
    assert scored(health, {"mood": 40}).bonus == 0


def test_a_table_gives_the_band_by_two_measures() -> None:
    table = {
        "rows": "use",
        "columns": "tenure",
        "across": [{"id": "first-year", "when": "< 12"}, {"id": "later", "when": ">= 12"}],
        "down": [
            {"when": ">= 50", "bands": [{"column": "first-year", "band": "green"}, {"column": "later", "band": "green"}]},
            {"when": "< 50", "bands": [{"column": "first-year", "band": "yellow"}]},
        ],
    }
    health = model(indicator("mood", 1), band_table=table)
    given = [scored(health, {"mood": 0, "use": use, "tenure": tenure}).band for use, tenure in [(60, 20), (40, 3), (40, 20)]]
    assert [band and band.id for band in given] == ["green", "yellow", None]
    assert scored(health, {"mood": 0, "use": 60}).band is None


RANGES = {
    "rows": "logins",
    "columns": "tenure",
    "across": [{"id": "first-year", "when": "< 12"}, {"id": "later", "when": ">= 12"}],
    "down": [
        {"when": ">= 5", "bands": [{"column": "first-year", "tone": "good"}, {"column": "later", "tone": "average"}]},
        {"when": "< 5", "bands": [{"column": "first-year", "tone": "poor", "points": 10}]},
    ],
}
"""What five log-ins and fewer mean, in the first year and later; for few later on there is no rule."""


@pytest.mark.parametrize(
    ("known", "points", "reason"),
    [
        ({"logins": 9, "tenure": 3}, 100, None),
        ({"logins": 9, "tenure": 12}, 50, None),
        ({"logins": 4, "tenure": 3}, 10, None),
        ({"logins": 4, "tenure": 12}, None, Unscored.NO_BAND),
        ({"logins": 4}, None, Unscored.UNKNOWN),
        ({"tenure": 4}, None, Unscored.UNKNOWN),
    ],
)
def test_a_table_of_two_measures_says_what_an_input_brings(known: dict[str, Any], points: int | None, reason: Unscored | None) -> None:
    health = model({"measure": "logins", "weight": 1, "band_table": RANGES})
    (leaf,) = leaves(scored(health, known).parts)
    assert (leaf.points, leaf.unscored) == (points, reason)


def test_an_input_by_two_measures_is_as_old_as_the_older_of_them() -> None:
    health = model({"measure": "logins", "weight": 1, "band_table": RANGES})
    tenure = Measure.model_validate({"id": "tenure", "name": "Tenure", "stale_after": "10 days", "expires_after": "20 days"})
    given = [leaves(scored(health, {"logins": 9, "tenure": 3}, tenure, ages={"tenure": age}).parts)[0] for age in (10, 11, 21)]
    assert [(leaf.stale, leaf.unscored) for leaf in given] == [(False, None), (True, None), (False, Unscored.EXPIRED)]


@dataclass(frozen=True)
class Drawn:
    """A model with groups, and what is known."""

    groups: list[tuple[int, list[tuple[int, int | None]]]]
    reweighted: bool

    def health(self, order: int = 1) -> HealthModel:
        """Return the model; the order of groups and inputs may be turned round."""
        groups = [
            {
                "name": f"g{number}",
                "weight": weight,
                "indicators": [indicator(f"m{number}-{place}", inner) for place, (inner, _) in enumerate(members)][::order],
            }
            for number, (weight, members) in enumerate(self.groups)
        ]
        return model(groups=groups[::order], reweighted=self.reweighted)

    def values(self) -> dict[str, KnownValue]:
        """Return the values that are known."""
        return {
            f"m{number}-{place}": value
            for number, (_, members) in enumerate(self.groups)
            for place, (_, value) in enumerate(members)
            if value is not None
        }


MEMBERS = some.lists(some.tuples(some.integers(1, 50), some.none() | some.integers(0, 100)), min_size=1, max_size=4)
MODELS = some.builds(Drawn, some.lists(some.tuples(some.integers(1, 50), MEMBERS), min_size=1, max_size=4), some.booleans())


@given(MODELS)
def test_weights_redistribute_to_the_whole(drawn: Drawn) -> None:
    result = scored(drawn.health(), drawn.values())
    inputs = leaves(result.parts)
    shares, used = (
        sum((share or Fraction(0) for share in column), Fraction(0))
        for column in zip(*((leaf.share, leaf.used) for leaf in inputs), strict=True)
    )
    assert shares == result.whole == sum(weight for weight, _ in drawn.groups)
    if result.score is None:
        assert not drawn.values()
    else:
        assert used == (result.whole if drawn.reweighted else result.used)
        assert result.score * (result.whole or 0) == sum((leaf.used or 0) * (leaf.points or 0) for leaf in inputs)


@given(MODELS)
def test_a_score_does_not_depend_on_the_order(drawn: Drawn) -> None:
    there, back = (scored(drawn.health(order), drawn.values()) for order in (1, -1))
    assert (there.score, there.used, there.band) == (back.score, back.used, back.band)


@given(MODELS, some.integers(0, 15), some.integers(0, 100))
def test_a_better_value_never_lowers_the_score(drawn: Drawn, which: int, more: int) -> None:
    values = drawn.values()
    if not values:
        return
    measure = sorted(values)[which % len(values)]
    better = {**values, measure: int(values[measure]) + more}
    before, after = (scored(drawn.health(), known).score for known in (values, better))
    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= 100


def _parts(score: MemberScore) -> list[Indicator]:
    return [leaf.part for leaf in leaves(score) if isinstance(leaf.part, Indicator)]


def test_every_input_is_shown_whatever_is_known() -> None:
    assert [part.measure for part in _parts(scored(GROUPED, {}).parts)] == ["logins", "seats", "mood", "sponsor"]
