"""Pages on paper: nothing is cut at the right, nothing stays folded, and dark stays on the screen."""

from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTH = 718
"""A4 between its margins, at 96 dots an inch."""
PAGES = (
    "",
    "lifecycle/",
    "maps/",
    "maps/mid-market-administrator/onboarding/",
    "playbooks/coverage/",
    "playbooks/plays/",
    "playbooks/new-administrator/",
    "personas/system-administrator/",
    "teams/customer-success/",
    "health/customer-health/",
    "library/opportunities/",
    "library/early-warning/",
    "library/interactions/",
    "library/milestones/",
    "library/review/",
    "library/evidence/",
)
CUT = """() => [...document.body.querySelectorAll('*')].filter(one => {
    const box = one.getBoundingClientRect()
    return box.width && box.height && box.right > innerWidth + 1 && getComputedStyle(one).visibility !== 'hidden'
}).slice(0, 8).map(one => one.outerHTML.slice(0, 160))"""
FOLDED = """() => [...document.querySelectorAll('article details:not([open]) > :not(summary)')]
    .filter(one => one.textContent.trim() && !one.checkVisibility({contentVisibilityAuto: true})).map(one => one.outerHTML.slice(0, 160))"""
INK = "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
Scheme = Literal["light", "dark"]
LOOKS = [("internal", path, ("light", "dark")[number % 2]) for number, path in enumerate(PAGES)]
LOOKS += [("public", "", "dark"), ("public", "publish-rotas-at-every-site/", "light")]
pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("look", LOOKS, ids=[f"{audience}-{path or 'home'}" for audience, path, _ in LOOKS])
def test_a_printed_page_is_whole(addresses: dict[str, str], browser: "Browser", look: tuple[str, str, Scheme]) -> None:
    audience, path, scheme = look
    context = browser.new_context(viewport={"width": WIDTH, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    answer = page.goto(f"{addresses[audience]}{path}", wait_until="load")
    assert answer is not None
    assert answer.ok
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(CUT) == []
    assert page.evaluate(FOLDED) == []
    ink, paper = page.evaluate(INK)
    assert [sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) > 380 for colour in (ink, paper)] == [False, True]
    context.close()
