"""Customers read which office does a step by the name of a team that says it is public, and nothing else of any team or lane."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Withheld
from journeybook.model.walk import walk
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages import success_map
from journeybook.views.success_map.success_step import StepGroup

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: A town
    | teams:
    |   - id: registry
    |     name: The registry office
    |     audience: public
    |     contact: {name: Zelkova, mail: "mailto:zelkova@acme.example", other: [Room zelkova]}
    |     summary: Zelkova keeps the books
    |     note: Zelkova is slow
    |   - {id: court, name: The court, audience: public, partner: true}
    |   - {id: scanning, name: Zelkova scanning}
    | roles: [{id: clerk, name: Zelkova clerk, team: registry}]
    | lanes:
    |   - {id: citizen, name: Zelkova people, role: customer}
    |   - {id: counter, name: Zelkova counter, role: frontstage, team: registry}
    |   - {id: archive, name: Zelkova archive, role: backstage, team: scanning}
    |   - {id: judge, name: Zelkova judge, role: partner, team: court}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To marry
      | status: live
      | audience: public
      | owner: registry
      | public: {slug: base, title: Marry, goal: To marry}
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It is written
      |     steps:
      |       - {citizen: Applies}
      |       - {counter: Looks at the papers, who: clerk}
      |       - {archive: Scans them, audience: public}
      |       - {judge: Decides, also_in: [citizen, {lane: counter, need: optional}, {archive: optional}]}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.PUBLIC)


def texts(atlas: Atlas) -> str:
    return "\n".join(repr(spot.part) for spot in walk(atlas))


def test_customers_read_the_office_where_its_team_is_public(book: Book) -> None:
    (part,) = success_map.view(book, "base").path
    groups = [group for group in part.sections[0].groups if isinstance(group, StepGroup)]
    assert [
        (line.what, line.doer.word, line.doer.people, line.doer.beside, line.doer.limits) for group in groups for line in group.steps
    ] == [
        ("Applies", "You", "", "", ""),
        ("Looks at the papers", "We", "The registry office", "", ""),
        ("Scans them", "We", "", "", ""),
        (
            "Decides",
            "You, we and a partner of ours, together",
            "",
            "The court, The registry office",
            "The registry office: optional; We: optional",
        ),
    ]


def test_of_a_public_team_nothing_but_its_name_is_left(book: Book) -> None:
    registry, court = book.atlas.file.teams
    assert (registry.name, court.name) == ("The registry office", "The court")
    for name in ("contact", "summary", "note", "partner"):
        with pytest.raises(Withheld):
            getattr(registry, name)
    for lane in book.atlas.file.lanes:
        with pytest.raises(Withheld):
            _ = lane.name


def test_nothing_else_of_teams_lanes_and_roles_is_in_the_public_atlas(book: Book, draw_project: Callable[[str], Path]) -> None:
    assert texts(check(draw_project(WORLD)).atlas).count("Zelkova") > 8
    assert "elkova" not in texts(book.atlas)
    assert "The registry office" in texts(book.atlas)


def test_a_team_that_says_nothing_is_nameless(draw_project: Callable[[str], Path]) -> None:
    world = WORLD.replace("    |     audience: public\n", "").replace("The court, audience: public", "The court")
    book = open_book(check(draw_project(world)), Audience.PUBLIC)
    (part,) = success_map.view(book, "base").path
    groups = [group for group in part.sections[0].groups if isinstance(group, StepGroup)]
    assert {(line.doer.people, line.doer.beside) for group in groups for line in group.steps} == {("", "")}
    assert "office" not in texts(book.atlas)
