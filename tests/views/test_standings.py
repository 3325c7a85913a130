"""How many accounts are where, late or in which band: every number of a small world counted by hand, on every page that says it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from journeybook.measure.figures import open_figures
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, FoldedLinks, Row, cell_text
from journeybook.views.blocks.standing_strip import StripCount
from journeybook.views.pages import coverage, home, lifecycle, stage
from journeybook.views.tables import early_warning, journey_map, overdue_milestones

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Shiftwell (invented)
    | teams: [{id: care, name: Care}]
    | anchors: [{id: signature, name: Signature}]
    | default_anchor: signature
    | lifecycle: [{id: start, name: Start}, {id: use, name: Use}]
  segments/
    all.yml
      | - {id: small, name: Small, owner: care}
      | - {id: large, name: Large, owner: care}
  measures/
    all.yml
      | - {id: logins, name: Log-ins, owner: care, stale_after: 60 days}
      | - {id: mood, name: Mood, owner: care}
  health/
    all.yml
      | - id: simple
      |   name: Simple
      |   owner: care
      |   phases: [start, use]
      |   indicators:
      |     - measure: logins
      |       weight: 100
      |       bands: [{tone: good, when: '>= 10', points: 100}, {tone: poor, when: '< 10', points: 0}]
      |   bands:
      |     - {id: good, name: Fine, tone: good, when: '>= 50'}
      |     - {id: poor, name: Bad, tone: poor, when: '< 50'}
  plays/
    all.yml
      | - {id: praise, name: Praise, owner: care, bands: [good], phases: [start], playbook: calls}
      | - {id: ask, name: Ask, owner: care, events: [quiet, sad, lost, idle, big], phases: [use], playbook: calls}
  playbooks/
    calls.yml
      | {id: calls, name: Calls, owner: care, steps: [Ring up]}
  events/
    all.yml
      | - {id: quiet, name: Quiet, owner: care, when: logins < 10, severity: high}
      | - {id: sad, name: Sad, owner: care, when: mood < 3}
      | - {id: lost, name: Lost, owner: care, threshold: They do not answer}
      | - {id: idle, name: Idle, owner: care, when: logins < 30 for 2 months}
      | - {id: big, name: Big, owner: care, when: mood > 9, applies: segment is huge}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | owner: care
      | status: live
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     entry: [{when: signature}]
      |     exit: [{when: go-live}]
      |     milestones: [{id: go-live, name: Live, target: 30 days after signature, test: It runs, owner: care}]
      |     events: [quiet, sad]
      |   - id: work
      |     name: Work
      |     phase: use
      |     entry: [{when: go-live}]
      |     exit: [{when: mood > 5}]
    small.yml
      | {id: small-map, name: Small map, goal: To work, owner: care, status: live, extends: base, segments: small}
    large.yml
      | {id: large-map, name: Large map, goal: To work, owner: care, status: live, extends: base, segments: large}
  metrics/
    accounts.yml
      | row: account
      | columns: {account: account, segment: segment, owner: owner, signed: {means: start, of: signature}}
      | as_of: 2026-03-31
      | names_shown: true
    accounts.csv
      | account,segment,owner,signed
      | a-1,small,care,2026-01-01
      | a-2,small,care,2026-01-10
      | a-3,small,care,2026-03-20
      | a-4,small,care,2025-12-01
      | b-1,large,care,2026-03-25
      | b-2,,care,2026-03-25
    reached.yml
      | row: milestone
      | columns: {account: account, id: id, day: day}
      | as_of: 2026-03-31
      | names_shown: true
    reached.csv
      | account,id,day
      | a-4,go-live,2026-01-15
    usage.yml
      | row: reading
      | columns: {account: account, day: day, logins: measure}
      | as_of: 2026-03-31
      | names_shown: true
    usage.csv
      | account,day,logins
      | a-1,2026-03-30,3
      | a-2,2026-03-30,20
      | a-3,2026-03-30,12
      | a-4,2026-03-30,40
      | b-1,2026-03-30,5
"""


