"""What only some do is said once for steps in a row, on the page and on paper, and again where something stands between them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.branch import Branches
from journeybook.model.stage import Stage
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages import success_map
from journeybook.views.pages.success_map import SuccessMap
from journeybook.views.success_map.step_rows import SideBySide, StepRun
from journeybook.views.success_map.success_step import StepGroup

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: care, name: Care}]
  maps/
    only.yml
      | id: only
      | name: Only
      | goal: To pay
      | owner: care
      | status: live
      | audience: public
      | public: {slug: pay, title: Pay, goal: To pay, role: I pay}
      | choices: {pay: {name: Ways to pay, kind: one-of}, send: {name: Ways to send, kind: one-of}}
      | tracks: {front: Front, back: Back}
      | stages:
      |   - id: first
      |     name: First
      |     exit: Paid
      |     steps:
      |       - {id: card, customer: Card, choice: pay, next: receipt}
      |       - {id: bill, customer: Bill, choice: pay, next: letter}
      |       STEPS
      |   - {id: last, name: Last, exit: Over, steps: [{id: over, customer: Is done}]}
"""
RECEIPT = "{id: receipt, customer: Receipt, starts: true}"
LETTER = "{id: letter, customer: Letter, starts: true, next: over}"


def book(draw_project: Callable[[str], Path], *steps: str, project: str = PROJECT) -> Book:
    lines = "\n      |       ".join(f"- {step}" for step in steps)
    checked = check(draw_project(project.replace("STEPS", lines)))
    assert [finding for finding in checked.findings if finding.rule.startswith(("SHAPE", "REFERENCE", "YAML"))] == []
    return open_book(checked, Audience.PUBLIC)


def plan(draw_project: Callable[[str], Path], *steps: str, project: str = PROJECT) -> SuccessMap:
    return success_map.view(book(draw_project, *steps, project=project), "pay")


def outline(page: SuccessMap) -> list[object]:
    """Return the rows of the first stage: of a run its condition and its steps, of a step its own condition and its words."""
    rows: list[object] = []
    for row in page.path[0].sections[0].groups[1:]:
        if isinstance(row, StepRun):
            rows.append((_option(row.only_if), [line.what for group in row.groups for line in group.steps]))
            assert {line.only_if for group in row.groups for line in group.steps} == {""}
        elif isinstance(row, StepGroup):
            rows += [(_option(line.only_if), line.what) for line in row.steps]
        elif isinstance(row, SideBySide):
            rows.append([[type(group).__name__ for group in column.groups] for column in row.columns])
    return rows


@pytest.mark.parametrize(
    ("steps", "rows"),
    [
        # Steps in a row are one run; a single one says by itself for whom it is.
        (
            [RECEIPT, "{customer: Stamp}", "{customer: Print, next: over}", LETTER],
            [("Card", ["Receipt", "Stamp", "Print"]), ("Bill", "Letter")],
        ),
        # Two runs for different readers stand apart.
        (
            [RECEIPT, "{customer: Stamp, next: over}", "{id: letter, customer: Letter, starts: true}", "{customer: Post, next: over}"],
            [("Card", ["Receipt", "Stamp"]), ("Bill", ["Letter", "Post"])],
        ),
        # Something for others between them breaks a run, and it is said again.
        (
            [
                RECEIPT,
                "{customer: Stamp, next: print}",
                LETTER,
                "{id: print, customer: Print, starts: true}",
                "{customer: Fold, next: over}",
            ],
            [("Card", ["Receipt", "Stamp"]), ("Bill", "Letter"), ("Card", ["Print", "Fold"])],
        ),
        # A choice in a run belongs to it.
        (
            [RECEIPT, "{customer: By mail, choice: send}", "{customer: By hand, choice: send}", "{customer: Print, next: over}", LETTER],
            [("Card", ["Receipt", "By mail", "By hand", "Print"]), ("Bill", "Letter")],
        ),
        # What only one edition has is no part of a run for both, so that the heading goes where its steps go.
        (
            [RECEIPT, "{customer: Stamp}", "{customer: Print, editions: human}", "{customer: Fold, editions: human, next: over}", LETTER],
            [("Card", ["Receipt", "Stamp"]), ("Card", ["Print", "Fold"]), ("Bill", "Letter")],
        ),
    ],
)
def test_a_condition_is_said_once_for_steps_in_a_row(draw_project: Callable[[str], Path], steps: list[str], rows: list[object]) -> None:
    assert outline(plan(draw_project, *steps)) == rows


