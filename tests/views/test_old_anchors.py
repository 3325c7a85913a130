"""Links to a play, event, measure, milestone or step of a playbook lead on under its old ids, on every page that holds it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import open_book

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: csm, name: Success}]
  measures/measures.yml
    | - {id: logins, formerly: [sign-ins], name: Logins, owner: csm}
  events/events.yml
    | - {id: silence, formerly: [quiet], name: Silence, polarity: bad, threshold: Nobody calls, owner: csm, playbook: rescue}
    | - {id: praise, formerly: [thanks], name: Praise, polarity: good, threshold: They write, owner: csm, playbook: rescue}
  plays/plays.yml
    | - {id: call, formerly: [ring, phone], name: Call, owner: csm, events: [silence], playbook: rescue}
  playbooks/playbooks.yml
    | - {id: rescue, name: Rescue, owner: csm, steps: [{id: ask, formerly: [inquire], what: Ask what happened}]}
  maps/first.yml
    | id: first
    | name: First
    | goal: To work
    | owner: csm
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: It works
    |     milestones: [{id: live, formerly: [running], name: Live, owner: csm, target: unknown}]
    |     events: [{id: late, formerly: [slow], name: Late, polarity: bad, threshold: It is late, playbook: rescue}]
    |     plays: [{id: hurry, formerly: [run], name: Hurry, owner: csm, events: [late], playbook: rescue}]
    |     steps: [{customer: Waits}]
"""


@pytest.mark.parametrize(
    ("view", "arguments", "anchors"),
    [
        ("plays", (), {"play-ring", "play-phone"}),
        ("early_warning", (), {"event-quiet"}),
        ("good_signs", (), {"event-thanks"}),
        ("metric_library", (), {"measure-sign-ins"}),
        ("playbook", ("rescue",), {"playbook-step-inquire"}),
        ("stage", ("first", "begin"), {"milestone-running", "event-slow", "play-run"}),
    ],
)
def test_old_anchors_stand_on_the_page(
    draw_project: Callable[[str], Path], view: str, arguments: tuple[str, ...], anchors: set[str]
) -> None:
    checked = check(draw_project(WORLD), as_of=date(2026, 1, 1))
    assert checked.ok
    page = render(open_book(checked, Audience.INTERNAL), view, arguments, here="page.md")
    ids = re.findall(r'\sid="([^"]*)"', page)
    old = {"ring", "phone", "quiet", "thanks", "sign-ins", "inquire", "running", "slow", "run"}
    assert {name for name in ids if name.partition("-")[2].removeprefix("step-") in old} == anchors
    assert len(ids) == len(set(ids))
