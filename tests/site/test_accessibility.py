"""Both sites by keyboard, without script, and in colours that can be read."""

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from sites import ROOT

from journeybook.render.brand import contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOKENS = (ROOT / "overrides/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
TONES = ("good", "average", "poor", "info", "neutral")
SURFACES = ("paper", "surface", "surface-strong")
STAGE = "maps/post-sale/onboarding/"
TEXTS = [(f"{tone}-ink", f"{tone}-paper") for tone in TONES] + list(product(("ink", "ink-soft", "link"), SURFACES))
LINES = [(f"{tone}-line", f"{tone}-paper") for tone in TONES] + list(product(("line-strong", "focus"), SURFACES))
browsed = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_text_can_be_read_on_what_it_stands_on(scheme: str) -> None:
    assert _faint(scheme, TEXTS, least=4.5) == {}


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_line_that_means_something_can_be_seen(scheme: str) -> None:
    assert _faint(scheme, LINES, least=3) == {}


@browsed
def test_the_first_tab_skips_to_the_content(addresses: dict[str, str], browser: "Browser") -> None:
    page = browser.new_page()
    page.goto(f"{addresses['internal']}{STAGE}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")
    page.close()


@browsed
def test_wide_things_are_reached_and_scrolled_by_keyboard(addresses: dict[str, str], browser: "Browser") -> None:
    page = browser.new_page()
    page.goto(f"{addresses['internal']}maps/post-sale/")
    for name in (".jb-map__wide", ".jb-swimlane"):
        box = page.locator(name).first
        _tab_into(page, name)
        assert _outlined(page), name
        page.keyboard.press("ArrowRight")
        page.wait_for_function("name => document.querySelector(name).scrollLeft > 0", arg=name)
        assert box.get_attribute("aria-label")
    page.close()


@browsed
def test_what_is_folded_opens_by_keyboard(addresses: dict[str, str], browser: "Browser") -> None:
    page = browser.new_page()
    page.goto(f"{addresses['internal']}{STAGE}")
    _tab_into(page, "details.jb-fold:not([open]) > summary")
    assert _outlined(page)
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.parentElement.open")
    assert page.evaluate("document.activeElement.parentElement.getBoundingClientRect().height > 60")
    page.close()


@browsed
@pytest.mark.parametrize(("audience", "path"), [("internal", STAGE), ("public", "publish-rotas-at-every-site/")])
def test_everything_is_there_without_script(addresses: dict[str, str], browser: "Browser", audience: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses[audience]}{path}")
    hidden = page.locator("article :is(h2, h3):not(details :is(h2, h3))").filter(visible=False)
    assert page.locator("article :is(h2, h3)").count() > 10
    assert hidden.all_inner_texts() == []
    for summary in page.locator("article details > summary").all()[:4]:
        summary.click()
    folds = page.locator("article details").count()
    assert folds == 0 or page.locator("article details[open] > :not(summary)").first.is_visible()
    context.close()


def _faint(scheme: str, pairs: list[tuple[str, str]], *, least: float) -> dict[tuple[str, str], float]:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', TOKENS, re.DOTALL)
    assert block
    colours = dict(re.findall(r"--jb-([a-z-]+): (#[0-9a-f]{6});", block[1]))
    found = {(one, other): contrast(colours[one], colours[other]) for one, other in pairs}
    return {pair: figure for pair, figure in found.items() if figure < least}


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
