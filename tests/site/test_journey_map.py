"""The journey map in a real browser: choices, headings that stay, a list where the screen is narrow, and paper."""

import re
from typing import TYPE_CHECKING

import pytest
from lasting_page import as_new

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAP = "maps/mid-market-administrator/"
BASE, FUTURE = "post-sale", "mid-market-administrator-future"
WIDE, LIST = ".jb-map__wide", ".jb-map__narrow"
INK = """() => [...document.querySelectorAll('.jb-map__curve td text')].map(one => one.getBoundingClientRect())
    .map(box => [box.left + 1, box.top + 2, box.right - 1, box.bottom - 2])"""

CENTRES = "all => all.map(one => one.getBBox()).map(box => [box.x + box.width / 2, box.y + box.height / 2].map(Math.round))"


@pytest.fixture
def page(addresses: dict[str, str], opened: "Page") -> "Page":
    as_new(opened, height=1000).goto(f"{addresses['internal']}{MAP}")
    return opened


def test_a_row_is_hidden_and_shown_by_keyboard_in_the_table_and_in_the_list(page: "Page") -> None:
    box = page.get_by_label("Asks", exact=True)
    assert not box.is_visible()
    page.get_by_text("Rows that are shown").click()
    assert box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    assert not box.is_checked()
    assert page.locator("[data-jb-row=questions]").filter(visible=True).count() == 0
    assert page.locator(f"{WIDE} [data-jb-row=thinks]").is_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator(f"{LIST} [data-jb-row=thinks]").first.is_visible()
    assert not page.locator(f"{LIST} [data-jb-row=questions]").first.is_visible()
    page.keyboard.press("Space")
    assert page.locator(f"{LIST} [data-jb-row=questions]").first.is_visible()


def test_a_line_between_lanes_goes_when_there_is_nothing_on_one_side_of_it(page: "Page") -> None:
    lines = page.locator("[data-jb-line]")
    assert [text.lower() for text in lines.all_inner_texts()][:2] == ["line of interaction", "line of visibility"]
    page.get_by_text("Rows that are shown").click()
    for name in ("customer", "customer_office"):
        page.locator(f"[data-jb-shows='lane.{name}']").uncheck()
    assert not lines.first.is_visible()
    assert lines.nth(1).is_visible()


def test_other_maps_are_compared_when_one_asks(page: "Page") -> None:
    new, changes = (page.locator(f"{WIDE} .jb-differs[data-jb-compare={other}]").first for other in (BASE, FUTURE))
    assert [new.is_visible(), changes.is_visible()] == [False, False]
    page.locator(f"[data-jb-other={BASE}]").check()
    assert [new.is_visible(), changes.is_visible()] == [True, False]
    page.locator(f"[data-jb-other={FUTURE}]").check()
    page.locator(f"[data-jb-other={BASE}]").uncheck()
    assert [new.is_visible(), changes.is_visible()] == [False, True]
    comes = page.locator(f"{WIDE} .jb-gone[data-jb-compare={FUTURE}]").filter(has_text="Hand over for two weeks")
    assert "comes" in comes.last.inner_text()


def test_a_purpose_shows_its_rows_and_a_group_folds_by_keyboard(page: "Page") -> None:
    page.get_by_label("Rows for").select_option(label="a service blueprint")
    shown = page.locator(f"{WIDE} [data-jb-row]").filter(visible=True).evaluate_all("rows => rows.map(row => row.dataset.jbRow)")
    assert {"touchpoints", "lane.customer", "handoffs"} <= set(shown)
    assert not {"curve", "thinks", "milestones"} & set(shown)
    page.get_by_label("Rows for").select_option(label="everything")
    group = page.get_by_role("button", name="Who does what")
    group.focus()
    page.keyboard.press("Enter")
    assert group.get_attribute("aria-expanded") == "false"
    assert not page.locator(f"{WIDE} [data-jb-row='lane.customer']").is_visible()
    assert page.locator(f"{WIDE} [data-jb-row=milestones]").is_visible()
    page.keyboard.press("Enter")
    assert page.locator(f"{WIDE} [data-jb-row='lane.customer']").is_visible()