def open_world(root: Path) -> Book:
    checked = check(root)
    assert [str(finding) for finding in checked.findings if finding.level == "error"] == []
    figures = open_figures(root, checked.atlas)
    assert figures is not None
    return replace(open_book(checked, Audience.INTERNAL), figures=figures)


@pytest.fixture
def book(draw_project: Draw) -> Book:
    return open_world(draw_project(WORLD))


@pytest.fixture
def nameless(draw_project: Draw) -> Book:
    return open_world(draw_project(WORLD.replace("names_shown: true", "names_shown: false")))


def test_a_stage_says_how_many_are_here_late_and_in_which_bands_and_leads_to_them(book: Book) -> None:
    page = stage.view(book, "small-map", "begin")
    assert page.standing is not None
    assert counted(page.standing.counts) == ["3 here now", "2 late", "2 Fine", "1 Bad"]
    assert {count.to for count in page.standing.counts} == {Address("maps/small-map/begin.md", "accounts")}
    assert (page.standing.as_of, page.standing.notes) == ("2026-03-31", ())
    assert page.standing.trend is not None
    assert page.standing.trend.words == "0 a year ago, 3 now, at most 3"
    assert [(fact.label, cell_text(fact.value)) for fact in page.standing.basis[1:]] == [
        ("As of", "2026-03-31"),
        ("Stands on", "3 of 6 accounts"),
        ("Left out", "nothing"),
        ("Data", "the data report"),
    ]
    section = page.sections[0]
    assert (section.anchor, section.count) == ("accounts", 3)
    assert section.tables[0].columns == ("Account", "Segment", "Here since", "Health band", "Late", "Owner")
    assert texts(section.tables[0].rows) == [
        ["a-1", "Small", "2026-01-01", "Bad", "since 2026-02-01 Live", "Care"],
        ["a-2", "Small", "2026-01-10", "Fine", "since 2026-02-10 Live", "Care"],
        ["a-3", "Small", "2026-03-20", "Fine", "", "Care"],
    ]


def test_a_base_sums_the_maps_built_on_it_and_says_so_and_what_is_unsure(book: Book) -> None:
    begin, work = stage.view(book, "base", "begin"), stage.view(book, "base", "work")
    assert begin.standing is not None
    assert work.standing is not None
    assert counted(begin.standing.counts) == ["5 here now", "2 late", "2 Fine", "2 Bad", "1 No band"]
    assert [cell_text(note) for note in begin.standing.notes] == [
        "Counted over the maps that are built on this one: Large map: 1 · Small map: 3 · Base: 1"
    ]
    assert texts(begin.sections[0].tables[0].rows)[3:] == [
        ["b-1", "Large map", "2026-03-25", "Bad", "", "Care"],
        ["b-2", "Base", "2026-03-25", "", "", "Care"],
    ]
    assert counted(work.standing.counts) == ["1 here now", "0 late", "1 Fine"]
    assert [cell_text(note) for note in work.standing.notes] == [
        "Perhaps further already, since nothing tells whether the exit is reached: 1.",
        "Counted over the maps that are built on this one: Large map: 0 · Small map: 1",
    ]


def test_the_grid_says_how_many_are_in_a_cell_and_holes_with_accounts_come_first(book: Book) -> None:
    page = coverage.view(book)
    assert [[(cell.state, cell.accounts) for cell in line.cells] for line in page.lines] == [
        [("covered", "2 now"), ("covered", "")],
        [("hole", "1 now"), ("hole", "1 now")],
        [("hole", "1 now"), ("hole", "")],
        [("hole", ""), ("hole", "")],
    ]
    assert cell_text(page.lines[0].cells[0].plays) == "Praise by Care"
    assert [row[3] for row in texts(page.holes.rows)] == ["1", "1", "1", "0", "0", "0"]
    assert page.outside == "In a stage, but in no cell, since no band is known or no cell is theirs: 1 of 6 accounts."


