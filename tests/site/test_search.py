"""The search of both sample sites in a browser: forty queries with their right first answer, by keyboard alone, and whatever fails."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from page_faults import barriers, page_faults

from journeybook.render.search_index import search_index
from journeybook.render.search_terms import index_terms
from journeybook.views.base.elements import Address
from journeybook.views.search.document import SearchDocument, SearchPlace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route
    from sites import Sites

ONBOARDING = "/maps/post-sale/onboarding/"
CUT, SITES, OWN = "/cut-overtime-across-all-sites/", "/publish-rotas-at-every-site/", "/plan-your-own-rota/"
QUERIES = {
    "internal": {
        "kick-off": "/playbooks/kick-off/",
        "kickoff held": f"{ONBOARDING}#milestone-kick-off-held",
        "“kick-off” agenda": "/resources/kick-off-agenda/",
        "onboarding": ONBOARDING,
        "stalled onboarding": "/playbooks/stalled-onboarding/",
        "marketing mails escalated": "/maps/post-sale/escalation/",
        "ecsalation": "/maps/post-sale/escalation/",
        "import refuses rows": f"{ONBOARDING}#pain-point-import-fails",
        "send file mend together": f"{ONBOARDING}#step-send-file-for-repair",
        "administrator leaves": "/library/early-warning/#event-administrator-leaves",
        "sponsor leaving": "/library/early-warning/#event-sponsor-leaves",
        "system administrator": "/personas/system-administrator/",
        "csm": "/teams/customer-success/#role-csm",
        "support": "/teams/support/",
        "small business": "/segments/small/",
        "regulated care": "/segments/#attribute-regulated-care",
        "value review": "/playbooks/value-review/",
        "win-back mail": "/resources/win-back-mail/",
        "licences used": "/library/measures/#measure-licences_used",
        "nps": "/library/measures/#measure-nps",
        "customer health": "/health/customer-health/",
        "overtime down a tenth": "/maps/post-sale/achievement/#milestone-overtime-down-a-tenth",
        "120 days before renewal": "/playbooks/renewal-120/",
        "handoff accepted": "/maps/post-sale/handover/#milestone-handoff-accepted",
        "payroll test": "/library/glossary/#own-term-payroll-test",
        "login": "/library/glossary/#own-term-sign-in",
        "cancel": "/maps/rescue/notice/",
        "refund": None,
    },
    "public": {
        "import staff list": f"{SITES}#step-import-the-staff-list",
        "publish the first rota": f"{CUT}#step-publish-the-first-rota",
        "overtime report": f"{CUT}#step-read-the-overtime-report",
        "training site managers": f"{CUT}#text-training-for-site-managers",
        "renewed year signed": f"{CUT}#goal-the-next-year-is-signed",
        "deputy": f"{SITES}#step-name-a-deputy-and-give-them-the-same-rights",
        "show result board": f"{CUT}#step-show-the-result-to-the-board",
        "pay numbers": f"{SITES}#step-check-pay-numbers-and-contract-hours-by-sample",
        "payroll test": f"{CUT}#text-test-your-payroll",
        "change or end": f"{OWN}#part-keep-it-change-it-or-end-it",
        "cancel": None,
        "refund": None,
    },
}
"""What is typed, and where the first hit leads; where nothing says it, whom to ask."""
INTERNAL_WORDS = ["Ledgerline", "Mid-market", "Stalled onboarding", "Watch list", "works council hears", "made for our own tables"]
TEXTS = (
    "Kick-off: “Café”, P1\u20134, Q&A",
    "看新客户的健康分数",
    "お客様の声を聞く",
    "신규 고객이 온다",
    "การต้อนรับลูกค้า",
    "Straße ΟΔΟΣ don\u2019t e-mail",
)
"""Texts of many scripts, which are read alike when an index is made and when somebody types."""


@contextmanager
def opened(browser: "Browser", address: str, width: int = 1280, path: str = "") -> Iterator["Page"]:
    """Open the search on a page by the keyboard."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.set_default_timeout(60_000)
    with page_faults(page, address) as faults:
        page.goto(f"{address}{path}", wait_until="load")
        page.keyboard.press("Control+k")
        page.wait_for_selector(".jb-search[open]")
        yield page
    assert faults == []
    context.close()


