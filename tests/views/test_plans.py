"""Pages about the success plans of accounts: the list, and a page that lays a plan beside its map."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journeybook.measure.figures import open_figures
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Labelled, Table, cell_text
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.pages import customer_view, plan, plans, success_map
from journeybook.views.pages.map import view as map_view
from journeybook.views.site_pages import site_pages
from journeybook.views.tables import accounts

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
    | contact_roles: [{id: skipper, name: Skipper}]
    | anchors: [{id: signature, name: the signature}, {id: renewal, name: the renewal}]
    | default_anchor: signature
  accounts/a.yml
    | {id: a, name: Account A, owner: crew}
  measures/m.yml
    | {id: hours, name: Hours at sea}
  maps/sail.yml
    | id: sail
    | name: Sail
    | goal: Sail away
    | owner: crew
    | status: live
    | audience: public
    | public: {slug: sail-away, title: Sail away, goal: Sail, role: I sail, editions: [human, digital]}
    | stages:
    |   - id: harbour
    |     name: Harbour
    |     exit: All are on board
    |     steps: [{id: pack, customer: Pack, when: 2 days after signature}, {customer: Sing, when: 3 days after signature}]
    |     milestones:
    |       - {id: aboard, name: Aboard, owner: crew, target: 10 days after signature}
    |       - {id: home, name: Home, owner: crew, target: 10 days before renewal}
  plans/a.yml
    | id: a-plan
    | account: a
    | map: sail
    | owner: crew
    | start: 2026-01-01
    | days: {renewal: 2026-07-01}
    | edition: human
    | objectives:
    |   - {what: Later, criteria: [{says: Days, level: two}]}
    |   - what: Sail more
    |     priority: 1
    |     status: at-risk
    |     criteria: [{says: Hours, level: ten, measure: hours}]
    |     owner: crew
    |     customer_owner: skipper
    |     internal: true
    | tasks: [{what: Wave, owner: crew, due: 2026-01-09, risk: Fog}, {what: Bow, due: 2026-01-08, progress: done}]
    | differences:
    |   - {at: pack, left_out: true, says: You are packed, why: They asked}
    |   - {at: sunk, day: 2026-03-01}
    |   - {added: A second song, day: 2026-01-20}
    | reached: {aboard: 2026-01-13}
"""


def _book(project: Path) -> Book:
    return open_book(check(project, as_of=date(2026, 2, 1)), Audience.INTERNAL)


def texts(table: Table) -> list[tuple[str, ...]]:
    """Return the rows of a table as texts, the names of its columns first."""
    shown = without_empty_columns(table)
    return [shown.columns, *(tuple(cell_text(inlines) for inlines in row.cells) for row in shown.rows)]


def test_a_plan_lies_beside_its_map(draw_project: Draw) -> None:
    page = plan.view(_book(draw_project(WORLD)), "a-plan")
    tables = dict(page.tables)
    assert page.title == "Success plan: Account A"
    assert (page.path, page.anchor) == ("sail-away/", "#plan?day-the-signature=2026-01-01&day-the-renewal=2026-07-01&edition=human")
    assert page.command == "journeybook export plan a-plan"
    assert texts(tables["objectives"]) == [
        ("Objective", "Status", "Reached when", "Who", "Note"),
        ("Sail more · priority 1", "At risk", "Hours: ten · Hours at sea", "customer: Skipper · we: Crew", "colleagues only"),
        ("Later", "", "Days: two", "", ""),
    ]
    assert texts(tables["tasks"]) == [
        ("Task", "Who", "Due", "Progress", "Risk"),
        ("Wave", "we: Crew", "2026-01-09 overdue", "Open", "Fog"),
        ("Bow", "", "2026-01-08", "Done", ""),
    ]
    assert texts(tables["against-map"]) == [
        ("What", "By the map", "Agreed", "Reached", "What differs"),
        ("Pack · Step", "2026-01-03", "", "", "left out You are packed · They asked"),
        ("Aboard · Milestone", "2026-01-11", "2026-01-11", "2026-01-13", "came 2 days later"),
        ("Home · Milestone", "2026-06-21", "2026-06-21", "", ""),
        ("A second song", "", "2026-01-20", "", "added"),
        ("sunk", "", "2026-03-01", "", "the map has it no more"),
    ]
    assert texts(tables["timeline"]) == [
        ("Day", "What", "Kind", "State"),
        ("2026-01-01", "Start", "Given day", ""),
        ("2026-01-04", "Sing", "Step", ""),
        ("2026-01-08", "Bow", "Task", "Done"),
        ("2026-01-09", "Wave", "Task", "Open overdue"),
        ("2026-01-13", "Aboard", "Milestone", "reached"),
        ("2026-01-20", "A second song", "Added", ""),
        ("2026-06-21", "Home", "Milestone", ""),
        ("2026-07-01", "the renewal", "Given day", ""),
    ]


