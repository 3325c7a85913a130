"""One mistake, one finding: what follows from it is held back and counted, or named in the finding."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.findings import Finding
from journeybook.validate import check

TODAY = date(2026, 5, 1)
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Shiftwell (invented)
    | teams:
    |   - {id: csm, name: Customer success}
    |   - {id: support, name: Support}
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: company, name: Our team}
    |   - {id: helpdesk, name: Help desk, team: support}
    | anchors: [{id: signature, name: Signature}]
    | default_anchor: signature
    | channels: [{id: mail, name: E-mail}]
    | attributes: [{id: care, name: Care home}]
    | exemptions:
    |   - {rule: PAIN-WITHOUT-RECOVERY, at: maps/first.yml, reason: Nobody knows yet}
  personas/
    planner.yml
      | id: planner
      | name: Shift planner
      | role: champion
  segments/
    small.yml
      | id: small
      | name: Small firms
      | rule: care
  events/
    events.yml
      | - {id: silence, name: Nobody signs in}
  plays/
    plays.yml
      | - {id: ring, name: Ring them, owner: csm, events: silence, playbook: rescue}
  playbooks/
    rescue.yml
      | id: rescue
      | name: Rescue call
      | owner: csm
      | steps: [Call them, Write down what they say]
  maps/
    first.yml
      | id: first
      | name: First rota
      | goal: Publish a rota
      | owner: csm
      | personas: planner
      | segments: small
      | stages:
      |   - id: set-up
      |     name: Set-up
      |     exit: Everybody is in
      |     steps:
      |       - id: invite
      |         customer: Invites the team
      |         channel: mail
      |       - id: help
      |         helpdesk: Answers questions
      |         next: write
      |       - id: write
      |         helpdesk: Writes back
      |         channel: mail
      |     pain_points:
      |       - what: The import is slow
      |         recovery: {playbook: rescue}
      |       - The list is old
      |   - id: use
      |     name: Use
      |     exit: The rota is used
      |     steps:
      |       - id: publish
      |         customer: Publishes the rota
      |     milestones:
      |       - {id: live, name: The rota is live, target: 21 days after signature, owner: csm}
    care.yml
      | {id: care-home, name: First rota for care, extends: first, alterations: [{change: publish, set: {customer: Publishes on the ward}}]}
    shops.yml
      | {id: shops, name: First rota for shops, extends: first, alterations: [{change: publish, set: {customer: Publishes in the shop}}]}
"""
ATLAS, FIRST, GONE = "atlas.yml", "maps/first.yml", None
SYNTAX, TABS, MARKS = "YAML-SYNTAX", "YAML-TAB", "YAML-CONFLICT"
MISTAKES = [
    ("a base with a colon in a text", FIRST, "goal: Publish a rota", "goal: First: publish", SYNTAX),
    ("a base with a tab", FIRST, "    name: Set-up", "\tname: Set-up", TABS),
    ("a base with marks of a merge", FIRST, "goal: Publish a rota", "<<<<<<< HEAD\ngoal: Publish\n=======\ngoal: Try\n>>>>>>> b", MARKS),
    ("a base that is empty", FIRST, "", "", "YAML-EMPTY"),
    ("a base that is gone", FIRST, GONE, GONE, "OVERLAY"),
    ("a base with another id", FIRST, "id: first", "id: frist", "OVERLAY"),
    ("a base that is a list", FIRST, "id: first", "- id: first", SYNTAX),
    ("a step's id changed in the base", FIRST, "id: publish", "id: publihs", "OVERLAY"),
    ("a step of the base that is a text", FIRST, "- id: publish\n        customer: Publishes", "- Publishes", "SHAPE-GROUP"),
    (
        "steps of the base that are not indented",
        FIRST,
        "    - id: publish\n        customer",
        "- id: publish\n    customer",
        "YAML-INDENTATION",
    ),
    ("a key of the base misspelt", FIRST, "steps:\n      - id: publish", "stpes:\n      - id: publish", "SHAPE-UNKNOWN-KEY"),
    ("an atlas that is empty", ATLAS, "", "", "YAML-EMPTY"),
    ("an atlas that is gone", ATLAS, GONE, GONE, "FILE-ATLAS"),
    ("an atlas with a colon in a text", ATLAS, "name: Customer success", "name: Customer: success", SYNTAX),
    ("an atlas with a tab", ATLAS, "  - {id: csm", "\t- {id: csm", TABS),
    ("an atlas with a bracket that is not closed", ATLAS, "name: E-mail}]", "name: E-mail}", SYNTAX),
    (
        "teams as a text",
        ATLAS,
        "teams:\n  - {id: csm, name: Customer success}\n  - {id: support, name: Support}",
        "teams: csm, support",
        "",
    ),
    ("teams misspelt", ATLAS, "teams:", "taems:", "SHAPE-UNKNOWN-KEY"),
    ("lanes misspelt", ATLAS, "lanes:", "lane:", "SHAPE-UNKNOWN-KEY"),
    ("anchors misspelt", ATLAS, "anchors:", "anchor:", "SHAPE-UNKNOWN-KEY"),
    ("a team's id changed", ATLAS, "id: csm,", "id: cms,", "REFERENCE-UNKNOWN"),
    ("a lane's id changed", ATLAS, "id: helpdesk", "id: service", "SHAPE-UNKNOWN-KEY"),
    ("a channel's id changed", ATLAS, "id: mail", "id: e-mail", "REFERENCE-UNKNOWN"),
    ("an anchor's id changed", ATLAS, "[{id: signature", "[{id: signed", "REFERENCE-UNKNOWN"),
    ("an attribute's id changed", ATLAS, "id: care,", "id: cares,", "REFERENCE-UNKNOWN"),
    ("a playbook with a quote that is not closed", "playbooks/rescue.yml", "name: Rescue call", "name: 'Rescue call", SYNTAX),
    ("a playbook that is gone", "playbooks/rescue.yml", GONE, GONE, "REFERENCE-UNKNOWN"),
    ("a playbook's id changed", "playbooks/rescue.yml", "id: rescue", "id: resque", "REFERENCE-UNKNOWN"),
    ("a persona without a colon", "personas/planner.yml", "name: Shift", "name Shift", SYNTAX),
    ("a persona's id changed", "personas/planner.yml", "id: planner", "id: planer", "REFERENCE-UNKNOWN"),
    ("a segment without a colon", "segments/small.yml", "name: Small", "name Small", SYNTAX),
    ("an event that is not closed", "events/events.yml", "signs in}", "signs in", SYNTAX),
    ("an event that is gone", "events/events.yml", GONE, GONE, "REFERENCE-UNKNOWN"),
    ("plays without a comma", "plays/plays.yml", "owner: csm, events", "owner: csm events", SYNTAX),
    ("a variant with a colon in a text", "maps/care.yml", "name: First rota", "name: First: rota", SYNTAX),
    ("a variant of a base misspelt", "maps/care.yml", "extends: first", "extends: frist", "OVERLAY"),
]


