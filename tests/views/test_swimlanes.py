"""What swimlanes draw, and that their outlines say the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_atlas import sample_book

from journeybook.draw.diagram import DiagramForm, DiagramLinkKind, Flow, StepKind
from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address
from journeybook.views.diagrams import stage_swimlane, swimlane
from journeybook.views.swimlane.sheets import whole_swimlane

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}, {id: sales, name: Sales}]
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: desk, name: Desk, role: frontstage, team: care}
    |   - {id: shop, name: Shop, role: frontstage, team: sales}
    |   - {id: unused, name: Unused, role: backstage, team: care}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     milestones: [{id: sold, name: Sold, target: day 3}]
      |     steps:
      |       - {shop: Sell, clock: sold}
      |       - {id: greet, label: 4a, desk: Greet, need: recommended}
      |       - {id: choose, customer: Choose, next: {yes it is: use-it, not yet: greet, elsewhere: other/far}}
      |   - id: work
      |     name: Work
      |     exit: It is used
      |     sub_stages:
      |       - {id: daily, name: Daily, steps: [{id: use-it, customer: Use it, moment_that_matters: They stay, ends: Done}]}
    other.yml
      | {id: other, name: Other, goal: Away, stages: [{id: out, name: Out, exit: Gone, steps: [{id: far, customer: Go away}]}]}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def test_words_that_are_too_long_are_broken_by_the_language_of_the_atlas(draw_project: Callable[[str], Path]) -> None:
    german = WORLD.replace("| organisation: Acme", "| organisation: Acme\n    | language: de")
    book = open_book(check(draw_project(german)), Audience.INTERNAL)
    views = (swimlane.view(book, "base"), stage_swimlane.view(book, "base", "begin"))
    assert [sheet.diagram.language for view in views for sheet in view.sheets] == ["de", "de"]


def test_steps_become_shapes_in_their_lanes(book: Book) -> None:
    view = swimlane.view(book, "base")
    assert [lane.id for lane in view.diagram.lanes] == ["customer", "desk", "shop"]
    assert [(step.id, step.lane, step.kind) for step in view.diagram.steps] == [
        ("begin.step-sell", "shop", StepKind.COMPANY),
        ("milestone.sold", "shop", StepKind.MILESTONE),
        ("greet", "desk", StepKind.COMPANY),
        ("choose", "customer", StepKind.DECISION),
        ("use-it", "customer", StepKind.MOMENT),
        ("end.use-it", "customer", StepKind.END),
        ("to.other.far", "customer", StepKind.CONNECTOR),
    ]
    assert view.diagram.steps[2].label == f"4a · Greet ({book.say('need.recommended')})"
    assert dict(view.sheets[0].addresses)["begin.step-sell"] == Address("maps/base/begin.md", "step-sell")
    assert dict(view.sheets[0].addresses)["to.other.far"] == Address("maps/other/out.md", "step-far")


def test_links_keep_outcomes_and_team_to_team_is_a_handoff(book: Book) -> None:
    links = {(link.source, link.target): (link.label, link.kind) for link in swimlane.view(book, "base").diagram.links}
    assert links["begin.step-sell", "greet"] == ("", DiagramLinkKind.HANDOFF)
    assert links["greet", "choose"] == ("", DiagramLinkKind.FLOW)
    assert links["choose", "use-it"] == ("yes it is", DiagramLinkKind.FLOW)
    assert links["choose", "to.other.far"] == ("elsewhere", DiagramLinkKind.FLOW)


def test_a_stage_shows_where_its_links_come_from_and_go(book: Book) -> None:
    view = stage_swimlane.view(book, "base", "work")
    assert [(stage.id, stage.name) for stage in view.diagram.stages] == [(".before", "From"), ("part.daily", "Daily")]
    assert [(step.id, step.kind, step.label, step.title) for step in view.diagram.steps] == [
        (".before.customer.choose", StepKind.CONNECTOR, "from: Choose", "from: Choose (Begin)"),
        ("use-it", StepKind.MOMENT, "Use it", "Use it"),
        ("end.use-it", StepKind.END, "Done", "Done"),
    ]
    assert [(link.source, link.target, link.label) for link in view.diagram.links] == [
        ("use-it", "end.use-it", ""),
        (".before.customer.choose", "use-it", "yes it is"),
    ]
    assert dict(view.sheets[0].addresses)[".before.customer.choose"] == Address("maps/base/begin.md", "step-choose")
    assert view.diagram.description == "1 step in 1 lane over 1 stage; the table below says the same in words."
    connector = next(row for row in view.outline.rows if "from: Choose (Begin)" in str(row.cells[0]))
    assert connector.cells[1:4] == (("From",), ("",), (book.say("swimlane.kind.connector"),))
    out = stage_swimlane.view(book, "base", "begin")
    assert {".after.customer.use-it", "to.other.far"} <= {step.id for step in out.diagram.steps}


def test_a_map_says_in_which_form_its_swimlane_is_shown(draw_project: Callable[[str], Path]) -> None:
    book = open_book(
        check(draw_project(WORLD.replace("| goal: To work", "| goal: To work\n      | swimlane: vertical"))), Audience.INTERNAL
    )
    assert [(sheet.flow, sheet.heading) for sheet in swimlane.view(book, "base").sheets] == [(Flow.VERTICAL, "")]


def test_panels_lead_to_one_another(book: Book) -> None:
    diagram = swimlane.view(book, "base").diagram
    shown = whole_swimlane(book, diagram, {"use-it": Address("page.md")}, width=500.0, wanted=DiagramForm.PANELS)
    assert shown.diagram == diagram
    assert [(sheet.heading, dict(sheet.addresses)) for sheet in shown.sheets] == [
        ("1 of 2: Begin", {".after.customer.use-it": "#swimlane-base-panel-2"}),
        ("2 of 2: Work", {".before.customer.choose": "#swimlane-base-panel-1", "use-it": Address("page.md")}),
    ]


@pytest.mark.parametrize("stage", ["", "begin", "work"])
def test_the_outline_has_every_step_and_every_link(book: Book, stage: str) -> None:
    view = stage_swimlane.view(book, "base", stage) if stage else swimlane.view(book, "base")
    assert len(view.outline.rows) == len(view.diagram.steps)
    assert sum(len(row.cells[4]) for row in view.outline.rows) == len(view.diagram.links)


def test_a_connector_says_its_words_once_and_then_its_stage() -> None:
    """The name that is read out holds the words that are seen, so that one can speak to it, and does not repeat them."""
    sample = sample_book(Audience.INTERNAL)
    sheets = [stage_swimlane.view(sample, journey.id, stage.id) for journey in sample.atlas.maps for stage in journey.stages if stage.steps]
    connectors = [step for sheet in sheets for step in sheet.diagram.steps if step.kind is StepKind.CONNECTOR]
    assert len(connectors) > 5
    assert [step.title for step in connectors if step.title.count(step.label) != 1] == []


def test_a_connector_for_several_stages_says_how_many(draw_project: Callable[[str], Path]) -> None:
    stages = "".join(
        f"      |   - {{id: t{n}, name: Stage {n}, exit: Done, steps: [{{id: s{n}, desk: Does {n}, next: last}}]}}\n" for n in range(5)
    )
    end = "      |   - {id: end, name: End, exit: Over, steps: [{id: last, desk: Ends}]}\n"
    world = WORLD.split("      | stages:", maxsplit=1)[0] + f"      | stages:\n{stages}{end}"
    part = stage_swimlane.view(open_book(check(draw_project(world)), Audience.INTERNAL), "base", "end")
    connector = next(step for step in part.diagram.steps if step.kind is StepKind.CONNECTOR)
    assert connector.label == "from: 5 steps of 5 stages"
    assert connector.title == "from: 5 steps of 5 stages: Does 0, Does 1, Does 2, Does 3, Does 4"
