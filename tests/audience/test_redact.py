"""What is left of an atlas for customers: by ceilings, by what items say, by lanes; ids and references follow."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.audience.redact import redact
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part, Withheld
from journeybook.model.field_info import part_fields
from journeybook.model.stage import Stage
from journeybook.model.walk import walk
from journeybook.validate import check

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: success, name: Success}, {id: help, name: Helpers, audience: public}]
    | roles: [{id: csm, name: Our CSM, team: success}, {id: guide, name: Your guide, team: success, audience: public}]
    | anchors: [{id: signature, name: the signature}, {id: unused, name: unused}]
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: company, name: Company, role: frontstage, team: success}
    |   - {id: engine, name: Engine, role: backstage, team: success}
    |   - {id: cellar, name: Cellar, role: support, team: success}
  maps/
    open.yml
      | id: open-map
      | name: Open
      | goal: Publish
      | owner: success
      | status: live
      | audience: public
      | public: {slug: publish, title: Publish a rota, goal: Publish, role: I plan}
      | stages:
      |   - id: start
      |     name: Start
      |     owner: success
      |     exit: It is out
      |     roles: [csm, guide]
      |     steps:
      |       - {id: invite, customer: Invites, when: 3 days after signature, who: csm, next: {done: greet, secret: ledger}}
      |       - {id: greet, company: Greets, when: 2 days after ledger-read}
      |       - {id: ledger, engine: Reads the ledger}
      |       - {id: told, engine: Says what the ledger says, audience: public}
      |       - {cellar: Digs}
      |       - {company: Talks about them, visible_to_customer: false}
      |       - {company: Whispers, audience: internal}
      |     milestones:
      |       - {id: ledger-read, name: Ledger read, target: 1 day after signature, owner: success, audience: internal}
      |     pain_points:
      |       - {what: It is slow, recovery: Wait}
      |       - {what: It is loud, recovery: Close the door, audience: public}
      |   - id: hidden
      |     name: Hidden
      |     audience: internal
      |     owner: success
      |     exit: Nobody knows
      |     steps:
      |       - {id: shown, customer: Looks, audience: public}
    draft.yml
      | id: draft-map
      | name: Draft
      | goal: Publish
      | owner: success
      | audience: public
      | public: {slug: draft, title: Draft, goal: Publish, role: I plan}
      | stages: [{id: a-stage, name: A stage, owner: success, exit: Done, steps: [{customer: Waits}]}]
"""


@pytest.fixture
def kept(draw_project: Callable[[str], Path]) -> Atlas:
    return redact(check(draw_project(PROJECT)).atlas, Audience.PUBLIC)


def test_steps_that_customers_do_not_see_done_are_kept_only_where_they_say_public(kept: Atlas) -> None:
    assert [step.what for step in kept.maps[0].stages[0].steps] == ["Invites", "Greets", "Says what the ledger says"]


def test_references_to_what_is_gone_go_and_others_follow(kept: Atlas) -> None:
    start = kept.maps[0].stages[0]
    first, second, _ = start.steps
    assert (first.who, [(link.outcome, link.to) for link in first.next], start.roles) == ((), [("done", second.id)], ("role-1",))
    assert (len(first.when), second.when, [anchor.name for anchor in kept.file.anchors]) == (1, (), ["the signature"])


def test_ids_say_nothing(kept: Atlas) -> None:
    ids = [spot.part.__dict__["id"] for spot in walk(kept) if spot.part.__dict__.get("id")]
    assert (len(ids) > 5, [identifier for identifier in ids if not identifier.rpartition("-")[2].isdigit()]) == (True, [])


def test_an_internal_stage_around_a_public_step_is_only_the_way_to_it(kept: Atlas) -> None:
    hidden = kept.maps[0].stages[1]
    assert [step.what for step in hidden.steps] == ["Looks"]
    for name in ("id", "name", "summary", "note"):
        with pytest.raises(Withheld):
            getattr(hidden, name)


def test_pain_points_are_kept_only_where_they_say_public(kept: Atlas) -> None:
    assert [point.what for point in kept.maps[0].stages[0].pain_points] == ["It is loud"]


def test_only_live_maps_are_kept(kept: Atlas) -> None:
    assert [journey.public.slug for journey in kept.maps if journey.public] == ["publish"]


def test_reading_any_internal_field_raises(kept: Atlas) -> None:
    tried = 0
    for spot in walk(kept):
        part: Part = spot.part
        for name, field in part_fields(type(part)).items():
            if field.ceiling is not Audience.PUBLIC:
                tried += 1
                with pytest.raises(Withheld):
                    getattr(part, name)
    assert tried > 100
    assert "name" in part_fields(Stage)


def test_the_internal_atlas_is_whole(draw_project: Callable[[str], Path]) -> None:
    atlas = check(draw_project(PROJECT)).atlas
    assert redact(atlas, Audience.INTERNAL) is atlas
