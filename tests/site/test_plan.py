"""The reader's own plan in a real browser: dates, lateness, planning anew, the link, progress, and what must not break it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from planned import SLUG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

TODAY = "2027-03-02T09:00:00Z"
START = "#plan-day-signature"
TEXTS = """name => [...document.querySelectorAll('[data-date]')].filter(one => !one.closest('.jb-sheet') && one.textContent)
    .map(one => [one.dataset.date, one.textContent])"""
UNFOLD = "document.querySelectorAll('.jb-success__part').forEach(part => { part.open = true })"
TICK = '[data-tick="{}"] input'
LIST, TRAIN, FILM = "step-send-the-list-all-names", "step-we-train-you", "step-watch-the-film"
CARD, INVOICE = "step-pay-by-card", "step-pay-by-invoice"
CHECKS = ("step-check-the-names", "step-check-the-hours")

OURS = "/javascripts/plan"
"""What stands in the address of each of our scripts; the theme's own script does not bear every broken store."""

Open = Callable[..., "Page"]


@pytest.fixture
def contexts(browser: "Browser") -> Iterator[Callable[..., "BrowserContext"]]:
    """Open contexts that close with the test; each is a reader of their own."""
    made: list[BrowserContext] = []

    def make(**settings: Any) -> "BrowserContext":
        made.append(browser.new_context(**({"locale": "en-GB", "viewport": {"width": 1280, "height": 900}} | settings)))
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def open_plan(plan_address: str, contexts: Callable[..., "BrowserContext"]) -> Iterator[Open]:
    """Open the plan on a given day; whatever a script of ours throws fails the test."""
    faults: list[str] = []

    def open_it(
        fragment: str = "", *, today: str = TODAY, before: str = "", reader: "BrowserContext | None" = None, **settings: Any
    ) -> "Page":
        page = (reader or contexts(**settings)).new_page()
        page.on("pageerror", lambda fault: faults.append(f"{fault} {fault.stack}") if OURS in str(fault.stack) else None)
        page.set_default_timeout(8000)
        page.clock.set_fixed_time(today)
        if before:
            page.add_init_script(before)
        page.goto(plan_address + fragment)
        page.evaluate(UNFOLD)
        return page

    yield open_it
    assert faults == []


def give(page: "Page", selector: str, value: str) -> None:
    """Fill a field and leave it."""
    page.fill(selector, value)
    page.locator(selector).dispatch_event("change")


def unfold(page: "Page") -> None:
    for fold in page.locator("[data-plan-bar] details > summary").all():
        fold.click()


def plain(text: str) -> str:
    """Return dates without the comma after the day of the week, which browsers do not agree on."""
    return re.sub(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), ", r"\1 ", text)


def dates(page: "Page") -> dict[str, str]:
    return {name: plain(text) for name, text in page.evaluate(TEXTS)}


def said(page: "Page") -> str:
    return plain(page.locator("[data-plan-said]").inner_text())


def address(page: "Page") -> str:
    """Ask the page itself, which knows sooner than its driver."""
    return cast("str", page.evaluate("location.href"))


def fit(page: "Page") -> list[str]:
    return [plain(text) for text in page.locator("[data-plan-fit] li").all_inner_texts()]


def test_without_script_the_durations_stand_and_the_controls_are_hidden(open_plan: Open) -> None:
    page = open_plan(java_script_enabled=False)
    assert not page.locator("[data-plan-bar]").is_visible()
    assert page.locator(f"#{LIST}").inner_text().count("2 days after signature") == 1
    assert [page.locator(f"#{name}").is_visible() for name in (TRAIN, FILM, CARD, INVOICE)] == [True] * 4
    assert page.locator("[data-date]").count() > 10
    assert "".join(page.locator("[data-date]").all_text_contents()) == ""