def ask(page: "Page", words: str) -> list[dict[str, Any]]:
    """Type words and return the hits that are shown, each with its path, its title and its place."""
    page.locator(".jb-search__field").fill(words)
    page.wait_for_selector(".jb-search__below[aria-busy=false]")
    hits: list[dict[str, Any]] = page.evaluate(
        """() => [...document.querySelectorAll(".jb-search__hit")].map(hit => ({
            href: hit.querySelector("a").href, title: hit.querySelector("a").textContent, text: hit.textContent,
            place: hit.querySelector(".jb-search__place").textContent, also: hit.querySelectorAll("details a").length,
        }))"""
    )
    return [{**hit, "path": path_of(hit["href"])} for hit in hits]


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return unquote(parts.path + (f"#{parts.fragment}" if parts.fragment else ""))


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("audience", QUERIES)
def test_forty_queries_have_their_right_first_answer(audience: str, width: int, addresses: dict[str, str], browser: "Browser") -> None:
    assert sum(map(len, QUERIES.values())) == 40
    wrong = {}
    with opened(browser, addresses[audience], width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for words, wanted in QUERIES[audience].items():
            hits = ask(page, words)
            first = hits[0]["path"] if hits else None
            if first != wanted:
                wrong[words] = [hit["path"] for hit in hits[:3]]
            if not hits:
                assert "Quillmere customer success" in page.inner_text(".jb-search__help")
    assert wrong == {}


def test_a_thing_is_found_once_with_all_its_places_and_its_words_are_clean(addresses: dict[str, str], browser: "Browser") -> None:
    with opened(browser, addresses["internal"]) as page:
        hits = ask(page, "send file mend together")
        steps = [hit for hit in hits if hit["title"] == "Send the file and mend it together on a call"]
        assert [(step["place"], step["also"]) for step in steps] == [("After the sale (base) › Onboarding", 4)]
        assert "Row 214 again. At least I am not alone with it now. · The same day" in steps[0]["text"]


@pytest.mark.parametrize("audience", QUERIES)
def test_every_place_that_can_be_found_is_on_the_site(sample: "Sites", audience: str) -> None:
    files = sample[audience].files()
    pages = [json.loads(data) for name, data in files.items() if name.startswith("search/") and "documents-" in name]
    places = {place[0].partition("#") for page in pages for _, _, places, _ in page for place in places}
    assert len(places) > 100
    absent = [path for path, _, anchor in places if anchor and f'id="{anchor}"'.encode() not in files[f"{path}index.html"]]
    assert (absent, [path for path, _, _ in places if f"{path}index.html" not in files]) == ([], [])


def test_it_is_used_by_keyboard_alone(addresses: dict[str, str], browser: "Browser") -> None:
    with opened(browser, addresses["internal"], 360, "teams/support/") as page:
        page.keyboard.type("stalled onboarding")
        page.wait_for_selector(".jb-search__hit")
        assert page.inner_text(".jb-search [role=status]").startswith("Hits: ")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == "Stalled onboarding"
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.matches('.jb-search__field')")
        page.keyboard.press("Escape")
        assert page.locator(".jb-search[open]").count() == 0
        page.locator(".jb-search-button").focus()
        page.keyboard.press("Space")
        page.wait_for_selector(".jb-search[open]")
        assert page.evaluate("document.activeElement.value") == "stalled onboarding"
        page.keyboard.press("Enter")
        page.wait_for_url("**/playbooks/stalled-onboarding/")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_the_open_dialog_has_no_barrier_that_axe_knows(width: int, scheme: Any, addresses: dict[str, str], browser: "Browser") -> None:
    with opened(browser, addresses["internal"], width) as page:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert len(ask(page, "payroll test")) > 3
        page.locator(".jb-search details").first.click()
        assert page.evaluate("document.querySelector('.jb-search').scrollWidth <= document.querySelector('.jb-search').clientWidth")
        assert barriers(page, colours=True) == []


def test_it_is_narrowed_down_and_the_manual_stays_apart(addresses: dict[str, str], browser: "Browser") -> None:
    with opened(browser, addresses["internal"]) as page:
        assert {"Step", "Playbook"} <= kinds(page, "payroll")
        page.select_option("[data-facet=kind]", "Playbook")
        page.wait_for_function(
            "[...document.querySelectorAll('.jb-search__hit .jb-badge')].every(badge => badge.textContent === 'Playbook')"
        )
        page.select_option("[data-facet=segment]", "Small business")
        page.wait_for_function("document.querySelectorAll('.jb-search__hit').length === 0")
        page.select_option("[data-facet=kind]", "")
        page.select_option("[data-facet=segment]", "")
        assert "Help for editors" not in kinds(page, "swimlane")
        page.check(".jb-search__manual input")
        page.wait_for_function("document.querySelector('.jb-search__hits').textContent.includes('Help for editors')")


def test_customers_narrow_their_hits_by_plan_and_by_stage(addresses: dict[str, str], browser: "Browser") -> None:
    with opened(browser, addresses["public"]) as page:
        assert {SITES, OWN} <= {hit["path"].partition("#")[0] for hit in ask(page, "rota")}
        for facet, value, part in (
            ("plan", "Your weekly rota in under an hour", OWN),
            ("stage", "Keep it, change it or end it", f"{OWN}#"),
        ):
            page.select_option(f"[data-facet={facet}]", value)
            page.wait_for_function(
                """part => {
                    const hits = [...document.querySelectorAll('.jb-search__hit')]
                    return hits.length && hits.every(hit => hit.querySelector(`a[href*='${part}']`))
                }""",
                arg=part[1:],
            )


def kinds(page: "Page", words: str) -> set[str]:
    ask(page, words)
    while page.locator(".jb-search__more").is_visible():
        count = page.locator(".jb-search__hit").count()
        page.click(".jb-search__more")
        page.wait_for_function("count => document.querySelectorAll('.jb-search__hit').length > count", arg=count)
    return set(page.locator(".jb-search__hit > .jb-badge").all_inner_texts())


@pytest.mark.parametrize("words", INTERNAL_WORDS)
def test_the_public_search_holds_no_internal_word(sample: "Sites", words: str) -> None:
    def texts(audience: str) -> str:
        files = sample[audience].files()
        pages = [json.loads(data) for name, data in files.items() if name.startswith("search/documents-")]
        terms = [json.loads(data) for name, data in files.items() if name.startswith("search/terms-")]
        assert (len(pages) > 1, len(terms) > 1) == (True, True)
        return json.dumps(pages).lower() + " ".join(term for block in terms for term in block)

    assert words.lower() in texts("internal")
    assert words.lower() not in texts("public")


def test_a_blocked_index_and_a_page_without_script_lead_to_the_list_of_everything(addresses: dict[str, str], browser: "Browser") -> None:
    for scripted in (True, False):
        context = browser.new_context(java_script_enabled=scripted)
        page = context.new_page()
        page.route("**/search/*.json", lambda route: route.abort())
        page.goto(f"{addresses['internal']}teams/support/", wait_until="load")
        page.click(".jb-search-button")
        page.wait_for_url("**/library/contents/")
        page.click("summary:has-text('Playbooks')")
        assert page.locator("a[href$='playbooks/stalled-onboarding/']").last.is_visible()
        context.close()


def test_what_is_typed_is_read_as_the_index_was_made(addresses: dict[str, str], browser: "Browser") -> None:
    with opened(browser, addresses["public"]) as page:
        read = {text: page.evaluate("text => journeybook.searchTerms.read(text)", text) for text in TEXTS}
    assert read[TEXTS[0]] == ["kick", "off", "cafe", "p1-4", "qa"]
    assert read[TEXTS[1]] == ["看新", "新客", "客户", "户的", "的健", "健康", "康分", "分数"]
    assert {text: sorted(set(terms) - set(index_terms(text))) for text, terms in read.items()} == {text: [] for text in TEXTS}


@pytest.fixture
def ask_index(addresses: dict[str, str], browser: "Browser") -> Iterator[Callable[..., tuple[list[str], int]]]:
    """Search other documents than the sample's, and return the titles found and how many bytes were read, as a server sends them."""
    contexts = []

    def search(documents: list[SearchDocument], words: str) -> tuple[list[str], int]:
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        context.new_cdp_session(page)
        page.goto(addresses["internal"], wait_until="load")
        about = {"words": page.evaluate("fetch('search/directory.json').then(answer => answer.json())")["words"], "ask": []}
        files = search_index(documents, lambda address: address.page, about)
        sizes = []

        def answer(route: "Route") -> None:
            data = files[urlsplit(route.request.url).path.rpartition("/")[2]]
            sizes.append(len(gzip.compress(data)))
            route.fulfill(body=data, content_type="application/json")

        page.route("**/search/*.json*", answer)
        page.click(".jb-search-button")
        page.wait_for_selector(".jb-search[open]")
        titles = [hit["title"] for hit in ask(page, words)]
        return titles, sum(sizes)

    yield search
    for context in contexts:
        context.close()


def document(title: str, *texts: str) -> SearchDocument:
    return SearchDocument("Step", title, (SearchPlace(Address("a/")),), texts)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("健康分数", ["查看健康分数"]),
        ("客户", ["欢迎新客户"]),
        ("声", ["お客様の声"]),
        ("고객", ["신규고객이 온다"]),
        ("ลูกค้า", ["การต้อนรับลูกค้า"]),
        ("Kündigungen", ["Die Kündigung prüfen"]),
        ("kundigung", ["Die Kündigung prüfen"]),
        ("P1-4", ["Ticket P1-4"]),
        ("q&a", ["Q&A mit allen"]),
        ("QA", ["Q&A mit allen"]),
    ],
)
def test_words_of_many_languages_are_found(words: str, titles: list[str], ask_index: Callable[..., tuple[list[str], int]]) -> None:
    documents = [
        "查看健康分数",
        "欢迎新客户",
        "お客様の声",
        "신규고객이 온다",
        "การต้อนรับลูกค้า",
        "Die Kündigung prüfen",
        "Ticket P1-4",
        "Ticket P2",
        "Q&A mit allen",
    ]
    assert ask_index([document(title) for title in documents], words)[0] == titles


def test_a_first_search_reads_little_of_a_large_atlas(ask_index: Callable[..., tuple[list[str], int]]) -> None:
    words = [
        f"{a}{b}{c}" for a in ("ka", "ro", "mi", "su", "te") for b in ("lan", "vor", "din", "pes") for c in ("ta", "ne", "si", "mo", "ru")
    ]
    documents = [
        document(
            f"{words[number % 100]} {words[number * 7 % 100]} n{number}",
            *(" ".join(words[(number * 3 + step) % 97] for step in range(40)),),
        )
        for number in range(4000)
    ]
    right = f"{words[3]} {words[21]} n3"
    for typed in (right, f"x{right[1:]}", f"{right[1]}{right[0]}{right[2:]}"):
        titles, size = ask_index(documents, typed)
        assert (titles[0], size < 300_000) == (right, True)
