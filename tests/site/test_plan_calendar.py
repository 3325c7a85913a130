"""The calendar file of a plan, as an independent library reads it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from planned import SLUG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts"
UID = "old-rota.alder.{}@shiftwell"


@pytest.fixture
def page(browser: "Browser", plan_address: str) -> Iterator["Page"]:
    context = browser.new_context(locale="en-GB", timezone_id="Pacific/Auckland")
    page = context.new_page()
    page.clock.set_fixed_time("2027-03-02T09:00:00Z")
    page.goto(f"{plan_address}#plan?day-signature=2027-03-01&day-go-live=2027-03-15&edition=human&for=Alder")
    yield page
    context.close()


def saved(page: "Page") -> bytes:
    with page.expect_download() as loading:
        page.click("[data-plan-do=calendar]")
    return Path(loading.value.path()).read_bytes()


def events(data: bytes) -> dict[str, Any]:
    """Return the entries of a file by their identifiers, none of them twice."""
    found = Calendar.from_ical(data).walk("VEVENT")
    by_id = {str(event["UID"]): event for event in found}
    assert len(by_id) == len(found) > 0
    return by_id


def span(event: Any) -> tuple[date, date]:
    return event["DTSTART"].dt, event["DTEND"].dt


def test_another_program_reads_every_entry(page: "Page") -> None:
    found = events(saved(page))
    assert {key: span(event) for key, event in found.items()} == {
        UID.format("day-signature"): (date(2027, 3, 1), date(2027, 3, 2)),
        UID.format("day-go-live"): (date(2027, 3, 15), date(2027, 3, 16)),
        UID.format("day-the-renewal-date"): (date(2027, 5, 30), date(2027, 5, 31)),
        UID.format("step-send-the-list-all-names"): (date(2027, 3, 3), date(2027, 3, 4)),
        UID.format("step-we-train-you"): (date(2027, 3, 5), date(2027, 3, 6)),
        UID.format("step-pay-by-card"): (date(2027, 3, 8), date(2027, 3, 9)),
        UID.format("step-pay-by-invoice"): (date(2027, 3, 1), date(2027, 3, 9)),
        UID.format("goal-everybody-is-in"): (date(2027, 3, 10), date(2027, 3, 11)),
        UID.format("step-publish-the-rota"): (date(2027, 3, 24), date(2027, 3, 25)),
        UID.format("goal-first-rota-out"): (date(2027, 3, 30), date(2027, 3, 31)),
        UID.format("step-say-whether-you-go-on"): (date(2027, 4, 30), date(2027, 5, 1)),
        UID.format("step-look-at-the-week.1"): (date(2027, 3, 22), date(2027, 3, 23)),
        UID.format("step-look-at-the-week.2"): (date(2027, 3, 30), date(2027, 3, 31)),
        UID.format("step-look-at-the-week.3"): (date(2027, 4, 5), date(2027, 4, 6)),
    }
    first = found[UID.format("step-send-the-list-all-names")]
    assert str(first["SUMMARY"]) == "Send the list; all names"
    assert str(first["DESCRIPTION"]) == "2 days after signature\nYour first rota\nAlder"
    assert str(first["URL"]).endswith(f"/{SLUG}/#step-send-the-list-all-names")
    assert first["DTSTART"].params == {"VALUE": "DATE"}
    assert first["DTSTAMP"].dt.isoformat() == "2027-03-02T09:00:00+00:00"


def test_saving_again_updates_the_same_entries(page: "Page") -> None:
    before = events(saved(page))
    page.fill("#plan-day-signature", "2027-03-02")
    page.keyboard.press("Tab")
    page.clock.set_fixed_time("2027-03-02T09:00:01Z")
    after = events(saved(page))
    assert after.keys() == before.keys()
    assert all(after[key]["SEQUENCE"] > before[key]["SEQUENCE"] for key in before)
    assert span(after[UID.format("step-we-train-you")]) == (date(2027, 3, 8), date(2027, 3, 9))


def test_another_customer_has_entries_of_their_own(page: "Page") -> None:
    before = events(saved(page))
    for name in ("Birch", "开始", "Ärzte"):
        page.evaluate(
            "name => { const box = document.querySelector('#plan-customer'); box.value = name; box.dispatchEvent(new Event('change')); }",
            name,
        )
        data = saved(page)
        assert not events(data).keys() & before.keys()
        assert all(re.fullmatch(rb"UID:[a-z0-9.-]+@[a-z0-9-]+", line) for line in unfolded(data) if line.startswith(b"UID"))
        before |= events(data)


def unfolded(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n ", b"").split(b"\r\n")


HARD = [
    "plain",
    'a;b,c\\d:e"f',
    "line\none\r\ntwo\rthree",
    "x" * 300,
    "ä" * 200,
    "客户成功" * 60,
    "👩\u200d🚀🎉" * 40,
    "BEGIN:VEVENT\nUID:evil",
    "\u2028a\u0000b\u0007c\td",
    "end\\",
    "",
]


def test_any_text_comes_back_from_lines_of_75_octets(browser: "Browser") -> None:
    page = browser.new_page()
    for name in ("plan-dates", "plan-ics"):
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    ask = """texts => texts.map(text => window.journeybook.calendar.write(text,
        [{id: 'a@b', what: text, said: text, opens: 20000, closes: 20001, address: ''}], new Date('2027-03-01T00:00:00Z')))"""
    files = [text.encode() for text in page.evaluate(ask, HARD)]
    page.close()
    assert len(files) == len(HARD)
    for data, text in zip(files, HARD, strict=True):
        assert data.endswith(b"END:VCALENDAR\r\n")
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
        assert max(map(len, data.split(b"\r\n"))) <= 75
        event = events(data)["a@b"]
        wanted = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", re.sub(r"\r\n?", "\n", text))
        assert (str(event["SUMMARY"]), str(event.get("DESCRIPTION", ""))) == (wanted, wanted)
        assert span(event) == (date(2024, 10, 4), date(2024, 10, 6))
