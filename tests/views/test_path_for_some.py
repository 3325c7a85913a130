"""A stage that only some customers reach is marked in the picture of the path, by form and words, and in the list that says the same."""

from collections.abc import Callable
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.pages import success_map

PUBLIC = Audience.PUBLIC
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
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
      |     steps: [{customer: Decides, next: {you like it: buy, you want to talk: talk}}]
      |   - id: talking
      |     name: Talking
      |     exit: It is clear
      |     lasts: 2 weeks
      |     steps: [{id: talk, customer: Talks, starts: true, next: buy}]
      |   - id: approval
      |     name: Approval
      |     exit: It is approved
      |     applies: {says: if you buy for a council}
      |     steps: [{id: buy, customer: Buys}]
"""


def test_a_stage_that_only_some_reach_is_marked_in_form_and_words(draw_project: Callable[[str], Path]) -> None:
    view = success_map.view(open_book(check(draw_project(WORLD)), Audience.PUBLIC), "base")
    assert view.picture
    assert [(stop.sentence, stop.is_for_some) for stop in view.picture.stops] == [
        ("1. Begin", False),
        ("2. Talking, only if you want to talk, 2 weeks", True),
        ("3. Approval, if you buy for a council", True),
    ]
    assert [" ".join(stop.notes) for stop in view.picture.trail.stops] == [
        "",
        "only if you want to talk 2 weeks",
        "if you buy for a council",
        "",
    ]
    assert [(part.name, part.only_if, part.condition) for part in view.path] == [
        ("Begin", "", ""),
        ("Talking", "you want to talk", ""),
        ("Approval", "", "if you buy for a council"),
    ]


def test_a_path_runs_the_way_one_reads(draw_project: Callable[[str], Path]) -> None:
    left, right = (
        success_map.view(
            open_book(check(draw_project(WORLD.replace("schema_version: 2", f"schema_version: 2\n    | language: {code}"))), PUBLIC), "base"
        )
        for code in ("en", "he")
    )
    assert left.picture
    assert right.picture
    xs = [[stop.centre.x for stop in view.picture.trail.stops if view.picture] for view in (left, right) if view.picture]
    assert xs[0] == sorted(xs[0])
    assert xs[1] == [left.picture.trail.width - x for x in xs[0]]
    assert [(view.picture.begin, view.picture.onwards) for view in (left, right) if view.picture] == [(-15, 1), (15, -1)]
