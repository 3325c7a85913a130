"""Groups of steps, what floats and parallel tracks: what each page says of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.findings import Level
from journeybook.model.base import Audience
from journeybook.model.flow import stations
from journeybook.model.map import Map
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Link
from journeybook.views.diagrams import swimlane
from journeybook.views.journey_map.map_tables import track_table
from journeybook.views.pages import stage, success_map
from journeybook.views.stage.step_card import outcome_cells
from journeybook.views.success_map.step_rows import SideBySide, StepRun
from journeybook.views.success_map.success_step import StepGroup
from journeybook.views.tables import journey_map

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small & Co
  maps/
    first.yml
      | id: first
      | name: First
      | goal: Publish
      | owner: none
      | status: live
      | audience: public
      | review: 2026-06-01
      | public: {slug: first, title: First, goal: Publish, role: I plan}
      | choices:
      |   pay: {name: Ways to pay, kind: one-of}
      |   ask: {name: Whom to ask, kind: any-of}
      |   bring: {name: What to bring, kind: all-of}
      |   more: Anything more
      | tracks: {staff: Staff, money: Money}
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: Paid
      |     steps:
      |       - {id: look, customer: Look, next: {worth it: bring, not worth it: stop}}
      |       - {id: plan, customer: Bring the plan, choice: bring, starts: true, next: card}
      |       - {id: photo, customer: Bring a photo, choice: bring, next: card}
      |       - {id: stop, customer: Stop, ends: Not now}
      |       - {id: card, customer: By card, choice: pay, starts: true}
      |       - {id: cash, customer: In cash, choice: pay, ends: Paid at the desk}
      |   - id: work
      |     name: Work
      |     exit: It is used
      |     steps:
      |       - {id: friend, customer: A friend, choice: ask}
      |       - {id: forum, customer: The forum, choice: ask}
      |       - {id: names, customer: Collect names, track: staff}
      |       - {id: train, customer: Train them, track: staff}
      |       - {id: bill, company: Send the bill, track: money}
      |       - {id: first-extra, customer: One, choice: more}
      |       - {id: other-extra, customer: Two, choice: more}
      |       - {id: news, customer: Read the news, also_in: company, floats: {since: begin, until: work}}
      |   - id: repair
      |     name: Repair
      |     exit: It works again
      |     floats: {since: work, until: work}
      |     steps: [{id: tell, customer: Tell us}, {id: mend, company: Mend it}]
"""


@pytest.fixture
def books(draw_project: Callable[[str], Path]) -> Callable[[Audience], Book]:
    checked = check(draw_project(PROJECT))
    assert [str(finding) for finding in checked.findings if finding.level is Level.ERROR] == []
    return lambda audience: open_book(checked, audience)


@pytest.fixture
def book(books: Callable[[Audience], Book]) -> Book:
    return books(Audience.INTERNAL)


@pytest.fixture
def plan(books: Callable[[Audience], Book]) -> success_map.SuccessMap:
    return success_map.view(books(Audience.PUBLIC), "first")


def test_the_map_says_of_each_group_how_many_of_its_steps_are_done(book: Book) -> None:
    rows = [row for row in track_table(book, book.find(Map, "first")).rows if row.cells[0][0] not in ("Staff", "Money")]
    assert [(row.cells[0], row.cells[1]) for row in rows] == [
        (("Ways to pay",), ("one of these",)),
        (("Whom to ask",), ("any of these",)),
        (("What to bring",), ("all of these, in any order",)),
        (("Anything more",), ("belong together",)),
    ]


def test_each_step_of_a_group_bears_its_kind_on_the_map(book: Book) -> None:
    entries = [
        entry for group in journey_map.view(book, "first").groups for row in group.rows for cell in row.cells for entry in cell.entries
    ]
    badges = {entry.text: [badge.text for badge in entry.badges] for entry in entries}
    assert badges["By card"] == ["One of: Ways to pay"]
    assert [entry.small for entry in entries if entry.text == "By card"] == [(("then: Any of: Whom to ask",),)]
    assert badges["A friend"] == ["Any of: Whom to ask"]
    assert badges["Bring a photo"] == ["All of, in any order: What to bring"]
    assert badges["Two"] == ["Group: Anything more"]


