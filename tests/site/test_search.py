"""The search box of both sample sites: on the internal one it finds things by their words, on the public one nothing internal."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

import pytest
from lasting_page import without_search
from page_faults import page_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from sites import Sites

STAGE = "maps/mid-market-administrator/onboarding/"
IN_VIEW = "id => (({top}) => top >= 0 && top < innerHeight)(document.getElementById(id).getBoundingClientRect())"
FOUND = {
    "step": ("send file mend together", STAGE, "step-send-file-for-repair", "Send the file and mend it together"),
    "pain point": ("import refuses rows reason hard", STAGE, "pain-point-import-fails", "The import refuses rows"),
    "milestone": ("kick-off held", STAGE, "milestone-kick-off-held", "Kick-off held"),
    "event": ("administrator leaves", STAGE, "events", "Events that need attention"),
    "playbook": ("stalled onboarding", "playbooks/stalled-onboarding/", "", "Stalled onboarding"),
    "persona": ("system administrator", "personas/system-administrator/", "", "System administrator"),
}
"""What is typed, the page and the spot that must come, and the words of the hit."""
COUNTED = """
window.asked = []; window.answered = 0;
window.Worker = class extends Worker {
    constructor(...all) {
        super(...all);
        this.addEventListener("message", event => { window.answered += event.data.type === 3; });
    }
    postMessage(message, ...rest) {
        if (message.type === 2) window.asked.push(message.data);
        super.postMessage(message, ...rest);
    }
};
"""
"""Notes what the page asks the search in its worker, and how many of these questions have been answered."""
INTERNAL_WORDS = ["Ledgerline", "Mid-market", "Stalled onboarding", "Watch list", "works council hears", "made for our own tables"]


@pytest.fixture(scope="module")
def internal_page(addresses: dict[str, str], browser: "Browser") -> "Iterator[Page]":
    """Open a page deep in the internal site, once for all things that are looked for: to read the index takes a second."""
    with _opened(browser, addresses["internal"], "teams/support/") as page:
        yield page


@pytest.mark.parametrize("thing", FOUND)
def test_search_finds_a_thing_by_its_words_and_lands_on_it(internal_page: "Page", thing: str) -> None:
    words, page_path, anchor, title = FOUND[thing]
    results = _results(internal_page, words)
    wanted = f"/{page_path}#{anchor}" if anchor else f"/{page_path}"
    found = next((one for one in results if one["path"] == wanted), None)
    assert found, [one["path"] for one in results[:10]]
    assert title in found["title"]
    if page_path == STAGE:
        assert "Onboarding" in found["page"]
        assert "Mid-market administrator" in found["page"]
    page = _followed(internal_page, wanted)
    assert urlsplit(page.url).path == f"/{page_path}"
    if anchor:
        page.wait_for_function(IN_VIEW, arg=anchor)
    page.close()


@pytest.fixture(scope="module")
def public_page(addresses: dict[str, str], browser: "Browser") -> "Iterator[Page]":
    """Open the public site, once for all words that are looked for there."""
    with _opened(browser, addresses["public"]) as page:
        yield page


@pytest.mark.parametrize("words", INTERNAL_WORDS)
def test_the_public_search_finds_no_internal_word(sample: "Sites", public_page: "Page", words: str) -> None:
    index = sample["internal"].folder / "search/search_index.json"
    assert words.lower() in index.read_text(encoding="utf-8").lower()
    shown = " ".join(one["text"].lower() for one in _results(public_page, words))
    assert words.lower() not in shown


def test_the_public_search_finds_a_customers_step(public_page: "Page") -> None:
    results = _results(public_page, "import your staff list")
    assert results
    assert any("staff list" in one["text"].lower() for one in results)


@contextmanager
def _opened(browser: "Browser", address: str, path: str = "") -> "Iterator[Page]":
    """Open a page that is quiet while it is searched; pages that are opened from it have no search of their own."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(COUNTED)
    with page_faults(page, address) as faults:
        page.goto(f"{address}{path}", wait_until="load")
        without_search(page.context)
        yield page
    assert faults == []
    page.context.close()


def _results(page: "Page", words: str) -> list[dict[str, Any]]:
    """Type words into the search box and return what it shows: each hit with its path, its title, its page's title and its text."""
    box = page.locator(".md-search__input")
    box.click()
    box.fill(words[:-1])
    box.press_sequentially(words[-1])  # the page asks when a key is released: once, and not for each letter
    page.wait_for_function("word => asked.at(-1)?.includes(word) && answered === asked.length", arg=words.rsplit(maxsplit=1)[-1])
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # the answer is shown in the next frame
    script = """() => [...document.querySelectorAll(".md-search-result__item")].flatMap(item => {
        item.querySelectorAll("details").forEach(one => { one.open = true });
        const page = item.querySelector("h1, h2").textContent.trim();
        return [...item.querySelectorAll("a")].map(link => ({
            href: link.href, page, title: (link.querySelector("h1, h2") || link).textContent.trim(), text: link.textContent.trim(),
        }));
    })"""
    hits = cast("list[dict[str, Any]]", page.evaluate(script))
    return [{**hit, "path": _path(hit["href"])} for hit in hits]


def _path(address: str) -> str:
    parts = urlsplit(address)
    return unquote(parts.path + (f"#{parts.fragment}" if parts.fragment else ""))


def _followed(page: "Page", wanted: str) -> "Page":
    """Click the hit that leads there, as it stands in the list, and return the tab in which it opens."""
    for link in page.locator(".md-search-result__item a").all():
        if _path(cast("str", link.evaluate("one => one.href"))) == wanted:
            with page.context.expect_page() as opened:
                link.click(modifiers=["ControlOrMeta"])
            opened.value.wait_for_url(lambda url: _path(url) == wanted)
            return opened.value
    raise AssertionError(wanted)
