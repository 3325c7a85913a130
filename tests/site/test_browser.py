"""Pages of both sample sites in a real browser: quiet, self-contained, one direction of scrolling, and no barrier that axe knows.

That they are quiet with their search as well is said in test_search.
"""

import os
from typing import TYPE_CHECKING, Literal, cast

import pytest
from lasting_page import lasting_page
from page_faults import barriers, page_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
Scheme = Literal["light", "dark"]
MAIN = (
    ("internal", ""),
    ("internal", "maps/post-sale/"),
    ("internal", "maps/mid-market-administrator/onboarding/"),
    ("internal", "playbooks/coverage/"),
    ("public", ""),
    ("public", "publish-rotas-at-every-site/"),
)
OTHERS = (
    "404.html",
    "accounts/",
    "accounts/a-127/",
    "accounts/books/pooled-csm/",
    "data/",
    "data/adoption/",
    "data/milestones/",
    "data/promise/",
    "data/signals/",
    "data/stages/",
    "develop/adding/",
    "guide/health/",
    "health/",
    "health/customer-health/",
    "interactions/kick-off-call/",
    "library/changes/",
    "library/contents/",
    "library/early-warning/",
    "library/findings/",
    "library/opportunities/",
    "lifecycle/",
    "maps/",
    "maps/mid-market-administrator/customer-view/",
    "people/",
    "personas/",
    "personas/system-administrator/",
    "plans/",
    "plans/a-104/",
    "playbooks/",
    "playbooks/new-administrator/",
    "playbooks/plays/",
    "reference/maps/",
    "resources/",
    "resources/welcome-mail-template/",
    "segments/",
    "segments/mid-market/",
    "teams/",
    "teams/support/",
)
WAYS: tuple[tuple[int, Scheme], ...] = ((1280, "light"), (320, "dark"), (1280, "dark"), (320, "light"))
PAIRS = [(page, way) for number, page in enumerate(MAIN) for way in (WAYS[:2], WAYS[2:])[number % 2]]
PAIRS += [(("internal", path), WAYS[number % 4]) for number, path in enumerate(OTHERS)]
EVERY = [(page, way) for page in (*MAIN, *(("internal", path) for path in OTHERS), ("public", "404.html")) for way in WAYS]
LOOKS = [pytest.param((*page, *way), id=f"{page[0]}-{page[1] or 'home'}-{way[0]}-{way[1]}") for page, way in (EVERY if LONG else PAIRS)]
COLOURS = {page for page, _ in EVERY} if LONG else {MAIN[2], MAIN[5], ("internal", "develop/adding/")}
"""Where axe measures colours, which takes most of its time: at short a stage, a plan and a page of code."""


@pytest.fixture(scope="module")
def page(browser: "Browser") -> "Iterator[Page]":
    with lasting_page(browser, reduced_motion="reduce") as page:
        yield page


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_is_quiet_fits_and_has_no_barrier(addresses: dict[str, str], page: "Page", look: tuple[str, str, int, Scheme]) -> None:
    audience, path, width, scheme = look
    page.set_viewport_size({"width": width, "height": 1600})
    page.emulate_media(color_scheme=scheme)
    with page_faults(page, addresses[audience]) as faults:
        page.goto(f"{addresses[audience]}{path}", wait_until="load")
        assert faults == []
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, _widest(page)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, _widest(page)
        assert barriers(page, colours=(audience, path) in COLOURS) == []


def _widest(page: "Page") -> list[str]:
    script = """() => [...document.querySelectorAll('.md-content *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.jb-scroll, .swimlane__scroll, svg'))
        .slice(0, 8).map(one => one.outerHTML.slice(0, 160))"""
    return cast("list[str]", page.evaluate(script))