def test_every_target_date_fills_in_beside_its_duration(open_plan: Open) -> None:
    page = open_plan()
    assert dates(page) == {}
    give(page, START, "2027-03-01")
    assert dates(page) == {
        "part-set-up": "Mon 1 March 2027 to Mon 15 March 2027",
        LIST: "Wed 3 March 2027",
        TRAIN: "Fri 5 March 2027",
        FILM: "Fri 5 March 2027",
        CARD: "Mon 8 March 2027",
        INVOICE: "Mon 1 March 2027 to Mon 8 March 2027",
        "goal-everybody-is-in": "Wed 10 March 2027",
        "part-use.begins": "Mon 15 March 2027",
        "step-publish-the-rota": "Wed 24 March 2027",
        "step-say-whether-you-go-on": "Fri 30 April 2027",
        "goal-first-rota-out": "Tue 30 March 2027",
    }
    assert page.locator("#plan-day-the-renewal-date").input_value() == "2027-05-30"
    assert fit(page) == ["Everything fits between Mon 1 March 2027 and Sun 30 May 2027."]
    unfold(page)
    give(page, "#plan-day-go-live", "2027-03-15")
    assert dates(page)["step-look-at-the-week"] == "Mon 22 March 2027; Tue 30 March 2027; Mon 5 April 2027 and so on"
    give(page, "#plan-day-the-renewal-date", "2027-04-14")
    assert dates(page)["step-say-whether-you-go-on"] == "Mon 15 March 2027"
    give(page, "#plan-day-the-renewal-date", "2027-03-20")
    assert fit(page)[-2:] == [
        "Publish the rota (Wed 24 March 2027) falls after the renewal date (Sat 20 March 2027).",
        "First rota out (Tue 30 March 2027) falls after the renewal date (Sat 20 March 2027).",
    ]
    give(page, START, "")
    assert set(dates(page)) == {"step-look-at-the-week", "step-say-whether-you-go-on"}


