"""The data report: everything that is no fact is counted and named with its line, and nothing of it where names are not shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journeybook.measure.figures import open_figures
from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, NoSuchThing, open_book
from journeybook.views.base.elements import Table, cell_text
from journeybook.views.blocks.cards import Detail
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.blocks.source_report import LeftOutGroup
from journeybook.views.pages import data
from journeybook.views.site_pages import site_pages

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | {{schema_version: 2, organisation: Tern, teams: [{{id: crew, name: Crew}}]}}
  measures/m.yml
    | {{id: hours, name: Hours at sea, unit: hours}}
  accounts/a.yml
    | {{id: puffin, name: Puffin, owner: crew}}
  metrics/boats.yml
    | row: account
    | as_of: 2026-03-31
    | names_shown: true
    | columns: {{boat: account, from: start}}
  metrics/boats.csv
    | boat,from
    | gull,2026-01-10
    | tern,2026-02-30
    | tern,2026-02-30
  metrics/hours.yml
    | row: reading
    | as_of: 2026-03-11
    | names_shown: {names}
    | columns: {{boat: account, day: day, hours: {{means: measure, most: 24, in_unit: hours}}, note: ignored}}
  metrics/hours.csv
    | boat,day,hours,note
    | gull,2026-03-01,4,
    | gull,2026-01-02,4,early
    | heron,2026-03-02,much,who
    | puffin,2026-03-01,25,
  metrics/later.yml
    | {{row: account, as_of: 2026-03-31, columns: {{boat: account}}}}
"""


def a_book(draw: Draw, *, names: bool) -> Book:
    project = draw(WORLD.format(names=str(names).lower()))
    checked = check(project)
    assert checked.ok, checked.findings
    return replace(open_book(checked, Audience.INTERNAL), figures=open_figures(project, checked.atlas))


def rows(table: Table) -> list[list[str]]:
    return [[cell_text(inlines) for inlines in row.cells] for row in without_empty_columns(table).rows]


def groups(found: tuple[LeftOutGroup, ...]) -> dict[str, tuple[str, list[str]]]:
    return {group.reason: (group.count, [f"{line.place} {line.column} {line.value}".rstrip() for line in group.lines]) for group in found}


def values(details: tuple[Detail, ...]) -> dict[str, str]:
    return {entry.label: cell_text(entry.value) for entry in details if not hasattr(entry, "points")}


def test_each_table_says_what_was_read_and_what_was_left_out_with_its_lines(draw_project: Draw) -> None:
    report = data.view(a_book(draw_project, names=True))
    assert rows(report.sources) == [
        ["boats.csv", "An account", "2026-03-31", "3", "row that stands above already: 1 · no date of the declared form: 1", "names shown"],
        [
            "hours.csv",
            "A reading of measures",
            "2026-03-11 20 days older than the latest",
            "4",
            "before the sign-up: 1 · number that is not possible: 1 · row of an unknown account: 1",
            "names shown",
        ],
        ["journeys/metrics/later.yml", "", "", "", "nothing is read of it: journeybook check says why", ""],
    ]
    boats, hours = report.sections
    assert groups(boats.left_out) == {
        "No date of the declared form": ("1", ["journeys/metrics/boats.csv:3:1 from 2026-02-30"]),
        "Row that stands above already": ("1", ["journeys/metrics/boats.csv:4:1"]),
    }
    assert groups(hours.left_out) == {
        "Before the sign-up": ("1", ["journeys/metrics/hours.csv:3:1 day 2026-01-02"]),
        "Number that is not possible": ("1", ["journeys/metrics/hours.csv:5:1 hours 25"]),
        "Row of an unknown account": ("1", ["journeys/metrics/hours.csv:4:1 boat heron"]),
    }
    assert rows(hours.kinds) == [["readings of measures", "1"]]
    assert rows(hours.columns) == [
        ["`boat`", "Account", "", "", ""],
        ["`day`", "Day", "", "", ""],
        ["`hours`", "Measure", "Hours at sea", "hours", "at most 24"],
        ["`note`", "Ignored", "", "", ""],
    ]


