"""The names of lanes in a real browser: on the picture until it scrolls, then in sight, and never over the first step."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOPS = """() => {
    const heads = document.querySelector(".jb-heads--vertical")
    return [heads, heads.previousElementSibling, document.querySelector(".md-header")].map(part => part.getBoundingClientRect())
        .map(box => [Math.round(box.top), Math.round(box.bottom)])
}"""
"""From where to where the names, their picture and the header of the page stand."""
SCROLLED = "top => document.querySelector('.jb-heads--vertical').previousElementSibling.getBoundingClientRect().top < top - 99"


@pytest.mark.parametrize("width", [1280, 360])
def test_names_at_the_top_stand_on_the_picture_until_it_leaves(addresses: dict[str, str], browser: "Browser", width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{addresses['internal']}maps/site-manager-day/#swimlane")
    if width == 360:
        page.get_by_text("As a picture", exact=True).click()
    (heads, _), (picture, _), (_, header) = page.evaluate(TOPS)
    assert picture > header
    assert heads == picture
    page.mouse.move(width / 2, 600)
    page.mouse.wheel(0, 500)
    page.wait_for_function(SCROLLED, arg=picture)
    (heads, end), (picture, bottom), (_, header) = page.evaluate(TOPS)
    assert picture < heads < end < bottom
    assert heads >= header - 5
    page.close()


def test_a_narrow_screen_has_the_list_of_steps_and_the_picture_a_step_away(addresses: dict[str, str], browser: "Browser") -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{addresses['internal']}maps/post-sale/onboarding/")
    folds, picture, step = page.locator(".jb-lanes > details"), page.locator(".jb-swimlane"), page.locator(".jb-outline tbody th").first
    assert (folds.count(), picture.is_visible(), step.is_visible()) == (2, True, False)
    assert not page.get_by_text("As a picture", exact=True).is_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    step.wait_for()
    assert not picture.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_text("As a picture", exact=True).click()
    picture.wait_for()
    page.set_viewport_size({"width": 1280, "height": 800})
    step.wait_for(state="hidden")
    assert picture.is_visible()
    page.close()
