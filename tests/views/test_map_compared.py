"""A map beside its base, beside today and beside its future: differences in their cells, and the curves of what is aimed at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address
from journeybook.views.journey_map.comparison import Compared
from journeybook.views.journey_map.curve import CurveKind, curves, curves_beside
from journeybook.views.journey_map.grid import GridRow
from journeybook.views.tables import journey_map

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lanes: [{id: customer, name: Customer, role: customer}, {id: desk, name: Desk, role: frontstage}]
  personas/
    all.yml
      | - {id: boss, name: Boss, role: sponsor}
      | - {id: user, name: User, role: end-user}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | personas: boss
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     steps:
      |       - {id: ask, customer: Ask, feels: worried, thinks: Why me?}
      |       - {id: wait, customer: Wait, feels: frustrated}
      |       - {id: answer, desk: Answer}
      |   - id: work
      |     name: Work
      |     exit: It is used
      |     steps: [{id: use, customer: Use it, feels: pleased}]
      |   - {id: leave, name: Leave, exit: It is gone, steps: [{id: go, customer: Go}]}
    variant.yml
      | id: variant
      | name: Variant
      | goal: To work alone
      | extends: base
      | alterations:
      |   - {add: {id: alone, customer: Do it alone, feels: pleased}, after: ask}
      |   - {change: ask, set: {what: Ask nobody}}
      |   - {change: use, set: {moment_that_matters: They stay}}
      |   - {remove: answer}
      |   - {move: wait, into: work}
      |   - {remove: leave}
    future.yml
      | {id: future, name: Future, goal: To work well, type: future, extends: base, future_of: base, personas: boss,
      |  alterations: [{remove: wait}, {change: use, set: {feels: {level: neutral, goal: delighted}}}]}
    bare.yml
      | id: bare
      | name: Bare
      | goal: To work
      | type: future
      | future_of: variant
      | personas: boss
      | stages:
      |   - {id: begin, name: Begin, exit: It runs, steps: [{id: ask, customer: Ask nobody, feels: delighted}]}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def test_a_variant_marks_what_is_new_changed_and_moved_and_lists_what_is_gone(book: Book) -> None:
    view = journey_map.view(book, "variant")
    listed_at = Address("maps/variant/index.md", "differences-base")
    assert view.compared[0] == Compared("base", "Base", 7, listed_at, stages=("Leave",))
    rows = {row.key: row for group in view.groups for row in group.rows}
    assert _differences(rows["lane.customer"], "base") == {
        "Ask nobody": ("changed", "what happens, was: Ask"),
        "Do it alone": ("new", ""),
        "Use it": ("changed", "moment that matters, was: not said"),
        "Wait": ("moved", "was: Begin behind Ask"),
    }
    assert _differences(rows["feels.boss"], "base") == {
        "Pleased (+1)": ("new", ""),
        "Frustrated (\N{MINUS SIGN}2)": ("moved", "was: Begin behind Ask"),
    }
    assert [[entry.text for entry in cell.gone] for cell in rows["lane.desk"].cells] == [["Answer"], []]
    assert rows["lane.desk"].only_in == ("base",)
    assert [row.key for row in view.groups[1].rows] == ["lane.customer", "lane.desk"]
    assert _differences(rows["thinks"], "base") == {}


def test_a_map_of_today_says_what_will_come_of_it(book: Book) -> None:
    view = journey_map.view(book, "base")
    (compared,) = view.compared
    assert compared.other == "future"
    rows = {row.key: row for group in view.groups for row in group.rows}
    assert _differences(rows["lane.customer"], "future") == {
        "Use it": ("changes", "feeling, will be: Neutral; goal: Delighted"),
        "Wait": ("goes", ""),
    }
    assert _differences(rows["feels.boss"], "future")["Pleased (+1)"] == ("changes", "feeling, will be: Neutral; goal: Delighted")


def test_a_map_of_the_future_is_compared_once_with_the_map_of_today_that_it_extends(book: Book) -> None:
    compared = journey_map.view(book, "future").compared
    assert [one.other for one in compared] == ["base"]


def test_a_map_alone_is_compared_with_nothing(draw_project: Callable[[str], Path]) -> None:
    tree = "journeys/\n  atlas.yml\n    | {schema_version: 2, organisation: Acme}\n  maps/\n    a.yml\n      | {id: a, name: A, goal: B}\n"
    assert journey_map.view(open_book(check(draw_project(tree)), Audience.INTERNAL), "a").compared == ()


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("base", ("as it should be", "Future", CurveKind.AIM, [("ask", -1), ("use", 2)])),
        ("future", ("as it should be", "", CurveKind.AIM, [("ask", -1), ("use", 2)])),
        ("variant", ("as it should be", "Bare", CurveKind.AIM, [("ask", 2)])),
        ("bare", ("as it is today", "Variant", CurveKind.TODAY, [("ask", -1), ("alone", 1), ("use", 1), ("wait", -2)])),
    ],
)
def test_what_is_aimed_at_stands_beside_what_is_felt(
    book: Book, identifier: str, expected: tuple[str, str, CurveKind, list[tuple[str, int]]]
) -> None:
    journey = book.find(Map, identifier)
    (curve,) = curves_beside(book, journey, curves(book, journey))
    name, source, kind, points = expected
    assert (curve.name, curve.source, curve.kind) == (name, source, kind)
    assert sorted((point.key, point.value) for point in curve.points) == sorted(points)
    rows = [row for group in journey_map.view(book, identifier).groups for row in group.rows if row.key == f"{kind}.boss"]
    assert sum(len(cell.entries) for row in rows for cell in row.cells) > 0
    assert all(entry.differences == () for row in rows for cell in row.cells for entry in cell.entries)


def test_the_curves_of_a_map_and_its_future_meet_at_the_same_steps(book: Book) -> None:
    drawing = journey_map.view(book, "base").curve
    assert drawing
    felt, aim = drawing.curves
    places = [dot.at.x for dot in felt.dots]
    assert [dot.at.x for dot in aim.dots] == [places[0], places[2]]
    assert (felt.look, felt.kind, aim.look, aim.kind) == (0, CurveKind.FELT, 0, CurveKind.AIM)
    spots = {dot.at for curve in drawing.curves for dot in curve.dots}
    assert {word.start for word in drawing.words} == spots
    assert sorted(word.text for word in drawing.words) == [
        "Boss: Worried",
        "Delighted",
        "Frustrated, lowest point",
        "Pleased, highest point",
        "as it should be: Worried",
    ]


def _differences(row: GridRow, other: str) -> dict[str, tuple[str, str]]:
    """Return what differs in a row from another map, by what the entries say."""
    entries = [entry for cell in row.cells for entry in cell.entries]
    return {entry.text: (one.word, one.said) for entry in entries for one in entry.differences if one.other == other}