def test_a_run_stands_on_the_page_and_on_paper_and_goes_with_its_steps(draw_project: Callable[[str], Path]) -> None:
    steps = [RECEIPT, "{customer: Stamp}", "{customer: Print, editions: human}", "{customer: Fold, editions: human, next: over}", LETTER]
    html = str(render(book(draw_project, *steps), "success_map", ("pay",), here="pay.md"))
    screen, paper = html.split('<div class="jb-sheet')
    assert [text.count("Only if") for text in (screen, paper)] == [3, 3]
    heads = re.findall(r'<li class="jb-success__run"([^>]*)><p[^>]*>(.*?)</p><ol', screen, re.DOTALL)
    assert [(attributes.strip(), re.sub("<[^>]+>", "", words)) for attributes, words in heads] == [
        ('data-done-by-some="step-receipt"', "Only if you choose “Card”"),
        ('data-edition="human" data-done-by-some="step-print"', "Only if you choose “Card”"),
    ]
    rows = re.findall(r'<tr class="jb-sheet__note jb-sheet__note--run"([^>]*)>', paper)
    assert [row.strip() for row in rows] == [attributes.strip() for attributes, _ in heads]
    assert paper.count("jb-sheet__step--run") == 4


def test_a_run_does_not_go_with_an_option_that_is_not_taken(draw_project: Callable[[str], Path]) -> None:
    project = PROJECT.replace("next: receipt", "next: send")
    options = ["{customer: By mail, choice: send, starts: true}", "{customer: By hand, choice: send}"]
    rows = plan(draw_project, *options, "{customer: Print, next: over}", LETTER, project=project).path[0].sections[0].groups
    (run,) = (row for row in rows if isinstance(row, StepRun))
    assert (run.anchor, [group.is_one_of for group in run.groups]) == ("step-print", [True, False])
    options = ["{customer: By mail, choice: send, starts: true, next: over}", "{customer: By hand, choice: send, next: over}"]
    assert outline(plan(draw_project, *options, LETTER, project=project)) == [
        ("Card", "By mail"),
        ("Card", "By hand"),
        ("Bill", "Letter"),
    ]


def test_steps_of_parallel_tracks_have_runs_of_their_own(draw_project: Callable[[str], Path]) -> None:
    steps = [
        "{id: receipt, customer: Receipt, starts: true, track: front}",
        "{customer: Stamp, track: front, next: over}",
        "{id: letter, customer: Letter, starts: true, track: back}",
        "{customer: Post, track: back, next: over}",
    ]
    assert outline(plan(draw_project, *steps)) == [[["StepRun"], ["StepRun"]]]


def test_the_ways_to_each_stage_are_worked_out_once_for_a_plan(
    draw_project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ways_to_stage = Branches.ways_to_stage

    def counted(branches: Branches, stage: Stage) -> object:
        asked.append(stage.first_text("name"))
        return ways_to_stage(branches, stage)

    monkeypatch.setattr(Branches, "ways_to_stage", counted)
    plan(draw_project, RECEIPT, *(f"{{customer: Copy {number}}}" for number in range(40)), LETTER)
    assert set(asked) == {"First", "Last"}
    assert len(asked) <= 2 * len(set(asked))


def _option(text: str) -> str:
    return re.sub(r"you choose “(.*)”", r"\1", text)
