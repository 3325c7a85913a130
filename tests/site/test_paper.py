"""Pages on paper: nothing is cut at the right, nothing stays folded, and dark stays on the screen."""

from typing import TYPE_CHECKING, Literal

import pytest
from printed_type import type_sizes
from pypdfium2 import PdfDocument, PdfTextPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEAST_TYPE = 6.95
"""The least size of type on paper in points, as it is rounded."""
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
    .filter(one => !one.matches('.jb-call ~ .jb-fold:has(.jb-cards) > .jb-scroll'))
    .filter(one => one.parentElement.checkVisibility() && one.textContent.trim())
    .filter(one => !one.checkVisibility({contentVisibilityAuto: true})).map(one => one.outerHTML.slice(0, 160))"""
ORDINARY_STAGES = ("mid-market-administrator/handover", "rescue/mend", "small-administrator/people", "payroll-go-live/test-run")
LARGE_STAGE = "mid-market-administrator/onboarding"
HIGH_STAGE = "post-sale/renewal"
"""A stage whose picture is higher than what its first sheet has left."""
INK = "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
Scheme = Literal["light", "dark"]
LOOKS: list[tuple[str, str, Scheme]] = [("internal", path, ("light", "dark")[number % 2]) for number, path in enumerate(PAGES)]
LOOKS += [("public", "", "dark"), ("public", "publish-rotas-at-every-site/", "light")]
SHEETS = [*LOOKS[::4], *LOOKS[-2:], ("public", "plan-your-own-rota/", "light")]


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


@pytest.mark.parametrize(("stage", "most"), [*((stage, 2) for stage in ORDINARY_STAGES), (LARGE_STAGE, 6)])
def test_a_stage_is_printed_on_few_sheets_legibly(addresses: dict[str, str], page: "Page", stage: str, most: int) -> None:
    page.goto(f"{addresses['internal']}maps/{stage}/", wait_until="load")
    sections = page.locator(".jb-fold:not(.jb-fold--background) > summary .jb-fold__title").all_inner_texts()
    steps = page.locator("[id='steps'] + .jb-fold .jb-card__title").all_text_contents()
    assert (len(sections) > 3, len(steps) > 1) == (True, True)
    sheets = PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))
    text = " ".join(" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets)
    assert (len(sheets) <= most, [part for part in (*sections, *steps) if part.strip() not in text]) == (True, [])
    assert "What you open before you print is printed as well." in text
    assert min(size for sheet in sheets for size in type_sizes(sheet.get_textpage())) >= LEAST_TYPE


def test_what_a_reader_opens_is_printed_as_well(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}maps/{ORDINARY_STAGES[0]}/", wait_until="load")
    texts = []
    for _ in range(2):
        sheets = PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))
        texts.append(" ".join(" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets))
        page.locator("[id='evidence'] + .jb-fold > summary").click()
    assert ["Customer success workshop, February 2026" in text for text in texts] == [False, True]


def test_links_outside_have_numbers_on_paper_and_a_list_of_their_addresses(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}maps/{ORDINARY_STAGES[0]}/", wait_until="load")
    page.emulate_media(media="print")
    links = page.locator("article :is(a[href^='http'], a[href^='mailto']):visible").all()
    asked = [(link.get_attribute("href") or "").removeprefix("mailto:") for link in links]
    assert asked
    before = page.locator("article").inner_html()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    known = list(dict.fromkeys(asked))
    assert [link.inner_text().rpartition(" ")[2] for link in links] == [f"[{known.index(address) + 1}]" for address in asked]
    assert page.locator(".jb-print-links li:visible").all_inner_texts() == [f"[{row}] {address}" for row, address in enumerate(known, 1)]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article").inner_html() == before


def test_a_high_picture_goes_on_on_the_next_sheet(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}maps/{HIGH_STAGE}/", wait_until="load")
    height = page.locator(f"svg#swimlane-{HIGH_STAGE.replace('/', '-')}").get_attribute("height")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    slices = [float(part.get_attribute("height") or 0) for part in page.locator("svg.jb-slice").all()]
    assert (len(slices) > 4, round(sum(slices))) == (True, round(float(height or 0)))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("svg.jb-slice").count() == 0
    sheets = PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))
    assert "Sign for" in sheets[0].get_textpage().get_text_bounded()
    assert len(sheets) == 3  # it was four, the first of them half empty


def test_a_map_is_printed_without_what_is_folded(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['internal']}maps/mid-market-administrator/", wait_until="load")
    sheets = PdfDocument(page.pdf(prefer_css_page_size=True))
    text = " ".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    assert ("journeybook export map ID --to pdf" in " ".join(text.split()), len(sheets) < 12) == (True, True)
    assert min(size for sheet in sheets for size in type_sizes(sheet.get_textpage())) >= LEAST_TYPE


def _lowest(sheet: PdfTextPage) -> str:
    """Return the words that stand lowest on a sheet."""
    boxes = [sheet.get_rect(number) for number in range(sheet.count_rects())]
    floor = min(bottom for _, bottom, _, _ in boxes)
    line = [box for box in boxes if box[1] < floor + 2]
    words: str = sheet.get_text_bounded(min(box[0] for box in line), floor, max(box[2] for box in line), max(box[3] for box in line))
    return words.strip()
