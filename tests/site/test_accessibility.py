"""Both sites by keyboard and without script."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

STAGE = "maps/post-sale/onboarding/"
PLAN = "publish-rotas-at-every-site/"
MOST_STOPS = 40
WAYS = {
    "internal": (
        *("", "maps/post-sale/", "maps/mid-market-administrator/onboarding/"),
        *("playbooks/new-administrator/", "reference/maps/", "404.html"),
    ),
    "public": ("", PLAN),
}
"""Pages at different depths of the navigation."""
STOP = """() => {
    const here = document.activeElement, title = document.querySelector("article h1");
    if (here === document.body || title.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) return null;
    const box = here.getBoundingClientRect();
    const isSeen = here.checkVisibility({visibilityProperty: true}) && box.right > 0 && box.left < innerWidth;
    return {isSeen, name: here.ariaLabel || here.textContent};
}"""
"""What has the focus, while it is before the title of the page."""
MISNAMED = """() => {
    const words = text => text.toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? [];
    const links = [...document.querySelectorAll("svg a")].map(link => {
        const name = words(link.getAttribute("aria-label") ?? link.textContent);
        const shown = [...link.querySelectorAll("text")].map(text => text.textContent.replace(/\\S*…/, ""));
        const isNamed = word => name.some(part => part.startsWith(word) || part.endsWith(word));
        return shown.flatMap(words).every(isNamed) ? "" : `${name}: ${shown}`;
    });
    return [links.length, links.filter(Boolean)];
}"""
"""How many links stand in drawings, and those whose names lack a word that is seen; a long word may be parted into lines."""


def test_the_first_tab_skips_to_the_content(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}{STAGE}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash")
    assert page.evaluate("document.querySelector(location.hash).nextElementSibling.tagName") == "H1"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


@pytest.mark.parametrize("audience", WAYS)
@pytest.mark.parametrize("width", [1280, 360])
def test_the_way_to_the_content_is_short_and_in_sight(addresses: dict[str, str], page: "Page", audience: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in WAYS[audience]:
        page.goto(f"{addresses[audience]}{path}")
        stops = list(_stops_before_the_title(page))
        assert len(stops) > 2, path
        assert [stop["name"] for stop in stops if not stop["isSeen"]] == [], path
        assert len(stops) <= (MOST_STOPS if width == 1280 else 10), path


def test_the_menu_of_small_screens_opens_and_closes_by_keyboard(addresses: dict[str, str], page: "Page") -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"{addresses['internal']}{STAGE}")
    menu, button = page.get_by_role("navigation", name="Navigation", exact=True), page.get_by_role("button", name="Navigation")
    assert (menu.count(), button.get_attribute("aria-expanded")) == (0, "false")
    button.press("Enter")
    assert page.evaluate("document.activeElement.ariaLabel") == "Close"
    assert (menu.count(), page.locator("[data-jb-menu]").get_attribute("aria-expanded")) == (1, "true")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#jb-navigation')")
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.ariaLabel") == "Navigation"
    button.press(" ")
    menu.get_by_text("Table of contents").click()
    menu.get_by_role("link", name="Milestones", exact=True).click()
    menu.wait_for(state="hidden")
    assert page.evaluate("location.hash") == "#milestones"


def test_without_script_the_menu_opens_by_its_link(addresses: dict[str, str], browser: "Browser") -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900}).new_page()
    page.goto(f"{addresses['internal']}{STAGE}")
    assert not page.locator("#jb-navigation").is_visible()
    page.get_by_role("link", name="Navigation").click()
    assert page.locator("#jb-navigation").evaluate("menu => menu.getBoundingClientRect().left") == 0
    page.get_by_role("link", name="Close", exact=True).click()
    page.locator("#jb-navigation").wait_for(state="hidden")
    page.context.close()


@pytest.mark.parametrize(("audience", "path"), [("internal", "maps/post-sale/"), ("internal", WAYS["internal"][2]), ("public", PLAN)])
def test_links_of_drawings_are_named_by_the_words_that_are_seen(addresses: dict[str, str], page: "Page", audience: str, path: str) -> None:
    page.goto(f"{addresses[audience]}{path}")
    count, misnamed = page.evaluate(MISNAMED)
    assert count > 5
    assert misnamed == []


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


@pytest.mark.parametrize(("audience", "path"), [("internal", STAGE), ("public", PLAN)])
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


def _stops_before_the_title(page: "Page") -> "Iterator[dict[str, Any]]":
    for _ in range(3 * MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield stop


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
