"""What other sources state is for colleagues, and for customers where the value itself says so: at a map, stage, step and milestone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Labelled
from journeybook.views.pages import success_map
from journeybook.views.success_map.success_step import StepGroup

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
  maps/base.yml
    | id: base
    | name: Base
    | goal: To work
    | status: live
    | audience: public
    | owner: care
    | public: {slug: base, title: Begin, goal: To work, role: I begin}
    | stated_elsewhere: [{value: Map to the law, source: The law, audience: public}, {value: Map secret, source: A talk}]
    | stages:
    |   - id: begin
    |     name: Begin
    |     exit: It runs
    |     stated_elsewhere: [{value: Stage to the law, source: The law, audience: public}, {value: Stage secret, source: A talk}]
    |     milestones:
    |       - id: met
    |         name: We have met
    |         target: {text: Soon}
    |         owner: care
    |         stated_elsewhere: [{value: Goal to the law, source: The law, audience: public}, {value: Goal secret, source: A talk}]
    |     steps:
    |       - customer: Works
    |         stated_elsewhere:
    |           - {value: Step to the law, source: The law, audience: public}
    |           - {value: Step to the bill, source: The bill, audience: public}
    |           - {value: Step secret, source: A talk}
    |       - {customer: Rests, blank: {stated_elsewhere: {state: unknown, audience: public}}}
    |       - {customer: Leaves, stated_elsewhere: [{value: Way secret, source: A talk}]}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.PUBLIC)


def test_customers_read_what_says_itself_that_it_is_public(book: Book) -> None:
    page = success_map.view(book, "base")
    assert [fact.value for fact in page.about if isinstance(fact, Labelled) and fact.label == "Stated elsewhere"] == [
        ("Map to the law, says The law",)
    ]
    (part,) = page.path
    assert part.elsewhere == "Stage to the law, says The law"
    assert [goal.elsewhere for goal in part.goals] == ["Goal to the law, says The law"]
    groups = [group for group in part.sections[0].groups if isinstance(group, StepGroup)]
    assert [line.elsewhere for group in groups for line in group.steps] == [
        "Step to the law, says The law; Step to the bill, says The bill",
        "not known",
        "",
    ]
    assert "secret" not in repr(page)


def test_the_public_atlas_holds_no_other(book: Book) -> None:
    assert "to the law" in repr(book.atlas)
    assert "secret" not in repr(book.atlas)
