"""Walking through the model."""

from typing import Any

from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.walk import Spot, field_values, walk

STEPS: list[dict[str, Any]] = [{"id": "a", "lane": "customer", "what": "Invites", "pain_points": [{"id": "slow", "what": "Slow"}]}]
JOURNEY = Map.model_validate(
    {"id": "m", "name": "M", "goal": "G", "stages": [{"id": "s", "name": "S", "exit": [{"fact": "Done"}], "steps": STEPS}]}
)


def spot(identifier: str) -> Spot:
    return next(spot for spot in walk(JOURNEY) if spot.part.__dict__.get("id") == identifier)


def test_parts_come_in_the_order_of_their_fields() -> None:
    names = [type(spot.part).__name__ for spot in walk(JOURNEY)]
    assert names == ["Map", "Stage", "Fact", "Step", "PainPoint"]
    assert next(walk(JOURNEY)).path == ()


def test_a_spot_knows_its_surroundings() -> None:
    slow = spot("slow")
    assert slow.path == ("stages", "steps", "pain_points")
    assert slow.map is JOURNEY
    assert slow.stage is JOURNEY.stages[0]
    assert slow.scope == "m"
    assert [type(part) for part in slow.parents] == [Map, Stage, Step]


def test_a_map_is_its_own_map_and_has_no_scope() -> None:
    assert spot("m").map is JOURNEY
    assert spot("m").stage is None
    assert spot("m").scope == ""


def test_withheld_fields_are_passed_over() -> None:
    step = Step.model_validate(STEPS[0])
    del step.__dict__["pain_points"]
    assert [spot.part for spot in walk(step)] == [step]
    assert {name for name, _ in field_values(step)} == set(Step.model_fields) - {"origin", "pain_points"}