TABLE = """  metrics/log.yml
    | {row: event, as_of: 2026-02-01, names_shown: NAMES, columns: {account: account, kind: kind, id: id, day: day}}
  metrics/log.csv
    | account,kind,id,day
    | a,milestone,aboard,2026-01-15
    | a,milestone,home,2026-01-20
    | a,milestone,paid,2025-12-20
"""
OTHER_MAP = """  maps/buy.yml
    | {id: buy, name: Buy, goal: To buy, owner: crew, stages: [{id: pay, name: Pay, exit: Paid, milestones: [{id: paid, name: Paid}]}]}
"""
AFTER_PAID = "when: 2 days after signature}, {customer: Wait, when: 9 days after buy/paid}, {"


def _days(book: Book) -> list[tuple[str, ...]]:
    tables = dict(plan.view(book, "a-plan").tables)
    return [(row[0], *row[1:5]) for row in texts(tables["against-map"])[1:]]


@pytest.mark.parametrize("names", [True, False])
def test_data_fill_in_the_days_that_came(draw_project: Draw, *, names: bool) -> None:
    """What is written in the plan stands over the data; the days of one account stay away where names may not be shown."""
    project = draw_project(WORLD + TABLE.replace("NAMES", str(names).lower()))
    book = _book(project)
    book = replace(book, figures=open_figures(project, book.atlas))
    rows = {row[0]: row[3] for row in _days(book)}
    assert rows["Aboard · Milestone"] == "2026-01-13"
    assert rows["Home · Milestone"] == ("2026-01-20" if names else "")


def test_what_counts_from_another_map_has_its_day_or_says_which_day_is_wanted(draw_project: Draw) -> None:
    world = WORLD.replace("when: 2 days after signature}, {", AFTER_PAID) + OTHER_MAP
    wait = ("Wait · Step", "", "", "", "no day yet, since this one is not known: Paid")
    assert wait in _days(_book(draw_project(world)))
    project = draw_project(world + TABLE.replace("NAMES", "true"))
    book = _book(project)
    timeline = dict(plan.view(replace(book, figures=open_figures(project, book.atlas)), "a-plan").tables)["timeline"]
    assert ("2025-12-29", "Wait", "Step", "") in texts(timeline)


def test_another_plan_of_the_account_knows_the_day(draw_project: Draw) -> None:
    other = "  plans/b.yml\n    | {id: b-plan, account: a, map: buy, start: 2025-12-01, reached: {paid: 2025-12-22}}\n"
    world = WORLD.replace("when: 2 days after signature}, {", AFTER_PAID) + OTHER_MAP + other
    timeline = dict(plan.view(_book(draw_project(world)), "a-plan").tables)["timeline"]
    assert ("2025-12-31", "Wait", "Step", "") in texts(timeline)


def test_that_something_is_not_known_is_said(draw_project: Draw) -> None:
    world = re.sub(r"    \| differences:\n(?:    \|   .*\n)+", "    | differences: unknown\n", WORLD)
    world = world.replace("reached: {aboard: 2026-01-13}", "reached: unknown")
    checked = check(draw_project(world), as_of=date(2026, 2, 1))
    assert [finding for finding in checked.findings if finding.level == "error" and "plans" in finding.place.file] == []
    page = plan.view(open_book(checked, Audience.INTERNAL), "a-plan")
    told = [(line.label, cell_text(line.value)) for line in page.facts if isinstance(line, Labelled)]
    assert [line for line in told if line[1] == "not known"] == [
        ("Milestones written down as reached", "not known"),
        ("Differs from the map", "not known"),
    ]


def test_the_customers_edition_opens_with_the_dates_of_the_plan(draw_project: Draw) -> None:
    checked = check(draw_project(WORLD), as_of=date(2026, 2, 1))
    documents = [
        success_map.view(open_book(checked, Audience.PUBLIC, only="sail-away", plan=name), "sail-away").plan.document
        for name in ("a-plan", "")
    ]
    assert [document.get("given") for document in documents] == [
        "day-the-signature=2026-01-01&day-the-renewal=2026-07-01&edition=human",
        None,
    ]


def test_plans_are_listed_and_lead_on_from_account_map_and_success_map(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    assert texts(plans.view(book)) == [
        ("Success plan", "Follows", "Start", "Objectives", "Milestones", "Open tasks", "Owner"),
        ("Success plan: Account A", "Sail", "2026-01-01", "2", "1 of 2 reached", "1 1 late", "Crew"),
    ]
    assert "Success plan: Account A" in texts(accounts.view(book))[1]
    assert [cell_text(fact.value) for fact in map_view(book, "sail").connections if fact.label == "Followed by"] == [
        "Success plan: Account A"
    ]
    assert cell_text(customer_view.view(book, "sail").plans) == "Success plan: Account A"


def test_an_atlas_without_plans_has_no_page_about_them(draw_project: Draw) -> None:
    project = draw_project(WORLD)
    assert {stub.view for stub in site_pages(_book(project))} >= {"plan", "plans"}
    (project / "journeys/plans/a.yml").unlink()
    book = _book(project)
    assert {stub.view for stub in site_pages(book)} & {"plan", "plans"} == set()
    assert accounts.view(book).columns == ("Account", "History", "Subscriptions", "Owner", "More")
