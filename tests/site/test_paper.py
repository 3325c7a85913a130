"""Pages on paper: nothing is cut at the right, nothing stays folded, and dark stays on the screen."""

from typing import TYPE_CHECKING, Literal

import pytest
from lasting_page import as_new, lasting_page
from pypdfium2 import PdfDocument, PdfTextPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

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
FOLDED = """() => [...document.querySelectorAll('article details:not([open]) > :not(summary, .jb-filter)')]
    .filter(one => one.parentElement.checkVisibility() && one.textContent.trim())
    .filter(one => !one.checkVisibility({contentVisibilityAuto: true})).map(one => one.outerHTML.slice(0, 160))"""
INK = "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
Scheme = Literal["light", "dark"]
LOOKS: list[tuple[str, str, Scheme]] = [("internal", path, ("light", "dark")[number % 2]) for number, path in enumerate(PAGES)]
LOOKS += [("public", "", "dark"), ("public", "publish-rotas-at-every-site/", "light")]
SHEETS = [*LOOKS[::4], *LOOKS[-2:], ("public", "plan-your-own-rota/", "light")]


@pytest.fixture(scope="module")
def opened(browser: "Browser") -> "Iterator[Page]":
    with lasting_page(browser) as page:
        yield page


@pytest.fixture
def page(opened: "Page") -> "Page":
    return as_new(opened)


@pytest.mark.parametrize("look", LOOKS, ids=[f"{audience}-{path or 'home'}" for audience, path, _ in LOOKS])
def test_a_printed_page_is_whole(addresses: dict[str, str], page: "Page", look: tuple[str, str, Scheme]) -> None:
    audience, path, scheme = look
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    page.emulate_media(color_scheme=scheme)
    answer = page.goto(f"{addresses[audience]}{path}", wait_until="load")
    assert answer is not None
    assert answer.ok
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate(CUT) == []
    assert page.evaluate(FOLDED) == []
    ink, paper = page.evaluate(INK)
    assert [sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) > 380 for colour in (ink, paper)] == [False, True]


@pytest.mark.parametrize("look", SHEETS, ids=[f"{audience}-{path or 'home'}" for audience, path, _ in SHEETS])
def test_no_sheet_is_empty(addresses: dict[str, str], page: "Page", look: tuple[str, str, Scheme]) -> None:
    audience, path, _ = look
    page.goto(f"{addresses[audience]}{path}", wait_until="load")
    words = [sheet.get_textpage().get_text_bounded().split() for sheet in PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))]
    assert words
    assert [number for number, text in enumerate(words, 1) if not text] == []


def test_no_heading_stands_alone_at_the_end_of_a_sheet(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}maps/mid-market-administrator/", wait_until="load")
    headings = set(page.locator("article :is(h1, h2, h3, h4, caption, figcaption, summary)").all_inner_texts())
    sheets = PdfDocument(page.pdf(prefer_css_page_size=True))
    lowest = [_lowest(sheet.get_textpage()) for sheet in sheets]
    assert (len(headings) > 20, len(lowest) > 8) == (True, True)
    assert [line for line in lowest if line in {heading.strip() for heading in headings}] == []


def _lowest(sheet: PdfTextPage) -> str:
    """Return the words that stand lowest on a sheet."""
    boxes = [sheet.get_rect(number) for number in range(sheet.count_rects())]
    floor = min(bottom for _, bottom, _, _ in boxes)
    line = [box for box in boxes if box[1] < floor + 2]
    words: str = sheet.get_text_bounded(min(box[0] for box in line), floor, max(box[2] for box in line), max(box[3] for box in line))
    return words.strip()
