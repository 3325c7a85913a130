"""Pages of both sample sites in a real browser: quiet, self-contained, one direction of scrolling, and no barrier that axe knows."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, cast

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

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
    "lifecycle/",
    "maps/",
    "maps/mid-market-administrator/customer-view/",
    "playbooks/new-administrator/",
    "playbooks/plays/",
    "teams/support/",
    "personas/system-administrator/",
    "segments/",
    "library/early-warning/",
    "library/findings/",
    "library/opportunities/",
    "resources/welcome-mail-template/",
    "health/customer-health/",
    "reference/maps/",
)
WAYS: tuple[tuple[int, Scheme], ...] = ((1280, "light"), (320, "dark"), (1280, "dark"), (320, "light"))
PAIRS = [(page, way) for number, page in enumerate(MAIN) for way in (WAYS[:2], WAYS[2:])[number % 2]]
PAIRS += [(("internal", path), WAYS[number % 4]) for number, path in enumerate(OTHERS)]
LOOKS = [pytest.param((*page, *way), id=f"{page[0]}-{page[1] or 'home'}-{way[0]}-{way[1]}") for page, way in PAIRS]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_is_quiet_fits_and_has_no_barrier(addresses: dict[str, str], browser: "Browser", look: tuple[str, str, int, Scheme]) -> None:
    audience, path, width, scheme = look
    with _opened(browser, addresses[audience], path, width=width, scheme=scheme) as (page, faults):
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, _widest(page)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, _widest(page)
        assert _barriers(page) == []


@contextmanager
def _opened(browser: "Browser", address: str, path: str, *, width: int, scheme: Scheme) -> "Iterator[tuple[Page, list[str]]]":
    context = browser.new_context(viewport={"width": width, "height": 1600}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{message.type}: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:", "blob:")) else faults.append(f"asks {request.url}")
    )
    page.goto(f"{address}{path}", wait_until="load")
    yield page, faults
    context.close()


def _barriers(page: "Page") -> list[str]:
    violations = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target'][-1]} {node['failureSummary']} {node['html'][:160]}" for rule in violations for node in rule["nodes"]
    ]


def _widest(page: "Page") -> list[str]:
    script = """() => [...document.querySelectorAll('.md-content *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.jb-scroll, .swimlane__scroll, svg'))
        .slice(0, 8).map(one => one.outerHTML.slice(0, 160))"""
    return cast("list[str]", page.evaluate(script))