def test_where_one_step_of_a_group_ends_the_others_say_what_follows(book: Book) -> None:
    journey = book.find(Map, "first")
    cells = {station.key: outcome_cells(book, station.step, journey=journey) for station in stations(journey)}
    assert [link.text for cell in cells["card"] for link in cell if isinstance(link, Link)] == ["Any of: Whom to ask"]
    assert len(cells["cash"]) == 1
    assert cells["friend"] == ()
    assert [[part.text for part in cell if isinstance(part, Link)] for cell in cells["look"]] == [
        ["What to bring"],
        ["Stop"],
    ]


def test_a_group_is_drawn_with_one_junction_in_and_one_out(book: Book) -> None:
    drawn = swimlane.view(book, "first").diagram
    junctions = [(step.id, step.label, step.title) for step in drawn.steps if step.kind == "junction"]
    assert junctions == [
        ("in.plan", "all of", "All of, in any order: What to bring"),
        ("in.friend", "any of", "Any of: Whom to ask"),
        ("out.friend", "done", "After any of: Whom to ask"),
        ("in.first-extra", "group", "Group: Anything more"),
    ]
    arrows = {(link.source, link.target) for link in drawn.links}
    assert {("look", "in.plan"), ("in.plan", "plan"), ("in.plan", "photo"), ("plan", "card"), ("card", "in.friend")} <= arrows
    assert {("out.friend", "names"), ("out.friend", "bill"), ("train", "in.first-extra"), ("bill", "in.first-extra")} <= arrows
    assert not any("news" in arrow for arrow in arrows)


def test_two_groups_in_a_row_are_joined_by_one_arrow(draw_project: Callable[[str], Path]) -> None:
    """Case H11: groups of 5 and 10 have an arrow for each of their steps, and one from junction to junction."""
    steps = {name: ", ".join(f"{{customer: Does {n}, choice: {name}}}" for n in range(size)) for name, size in (("few", 5), ("many", 10))}
    groups = "".join(f"      |   - {{id: {name}, name: Stage, exit: Over, steps: [{text}]}}\n" for name, text in steps.items())
    head = PROJECT.partition("      | choices:")[0]
    choices = "      | choices: {few: {name: Few, kind: one-of}, many: {name: Many, kind: any-of}}\n      | stages:\n"
    drawn = swimlane.view(open_book(check(draw_project(head + choices + groups)), Audience.INTERNAL), "first").diagram
    assert len([step for step in drawn.steps if step.kind == "junction"]) == 2
    assert len(drawn.links) == 5 + 10 + 1


def test_what_floats_is_drawn_over_its_range(book: Book) -> None:
    view = swimlane.view(book, "first")
    assert [(bar.id, bar.since, bar.until, bar.label) for bar in view.diagram.floats] == [
        ("float.repair", "work", "work", "Repair"),
        ("float.news", "begin", "work", "Read the news · Customer, Company, seen by the customer"),
    ]
    assert view.diagram.stages[-1].id == "repair"
    news, repair = Address("maps/first/work.md", "step-news"), Address("maps/first/repair.md")
    assert [row.cells for row in view.outline.rows[-2:]] == [
        ((Link("Repair", repair),), ("Work",), (), ("At any time",), ()),
        (
            (Link("Read the news · Customer, Company, seen by the customer", news),),
            ("any time from Begin to Work",),
            ("Customer, Company, seen by the customer",),
            ("At any time",),
            (),
        ),
    ]
    assert {address for sheet in view.sheets for key, address in sheet.addresses if key.startswith("float.")} == {news, repair}


def test_what_floats_has_a_row_over_the_columns_of_its_range(book: Book) -> None:
    (group,) = [group for group in journey_map.view(book, "first").groups if group.name == "floating"]
    assert [(row.note, [(cell.span, [entry.text for entry in cell.entries]) for cell in row.cells]) for row in group.rows] == [
        ("Stage", [(1, []), (1, ["Repair"]), (1, [])]),
        ("Customer, Company, seen by the customer", [(2, ["Read the news"]), (1, [])]),
    ]


