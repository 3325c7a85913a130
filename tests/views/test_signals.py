"""The pages of signals, changes and adoption, as readers see them: with names, without, and without account data."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from journeybook.measure.figures import open_figures
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, NoSuchThing, open_book
from journeybook.views.base.elements import Labelled, Table, cell_text
from journeybook.views.blocks.cards import Detail
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.pages import adoption_today, change_log, signals

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern (invented)
    | as_of: 2026-12-31
    | teams: [{{id: crew, name: Crew}}]
    | anchors: [{{id: signature, name: Signature}}]
    | default_anchor: signature
    | renewals: [renewed]
  segments/segments.yml
    | - {{id: small, name: Small boats, owner: crew}}
  measures/m.yml
    | - {{id: hours, name: Hours at sea, owner: crew, unit: hours}}
  events/e.yml
    | - {{id: storm, name: A storm, owner: crew, polarity: good}}
  adoption/a.yml
    | id: frame
    | name: Frame
    | attributes:
    |   - {{id: sails, name: Sails, meaning: It goes out, when: hours >= 4}}
    |   - {{id: knots, name: Knots, meaning: It ties}}
  maps/way.yml
    | id: way
    | name: Way
    | goal: To the island
    | owner: crew
    | status: live
    | stages:
    |   - {{id: start, name: Start, exit: There, milestones: [{milestones}]}}
    | changes:
    |   - {{date: 2026-11-01, what: A lamp, why: Longer days, measure: hours, check_on: 2027-02-01}}
    |   - {{date: 2026-02-01, what: A map, check_on: 2026-05-01}}
    |   - {{date: 2026-03-01, what: A bell, result: It rings}}
    |   - {{date: 2026-04-01, what: A rope}}
  metrics/boats.yml
    | row: account
    | as_of: 2026-12-31
    | names_shown: {names}
    | columns: {{boat: account, segment: segment, since: start, gone: end}}
  metrics/boats.csv
    | boat,segment,since,gone
{boats}
  metrics/logs.yml
    | row: event
    | as_of: 2026-12-31
    | names_shown: {names}
    | columns: {{boat: account, kind: kind, what: id, day: day}}
  metrics/logs.csv
    | boat,kind,what,day
{logs}
  metrics/hours.yml
    | row: reading
    | as_of: 2026-12-31
    | names_shown: {names}
    | columns: {{boat: account, day: day, hours: measure}}
  metrics/hours.csv
    | boat,day,hours
{hours}
"""


RIGGED = "{id: renewed, name: Renewed}, {id: rigged, name: Rigged, target: 90 days after signature}"


@pytest.fixture
def a_book(draw_project: Draw) -> Callable[..., Book]:
    @cache
    def made(*, names: bool, left: int = 6, milestones: str = "{id: renewed, name: Renewed}") -> Book:
        gone, stay = [f"gone{number}" for number in range(left)], [f"stay{number}" for number in range(6)]
        boats = [f"{boat},small,2026-01-01,2026-06-30" for boat in gone] + [f"{boat},small,2026-01-01," for boat in stay]
        logs = [f"{boat},event,storm,2026-05-31" for boat in gone] + [f"{boat},milestone,renewed,2026-09-01" for boat in stay]
        logs += [f"{boat},milestone,rigged,2026-01-30" for boat in stay if "rigged" in milestones]
        hours = [f"{boat},2026-10-15,{2 + number}\n    | {boat},2026-12-01,{4 + number % 2}" for number, boat in enumerate(stay)]
        lines = {"boats": boats, "logs": logs, "hours": hours}
        text = {name: "\n".join(f"    | {row}" for row in rows) for name, rows in lines.items()}
        project = draw_project(WORLD.format(names=str(names).lower(), milestones=milestones, **text))
        checked = check(project)
        return replace(open_book(checked, Audience.INTERNAL), figures=open_figures(project, checked.atlas))

    return made


def rows(table: Table) -> list[list[str]]:
    return [[cell_text(inlines) for inlines in row.cells] for row in without_empty_columns(table).rows]


def labelled(facts: tuple[Detail, ...]) -> list[tuple[str, str]]:
    return [(line.label, cell_text(line.value)) for line in facts if isinstance(line, Labelled)]


