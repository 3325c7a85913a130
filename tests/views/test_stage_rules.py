"""The rules of the stages on a map's page, labels wherever a step or stage is linked, and targets by level."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Labelled, Link, Prefix
from journeybook.views.blocks.cards import Points
from journeybook.views.blocks.evidence import EvidenceCoverage, coverage_badge, evidence_coverage
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.diagrams import swimlane
from journeybook.views.pages import lifecycle, segments, stage, team, teams
from journeybook.views.pages import map as map_page
from journeybook.views.tables import journey_map

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care, contact: {other: [Chat room care]}}]
    | roles: [{id: csm, name: Manager, team: care, tasks: Looks after accounts}]
    | lifecycle: [{id: using, name: Using}]
  segments/tiers.yml
    | - {id: low, name: Low, rule: staff < 50, group: Managed, since: 2026-01-01, border: unstated}
    | - {id: high, name: High, rule: staff > 50, group: Managed}
  measures/staff.yml
    | {id: staff, name: staff}
  maps/base.yml
    | id: base
    | name: Base
    | goal: To work
    | owner: care
    | status: live
    | source: Handbook
    | stages:
    |   - id: begin
    |     label: 4a
    |     name: Begin
    |     phase: using
    |     entry: Signed
    |     exit: {all: [It runs, They know]}
    |     time_box: within 30 days
    |     lasts: [2 weeks, {length: 2 months, applies: {segments: high, says: with many sites}}]
    |     pre_empts: Nothing is left
    |     outcome: {customer: It works, business: Money}
    |     gates: [{id: ready, name: Ready, checklist: [Budget]}]
    |     events: [{id: silence, name: Nobody calls}, {name: They praise, polarity: good}]
    |     deliverables: [The plan]
    |     milestones:
    |       - name: Seats
    |         level: 80 % of seats
    |         target: {text: day 60}
    |         targets: [{level: 70 % of seats, value: day 90, source: Contract}]
    |     steps: [{id: ask, label: 4a.1, customer: Asks, next: {done: go}}, {id: wait, customer: Waits}]
    |   - id: go-on
    |     name: Go on
    |     exit: unknown
    |     steps: [{id: go, label: 5b, customer: Goes}]
"""


def _book(project: Path) -> Book:
    return open_book(check(project, as_of=date(2026, 6, 1)), Audience.INTERNAL)


def test_a_map_carries_the_rules_of_its_stages(draw_project: Draw) -> None:
    page = map_page.view(_book(draw_project(WORLD)), "base")
    begin, go_on = next(section for section in page.sections if section.anchor == "rules").folded
    assert (begin.title, begin.badges) == ("4a · Begin", (Link("Begin", Address("maps/base/begin.md")),))
    assert begin.facts == (
        Labelled("Begins when", ("Signed",)),
        Labelled("Ends when", ("all of these:", "It runs", "They know")),
        Labelled("Time box", ("within 30 days of the start of this part",)),
        Labelled("Usually lasts", ("2 weeks · 2 months (only for High, with many sites)",)),
        Labelled("Comes before all others when", ("Nothing is left",)),
        Labelled("Gates", (Link("Ready", Address("maps/base/begin.md", "gate-ready")), "Budget")),
        Labelled("What it brings", (Prefix("Customer:"), "It works", Prefix("Company:"), "Money")),
        Labelled("Bad signs", (Link("Nobody calls", Address("maps/base/begin.md", "event-silence")),)),
        Labelled(
            "Targets, as each source states them", (Prefix("Seats:"), "80 % of seats, day 60", "70 % of seats, day 90, says Contract")
        ),
    )
    assert go_on.facts == (Labelled("Ends when", ("not known",)),)


