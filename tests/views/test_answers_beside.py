"""An answer beside other things says whose it is: that of the stage or map itself, and that of one of two fields."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from visible_text import visible_texts

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import open_book

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
  maps/first.yml
    | id: first
    | name: First
    | goal: To work
    | pain_points: unknown
    | tracks: {fast: Fast}
    | choices: unknown
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: It works
    |     sub_stages: unknown
    |     pain_points: unknown
    |     opportunities: none
    |     milestones: [{id: live, name: Live, target: unknown, level: unknown}]
    |     steps: [{customer: Waits, pain_points: [Slow], opportunities: [Faster]}]
    |   - {id: bare, name: Bare, exit: It works, pain_points: unknown, steps: [{customer: Goes on}]}
"""


def test_an_answer_beside_other_things_says_whose_it_is(draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)
    pages = {
        name: visible_texts(render(book, view, arguments, here=f"maps/{'/'.join(arguments)}.md"))
        for name, view, arguments in (
            ("map", "map", ("first",)),
            ("begin", "stage", ("first", "begin")),
            ("bare", "stage", ("first", "bare")),
        )
    }
    assert {"Of the whole journey: not known", "choices: not known"} <= {*pages["map"]}
    told = {"sub-stages: not known", "Of the stage itself: not known", "Of the stage itself: none", "level: not known, target: not known"}
    assert told <= {*pages["begin"]}
    assert "not known" not in pages["begin"]
    assert "not known" in pages["bare"]
