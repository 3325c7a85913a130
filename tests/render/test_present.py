"""A map one stage a screen: by keyboard, in the direction of its language, with the rows that are chosen, and back where one began."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import open_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts"
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Tern Tours
    | teams: [{id: crew, name: Crew}]
    | lanes: [{id: customer, name: Customer, role: customer}, {id: crew, name: Crew, role: frontstage, team: crew}]
  maps/
    tour.yml
      | id: tour
      | name: A tour
      | goal: To come home
      | stages:
      |   - {id: sail, name: Sail, exit: Land, steps: [{id: board, customer: Goes on board}, {id: cast, crew: Casts off}]}
      |   - {id: land, name: Land, exit: Home, steps: [{id: wave, customer: Waves, feels: delighted}]}
      |   - {id: rest, name: Rest, exit: Slept, steps: [{id: sleep, customer: Sleeps}]}
"""
SHOWN = """() => {
    const dialog = document.querySelector('.jb-present')
    return dialog.open ? [dialog.querySelector('h2').textContent, dialog.querySelector('.jb-present__place').textContent] : []
}"""


@pytest.fixture
def open_map(browser: "Browser", draw_project: Callable[[str], Path]) -> "Iterator[Callable[..., Page]]":
    book = open_book(check(draw_project(WORLD)), Audience.INTERNAL)
    html = render(book, "map", ("tour",), here="maps/tour/index.md")
    page = browser.new_page()

    def opened(direction: str = "ltr") -> "Page":
        page.set_content(f'<!DOCTYPE html><html dir="{direction}"><body>{html}</body></html>')
        for name in ("stage-list", "journey-map", "present"):
            page.add_script_tag(path=SCRIPTS / f"{name}.js")
        return page

    yield opened
    page.close()


@pytest.mark.parametrize(("direction", "forth", "back"), [("ltr", "ArrowRight", "ArrowLeft"), ("rtl", "ArrowLeft", "ArrowRight")])
def test_keys_turn_the_screens(open_map: "Callable[..., Page]", direction: str, forth: str, back: str) -> None:
    page = open_map(direction)
    page.get_by_role("button", name="Present").click()
    seen = [page.evaluate(SHOWN)]
    for key in (forth, "Space", forth, back, "Home", "End", "PageUp"):
        page.keyboard.press(key)
        seen.append(page.evaluate(SHOWN))
    sail, land, rest = ["Sail", "1 of 3"], ["Land", "2 of 3"], ["Rest", "3 of 3"]
    assert seen == [sail, land, rest, rest, land, sail, rest, land]
    assert page.evaluate("document.activeElement.textContent") == "Land"


def test_buttons_turn_the_screens_and_a_pressed_one_does_not_turn_twice(open_map: "Callable[..., Page]") -> None:
    page = open_map()
    page.get_by_role("button", name="Present").click()
    page.get_by_role("button", name="On").focus()
    page.keyboard.press("Space")
    assert page.evaluate(SHOWN) == ["Land", "2 of 3"]
    page.get_by_role("button", name="Back").click()
    assert page.evaluate(SHOWN) == ["Sail", "1 of 3"]
    page.get_by_role("button", name="End").click()
    page.wait_for_function("!document.fullscreenElement && document.activeElement.textContent === 'Present'")
    assert page.evaluate(SHOWN) == []


def test_the_chosen_rows_are_shown(open_map: "Callable[..., Page]") -> None:
    page = open_map()
    for preset, texts in (("customer", ["Goes on board"]), ("", ["Goes on board", "Casts off"])):
        page.locator("[data-jb-preset]").select_option(preset)
        page.get_by_role("button", name="Present").click()
        assert [text for text in page.locator(".jb-present dd:visible li").all_inner_texts() if text] == texts
        page.keyboard.press("Escape")
        page.wait_for_function("!document.querySelector('.jb-present').open")


def test_without_script_there_is_no_button(browser: "Browser", draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(WORLD)), Audience.INTERNAL)
    page = browser.new_page(java_script_enabled=False)
    page.set_content(render(book, "map", ("tour",), here="maps/tour/index.md"))
    assert (page.locator("[data-jb-present]").count(), page.locator("[data-jb-present]:visible").count()) == (1, 0)
    page.close()
