"""What the pages and tables of a map show, compared with a small world."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.enumerations import Need
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, NoSuchThing, open_book
from journeybook.views.base.elements import Address, Link
from journeybook.views.base.labels import label
from journeybook.views.journey_map.curve import Extreme, curves
from journeybook.views.journey_map.grid import ColumnHeading, GridCell, Sign
from journeybook.views.pages import customer_view, lifecycle, maps
from journeybook.views.pages import map as page
from journeybook.views.site_pages import site_pages
from journeybook.views.tables import journey_map

Draw = Callable[[str], Path]
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | lifecycle: [{id: start, name: Start, laer: land, objective: It runs}, {id: use, name: Use, laer: adopt}]
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: desk, name: Desk, role: frontstage, team: care}
    |   - {id: rules, name: Rules, role: support, kind: text}
    | channels: [{id: mail, name: Mail}, {id: visit, name: Visit, medium: offline}]
  personas/
    all.yml
      | - {id: boss, name: Boss, role: sponsor}
  segments/
    all.yml
      | - {id: small, name: Small}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | status: live
      | personas: boss
      | segments: small
      | public: {slug: work, title: It works, goal: Work, role: I work}
      | continues: earlier
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     exit: It runs
      |     blank: {opportunities: none}
      |     milestones:
      |       - {id: runs, name: It runs, target: day 3}
      |     sub_stages:
      |       - id: first
      |         name: First
      |         steps:
      |           - {id: ask, label: 1a, customer: Ask, channel: mail, feels: worried, need: optional, thinks: Why me?}
      |           - {id: answer, desk: Answer, feels: delighted, clock: runs, rows: {rules: Within a day}}
      |       - id: second
      |         name: Second
      |         steps:
      |           - id: choose
      |             customer: Choose
      |             moment_that_matters: They stay
      |             next: {yes it is: use-it, not yet: ask}
      |             pain_points:
      |               - {what: Too slow, severity: high, recovery: {text: Ring, route: [ask]}}
      |   - id: work
      |     name: Work
      |     phase: use
      |     exit: It is used
      |     steps:
      |       - {id: use-it, customer: Use it, feels: worried}
      |   - {id: idle, name: Idle, exit: Nobody knows}
    earlier.yml
      | {id: earlier, name: Before, goal: To choose, status: live, stages: [{id: look, name: Look, phase: start, exit: Seen}]}
    variant.yml
      | id: variant
      | name: Variant
      | goal: To work alone
      | extends: base
      | alterations:
      |   - {add: {id: alone, customer: Do it alone}, after: ask, why: Nobody is there}
      |   - {change: use-it, set: {what: Use it daily}}
      |   - {remove: choose, why: There is no choice}
"""


@pytest.fixture
def book(draw_project: Draw) -> Book:
    return open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)


def test_stages_are_columns_and_say_where_they_lead(book: Book) -> None:
    view = journey_map.view(book, "base")
    begin, work = Address("maps/base/begin.md"), Address("maps/base/work.md")
    assert view.stages == (
        ColumnHeading("Begin", begin, 2, anchor="column-begin"),
        ColumnHeading("Work", work, 1, anchor="column-work"),
        ColumnHeading("Idle", Address("maps/base/idle.md"), 1, (), book.say("grid.nothing"), anchor="column-idle"),
    )
    assert [part.title for part in view.parts] == ["First", "Second", "Work", "Idle"]
    assert view.width == len(view.parts)


def test_lanes_are_rows_with_lines_between(book: Book) -> None:
    lanes = journey_map.view(book, "base").groups[1].rows
    assert [(row.title, row.line) for row in lanes] == [
        ("Customer", ""),
        ("Desk", book.say("grid.interaction")),
        ("Rules", book.say("grid.visibility")),
    ]
    ask = lanes[0].cells[0].entries[0]
    assert (ask.text, ask.to) == ("1a · Ask", Address("maps/base/begin.md", "step-ask"))
    assert [badge.text for badge in ask.badges] == [label(book, Need.OPTIONAL)]


def test_the_curve_is_mirrored_where_the_table_is(draw_project: Draw) -> None:
    """Case W1: in a language read from the right the first column stands at the right, and so do its points and their words."""
    usual, mirrored = (
        journey_map.view(open_book(check(draw_project(world), as_of=date(2026, 1, 1)), Audience.INTERNAL), "base").curve
        for world in (WORLD, WORLD.replace("    | organisation: Acme", "    | organisation: Acme\n    | language: he"))
    )
    assert usual
    assert mirrored
    (felt,), (seen,) = usual.curves, mirrored.curves
    assert [dot.at.x for dot in seen.dots] == [round(usual.width - dot.at.x, 1) for dot in felt.dots]
    assert [dot.at.y for dot in seen.dots] == [dot.at.y for dot in felt.dots]
    assert seen.line.split()[0] == f"{usual.width - felt.dots[0].at.x:g},{felt.dots[0].at.y:g}"
    lowest = next(word for word in mirrored.words if "lowest" in word.text)
    assert abs(lowest.at.x - seen.dots[0].at.x) < 60


def test_feelings_are_named_and_only_the_first_extremes_are_marked(book: Book) -> None:
    (curve,) = curves(book, book.find(Map, "base"))
    assert [(point.level, point.value, point.extreme) for point in curve.points] == [
        ("Worried", -1, Extreme.TROUGH),
        ("Delighted", 2, Extreme.PEAK),
        ("Worried", -1, Extreme.NONE),
    ]
    feelings = journey_map.view(book, "base").groups[0].rows[0]
    assert [entry.text for entry in feelings.cells[0].entries] == ["Worried (\N{MINUS SIGN}1)", "Delighted (+2)"]
    assert feelings.cells[0].entries[0].badges == (Sign("trough", "lowest point", "poor"),)


