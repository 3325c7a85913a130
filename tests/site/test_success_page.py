"""The success maps of the sample in a real browser: the first screen, the contents, the headings, room for bigger text, and paper."""

from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from lasting_page import lasting_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PLANS = ("publish-rotas-at-every-site/", "plan-your-own-rota/", "cut-overtime-across-all-sites/")
CONTENTS = ".md-sidebar--secondary .md-nav__link[href^='#']"
ACTIVE = "[...document.querySelectorAll('.md-sidebar--secondary .md-nav__link--active')].map(one => one.hash.slice(1))"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
OUTSIDE = """() => [...document.querySelectorAll('.jb-sheet *')].filter(one => {
    const box = one.getBoundingClientRect()
    return box.width && (box.right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
}).map(one => one.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module")
def opened(browser: "Browser") -> "Iterator[Page]":
    with lasting_page(browser, bypass_csp=True) as page:
        yield page


@pytest.mark.parametrize("path", PLANS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (360, 740)])
def test_the_first_screen_says_the_outcome_what_comes_next_and_asks_for_the_day(
    addresses: dict[str, str], page: "Page", path: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{addresses['public']}{path}")
    for name in ("h1", "[data-plan-next] li:nth-child(3) a", "[data-plan-day]"):
        box = page.locator(name).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < height, name
    assert page.locator("[data-plan-bar] label").first.inner_text() == "When did you sign?"
    page.locator("[data-plan-next] a").first.click()
    page.wait_for_function("() => document.querySelector(location.hash).closest('details').open")
    assert page.locator(".jb-success__step--you:visible").count() > 1


@pytest.mark.parametrize("path", PLANS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (360, 740)])
def test_before_a_stage_is_unfolded_a_plan_with_all_around_it_is_read_in_four_screens(
    addresses: dict[str, str], page: "Page", path: str, width: int, height: int
) -> None:
    page.goto(f"{addresses['public']}{path}")
    page.set_viewport_size({"width": width, "height": height})
    assert page.locator("details.jb-success__part").count() > 5
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight") <= 4 * height


@pytest.mark.parametrize("path", PLANS)
def test_headings_step_down_one_at_a_time_and_every_spot_is_one(addresses: dict[str, str], page: "Page", path: str) -> None:
    page.goto(f"{addresses['public']}{path}")
    spot = "one => [+one.tagName[1], one.id || one.closest('[data-step]')?.id]"
    levels = page.evaluate(f"[...document.querySelectorAll('article :is(h1, h2, h3, h4, h5)')].map({spot})")
    assert page.locator("[data-step] > h4").count() == page.locator("[data-step]").count() > 10
    assert len(levels) > 10
    assert levels[0][0] == 1
    assert [after for before, after in pairwise(levels) if after[0] > before[0] + 1] == []
    assert [level for level in levels if not level[1]] == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert sorted(ids) == sorted(set(ids))
    targets = "[...document.querySelectorAll('article a[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1))"
    assert sorted(set(page.evaluate(targets)) - set(ids)) == []


def test_the_contents_mark_the_heading_that_was_chosen(addresses: dict[str, str], page: "Page") -> None:
    page.goto(f"{addresses['public']}{PLANS[0]}")
    page.wait_for_load_state("load")
    count = page.locator(CONTENTS).count()
    assert count > 8
    for number in range(0, count - 6, 2):
        spot = page.evaluate(
            "([name, number]) => { const one = document.querySelectorAll(name)[number]; one.click(); return one.hash.slice(1) }",
            [CONTENTS, number],
        )
        page.wait_for_function(f"spot => {{ const found = {ACTIVE}; return found.length === 1 && found[0] === spot }}", arg=spot)


@pytest.mark.parametrize("width", [320, 640])
def test_bigger_text_and_wider_spaces_have_room(addresses: dict[str, str], page: "Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{addresses['public']}{PLANS[0]}")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".jb-path").is_visible() is False
    assert page.locator(".jb-success__stage summary").first.is_visible()


def test_without_script_both_editions_are_there_and_say_so(addresses: dict[str, str], browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['public']}{PLANS[0]}")
    marked = page.locator(".jb-success__step[data-edition]")
    assert {one.get_attribute("data-edition") for one in marked.all()} == {"human", "digital"}
    for fold in page.locator(".jb-success__stage summary").all():
        fold.click()
    assert all(one.is_visible() and "Only " in one.inner_text() for one in marked.all())
    context.close()


@pytest.mark.parametrize("path", PLANS)
@pytest.mark.parametrize(("paper", "start"), [("A4", ""), ("Letter", "2027-03-01")])
def test_a_printed_plan_is_few_whole_sheets_and_none_is_empty(
    addresses: dict[str, str], page: "Page", path: str, paper: str, start: str
) -> None:
    page.goto(f"{addresses['public']}{path}")
    if start:
        page.locator("[data-plan-day]").first.fill(start)
        page.wait_for_function("() => document.querySelector('.jb-sheet__step .jb-plan-date:not(:empty)')")
    document = pypdfium2.PdfDocument(page.pdf(format=paper, print_background=True))
    assert len(document) <= (2 if page.locator(".jb-sheet__step").count() < 30 else 3)
    assert all(len(sheet.get_textpage().get_text_range()) > 500 for sheet in document)
    said = " ".join(" ".join(document[number].get_textpage().get_text_range() for number in range(len(document))).split())
    for name in (".jb-sheet__title", ".jb-sheet__step td:nth-child(2)", ".jb-sheet__goal td:nth-child(2)", ".jb-sheet__links span"):
        texts = [" ".join((one or "").split()) for one in page.locator(name).all_text_contents()]
        assert texts
        assert [text for text in texts if _bare(text) not in _bare(said)] == []


@pytest.mark.parametrize("path", PLANS)
def test_on_paper_values_are_no_smaller_than_their_labels_and_nothing_sticks_out(
    addresses: dict[str, str], page: "Page", path: str
) -> None:
    page.set_viewport_size({"width": 718, "height": 1000})
    page.goto(f"{addresses['public']}{path}")
    page.emulate_media(media="print")
    assert page.evaluate(OUTSIDE) == []
    shown = page.evaluate(
        "[...document.querySelectorAll('.jb-success > *')].filter(one => one.checkVisibility()).map(one => one.className)"
    )
    assert shown == ["jb-sheet"]
    cells = "[...document.querySelectorAll('.jb-sheet__table thead th, .jb-sheet__step td:nth-child(2)')]"
    sizes = page.evaluate(f"{cells}.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert sizes[0] <= min(sizes[4:]) * 1.1
    assert page.evaluate("getComputedStyle(document.querySelector('.jb-sheet__step')).breakInside") == "avoid"


def _bare(text: str) -> str:
    """Return text without the blanks and hyphens that lines bring about."""
    return "".join(letter for letter in text if letter.isalnum())