def test_labels_stand_in_jumps_navigation_swimlane_lifecycle_and_table(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    begin = stage.view(book, "base", "begin")
    seen_whole = map_page.view(book, "base").overview
    assert seen_whole
    assert [column.title for column in seen_whole.bands[0].stages] == ["4a · Begin", "Go on"]
    assert [stub.short for stub in stage.pages(book)] == ["4a · Begin", "Go on"]
    assert (begin.title, begin.position) == ("4a · Begin", "Stage")
    assert [link.text for link in stage.view(book, "base", "go-on").before] == ["4a · Begin"]
    assert Link("5b · Goes · Go on", Address("maps/base/go-on.md", "step-go")) in begin.ways_out[0]
    heads = [drawn_stage.name for drawn_stage in swimlane.view(book, "base").diagram.stages]
    assert heads == ["4a · Begin", "Go on"]
    assert [row.cells[0] for row in lifecycle.view(book).phases[0].stages.rows] == [("4a · Begin",)]
    assert [heading.title for heading in journey_map.view(book, "base").stages] == ["4a · Begin", "Go on"]


def test_a_named_source_is_no_guess(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    coverage = evidence_coverage(book, book.find(Map, "base"))
    assert coverage == EvidenceCoverage(total=3, backed=0, outdated=0, sourced=3)
    assert coverage_badge(book, coverage) == Badge("On named sources (3 of 3), no evidence of our own yet", "average")
    mixed = coverage_badge(book, EvidenceCoverage(total=4, backed=1, outdated=0, sourced=2))
    assert mixed == Badge("25 % on evidence (1 of 4), 2 more on named sources", "average")
    sections = {section.anchor: section for section in stage.view(book, "base", "begin").sections}
    assert sections["evidence"].entries == (Points("Named sources", (("Handbook",),)),)
    assert sections["evidence"].blank == ""


def test_groups_borders_tasks_channels_and_deliverables_are_shown(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    rules = without_empty_columns(segments.view(book).rules)
    assert rules.columns == ("Segment", "Group", "Who belongs to it")
    assert [row.cells[1:] for row in rules.rows] == [
        (("Managed",), ("“staff” is below 50", "from 2026-01-01", "exactly on the border: not stated by the source")),
        (("Managed",), ("“staff” is above 50",)),
    ]
    assert team.view(book, "care").contact == ("Chat room care",)
    assert team.view(book, "care").roles == (("role-csm", ("Manager", "Looks after accounts")),)
    assert [row.cells[2] for row in teams.view(book).roles.rows] == [("Looks after accounts",)]
    about = next(section for section in stage.view(book, "base", "begin").sections if section.anchor == "about")
    assert Points("Deliverables", (("The plan",),)) in about.entries


def test_a_border_of_which_the_source_says_nothing_is_no_hole(draw_project: Draw) -> None:
    told = [finding.rule for finding in check(draw_project(WORLD), as_of=date(2026, 6, 1)).findings if finding.rule == "SEGMENT-RULES"]
    without = WORLD.replace(", border: unstated", "")
    hole = [finding.message for finding in check(draw_project(without), as_of=date(2026, 6, 1)).findings if finding.rule == "SEGMENT-RULES"]
    assert (told, hole) == ([], ["a customer with staff 50 fits no segment"])


def test_each_difference_of_two_targets_is_told(draw_project: Draw) -> None:
    atlas = WORLD.replace("{text: day 60}", "60 days after signature").replace("value: day 90", "value: 90 days after kick-off")
    anchors = atlas.replace(
        "| lifecycle:", "| anchors: [{id: signature, name: Signature}, {id: kick-off, name: Kick-off}]\n    | lifecycle:"
    )
    findings = check(draw_project(anchors), as_of=date(2026, 6, 1)).findings
    assert sorted(finding.message for finding in findings if finding.rule == "TARGET-CONFLICT") == [
        "the clock of the target is 'signature' here and 'kick-off' according to 'Contract'",
        "the level is '80 % of seats' here and '70 % of seats' according to 'Contract'",
        "the target is '60 days after signature' here and '90 days after kick-off' according to 'Contract'",
    ]