def test_dates_are_said_in_the_language_of_the_page(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01", locale="de-DE")
    assert dates(page)[LIST] == "Wed March 3, 2027"


@pytest.mark.parametrize("name", ["en-US@posix", "C", "", "en_GB"])
def test_a_name_that_is_no_language_tag_leaves_the_dates_in_the_language_of_the_page(open_plan: Open, name: str) -> None:
    before = f"Object.defineProperty(navigator, 'languages', {{ value: [{name!r}] }})"
    page = open_plan("#plan?day-signature=2027-03-01", before=before)
    assert dates(page)[LIST] == "Wed March 3, 2027"


def test_what_is_late_says_so_until_it_is_ticked_off(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01", today="2027-03-06T09:00:00Z")
    assert dates(page)[LIST] == "Wed 3 March 2027 late"
    assert [name for name, text in dates(page).items() if text.endswith("late")] == [LIST, FILM]
    assert fit(page) == ["Late and not ticked off: 2. Tick off what is done, then re-plan from today."]
    page.check(TICK.format(LIST))
    assert dates(page)[LIST] == "Wed 3 March 2027"
    assert "Late and not ticked off: 1." in fit(page)[0]
    assert "1 of 9 steps done" in page.locator("[data-plan-next]").inner_text()
    page.select_option("#plan-edition", "human")
    assert fit(page)[0].startswith("Everything fits")


def test_a_choice_hides_and_counts_as_its_kind_says(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01", today="2027-03-12T09:00:00Z")
    assert page.locator(".jb-plan-ways legend").all_inner_texts() == ["One of these, ways to pay"]
    progress = page.locator("[data-plan-next]")
    assert "0 of 9 steps done" in progress.inner_text()
    assert [name for name, text in dates(page).items() if text.endswith("late")][-3:] == [CARD, INVOICE, "goal-everybody-is-in"]
    page.check(TICK.format(CARD))
    assert [name for name, text in dates(page).items() if text.endswith("late")][-1] == "goal-everybody-is-in"
    assert not {CARD, INVOICE} & {name for name, text in dates(page).items() if text.endswith("late")}
    assert "1 of 9 steps done" in progress.inner_text()
    page.get_by_label("Pay by card", exact=True).check()
    assert "1 of 9 steps done" in progress.inner_text()
    assert [page.locator(f"#{name}").is_visible() for name in (CARD, INVOICE, *CHECKS)] == [True, False, True, True]
    page.check(TICK.format(CHECKS[0]))
    assert "2 of 9 steps done" in progress.inner_text()
    assert [page.locator(f"#{name}").is_visible() for name in CHECKS] == [True, True]


def test_steps_beside_the_way_count_only_when_they_are_done(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01")
    progress = page.locator("[data-plan-next]")
    assert "0 of 9 steps done" in progress.inner_text()
    page.check(TICK.format("step-ring-us"))
    assert "1 of 10 steps done" in progress.inner_text()


def test_a_way_of_what_was_a_choice_of_one_once_still_opens(open_plan: Open) -> None:
    page = open_plan(f"#plan?day-signature=2027-03-01&way.choice-what-to-check={CHECKS[0]}")
    assert said(page) == ""
    assert dates(page)[LIST] == "Wed 3 March 2027"
    assert [page.locator(f"#{name}").is_visible() for name in CHECKS] == [True, True]


def test_planning_anew_moves_what_is_open_and_says_what_moved_and_what_no_longer_fits(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01&edition=human", today="2027-03-22T09:00:00Z")
    page.check(TICK.format(LIST))
    page.check(TICK.format("step-publish-the-rota"))
    page.click("[data-plan-do=replan]")
    assert said(page) == "Moved 4 dates, by up to 14 days: Pay by card is now due Mon 22 March 2027."
    assert dates(page) == {
        "part-set-up": "Mon 1 March 2027 to Tue 30 March 2027",
        LIST: "Wed 3 March 2027",
        FILM: "Fri 5 March 2027 late",
        TRAIN: "Fri 5 March 2027",
        CARD: "Mon 22 March 2027",
        INVOICE: "Mon 22 March 2027",
        "goal-everybody-is-in": "Wed 24 March 2027",
        "part-use.begins": "Tue 30 March 2027",
        "step-publish-the-rota": "Wed 24 March 2027",
        "goal-first-rota-out": "Tue 13 April 2027",
        "step-say-whether-you-go-on": "Fri 30 April 2027",
    }
    assert fit(page) == ["Set-up would take 29 days instead of 14."]
    again = open_plan(f"#{address(page).partition('#')[2]}", today="2027-03-22T09:00:00Z")
    bare = [{name: text.removesuffix(" late") for name, text in dates(opened).items()} for opened in (again, page)]
    assert bare[0] == bare[1], "another reader has no ticks"
    page.click("[data-plan-do=replan]")
    assert said(page) == "Nothing open lies in the past, so nothing was moved."


def test_a_new_plan_can_be_undone_move_by_move(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01&edition=human", today="2027-03-22T09:00:00Z")
    undo = page.locator("[data-plan-do=undo]")
    before = dates(page)
    assert (undo.is_visible(), before[LIST]) == (False, "Wed 3 March 2027 late")
    page.click("[data-plan-do=replan]")
    assert (undo.is_visible(), dates(page)[LIST]) == (True, "Mon 22 March 2027")
    undo.click()
    assert (said(page), dates(page), undo.is_visible()) == ("The last re-plan is undone.", before, False)
    assert "move=" not in address(page)


def test_what_counts_from_a_day_still_to_come_only_catches_up(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01&day-the-renewal-date=2027-04-14", today="2027-03-22T09:00:00Z")
    assert dates(page)["step-say-whether-you-go-on"] == "Mon 15 March 2027 late"
    page.click("[data-plan-do=replan]")
    assert dates(page)["step-say-whether-you-go-on"] == "Mon 22 March 2027"
    assert "First rota out (Mon 19 April 2027) falls after the renewal date (Wed 14 April 2027)." in fit(page)


def test_a_link_carries_dates_edition_ways_and_name_to_another_reader(open_plan: Open, contexts: Callable[..., "BrowserContext"]) -> None:
    reader = contexts(permissions=["clipboard-read", "clipboard-write"])
    page = open_plan(reader=reader)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    give(page, START, "2027-03-01")
    unfold(page)
    give(page, "#plan-day-go-live", "2027-03-15")
    give(page, "#plan-customer", "Café & Söhne <b>=#?")
    page.select_option("#plan-edition", "digital")
    page.get_by_label("Pay by invoice", exact=True).check()
    page.click("[data-plan-do=link]")
    page.wait_for_function("() => document.querySelector('[data-plan-said]').textContent")
    assert said(page) == "The link is copied. Whoever opens it sees this plan."
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == address(page)
    assert [address for address in asked if not address.endswith("/favicon.png")] == [], "the browser asks for its own picture of the tab"
    other = open_plan(link[link.index("#") :])
    assert dates(other) == dates(page)
    assert address(other) == link
    assert other.locator("#plan-customer").input_value() == "Café & Söhne <b>=#?"
    assert other.locator("[data-plan-bar]").inner_text().count("Plan for Café & Söhne <b>=#?") == 1
    assert [other.locator(f"#{name}").is_visible() for name in (TRAIN, FILM, CARD, INVOICE)] == [False, True, False, True]
    other.get_by_label("Show all", exact=True).check()
    assert other.locator(f"#{CARD}").is_visible()


def test_ordinary_links_on_the_page_keep_working_and_the_plan_is_kept(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01")
    before = dates(page)
    page.locator("[data-plan-next]").get_by_role("link", name="Send the list; all names").click()
    page.wait_for_function(f"() => location.hash === '#{LIST}'")
    assert dates(page) == before
    page.reload()
    assert dates(page) == before
    page.evaluate("location.hash = '#plan?day-signature=2027-06-01'")
    page.wait_for_function("() => document.querySelector('#plan-day-signature').value === '2027-06-01'")
    assert dates(page)[LIST] == "Thu 3 June 2027"


HOSTILE = {
    "no date": "#plan?day-signature=tomorrow",
    "no such day": "#plan?day-signature=2027-02-30",
    "a far year": "#plan?day-signature=275000-01-01",
    "an unknown day": "#plan?__proto__=2027-03-01",
    "an unknown edition": "#plan?edition=constructor",
    "an unknown choice": "#plan?way.constructor=name",
    "an unknown way": "#plan?way.choice-one-of-these-ways-to-pay=step-say-hello",
    "markup": "#plan?for=<img src=x onerror=alert(1)>&day-signature=<svg onload=alert(1)>",
    "half an escape": "#plan?for=%E0%A4%A&day-signature=%",
    "a very long name": f"#plan?for={'x' * 300}",
    "a very long link": f"#plan?{'a=b&' * 5000}",
    "many moves": f"#plan?{'&'.join(['move=2027-03-01.7'] * 60)}",
    "a move without sense": "#plan?move=2027-03-01.9999999999",
    "controls": "#plan?for=a%00b%E2%80%AEc%0D%0AX:1",
}


def test_a_broken_or_hostile_link_is_left_out_with_a_sentence(open_plan: Open) -> None:
    page = open_plan(HOSTILE["markup"], before="window.alert = () => { throw new Error('alerted by /javascripts/plan'); }")
    assert said(page) == "Part of the link could not be read and was left out."
    told = {}
    for name, fragment in HOSTILE.items():
        page.evaluate("hash => { document.querySelector('[data-plan-said]').textContent = ''; location.hash = hash; }", fragment)
        page.wait_for_function("() => document.querySelector('[data-plan-said]').textContent")
        kept = page.locator("#plan-customer").input_value()
        harmless = len(kept) <= 80 and kept.isprintable() and page.locator("[data-plan-bar] :is(img, svg, b)").count() == 0
        told[name] = (said(page), dates(page), harmless)
    assert told == dict.fromkeys(HOSTILE, ("Part of the link could not be read and was left out.", {}, True))
    give(page, START, "2027-03-01")
    assert dates(page)[LIST].startswith("Wed 3 March 2027")


STORES = {
    "refused": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
    "absent": "Object.defineProperty(window, 'localStorage', { value: null })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    "broken": "Storage.prototype.getItem = (key) => key.startsWith('journeybook-ticks') ? '{\"a\": [' : null",
    "of another kind": "Storage.prototype.getItem = (key) => key.startsWith('journeybook') ? '{\"length\": 3}' : null",
}


@pytest.mark.parametrize("kind", STORES)
def test_a_store_that_fails_is_harmless(open_plan: Open, kind: str) -> None:
    page = open_plan(before=STORES[kind])
    give(page, START, "2027-03-01")
    page.check(TICK.format(LIST))
    assert dates(page)[LIST] == "Wed 3 March 2027"
    assert page.is_checked(TICK.format(LIST))
    assert ("This browser keeps nothing" in said(page)) is (kind in ("refused", "absent", "full"))


def test_progress_stays_in_the_browser_and_belongs_to_a_customer(open_plan: Open, contexts: Callable[..., "BrowserContext"]) -> None:
    reader = contexts()
    page = open_plan("#plan?day-signature=2027-03-01&for=Alder", reader=reader)
    page.check(TICK.format(LIST))
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('journeybook')).sort()") == [
        "journeybook-plan:first-rota",
        "journeybook-ticks:first-rota:alder",
    ]
    again = open_plan(reader=reader)
    assert (again.is_checked(TICK.format(LIST)), dates(again)[LIST]) == (True, "Wed 3 March 2027")
    other = open_plan("#plan?day-signature=2027-03-01&for=Birch", reader=reader)
    assert not other.is_checked(TICK.format(LIST))


def test_progress_is_saved_to_a_file_read_back_and_reset(open_plan: Open, tmp_path: Path) -> None:
    page = open_plan("#plan?day-signature=2027-03-01&edition=human&for=Alder")
    page.check(TICK.format(LIST))
    unfold(page)
    with page.expect_download() as loading:
        page.click("[data-plan-do=export]")
    saved = tmp_path / loading.value.suggested_filename
    loading.value.save_as(saved)
    assert saved.name == "first-rota-alder.json"
    other = open_plan()
    unfold(other)
    other.set_input_files("[data-plan-import]", saved)
    other.wait_for_function("() => document.querySelector('[data-plan-said]').textContent")
    assert said(other) == "1 tick was loaded."
    assert (other.is_checked(TICK.format(LIST)), dates(other)) == (True, dates(page))
    assert other.locator("#plan-edition").input_value() == "human"
    other.once("dialog", lambda dialog: dialog.dismiss())
    other.click("[data-plan-do=reset]")
    assert other.is_checked(TICK.format(LIST))
    other.once("dialog", lambda dialog: dialog.accept())
    other.click("[data-plan-do=reset]")
    assert (said(other), dates(other), other.is_checked(TICK.format(LIST))) == ("This plan starts afresh.", {}, False)


OTHER_FILES = (
    "no JSON",
    "null",
    "[]",
    json.dumps({"plan": "another", "state": "", "ticks": []}),
    json.dumps({"plan": SLUG, "state": 3, "ticks": []}),
    json.dumps({"plan": SLUG, "state": "", "ticks": {"length": 1}}),
    json.dumps({"plan": SLUG, "state": "", "ticks": ["x" * 300_000]}),
)


def test_a_file_that_is_no_progress_of_this_plan_changes_nothing(open_plan: Open, tmp_path: Path) -> None:
    page = open_plan("#plan?day-signature=2027-03-01")
    page.check(TICK.format(LIST))
    before = dates(page)
    for number, text in enumerate(OTHER_FILES):
        (tmp_path / f"{number}.json").write_text(text, encoding="utf-8")
        page.evaluate("document.querySelector('[data-plan-said]').textContent = ''")
        page.set_input_files("[data-plan-import]", tmp_path / f"{number}.json")
        page.wait_for_function("() => document.querySelector('[data-plan-said]').textContent")
        assert (number, said(page)) == (number, "This file holds no progress of this plan; nothing was changed.")
        assert (dates(page), page.is_checked(TICK.format(LIST))) == (before, True)


def test_by_keyboard_on_a_phone_the_first_milestone_is_found_and_who_to_ask_and_what_if_late(open_plan: Open) -> None:
    page = open_plan(viewport={"width": 360, "height": 740}, has_touch=True, today="2027-03-12T09:00:00Z")
    page.locator(START).focus()
    page.keyboard.type("03012027")
    assert page.locator(START).input_value() == "2027-03-01", "the browser asks for the month first"
    page.keyboard.press("Tab")
    link = page.locator("[data-plan-next]").get_by_role("link", name="Send the list; all names")
    for _ in range(12):
        if link.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => location.hash === '#{LIST}'")
    part = page.locator("section", has=page.locator("#goal-everybody-is-in"))
    failed = page.locator(f"#{LIST}").get_by_role("link", name="It did not work: Send the list; all names")
    failed.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#stuck-part-set-up'")
    assert "Wed 10 March 2027 late" in plain(part.inner_text())
    assert "Customer success" in part.inner_text()
    page.locator("[data-plan-do=replan]").focus()
    page.keyboard.press("Enter")
    assert said(page) == "Moved 8 dates, by up to 9 days: Send the list; all names is now due Fri 12 March 2027."
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    unfold(page)
    controls = "[data-plan-bar] :is(.md-button, input:not([type=file]), select, summary, [data-plan-next] a)"
    targets = f"{controls}, .jb-plan-tick label, .jb-plan-ways label"
    boxes = [(one.inner_text(), one.bounding_box()) for one in page.locator(targets).all() if one.is_visible()]
    assert len(boxes) > 15
    assert [name for name, box in boxes if box and box["height"] < 43.9] == []


def test_what_changed_is_told_to_those_who_do_not_see_it(open_plan: Open) -> None:
    page = open_plan()
    box = page.locator("[data-plan-bar] [role=status]")
    assert box.get_attribute("aria-live") == "polite"
    assert box.locator("[data-plan-said], [data-plan-fit]").count() == 2
    fields = page.locator("[data-plan-bar] :is(input, select, button)")
    names = [one.evaluate("one => one.labels?.length ? one.labels[0].textContent : one.textContent") for one in fields.all()]
    assert len(names) > 9
    assert all(names)
    assert page.get_by_role("checkbox", name="Done: Send the list; all names").count() == 1
    assert page.get_by_role("group", name="One of these, ways to pay").get_by_role("radio").count() == 3


def test_paper_carries_the_dates_the_ticks_and_what_was_chosen(open_plan: Open) -> None:
    page = open_plan("#plan?day-signature=2027-03-01&edition=human&for=Alder", today="2027-03-22T09:00:00Z")
    page.check(TICK.format(LIST))
    page.emulate_media(media="print")
    sheet = plain(page.locator(".jb-sheet").inner_text())
    assert not page.locator("[data-plan-bar]").is_visible()
    assert all(words in sheet for words in ("Plan for Alder", "signature: Mon 1 March 2027", "With people", "Wed 3 Mar 2027", "☑"))
    assert "Watch the film" not in sheet
    assert "late" not in sheet


def test_a_link_to_an_old_address_opens_the_plan_with_what_was_ticked_under_it(open_plan: Open, plan_address: str, planned: Path) -> None:
    old = plan_address.replace(f"/{SLUG}/", "/old-rota/")
    kept = "localStorage.setItem('journeybook-ticks:old-rota', JSON.stringify(['step-say-good-morning', 'step-pay-by-card']))"
    page = open_plan(before=kept)
    page.goto(f"{old}#plan?day-signature=2027-03-01")
    page.wait_for_url(f"**/{SLUG}/**")
    page.wait_for_selector("[data-date]:not(:empty)", state="attached")
    assert address(page).startswith(f"{plan_address}#plan?day-signature=2027-03-01")
    ticked = "[...document.querySelectorAll('[data-tick] input:checked')].map(box => box.closest('[data-tick]').dataset.tick)"
    assert set(page.evaluate(ticked)) == {"step-say-hello", CARD}
    page.goto(f"{old}#step-say-good-morning")
    page.wait_for_url(f"**/{SLUG}/#step-say-good-morning")
    assert page.locator("li:has(> p > #step-say-good-morning)").get_attribute("id") == "step-say-hello"
    texts = {name: (planned / name).read_text(encoding="utf-8") for name in ("sitemap.xml", "search/documents-0.json", "index.html")}
    assert [name for name, text in texts.items() if "old-rota" in text or "old-course" in text or SLUG not in text] == []


def test_an_old_address_without_script_has_a_heading_a_sentence_and_a_link(open_plan: Open, plan_address: str) -> None:
    page = open_plan(java_script_enabled=False)
    page.goto(plan_address.replace(f"/{SLUG}/", "/old-rota/"))
    assert page.locator("h1").inner_text() == "This page has moved"
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.locator("[data-moved] a").click()
    assert page.locator("h1").inner_text() == "Your first rota"
    page.goto(plan_address.replace(f"/{SLUG}/", "/old-course/"))
    assert "This course has ended." in page.locator("article").inner_text()


def test_from_disk_it_works_as_well(planned: Path, contexts: Callable[..., "BrowserContext"]) -> None:
    page = contexts().new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.clock.set_fixed_time(TODAY)
    page.goto(f"{(planned / SLUG / 'index.html').as_uri()}#plan?day-signature=2027-03-01")
    page.evaluate(UNFOLD)
    page.check(TICK.format(LIST))
    assert (dates(page)[LIST], faults) == ("Wed 3 March 2027", [])
