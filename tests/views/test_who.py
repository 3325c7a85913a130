"""Who does what, and under which condition: meetings, handoffs with several sides, recipients, milestones of the customer's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Badge, Inline, Link
from journeybook.views.diagrams import stage_swimlane, swimlane
from journeybook.views.pages import stage, success_map
from journeybook.views.stage.step_card import seen_by_customer
from journeybook.views.success_map.success_step import StepGroup
from journeybook.views.tables import handoffs, journey_map

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}, {id: money, name: Finance}]
    | roles: [{id: guide, name: Guide, team: care, audience: public}]
    | contact_roles: [{id: admin, name: Administrator, audience: public}, {id: boss, name: Boss}]
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: shop, name: Shop, role: frontstage, team: sales}
    |   - {id: desk, name: Desk, role: frontstage, team: care}
    |   - {id: office, name: Office, role: backstage, team: care}
  resources/
    resources.yml
      | - {id: plan, name: The plan, kind: article, link: "https://acme.example/plan", audience: public}
      | - {id: offer, name: The offer, kind: article, link: "https://acme.example/offer", audience: public}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | status: live
      | audience: public
      | applies: {says: unless you buy for others}
      | public: {slug: base, title: Begin, goal: To work, role: I begin, contact: Write to us}
      | stages:
      |   - id: begin
      |     name: Begin
      |     entry: {fact: The order is there, applies: {says: if you order in writing}}
      |     exit: It runs
      |     milestones:
      |       - {id: met, name: We have met, target: day 3, owner: admin}
      |       - {id: sold, name: It is sold, target: day 2, owner: sales, applies: {says: if it is new to you}}
      |     handoffs:
      |       - id: over
      |         what: The promises
      |         giver: [sales, money]
      |         taker: [care, admin]
      |         documents: [plan, {resource: offer, applies: {says: if there was one}}]
      |         checklist: [Names are known, {fact: The board agrees, applies: {says: where there is one}}]
      |     steps:
      |       - {shop: Sells, who: guide}
      |       - id: meet
      |         desk: Meets for the first time
      |         also_in: [customer, office]
      |         who: [guide, admin]
      |         need: recommended
      |         applies: {says: if the budget is agreed}
      |         recipients: [{to: admin, otherwise: boss, audience: public}, {to: guide}]
      |         resources: [plan, {resource: offer, applies: {says: if you ask for it}}]
      |         clock: met
      |       - {customer: Works}
"""
Draw = Callable[[str], Path]


@pytest.fixture
def project(draw_project: Draw) -> Path:
    return draw_project(WORLD)


@pytest.fixture
def book(project: Path) -> Book:
    return open_book(check(project), Audience.INTERNAL)


def plain(cell: tuple[Inline, ...]) -> list[str]:
    return [inline.text if isinstance(inline, Link | Badge) else str(inline) for inline in cell]


def test_a_meeting_has_a_joined_shape_in_each_lane(book: Book) -> None:
    view = swimlane.view(book, "base")
    copies = [(step.id, step.lane, step.kind.value, step.copy_of) for step in view.diagram.steps if step.origin == "meet"]
    assert copies == [
        ("meet", "desk", "company", ""),
        ("meet@customer", "customer", "customer", "meet"),
        ("meet@office", "office", "company", "meet"),
    ]
    joined = [(link.source, link.target) for link in view.diagram.links if link.kind.value == "together"]
    assert joined[:2] == [("meet", "meet@customer"), ("meet", "meet@office")]
    links = [(link.source, link.target, link.kind.value) for link in view.diagram.links if link.kind.value != "together"]
    assert links == [
        ("meet", "milestone.met", "flow"),
        ("handoff.begin.1.giver", "handoff.begin.1.taker", "handoff"),
        ("begin.step-sells", "meet", "flow"),
        ("meet@customer", "begin.step-works", "flow"),
    ]