def mistaken(project: Path, file: str, old: str | None, new: str | None) -> list[Finding]:
    """Return the findings of a project with one mistake, without those that count what waits."""
    path = project / "journeys" / file
    text = path.read_text(encoding="utf-8")
    assert not old or text.count(old) >= 1
    if old is None or new is None:
        path.unlink()
    else:
        path.write_text(text.replace(old, new, 1) if old else "", encoding="utf-8")
    return [finding for finding in check(project, as_of=TODAY).findings if finding.rule != "HELD-BACK"]


def test_the_world_has_no_mistake(draw_project: Callable[[str], Path]) -> None:
    assert check(draw_project(WORLD), as_of=TODAY).findings == ()


@pytest.mark.parametrize(("file", "old", "new", "rule"), [pytest.param(*row[1:], id=row[0]) for row in MISTAKES])
def test_a_mistake_has_one_finding(file: str, old: str | None, new: str | None, rule: str, draw_project: Callable[[str], Path]) -> None:
    findings = mistaken(draw_project(WORLD), file, old, new)
    assert len(findings) == 1, findings
    assert rule in ("", findings[0].rule)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
@pytest.mark.parametrize("file", [ATLAS, FIRST])
def test_a_file_in_another_encoding_has_one_finding(file: str, encoding: str, draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD.replace("Publish a rota", "Öffnen").replace("Customer success", "Betreuung für Kunden"))
    path = project / "journeys" / file
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    findings = [finding.rule for finding in check(project, as_of=TODAY).findings if finding.rule != "HELD-BACK"]
    assert findings == ["YAML-ENCODING"]


def test_a_base_in_another_folder_has_one_finding(draw_project: Callable[[str], Path]) -> None:
    project = draw_project(WORLD)
    (project / "journeys/map").mkdir()
    (project / "journeys/maps/first.yml").rename(project / "journeys/map/first.yml")
    assert [finding.rule for finding in check(project, as_of=TODAY).findings] == ["FILE-FOLDER", "HELD-BACK"]


def test_a_finding_names_the_other_places_of_its_mistake(draw_project: Callable[[str], Path]) -> None:
    (finding,) = mistaken(draw_project(WORLD), ATLAS, "id: csm,", "id: cms,")
    assert str(finding) == (
        "journeys/maps/first.yml:4:1 error REFERENCE-UNKNOWN there is no team or role 'csm' "
        "(did you mean 'cms'?; the same in 3 more places: journeys/maps/first.yml:32:77, "
        "journeys/playbooks/rescue.yml:3:1, journeys/plays/plays.yml:1:31; "
        "if it was renamed or deleted where it is defined, mend that)"
    )