def test_what_concerns_a_team_stands_out_and_nothing_is_removed(page: "Page") -> None:
    entries = page.locator(f"{WIDE} td li")
    count = entries.count()
    assert count > 100
    team = page.get_by_role("combobox", name="Team")
    team.select_option(label="Onboarding")
    bright = page.locator(f"{WIDE} td li:not(.jb-dim)")
    assert 0 < bright.count() < count == entries.count()
    assert page.get_by_role("status").filter(has_text=f"Standing out: {bright.count()} of {count}.").is_visible()
    team.select_option(label="everybody's")
    assert bright.count() == count


def test_the_overview_fits_the_screen_and_leads_to_stages_rows_and_columns(page: "Page") -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    box = page.locator(".jb-overview").bounding_box()
    assert box
    assert box["height"] < 720 - 100
    assert box["x"] + box["width"] <= 1280
    sizes = page.locator(".jb-overview :is(a, dd, small)").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 12
    page.locator(".jb-overview").get_by_role("link", name="Pain points").click()
    assert page.locator(f"{WIDE} [data-jb-row=pain_points] th").is_visible()
    page.locator(".jb-overview").get_by_role("link", name="in full").last.click()
    heads = page.locator(f"{WIDE} th.jb-map__stage").last.bounding_box()
    assert heads
    assert 0 < heads["x"] < 1280


def test_without_script_everything_is_shown(addresses: dict[str, str], browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['internal']}{MAP}")
    assert not page.locator("[data-jb-choices]").is_visible()
    assert page.locator(f"{WIDE} [data-jb-row], {WIDE} [data-jb-compare]:not(details *)").filter(visible=False).count() == 0
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator(f"{WIDE} th.jb-map__stage").first.is_visible()
    assert page.locator(f"{WIDE} [data-jb-row]").filter(visible=False).count() == 0
    context.close()


def test_headings_stay_in_sight_while_the_map_scrolls_in_its_own_box(page: "Page") -> None:
    box = page.locator(WIDE)
    box.evaluate("one => { one.scrollIntoView(); one.scrollTo(900, 1400) }")
    edges = """one => [one, ...one.querySelectorAll('.jb-map__corner, tbody th.jb-map__name')].map(part => {
        const {left, top} = part.getBoundingClientRect();
        return [left, top].map(Math.round);
    })"""  # all at one moment, because the page may still be scrolling
    (left, top), corner, *names = box.evaluate(edges)
    assert corner == [left + 1, top + 1]
    assert {name[0] for name in names} == {left + 1}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_every_point_of_the_curves_has_its_words_and_none_covers_another(page: "Page") -> None:
    page.locator(".jb-map__curve td").scroll_into_view_if_needed()
    words = page.evaluate(INK)
    points = page.locator(".jb-map__curve td g :is(circle, rect, path)").evaluate_all(CENTRES)
    assert len(words) >= len({tuple(spot) for spot in points}) > 25
    overlaps = [(one, two) for number, one in enumerate(words) for two in words[:number] if _meet(one, two)]
    assert overlaps == []


def test_a_narrow_screen_gets_a_list_stage_by_stage(page: "Page") -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    assert not page.locator(WIDE).is_visible()
    sheets = page.locator(f"{LIST} > details")
    assert [text.strip() for text in sheets.locator("> summary").all_inner_texts()][:2] == ["Handover", "Onboarding · Agree the plan"]
    sheets.nth(2).locator("> summary").click()
    assert sheets.nth(2).get_by_text("Import the staff list").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_list_is_shown_whatever_the_theme_says(page: "Page") -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    foreign = page.evaluate(
        """() => [...document.styleSheets].filter(sheet => !/stylesheets\\/(tokens|components)/.test(sheet.href ?? ""))
            .map(sheet => { sheet.disabled = true; return sheet.href })"""
    )
    assert any("/main." in (address or "") for address in foreign)
    assert page.locator(f"{LIST} > details").filter(visible=True).count() == 12


def test_paper_is_landscape_and_holds_the_whole_map(page: "Page") -> None:
    sizes = [tuple(map(float, found)) for found in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))]
    assert sizes
    assert all(width > height for width, height in sizes)
    page.set_viewport_size({"width": 1500, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f"{WIDE} thead").evaluate("one => getComputedStyle(one).display") == "table-header-group"
    assert page.locator(f"{WIDE} .jb-map__table").evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")
    folds = page.locator(f"{WIDE} details")
    assert folds.count() > 1
    assert folds.locator("> :not(summary)").filter(visible=False).count() == 0
    assert page.locator(WIDE).evaluate("one => one.scrollHeight === one.clientHeight")


def _meet(one: list[float], two: list[float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