def test_signals_with_names(a_book: Callable[..., Book]) -> None:
    book = a_book(names=True)
    assert [stub.page for stub in signals.pages(book)] == ["data/signals.md"]
    view = signals.view(book)
    assert labelled(view.facts) == [
        ("Left", "6"),
        ("Renewed", "6"),
        ("A renewal is shown by", "Renewed"),
        ("Those who left had been customers for", "180 (180 to 180), in days"),
        ("Those who renewed had been customers for", "243 (243 to 243), in days"),
    ]
    assert [group.title for group in view.groups] == ["All accounts that have decided", "Small boats"]
    assert rows(view.groups[0].signals.table) == [
        [
            "A storm",
            "6 of 6 (100\u00a0%) · how long before: 30 (30 to 30), in days",
            "0 of 6 (0\u00a0%)",
            "differs small counts nobody who renewed had it · Fisher's exact test · p 0.0022, corrected 0.0022",
        ]
    ]
    assert view.groups[0].signals.chart is None  # no lift, no plot
    assert [line.label for line in view.basis] == ["Rule", "As of", "Stands on", "Left out", "Data"]
    assert cell_text(view.basis[2].value) == "6 accounts that left, 6 that renewed"
    [first, *_] = view.accounts
    assert (cell_text(first.account), first.title) == ("gone0", "gone0 · Small boats: left on 2026-06-30, a customer since 2026-01-01")
    places = [(line.text, line.place and f"{line.place.file}:{line.place.line}") for line in first.lines]
    assert places == [("A storm, from 2026-05-31", "journeys/metrics/logs.csv:2")]
    assert len(view.accounts) == 12


def test_an_overdue_milestone_is_a_signal(a_book: Callable[..., Book]) -> None:
    view = signals.view(a_book(names=True, milestones=RIGGED))
    shown = {row[0]: row for row in rows(view.groups[0].signals.table)}
    assert shown["Rigged"][1:3] == ["0 of 6 (0\u00a0%)", "6 of 6 (100\u00a0%) · how long before: 214 (214 to 214), in days"]
    assert shown["Overdue: Rigged"][1:3] == ["6 of 6 (100\u00a0%) · how long before: 89 (89 to 89), in days", "0 of 6 (0\u00a0%)"]
    [first, *_] = view.accounts
    assert [(line.text, line.place) for line in first.lines][1:] == [("Overdue: Rigged, from 2026-04-02", None)]


def test_signals_without_names(a_book: Callable[..., Book]) -> None:
    view = signals.view(a_book(names=False))
    assert view.accounts == ()
    assert rows(view.groups[0].signals.table)[0][1].startswith("6 of 6")
    few = signals.view(a_book(names=False, left=3))
    assert rows(few.groups[0].signals.table) == [["A storm", "not shown, since few"]]
    assert [text for _, text in labelled(few.facts)] == ["not shown, since few", "not shown, since few", "Renewed"]
    assert [group.title for group in few.groups] == ["All accounts that have decided"]
    assert "3" not in str(labelled((*few.apart, *few.basis[2:4])))


def test_changes_stand_with_their_results_and_readings(a_book: Callable[..., Book]) -> None:
    book = a_book(names=True)
    view = change_log.view(book)
    assert view.changes.columns == (
        "What changed",
        "What was expected",
        "Measure",
        "Looked at on",
        "Result",
        "Readings before and after",
        "Map",
    )
    assert [[row[0], row[3], row[4], row[5]] for row in rows(view.changes)] == [
        ["A map · 2026-02-01", "2026-05-01 result overdue", "", ""],
        [
            "A lamp · 2026-11-01",
            "2027-02-01 waits for its result",
            "",
            "4.5 hours before, 4.5 hours after, as medians (2026-09-01 to 2026-12-31) · 6 accounts · rose in 2, fell in 2",
        ],
        ["A rope · 2026-04-01", "waits for its result", "", ""],
        ["A bell · 2026-03-01", "", "It rings", ""],
    ]
    assert rows(view.waiting) == [["Way", "3 too many at once"]]
    without = change_log.view(replace(book, figures=None))
    assert "Readings before and after" not in without_empty_columns(without.changes).columns
    assert without.basis == ()


def test_adoption_today(a_book: Callable[..., Book]) -> None:
    view = adoption_today.view(a_book(names=True))
    assert view.table.columns == ("Attribute", "Level", "Won in", "Customers that have it today", "Small boats")
    assert rows(view.table) == [["Sails", "“Hours at sea” is at least 4", "6 of 6 (100\u00a0%)", "6 of 6 (100\u00a0%)"]]
    assert view.without_level == ("Knots",)


def test_without_account_data_there_are_no_such_pages(a_book: Callable[..., Book]) -> None:
    book = replace(a_book(names=True), figures=None)
    assert [*signals.pages(book), *adoption_today.pages(book)] == []
    for page in (signals, adoption_today):
        with pytest.raises(NoSuchThing):
            page.view(book)
