"""The small curve on the home page says whose feelings it tells, where they are lowest, and the same in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Link
from journeybook.views.journey_map.curve import Extreme
from journeybook.views.journey_map.sparkline import spark
from journeybook.views.pages import home

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
  personas/
    all.yml
      | - {id: boss, name: Boss, role: sponsor}
      | - {id: user, name: User, role: end-user}
      | - {id: clerk, name: Clerk, role: end-user}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | personas: [boss, user, clerk]
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     feels: [{level: neutral, persona: boss}]
      |     steps:
      |       - {id: ask, customer: Ask, persona: user, feels: delighted}
      |       - {id: wait, customer: Wait, persona: user, feels: worried}
    silent.yml
      | {id: silent, name: Silent, goal: To work, personas: boss}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def test_a_curve_is_the_persona_s_own_or_else_the_lowest(book: Book) -> None:
    journey = book.find(Map, "base")
    own, other, level = (spark(book, journey, persona) for persona in ("user", "clerk", "boss"))
    assert own is not None
    assert own == other
    assert own.words == book.say("spark.words", first="Delighted", last="Worried")
    assert own.extremes == (Extreme.PEAK, Extreme.TROUGH)
    assert level is not None
    assert (level.words, level.trough) == (book.say("spark.once", level="Neutral"), None)
    assert spark(book, book.find(Map, "silent"), "boss") is None


def test_what_nobody_by_name_feels_stands_in_for_a_single_feeling(draw_project: Callable[[str], Path]) -> None:
    tree = WORLD.replace("customer: Ask, persona: user,", "customer: Ask,").replace("persona: user, feels: worried", "feels: delighted")
    told = open_book(check(draw_project(tree)), Audience.INTERNAL)
    for persona in ("boss", "user", ""):
        found = spark(told, told.find(Map, "base"), persona)
        assert found is not None
        assert found.words == told.say("spark.level", level="Delighted")


def test_each_cell_of_the_grid_tells_the_feelings_of_its_persona(book: Book) -> None:
    _, rows = home.grid(book)
    cells = {name: {entry.link.text: entry for entry in cell} for name, cell in zip(("boss", "user", "clerk"), rows[-1].cells, strict=True)}
    assert cells["boss"]["Base"].lowest == ()
    assert cells["user"]["Base"].lowest == (Badge("Worried", "poor"), Link("Wait", Address("maps/base/begin.md", "step-wait")))
    assert cells["boss"]["Silent"].spark is None