def test_accounts_known_and_unknown_are_counted(draw_project: Draw) -> None:
    report = data.view(a_book(draw_project, names=True))
    assert values(report.accounts) == {
        "Accounts known": "3",
        "Named in journeys/accounts/": "1",
        "Named in tables only": "2",
        "Known, with no fact about them": "2",
        "Said to have left beside an open subscription": "0",
        "Unknown names, whose rows are left out": "1",
    }
    assert rows(report.unknown) == [["heron", "1"]]


def test_where_one_table_hides_names_no_line_value_or_small_count_is_shown(draw_project: Draw) -> None:
    book = a_book(draw_project, names=False)
    report = data.view(book)
    left_out = [group for section in report.sections for group in section.left_out]
    assert len(left_out) == 5
    assert {(group.count, group.lines) for group in left_out} == {("not shown, since few", ())}
    assert set(values(report.accounts).values()) == {"not shown, since few", "0"}
    assert rows(report.unknown) == []
    html = render(book, "data", (), here="data/index.md")
    assert "hours.csv" in html
    assert [text for text in ("heron", "gull", "2026-02-30", "csv:3") if text in html] == []


def test_equal_rows_that_count_and_numbers_below_0_are_told(draw_project: Draw) -> None:
    catches = """
  measures/fish.yml
    | {{id: fish, name: Fish, unit: EUR}}
  metrics/catches.yml
    | row: reading
    | as_of: 2026-03-31
    | names_shown: true
    | may_repeat: true
    | columns: {{boat: account, day: day, fish: {{means: measure, roll_up: sum}}}}
  metrics/catches.csv
    | boat,day,fish
    | gull,2026-03-01,4
    | gull,2026-03-01,4
    | gull,2026-03-02,-1
"""
    project = draw_project((WORLD + catches).format(names="true"))
    checked = check(project)
    figures = open_figures(project, checked.atlas)
    assert figures
    report = data.view(replace(open_book(checked, Audience.INTERNAL), figures=figures))
    section = next(section for section in report.sections if section.title == "catches.csv")
    assert values(section.facts)["Equal rows"] == "1; each is a fact of its own, as the description says"
    assert values(section.facts)["In doubt in fish"] == "1 below 0, counted, since no lowest number is stated"
    assert section.left_out == ()
    assert [(reading.day.day, reading.value) for reading in figures.facts["gull"].readings if reading.measure == "fish"] == [
        (1, 8),
        (2, -1),
    ]
    assert [str(finding.place) for finding in figures.source.findings if "below 0" in finding.message] == [
        "journeys/metrics/catches.csv:4:1"
    ]


def test_what_a_row_says_of_an_account_that_has_left_is_of_no_known_day(draw_project: Draw) -> None:
    crews = """
  measures/crew.yml
    | {{id: crew_size, name: Crew size, whole: true}}
  metrics/crews.yml
    | row: account
    | as_of: 2026-03-31
    | names_shown: true
    | columns: {{boat: account, until: end, crew_size: measure}}
  metrics/crews.csv
    | boat,until,crew_size
    | gull,2026-03-01,4
    | skua,,5
"""
    project = draw_project((WORLD + crews).format(names="true"))
    figures = open_figures(project, check(project).atlas)
    assert figures
    told = {name: [facts.day_of(row) for row in facts.readings if row.measure == "crew_size"] for name, facts in figures.facts.items()}
    assert {name: days for name, days in told.items() if days} == {"gull": [None], "skua": [date(2026, 3, 31)]}


def test_a_project_without_account_data_has_no_report(draw_project: Draw) -> None:
    book = a_book(draw_project, names=True)
    assert "data" in {stub.view for stub in site_pages(book)}
    without = replace(book, figures=None)
    assert "data" not in {stub.view for stub in site_pages(without)}
    with pytest.raises(NoSuchThing):
        data.view(without)
