"""Of those who do a step together each may be recommended, optional or asked for under a condition: in form and words on every page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.flow import stations
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import cell_text
from journeybook.views.diagrams import stage_swimlane, swimlane
from journeybook.views.journey_map.map_differences import map_differences
from journeybook.views.pages import stage, success_map, team
from journeybook.views.stage.step_card import step_card
from journeybook.views.success_map.success_step import StepGroup
from journeybook.views.tables import journey_map

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}, {id: money, name: The money office, audience: public}]
    | contact_roles: [{id: admin, name: Administrator, audience: public}]
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: desk, name: Desk, role: frontstage, team: care}
    |   - {id: shop, name: Shop, role: frontstage, team: sales}
    |   - {id: finance, name: Finance, role: backstage, team: money}
    |   - {id: printer, name: Printer, role: partner}
  segments/
    segments.yml
      | - {id: large, name: Large firms}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | status: live
      | audience: public
      | public: {slug: base, title: Begin, goal: To work}
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     steps:
      |       - id: meet
      |         desk: Kick-off
      |         who: [care, admin]
      |         also_in:
      |           - customer: recommended
      |           - shop: optional
      |           - {lane: finance, need: optional, applies: {says: if there is a discount, segments: large}}
      |           - {lane: printer, applies: {says: where something is printed}}
      |       - {id: agree, customer: Agrees, also_in: {desk: optional, shop: required}}
      |       - {id: talk, customer: Talks, also_in: {desk: unknown}}
      |       - {id: chat, customer: Chats, also_in: {desk: optional}, floats: {since: begin, until: begin}}
    other.yml
      | id: other
      | name: Other
      | goal: To work
      | extends: base
      | alterations:
      |   - {change: agree, set: {also_in: [desk, {shop: optional}]}, why: It is so here}
"""
Draw = Callable[[str], Path]
TOGETHER = (
    "Desk, Customer (recommended), Shop (optional), Finance (optional, only for Large firms, if there is a discount), "
    "Printer (where something is printed)"
)


@pytest.fixture
def project(draw_project: Draw) -> Path:
    return draw_project(WORLD)


@pytest.fixture
def book(project: Path) -> Book:
    return open_book(check(project), Audience.INTERNAL)


def test_each_shape_of_a_meeting_says_what_limits_the_part_of_its_lane(book: Book) -> None:
    view = swimlane.view(book, "base")
    assert [(step.lane, step.label) for step in view.diagram.steps if step.origin == "meet"] == [
        ("desk", "Kick-off"),
        ("customer", "Kick-off (recommended)"),
        ("shop", "Kick-off (optional)"),
        ("finance", "Kick-off (optional, only for Large firms, if there is a discount)"),
        ("printer", "Kick-off (where something is printed)"),
    ]


def test_a_need_of_a_lane_stands_in_the_place_of_that_of_the_step(draw_project: Draw) -> None:
    world = WORLD.replace("customer: Agrees, ", "customer: Agrees, need: recommended, ")
    view = swimlane.view(open_book(check(draw_project(world)), Audience.INTERNAL), "base")
    assert [(step.lane, step.label) for step in view.diagram.steps if step.origin == "agree"] == [
        ("customer", "Agrees (recommended)"),
        ("desk", "Agrees (optional)"),
        ("shop", "Agrees (required)"),
    ]


def test_the_outline_says_it_at_the_lane_and_at_the_step(book: Book) -> None:
    for view in (swimlane.view(book, "base"), stage_swimlane.view(book, "base", "begin")):
        rows = {cell_text(row.cells[0]): cell_text(row.cells[2]) for row in view.outline.rows}
        assert rows == {
            f"Kick-off (together: {TOGETHER})": f"together: {TOGETHER} · Care, Administrator",
            "Agrees (together: Customer, Desk (optional), Shop (required))": "together: Customer, Desk (optional), Shop (required)",
            "Talks (together: Customer, Desk (needed: not known))": "together: Customer, Desk (needed: not known)",
            "Chats · Customer, Desk (optional)": "Customer, Desk (optional)",
        }


def test_the_card_of_a_step_says_it(book: Book) -> None:
    journey = book.find(Map, "base")
    cards = {station.key: cell_text(step_card(book, station, journey=journey).badges) for station in stations(journey)}
    assert cards == {
        "meet": f"together: {TOGETHER.replace('), ', ') · ').replace('Desk, ', 'Desk · ')}",
        "agree": "together: Customer · Desk (optional) · Shop (required)",
        "talk": "together: Customer · Desk (needed: not known)",
        "chat": "together: Customer · Desk (optional)",
    }


def test_the_first_screen_says_it_of_those_who_are_named_as_well(book: Book) -> None:
    tile = next(tile for tile in stage.view(book, "base", "begin").tiles if tile.name == "steps")
    assert [group.title for group in tile.groups] == [
        "Customer, Care (optional), Sales (required), together",
        "Customer, Care (needed: not known), together",
        f"Care, Administrator, {TOGETHER.removeprefix('Desk, ')}, together".replace("Shop", "Sales").replace("Finance", "The money office"),
        "At any time",
    ]


def test_the_table_of_a_map_says_it_in_each_lane(book: Book) -> None:
    rows = {row.title: row for group in journey_map.view(book, "base").groups for row in group.rows}
    for lane in ("Customer", "Desk", "Shop"):
        small = {entry.text: [cell_text(line) for line in entry.small] for cell in rows[lane].cells for entry in cell.entries}
        assert small["Agrees"] == ["together: Customer · Desk (optional) · Shop (required)"]


MEETINGS = {"Kick-off": "does it", "Agrees": "does it (optional)", "Talks": "does it (needed: not known)", "Chats": "does it (optional)"}


@pytest.mark.parametrize(
    ("team_id", "shares"), [("sales", {"Kick-off": "does it (optional)", "Agrees": "does it (required)"}), ("care", MEETINGS)]
)
def test_the_page_of_a_team_says_how_far_it_does_a_step(team_id: str, shares: dict[str, str], book: Book) -> None:
    table = dict(team.view(book, team_id).tables)["steps"]
    assert {cell_text(row.cells[0]): cell_text(row.cells[2]) for row in reversed(table.rows)} == shares


def test_customers_read_it_by_the_team_they_know_or_by_the_side(project: Path) -> None:
    (part,) = success_map.view(open_book(check(project), Audience.PUBLIC), "base").path
    groups = [group for group in part.sections[0].groups if isinstance(group, StepGroup)]
    assert {line.what: line.doer.limits for group in groups for line in group.steps} == {
        "Kick-off": "You: recommended; The money office: optional, if there is a discount; A partner of ours: where something is printed",
        "Agrees": "",  # of our two teams, whose names are internal, one is required
        "Talks": "",
        "Chats": "We: optional",
    }


def test_a_variant_tells_who_need_not_take_part_any_more(book: Book) -> None:
    (difference,) = map_differences(book, book.find(Map, "base"), book.find(Map, "other"))
    assert (cell_text(difference.old), cell_text(difference.new)) == ("Desk (optional) · Shop (required)", "Desk · Shop (optional)")
