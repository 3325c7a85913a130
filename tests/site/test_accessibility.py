"""Both sites by keyboard and without script."""

from typing import TYPE_CHECKING

import pytest
from lasting_page import lasting_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

STAGE = "maps/post-sale/onboarding/"


@pytest.fixture(scope="module")
def page(browser: "Browser") -> "Iterator[Page]":
    with lasting_page(browser) as page:
        yield page


def test_the_first_tab_skips_to_the_content(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}{STAGE}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


def test_wide_things_are_reached_and_scrolled_by_keyboard(addresses: dict[str, str], page: "Page") -> None:
    for path, name in (("post-sale", ".jb-map__wide"), ("payroll-go-live", ".jb-swimlane")):
        page.goto(f"{addresses['internal']}maps/{path}/#swimlane")
        box = page.locator(name).first
        _tab_into(page, name)
        assert _outlined(page), name
        page.keyboard.press("ArrowRight")
        page.wait_for_function("name => document.querySelector(name).scrollLeft > 0", arg=name)
        assert box.get_attribute("aria-label")


def test_what_is_folded_opens_by_keyboard(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}{STAGE}")
    _tab_into(page, "details.jb-fold:not([open]) > summary")
    assert _outlined(page)
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.parentElement.open")
    page.wait_for_function("document.activeElement.parentElement.getBoundingClientRect().height > 60")


@pytest.mark.parametrize(("audience", "path"), [("internal", STAGE), ("public", "publish-rotas-at-every-site/")])
def test_everything_is_there_without_script(addresses: dict[str, str], browser: "Browser", audience: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses[audience]}{path}")
    hidden = page.locator("article :is(h2, h3):not(:is(details, [hidden]) :is(h2, h3))").filter(visible=False)
    assert page.locator("article :is(h2, h3)").count() > 10
    assert hidden.all_inner_texts() == []
    for summary in page.locator("article details > summary").filter(visible=True).all()[:4]:
        summary.click()
    folds = page.locator("article details").count()
    assert folds == 0 or page.locator("article details[open] > :not(summary)").first.is_visible()
    context.close()


def _tab_into(page: "Page", name: str) -> None:
    """Put the focus just before something, as if one had tabbed there, and tab into it."""
    page.evaluate("name => { const one = document.querySelector(name); one.focus(); one.scrollIntoView({block: 'center'}) }", name)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("name => document.activeElement.matches(name)", name), name


def _outlined(page: "Page") -> bool:
    style: list[str] = page.evaluate(
        "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
    )
    return style[0] != "none" and style[1] != "0px"