def test_what_matters_at_a_step_is_marked_by_shape_and_word(book: Book) -> None:
    groups = journey_map.view(book, "base").groups
    customer = groups[1].rows[0]
    choose, answer = customer.cells[1].entries[0], groups[1].rows[1].cells[0].entries[0]
    assert choose.badges == (Sign("moment", "Moment that matters", "average"), Sign("pain_point", "Pain point", "poor"))
    assert answer.badges == (Sign("milestone", "Milestone", "good"),)
    assert [(line[0], len(line)) for line in choose.small] == [("leads to: yes it is / not yet", 1)]
    rows = {row.key: row for row in groups[2].rows}
    assert rows["milestones"].cells[0].entries[0].badges == (Sign("milestone", "Milestone", "good"),)
    assert rows["moments"].cells[1].entries[0].badges == (Sign("moment", "Moment that matters", "average"),)
    assert rows["pain_points"].cells[1].entries[0].badges[0] == Sign("pain_point", "Pain point", "poor")


def test_what_is_blank_says_why_and_rows_of_nothing_are_left_out(book: Book) -> None:
    rows = {row.title: row for row in journey_map.view(book, "base").groups[2].rows}
    assert book.say("grid.handoffs") not in rows
    assert rows[book.say("grid.opportunities")].cells[0] == GridCell(1, (), (book.say("answer.none"),), ("begin", "first"))
    assert [cell.span for cell in rows[book.say("grid.milestones")].cells] == [2, 1, 1]


def test_an_empty_map_has_a_table_without_rows(draw_project: Draw) -> None:
    tree = "journeys/\n  atlas.yml\n    | {schema_version: 2, organisation: Acme}\n  maps/\n    a.yml\n      | {id: a, name: A, goal: B}\n"
    book = open_book(check(draw_project(tree)), Audience.INTERNAL)
    view = journey_map.view(book, "a")
    assert (view.stages, view.parts, view.groups, view.curve) == ((), (), (), None)
    assert page.view(book, "a").sections == ()
    assert lifecycle.view(book).phases == ()


def test_a_map_page_gathers_pains_and_connections(book: Book) -> None:
    view = page.view(book, "base")
    (pains,) = [section for section in view.sections if section.anchor == "pains"]
    assert pains.folded[0].title == "Too slow"
    assert pains.folded[0].badges[1:] == (Link("Choose", Address("maps/base/begin.md", "step-choose")),)
    assert Link("1a · Ask", Address("maps/base/begin.md", "step-ask")) in pains.folded[0].facts[0].value
    assert [fact.label for fact in view.connections] == [book.say("map.variants"), book.say("map.continues")]
    assert view.customer_view == Link(book.say("customer.title"), Address("maps/base/customer-view.md"))


def test_a_variant_says_what_differs_and_where_it_came_from(book: Book) -> None:
    sections = {section.anchor: section for section in page.view(book, "variant").sections}
    (differs,), (origin,) = sections["differences-base"].tables, sections["origins"].tables
    assert [row.cells[0] for row in differs.rows] == [
        (Link("The map itself", Address("maps/variant/index.md")),),
        (Link("Step: Do it alone", Address("maps/variant/begin.md", "step-alone")),),
        (Link("Step: Use it daily", Address("maps/variant/work.md", "step-use-it")),),
        (Link("Step: Choose", Address("maps/base/begin.md", "step-choose")),),
    ]
    assert differs.rows[3].cells[4] == ("There is no choice",)
    assert origin.rows[0].cells[2] == (Link(book.say("origin.steps", count=2, name="Base"), Address("maps/base/index.md")),)
    assert origin.rows[0].cells[4] == (Link("Do it alone", Address("maps/variant/begin.md", "step-alone")),)
    assert origin.rows[1].cells[3] == (Link("Use it daily", Address("maps/variant/work.md", "step-use-it")),)


def test_the_list_groups_maps_by_segment(book: Book) -> None:
    groups = maps.view(book).groups
    assert [(group.title, len(group.table.rows)) for group in groups] == [("Small", 2), (book.say("maps.everybody"), 1)]


def test_the_lifecycle_joins_live_maps_end_to_end(book: Book) -> None:
    view = lifecycle.view(book)
    assert [[link.text for link in chain] for chain in view.chains] == [["Before", "Base"]]
    assert [row.cells[0] for row in view.phases[0].stages.rows] == [("Begin",), ("Look",)]
    land, adopt = view.laer
    assert (land.objectives, [link.text for link in land.milestones]) == (("It runs",), ["It runs: day 3"])
    assert [link.text for link in adopt.stages] == ["Work · Base"]


def test_only_maps_with_a_public_face_have_a_customer_page(book: Book) -> None:
    assert [stub.page for stub in customer_view.pages(book)] == ["maps/base/customer-view.md"]
    assert customer_view.view(book, "base").path == "work/"
    assert not customer_view.view(book, "earlier").shown
    with pytest.raises(NoSuchThing):
        customer_view.view(book, "nowhere")


def test_customers_get_none_of_these_pages(book: Book) -> None:
    public = book.customer_book
    assert public is not None
    assert {stub.view for stub in site_pages(public)} == {"landing", "success_map"}
