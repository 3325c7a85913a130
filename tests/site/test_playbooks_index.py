"""The list of playbooks in a real browser: filtered by its facets with a script, counted and linked without one."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

COUNT = "[data-jb-count]"


@pytest.fixture
def opened(addresses: dict[str, str], browser: "Browser") -> "Iterator[Callable[..., Page]]":
    contexts = []

    def open_page(*, scripted: bool) -> "Page":
        contexts.append(browser.new_context(java_script_enabled=scripted))
        page = contexts[-1].new_page()
        page.goto(f"{addresses['internal']}playbooks/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def _shown(page: "Page") -> set[str]:
    return set(page.locator(".jb-shelf__one h3").filter(visible=True).all_inner_texts())


def test_choices_narrow_the_list_together_and_their_counts_are_true(opened: "Callable[..., Page]") -> None:
    page = opened(scripted=True)
    everything = _shown(page)
    assert (len(everything), page.locator(COUNT).inner_text()) == (16, "16 of 16 shown")
    for facet in page.locator("[data-jb-facet]").all():
        for option in facet.locator("option").all()[1:]:
            facet.select_option(option.get_attribute("value"))
            count = int((option.text_content() or "").rpartition("(")[2].rstrip(")"))
            assert (len(_shown(page)), page.locator(COUNT).inner_text()) == (count, f"{count} of 16 shown")
        facet.select_option("")
    assert _shown(page) == everything
    page.get_by_label("Type").select_option(label="growth (1)")
    assert _shown(page) == {"Expansion proposal"}
    assert page.locator("[data-jb-group] h2").filter(visible=True).all_inner_texts() == ["Expansion"]
    page.get_by_label("Opened").select_option(label="By hand (5)")
    assert (_shown(page), page.locator(COUNT).inner_text()) == (set(), "0 of 16 shown")


def test_without_script_the_values_are_counted_and_lead_to_the_playbooks(opened: "Callable[..., Page]") -> None:
    page = opened(scripted=False)
    assert not page.locator("[data-jb-facet]").first.is_visible()
    folds = page.locator("[data-jb-counts] summary")
    assert [text.partition(":")[0] for text in folds.all_inner_texts()] == ["Type", "Lifecycle phase", "Tier", "Opened"]
    folds.first.click()
    page.locator("[data-jb-counts] a", has_text="Expansion proposal").first.click()
    assert page.url.endswith("/playbooks/expansion-proposal/")


def test_the_tab_opens_the_list(opened: "Callable[..., Page]") -> None:
    page = opened(scripted=True)
    page.locator(".md-tabs a", has_text="Health").click()
    page.locator(".md-tabs a", has_text="Playbooks").click()
    assert page.locator("h1").inner_text() == "Playbooks"
