"""Conditions as whole sentences on the pages, in each position in which one may stand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from answered import texts_by_place

from journeybook.validate import check
from journeybook.views.base.book import Book

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | lifecycle: [{id: using, name: Using}]
    | attributes: [{id: several-sites, name: Several sites}]
    | anchors: [{id: signature, name: Signature}]
  segments/all.yml
    | - {id: small, name: Small, rule: users < 50 or not several-sites}
    | - {id: large, name: Large, rule: not users < 50}
  measures/all.yml
    | - {id: logins, name: Log-ins}
    | - {id: users, name: Users}
  events/all.yml
    | - {id: sponsor-leaves, name: Sponsor leaves, when: no visit for 3 weeks}
    | - {id: visit, name: Visit, when: always}
  resources/all.yml
    | - {id: sheet, name: Sheet, kind: document}
  playbooks/call.yml
    | id: call
    | name: Call
    | steps: [{id: ring, what: Ring, only_if: not visit}]
  plays/all.yml
    | - id: rescue
    |   name: Rescue
    |   phases: [using]
    |   events: [sponsor-leaves, visit]
    |   when: not (visit or users falls by 20% within 30 days)
    |   playbook: call
  health/score.yml
    | id: score
    | name: Score
    | phases: using
    | indicators: [{measure: logins, weight: 100, bands: {good: not < 75, poor: '< 75'}}]
    | bands: [{id: fine, tone: good, when: 50 <= score < 75}, {id: bad, tone: poor, when: '< 50'}, {id: top, tone: good, when: '>= 75'}]
    | overrides: [{when: visit at most twice within 1 month, band: bad}]
  maps/base.yml
    | id: base
    | name: Base
    | applies: {segments: [small, large], when: not several-sites}
    | goal: To work
    | success: [{says: It works, when: not no visit for 2 weeks}]
    | stages:
    |   - id: begin
    |     name: Begin
    |     phase: using
    |     entry: {all: [{when: signature}, {when: not begin/trained}]}
    |     exit: {any: [{fact: They work, when: '2 of (visit, users > 3, several-sites)'}, {when: unstated}]}
    |     pre_empts: {when: visit and not sponsor-leaves}
    |     gates:
    |       - id: ready
    |         name: Ready
    |         checklist: [{fact: Seats are bought, applies: {when: 'segment in (small, large) and users > 3'}}]
    |     milestones: [{id: trained, name: All trained, owner: care, target: day 3}]
    |     steps:
    |       - id: ask
    |         customer: Asks
    |         applies: {except_segments: [large], when: day >= 10 after signature, says: if there is time}
    |         resources: [{resource: sheet, applies: {when: not ready}}]
    |         next: [{to: answer, when: not trained}, {to: close, when: unstated}]
    |       - {id: answer, customer: Answers, applies: {when: never}}
    |       - {id: close, customer: Closes, applies: {when: ask is not done}}
  maps/other.yml
    | id: other
    | name: Other
    | extends: base
    | alterations: [{change: close, set: {applies: {when: not users > 3}}}]
"""


PLACES = {
    "the success of a map": ("map/base/facts/Measured by", "“Visit” has happened within the last 2 weeks"),
    "a map": ("map/base/facts/Only for", "where “Several sites” is not true"),
    "an anchor in a fact": ("map/base/sections/rules/folded/Begin/facts/Begins when", "Signature has come"),
    "a milestone in a fact": ("map/base/sections/rules/folded/Begin/facts/Begins when", "“All trained” is not reached"),
    "a count in a fact": (
        "map/base/sections/rules/folded/Begin/facts/Ends when",
        "They work (at least 2 of the following: (“Visit” has happened; “Users” is above 3; “Several sites” is true))",
    ),
    "a fact that is not stated": ("stage/base/begin/sections/about/entries/Over when at least one of these:", "the source does not say"),
    "what comes before": (
        "stage/base/begin/sections/about/entries/Comes before everything else when",
        "“Visit” has happened and “Sponsor leaves” has not happened",
    ),
    "a checklist": (
        "stage/base/begin/sections/gates/groups/cards/gate-ready/lead/All of this must hold",
        "Seats are bought (where (segment is Small or Large) and “Users” is above 3)",
    ),
    "a step in one line": (
        "stage/base/begin/tiles/Who does what/groups/Customer/lines/beneath",
        "not for Large, where it is at least 10 days after Signature, if there is time",
    ),
    "a step": ("stage/base/begin/sections/steps/groups/cards/step-close/lead/Only", "where “Asks” is not done"),
    "a step that never is": ("stage/base/begin/sections/steps/groups/cards/step-answer/lead/Only", "in no case"),
    "a document": ("stage/base/begin/sections/steps/groups/cards/step-ask/lead/Uses", "where “Ready” is not open"),
    "a way": ("stage/base/begin/sections/steps/groups/cards/step-ask/lead/Leads to", "where “All trained” is not reached"),
    "a way that is not stated": (
        "stage/base/begin/sections/steps/groups/cards/step-ask/lead/Leads to",
        "on a condition that the source does not state",
    ),
    "a step of a variant": ("journey_map/other/groups/Who does what/rows/Customer/cells/entries/small", "where “Users” is not above 3"),
    "a play": (
        "plays/groups/plays-other/cards/play-rescue/lead/Called for by",
        "“Visit” has not happened and “Users” does not fall by 20% within 30 days",
    ),
    "a step of a playbook": ("playbook/call/steps/playbook-step-ring/lead/Only if", "“Visit” has not happened"),
    "a range of an input": ("health_model/score/indicators/Inputs and their weights/0/What its values mean", "fine / top: not below 75"),
    "a band": ("health_model/score/bands/Bands/0/Score", "score is at least 50 and below 75"),
    "an override": ("health_model/score/overrides/Overrides/0/Condition", "“Visit” has happened at most twice within 1 month"),
    "an event": ("early_warning/Bad signs by stage/0/Condition", "there has been no “Visit” for 3 weeks"),
    "a segment": ("segment/small/facts/Who belongs to it", "“Users” is below 50 or “Several sites” is not true"),
}


def test_a_condition_is_a_sentence_in_each_position(draw_project: Callable[[str], Path]) -> None:
    checked = check(draw_project(WORLD), as_of=date(2026, 6, 1))
    assert [str(finding) for finding in checked.findings if finding.level == "error"] == []
    texts = {"/".join(place): counted for place, counted in texts_by_place(checked.atlas, Book).items()}
    assert {what: place for what, (place, sentence) in PLACES.items() if sentence not in texts.get(place, ())} == {}
