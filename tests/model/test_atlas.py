"""Look-ups in an atlas."""

from typing import Any

import pytest

from journeybook.model.atlas import Atlas
from journeybook.model.map import Map
from journeybook.model.measures import Event
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.vocabulary import FEELINGS, LANES, Team


def journey(identifier: str, *steps: str) -> dict[str, Any]:
    said = [{"id": step, "lane": "customer", "what": f"{identifier} {step}"} for step in steps]
    return {"id": identifier, "name": identifier, "goal": "G", "stages": [{"id": "setup", "name": "S", "steps": said}]}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.model_validate(
        {
            "file": {"schema_version": "1", "organisation": {"name": "O"}, "teams": [{"id": "csm", "name": "CS"}]},
            "maps": [journey("one", "a", "b"), journey("two", "b", "c")],
            "events": [{"id": "quiet", "name": "Nobody logs in"}],
            "playbooks": [{"id": "rescue", "name": "Rescue", "steps": [{"id": "a", "what": "Call"}]}],
        }
    )


def test_what_is_local_is_found_in_its_map_first(atlas: Atlas) -> None:
    found = [atlas.find(Step, "b", scope=scope) for scope in ("one", "two")]
    assert [step and step.what for step in found] == ["one b", "two b"]
    assert atlas.find(Step, "b") is None
    assert atlas.find(Step, "c", scope="one") is None


def test_another_map_is_named_before_a_slash(atlas: Atlas) -> None:
    step = atlas.find(Step, "two/b", scope="one")
    assert step is not None
    assert step.what == "two b"
    assert atlas.find(Stage, "three/setup") is None


def test_what_is_shared_is_found_from_everywhere(atlas: Atlas) -> None:
    assert atlas.find(Team, "csm", scope="one") is atlas.file.teams[0]
    assert atlas.find(Map, "two") is atlas.maps[1]
    assert atlas.find(Team, None) is None


def test_one_of_several_kinds(atlas: Atlas) -> None:
    spot = atlas.spot(("step", "stage", "map"), "setup", scope="two")
    assert spot is not None
    assert spot.stage is atlas.maps[1].stages[0]
    assert atlas.spot("playbook-step", "a", scope="rescue") is not None


def test_a_named_event_is_the_shared_one(atlas: Atlas) -> None:
    assert atlas.event(Event.model_validate({"use": "quiet"})) is atlas.events[0]
    own = Event.model_validate({"name": "Late"})
    assert atlas.event(own) is own


def test_an_atlas_that_names_no_lanes_has_the_usual_ones(atlas: Atlas) -> None:
    assert atlas.lanes == LANES
    assert atlas.feelings == FEELINGS
    assert atlas.find(type(LANES[0]), "customer") == LANES[0]
    own = Atlas.model_validate({"file": {"schema_version": "1", "organisation": {"name": "O"}, "lanes": [{"id": "x", "name": "X"}]}})
    assert [lane.id for lane in own.lanes] == ["x"]
    assert own.find(type(LANES[0]), "customer") is None