def test_the_outline_of_a_swimlane_names_those_who_act_together_once(book: Book) -> None:
    for view in (swimlane.view(book, "base"), stage_swimlane.view(book, "base", "begin")):
        assert [[plain(cell) for cell in row.cells] for row in view.outline.rows] == [
            [
                ["Sells"],
                ["Begin"],
                ["Shop · Guide"],
                ["done by the company"],
                ["Meets for the first time (recommended, if the budget is agreed) (together: Desk, Customer, Office)"],
            ],
            [
                ["Meets for the first time (recommended, if the budget is agreed) (together: Desk, Customer, Office)"],
                ["Begin"],
                ["together: Desk, Customer, Office · Guide, Administrator"],
                ["done by the company, done by the customer"],
                ["We have met", "Works"],
            ],
            [["We have met"], ["Begin"], ["Desk"], ["milestone"], []],
            [["Works"], ["Begin"], ["Customer"], ["done by the customer"], []],
            [["Hands over: The promises"], ["Begin"], ["Shop"], ["handoff"], ["handoff: Takes over: The promises"]],
            [["Takes over: The promises"], ["Begin"], ["together: Desk, Customer"], ["handoff"], []],
        ]


def test_a_picture_counts_the_steps_and_stages_that_it_shows(book: Book) -> None:
    for view in (swimlane.view(book, "base"), stage_swimlane.view(book, "base", "begin")):
        assert view.diagram.description == "3 steps in 4 lanes over 1 stage; the table below says the same in words."


def test_a_handoff_of_people_without_lanes_names_them_where_it_stands(draw_project: Draw) -> None:
    world = WORLD.replace("giver: [sales, money]", "giver: money").replace("taker: [care, admin]", "taker: care")
    view = swimlane.view(open_book(check(draw_project(world)), Audience.INTERNAL), "base")
    sheets = [(step.lane, step.label) for step in view.diagram.steps if step.kind.value == "handoff"]
    assert sheets == [("desk", "Handed over by Finance: The promises"), ("desk", "Takes over: The promises")]


def test_a_handoff_names_all_sides_in_every_table(book: Book) -> None:
    row = handoffs.view(book).rows[0]
    assert [plain(cell) for cell in row.cells[1:3]] == [["Sales", "Finance"], ["Care", "Administrator"]]
    assert plain(row.cells[5]) == ["The plan", "The offer", "if there was one"]
    tile = next(tile for tile in stage.view(book, "base", "begin").tiles if tile.name == "handoff")
    assert plain(tile.groups[0].lines[0].beneath) == ["Sales, Finance → Care, Administrator"]


def test_the_first_screen_says_who_and_under_which_condition(book: Book) -> None:
    tile = next(tile for tile in stage.view(book, "base", "begin").tiles if tile.name == "steps")
    assert [(group.title, group.folded, [(plain(line.text), plain(line.beneath)) for line in group.lines]) for group in tile.groups] == [
        ("Guide", False, [(["Sells"], [])]),
        ("Guide, Administrator, together", False, [(["Meets for the first time", "Recommended"], ["if the budget is agreed"])]),
        ("Customer", True, [(["Works"], [])]),
    ]


def test_the_table_of_a_map_shows_a_meeting_in_each_lane(book: Book) -> None:
    rows = {row.title: row for group in journey_map.view(book, "base").groups for row in group.rows}
    entries = {name: [entry.text for cell in rows[name].cells for entry in cell.entries] for name in ("Customer", "Shop", "Desk", "Office")}
    assert entries == {
        "Customer": ["Meets for the first time", "Works"],
        "Shop": ["Sells"],
        "Desk": ["Meets for the first time"],
        "Office": ["Meets for the first time"],
    }


