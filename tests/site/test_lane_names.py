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