def test_signs_and_overdue_milestones_say_how_many_since_when_and_what_is_not_known(book: Book) -> None:
    assert [row[3] for row in texts(early_warning.view(book).rows)] == [
        "2 of 6 longest since 2026-03-30 · unknown for 1 · not known: “Log-ins” (1)",
        "unknown for 6 · not known: “Mood” (6)",
        "unknown for 6 · not reckoned: in words alone",
        "0 of 6 · unknown for 5 · not known: for long enough (4), “Log-ins” (1)",
        "unknown for 1 · not known: “Mood” (1), segment (1)",
    ]
    (overdue,) = overdue_milestones.view(book).rows
    assert [cell_text(overdue.cells[2])] == ["2 of 6 longest since 2026-02-01"]
    late = overdue.cells[2][0]
    assert isinstance(late, FoldedLinks)
    assert [(link.text, link.to) for link in late.links] == [(name, Address(f"accounts/{name}.md")) for name in ("a-1", "a-2")]


def test_home_lifecycle_and_map_say_it_in_a_line(book: Book) -> None:
    standing = home.view(book).standing
    assert standing is not None
    assert counted(standing.counts) == ["6 accounts in a stage", "2 with an overdue milestone", "3 Fine", "2 Bad", "1 No band"]
    page = lifecycle.view(book)
    assert page.overview is not None
    assert (page.overview.as_of, [phase.now for phase in page.overview.phases]) == ("2026-03-31", ["5", "1"])
    assert [counted(phase.accounts) for phase in page.phases] == [
        ["5 here now", "2 late", "2 Fine", "2 Bad", "1 No band"],
        ["1 here now", "0 late", "1 Fine"],
    ]
    assert [heading.note for heading in journey_map.view(book, "small-map").stages] == [
        "3 here now, 2 late",
        "1 here now · nothing written yet",
    ]


def test_where_names_are_not_shown_no_page_tells_of_a_single_account(nameless: Book) -> None:
    page = stage.view(nameless, "small-map", "begin")
    assert page.standing is not None
    assert counted(page.standing.counts) == ["some here now", "some late", "some Fine", "some Bad"]
    assert page.standing.trend is None
    assert page.sections[0].anchor != "accounts"
    assert [row[3] for row in texts(early_warning.view(nameless).rows)] == [
        "some unknown for some · not known: “Log-ins”",
        "unknown for 6 · not known: “Mood”",
        "unknown for 6 · not reckoned: in words alone",
        "0 · unknown for some · not known: for long enough, “Log-ins”",
        "unknown for some · not known: “Mood”, segment",
    ]
    assert [row[2] for row in texts(overdue_milestones.view(nameless).rows)] == ["some"]
    views = (
        overdue_milestones.view(nameless),
        stage.view(nameless, "base", "begin"),
        coverage.view(nameless),
        home.view(nameless),
        lifecycle.view(nameless),
    )
    assert re.findall(r"\b[ab]-\d", repr(views)) == []
    assert re.findall(r"\b[ab]-\d", repr(stage.view(open_named(nameless), "base", "begin"))) != []


def test_a_project_without_tables_says_nothing_of_accounts(book: Book) -> None:
    bare = replace(book, figures=None)
    assert stage.view(bare, "small-map", "begin").standing is None
    assert home.view(bare).standing is None
    assert "Accounts now" not in early_warning.view(bare).columns
    assert (coverage.view(bare).outside, coverage.view(bare).basis) == ("", ())
    drawn = lifecycle.view(bare).overview
    assert drawn is not None
    assert (drawn.as_of, {phase.now for phase in drawn.phases}) == ("", {""})


def open_named(book: Book) -> Book:
    """Return a book with the same figures, whose source lets names be shown."""
    assert book.figures is not None
    return replace(book, figures=replace(book.figures, source=replace(book.figures.source, names_shown=True)))


def counted(counts: tuple[StripCount, ...]) -> list[str]:
    return [f"{count.value} {count.text}" for count in counts]


def texts(rows: tuple[Row, ...]) -> list[list[str]]:
    return [[cell_text(cell) for cell in row.cells] for row in rows]
