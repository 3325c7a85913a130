"""The lifecycle says of a stage that only some customers reach who they are, in its drawing and in its tables of phases."""

from collections.abc import Callable
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.base.elements import cell_text
from journeybook.views.pages import lifecycle

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lifecycle: [{id: early, name: Early}]
  segments/
    segments.yml
      | - {id: large, name: Large firms}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | status: live
      | choices: [{id: pay, name: Pay, kind: one-of}]
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: early
      |     exit: It runs
      |     steps:
      |       - {customer: By card, choice: pay, next: buy}
      |       - {customer: By bill, choice: pay, next: wait}
      |   - id: waiting
      |     name: Waiting
      |     phase: early
      |     exit: It came
      |     steps: [{id: wait, customer: Waits, starts: true, next: {came: buy, lost: ask}}]
      |   - {id: asking, name: Asking, phase: early, exit: Found, steps: [{id: ask, customer: Asks, starts: true, next: buy}]}
      |   - {id: deal, name: Deal, phase: early, exit: Signed, applies: {segments: large}, steps: [{id: buy, customer: Buys, starts: true}]}
      |   - {id: rest, name: Rest, phase: early, exit: Done, applies: unknown, steps: [{customer: Rests}]}
"""


def test_a_stage_that_only_some_reach_says_who_they_are(draw_project: Callable[[str], Path]) -> None:
    view = lifecycle.view(open_book(check(draw_project(WORLD)), Audience.INTERNAL))
    stages = [
        "Begin",
        "Waiting only if “By bill” is chosen",
        "Asking only if lost",
        "Deal only for Large firms",
        "Rest not known whether this applies here",
    ]
    assert [cell_text(row.cells[0]) for row in view.phases[0].stages.rows] == stages
    assert view.overview is not None
    assert cell_text(view.overview.phases[0].spans[0].stages) == " ".join(stages).replace("Begin Waiting", "Begin · Waiting")