@pytest.mark.parametrize(("stage_id", "afloat"), [("begin", ["Read the news"]), ("work", ["Repair", "Read the news"]), ("repair", [])])
def test_each_stage_page_of_the_range_names_what_floats(book: Book, stage_id: str, afloat: list[str]) -> None:
    (tile,) = [tile for tile in stage.view(book, "first", stage_id).tiles if tile.name == "steps"]
    lines = [line for group in tile.groups if group.title == "At any time" for line in group.lines]
    assert [part.text for line in lines for part in line.text if isinstance(part, Link)] == afloat
    beneath = {line.text[0].text: line.beneath[0] for line in lines if isinstance(line.text[0], Link)}
    assert beneath.get("Read the news") == ("Customer, Company, seen by the customer" if afloat else None)


def test_a_stage_that_floats_has_no_place_in_the_way(book: Book) -> None:
    page = stage.view(book, "first", "repair")
    assert (page.position, page.before, page.after) == ("At any time: any time in Work", (), ())
    assert stage.view(book, "first", "work").position == "Stage 2 of 2"


def test_customers_read_how_many_of_a_group_they_do(plan: success_map.SuccessMap) -> None:
    rows = [row for part in plan.path for section in part.sections for row in section.groups]
    groups = [group for row in rows for group in ((row,) if isinstance(row, StepGroup) else row.groups if isinstance(row, StepRun) else ())]
    assert [(group.lead, group.choice, group.is_one_of, [line.what for line in group.steps]) for group in groups if group.choice] == [
        ("Do all of these, in any order", "What to bring", False, ["Bring the plan", "Bring a photo"]),
        ("Choose one", "Ways to pay", True, ["By card", "In cash"]),
        ("Do any of these", "Whom to ask", False, ["A friend", "The forum"]),
        ("These belong together", "Anything more", False, ["One", "Two"]),
    ]
    lines = {line.what: line for group in groups for line in group.steps}
    assert [(outcome, target.text, target.anchor) for outcome, target in lines["By card"].outcomes] == [
        ("", "Whom to ask", "step-a-friend")
    ]
    assert lines["In cash"].ends == "Paid at the desk"
    assert [(outcome, target.text, target.anchor) for outcome, target in lines["Look"].outcomes] == [
        ("worth it", "What to bring", "step-bring-the-plan"),
        ("not worth it", "Stop", "step-stop"),
    ]


def test_only_a_choice_of_one_has_ways_to_take(books: Callable[[Audience], Book]) -> None:
    page = render(books(Audience.PUBLIC), "success_map", ("first",), here="first.md")
    assert page.count("data-choice=") == 1
    assert page.count('data-option="') == 2
    assert [page.count(f'data-done-by-some="step-{name}"') for name in ("by-card", "in-cash")] == [2, 2]  # on the page, and on the sheet
    assert 'data-choice="choice-ways-to-pay"' in page


def test_parallel_tracks_stand_side_by_side(plan: success_map.SuccessMap) -> None:
    (beside,) = [group for part in plan.path for section in part.sections for group in section.groups if isinstance(group, SideBySide)]
    columns = [
        (column.name, [line.what for group in column.groups if isinstance(group, StepGroup) for line in group.steps])
        for column in beside.columns
    ]
    assert columns == [("Staff", ["Collect names", "Train them"]), ("Money", ["Send the bill"])]
    every = [row for part in plan.sheet.parts for section in part.sections for row in section.rows]
    rows = [(row.track, row.line.what) for row in every if row.track]
    assert rows == [("Staff", "Collect names"), ("Staff", "Train them"), ("Money", "Send the bill")]


def test_customers_read_what_floats_apart_from_the_path(plan: success_map.SuccessMap) -> None:
    assert [(part.number, part.name, [jump.text for jump in part.meanwhile]) for part in plan.path] == [
        ("1", "Begin", ["Read the news"]),
        ("2", "Work", ["Repair", "Read the news"]),
    ]
    assert [(part.number, part.name, part.any_time) for part in plan.beside] == [("", "Repair", "in “Work”")]
    last = plan.path[1].sections[0].groups[-1]
    assert isinstance(last, StepGroup)
    assert [(line.what, line.any_time) for line in last.steps] == [("Read the news", "from “Begin” to “Work”")]