def test_customers_read_who_takes_part_and_conditions_in_words(project: Path) -> None:
    view = success_map.view(open_book(check(project), Audience.PUBLIC), "base")
    (part,) = view.path
    sells, meets, works = (line for group in part.sections[0].groups if isinstance(group, StepGroup) for line in group.steps)
    assert [(line.doer.word, line.doer.people, line.doer.beside) for line in (sells, meets, works)] == [
        ("We", "Guide", ""),
        ("You and we, together", "Administrator", "Guide"),
        ("You", "", ""),
    ]
    assert (meets.condition, meets.recipients, meets.need) == ("if the budget is agreed", "Administrator", "Recommended")
    assert [(jump.text, jump.condition) for jump in meets.resources] == [("The plan", ""), ("The offer", "if you ask for it")]
    assert part.starts_when == ("The order is there (if you order in writing)",)
    assert [(goal.what, goal.owner, goal.condition) for goal in part.goals] == [
        ("We have met", "You (Administrator)", ""),
        ("It is sold", "", "if it is new to you"),
    ]
    assert [plain(fact.value) for fact in view.about if fact.label == "Only"] == [["unless you buy for others"]]


@pytest.mark.parametrize("more", ["need: optional", "pain_points: [{what: It is loud, audience: public}]"])
def test_an_internal_step_is_no_public_one_because_something_in_it_is_public(more: str, draw_project: Draw) -> None:
    world = WORLD.replace("|         need: recommended", f"|         audience: internal\n      |         {more}")
    view = success_map.view(open_book(check(draw_project(world)), Audience.PUBLIC), "base")
    groups = [group for part in view.path for group in part.sections[0].groups if isinstance(group, StepGroup)]
    assert [line.what for group in groups for line in group.steps] == ["Sells", "Works"]


PARTNER = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: printer, name: Printer, role: partner}
    |   - {id: desk, name: Desk, role: frontstage}
    |   - {id: office, name: Office, role: backstage}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages:
      |   - id: begin
      |     name: Begin
      |     steps:
      |       - {customer: Waits}
      |       - {printer: Prints}
      |       - {printer: Sees the proof, also_in: [customer, desk]}
      |       - {printer: Counts its paper, visible_to_customer: false}
      |       - {office: Pays}
"""


def test_a_partner_is_neither_the_company_nor_unseen(draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(PARTNER)), Audience.INTERNAL)
    kinds = {
        str(row.cells[0][0].text): row.cells[3] for row in swimlane.view(book, "base").outline.rows if isinstance(row.cells[0][0], Link)
    }
    assert kinds == {
        "Waits": ("done by the customer",),
        "Prints": ("done by a partner",),
        "Sees the proof (together: Printer, Customer, Desk)": ("done by a partner, done by the customer, done by the company",),
        "Counts its paper": ("done by a partner",),
        "Pays": ("done by the company",),
    }
    steps = book.find(Map, "base").stages[0].steps
    assert [step.what for step in steps if not seen_by_customer(book, step)] == ["Counts its paper", "Pays"]
    rows = [row for group in journey_map.view(book, "base").groups for row in group.rows]
    entries = [entry for row in rows for cell in row.cells for entry in cell.entries]
    assert {entry.text for entry in entries} > {"Prints", "Pays"}
    assert [entry.text for entry in entries if Badge("Not seen by the customer") in entry.badges] == ["Counts its paper"]


def test_a_lane_of_which_nobody_is_named_stands_beside_those_who_are(draw_project: Draw) -> None:
    world = WORLD.replace("- {customer: Works}", "- {customer: Works, also_in: [shop, desk], who: guide}")
    view = open_book(check(draw_project(world)), Audience.INTERNAL)
    tile = next(tile for tile in stage.view(view, "base", "begin").tiles if tile.name == "steps")
    assert "Guide, Customer, Sales, together" in [group.title for group in tile.groups]


@pytest.mark.parametrize(
    ("more", "said"), [("", "Events: none"), ("pain_points: Nobody comes", "No bad sign and no serious pain point is written here.")]
)
def test_no_bad_signs_are_not_nothing_that_can_go_wrong(more: str, said: str, draw_project: Draw) -> None:
    world = WORLD.replace("|     exit: It runs", f"|     exit: It runs\n      |     events: none\n      |     {more}")
    view = open_book(check(draw_project(world)), Audience.INTERNAL)
    assert next(tile for tile in stage.view(view, "base", "begin").tiles if tile.name == "risks").empty == said
