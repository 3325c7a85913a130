"""What readers ticked, and what links and files of progress say, follows the steps by what they are; older ticks and links are read."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.pages.success_map import view

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts"
PROJECT = """
journeys/
  atlas.yml
    | {schema_version: 2, organisation: Small, teams: [{id: success, name: Success}]}
  maps/
    one.yml
      | id: one
      | name: One
      | goal: Reach
      | owner: success
      | status: live
      | audience: public
      | public: {slug: reach, title: Reach, goal: Reach, role: I reach, known_by_id: KNOWN}
      | stages:
      |   - {id: begin, name: Begin, exit: Begun, steps: [STEPS]}
"""
DAY_3, DAY_5 = "{customer: Join the call, when: by day 3}", "{customer: Join the call, when: by day 5}"
DAY_4, OTHER = "{customer: Join the call, when: by day 4}", "{customer: Write}"
ONE, TWO = "step-join-the-call", "step-join-the-call-2"


@pytest.fixture(scope="module")
def page(browser: "Browser") -> Iterator["Page"]:
    """An empty page with the scripts that read what was kept, which keep nothing themselves."""
    page = browser.new_page()
    for name in ("plan-dates", "plan-state"):
        page.add_script_tag(content="window.journeybook ??= {};\n" + (SCRIPTS / f"{name}.js").read_text(encoding="utf-8"))
    yield page
    page.close()


@pytest.fixture
def plan(draw_project: Callable[[str], Path]) -> Callable[..., Any]:
    """Return what the page of a plan with these steps hands to its scripts."""

    def document(*steps: str, known_by_id: bool = False) -> Any:
        text = PROJECT.replace("STEPS", ", ".join(steps)).replace("KNOWN", str(known_by_id).lower())
        book = open_book(check(draw_project(text)), Audience.PUBLIC)
        return json.loads(json.dumps(view(book, "reach").plan.document))

    return document


def ticked(page: "Page", document: Any, kept: list[str]) -> list[str]:
    """Return the times of the steps that are ticked, or their words where they have none."""
    names = page.evaluate(
        "([text, plan]) => [...window.journeybook.state.readTicks(text, plan)]",
        [json.dumps(kept), document],
    )
    return sorted(document["moments"][name].get("said", document["moments"][name]["what"]) for name in names)


def kept(page: "Page", document: Any, *places: int) -> list[str]:
    """Return what a browser keeps when the steps at these places are ticked."""
    names = [name for name, moment in document["moments"].items() if moment["kind"] == "step"]
    written = page.evaluate(
        "([names, plan]) => window.journeybook.state.writeTicks(new Set(names), plan)", [[names[place] for place in places], document]
    )
    return [str(name) for name in written]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(((DAY_3, DAY_5), 0, (DAY_3, DAY_5)), ["by day 3"], id="nothing changed"),
        pytest.param(((DAY_3, DAY_5), 0, (DAY_5,)), [], id="the ticked one goes"),
        pytest.param(((DAY_3, DAY_5), 1, (DAY_5,)), ["by day 5"], id="the other one goes"),
        pytest.param(((DAY_3, DAY_5), 1, (DAY_5, DAY_3)), ["by day 5"], id="they change places"),
        pytest.param(((DAY_3, DAY_5), 0, (OTHER, DAY_4, DAY_3, DAY_5)), ["by day 3"], id="a third and another come first"),
        pytest.param(((DAY_3,), 0, (DAY_5, DAY_3)), ["by day 3"], id="a second comes first"),
        pytest.param(((DAY_3,), 0, (DAY_4,)), ["by day 4"], id="its time changes"),
        pytest.param(((DAY_3,), 0, (DAY_4, DAY_5)), [], id="its time changes and a second comes"),
    ],
)
def test_a_tick_stays_with_its_step(
    page: "Page", plan: Callable[..., Any], change: tuple[tuple[str, ...], int, tuple[str, ...]], expected: list[str]
) -> None:
    before, place, after = change
    assert ticked(page, plan(*after), kept(page, plan(*before), place)) == expected


@pytest.mark.parametrize(
    ("names", "steps", "expected"),
    [
        ([ONE], (DAY_3, DAY_5), ["by day 3"]),
        ([TWO], (DAY_3, DAY_5), ["by day 5"]),
        ([ONE, TWO, "step-write"], (DAY_3, OTHER, DAY_5), ["Write", "by day 3", "by day 5"]),
        ([ONE], (DAY_5,), ["by day 5"]),
        ([TWO], (DAY_5,), []),
        ([1, None, "__proto__", "constructor"], (DAY_3, DAY_5), []),
    ],
)
def test_ticks_and_files_of_the_time_when_words_were_counted_are_read(
    page: "Page", plan: Callable[..., Any], names: list[Any], steps: tuple[str, ...], expected: list[str]
) -> None:
    """The names are those that the rule of that time gave: the words, and a number where they came again."""
    assert ticked(page, plan(*steps), names) == expected


@pytest.mark.parametrize(
    ("steps", "link", "moved"),
    [
        ((DAY_3, DAY_5), f"move=2027-03-02.4.{TWO}", "by day 5"),
        ((DAY_3, DAY_5), f"move=2027-03-02.4.{ONE}", "by day 3"),
        ((DAY_5,), f"move=2027-03-02.4.{ONE}", "by day 5"),
    ],
)
def test_links_of_that_time_open(page: "Page", plan: Callable[..., Any], steps: tuple[str, ...], link: str, moved: str) -> None:
    document = plan(*steps)
    read = page.evaluate("([text, plan]) => window.journeybook.state.read(text, plan, {})", [link, document])
    names = [name for move in read["state"]["moves"] for name in move["kept"]]
    assert (read["isFaulty"], [document["moments"][name]["said"] for name in names]) == (False, [moved])


@pytest.mark.parametrize(
    ("given", "faults"), [("day-renewal=2027-03-01", [False]), ("day-renewal=soon", [True]), ("other=2027-03-01", [True])]
)
def test_a_day_for_which_a_plan_asks_no_more_does_no_harm(page: "Page", plan: Callable[..., Any], given: str, faults: list[bool]) -> None:
    link = f"start=2027-03-02&{given}"
    read = page.evaluate("([text, plan]) => window.journeybook.state.read(text, plan, {})", [link, plan(DAY_3)])
    assert ([read["isFaulty"]], read["state"]["days"]) == (faults, {"start": "2027-03-02"})


BY_ID = "{id: talk, customer: Join the call, when: by day 3}", "{id: mail, customer: Join the call, when: by day 5}"
REWORDED = "{id: mail, customer: Read our mail, when: by day 5}", "{customer: Join the call, when: by day 5}", BY_ID[0]


def test_a_tick_outlives_other_words_where_ids_are_public(page: "Page", plan: Callable[..., Any]) -> None:
    names = kept(page, plan(*BY_ID, known_by_id=True), 1)
    assert names == ["step--mail"]
    document = plan(*REWORDED, known_by_id=True)
    read = page.evaluate("([text, plan]) => [...window.journeybook.state.readTicks(text, plan)]", [json.dumps(names), document])
    assert read == ["step--mail"]
    link = "move=2027-03-02.4.step--mail"
    opened = page.evaluate("([text, plan]) => window.journeybook.state.read(text, plan, {})", [link, document])
    assert (opened["isFaulty"], opened["state"]["moves"][0]["kept"]) == (False, ["step--mail"])


@pytest.mark.parametrize("names", [[ONE], ["step-join-the-call--LASTING"], [ONE, "step-join-the-call--LASTING"]])
def test_ticks_from_before_ids_were_public_are_read(page: "Page", plan: Callable[..., Any], names: list[str]) -> None:
    before, after = plan(BY_ID[0]), plan(BY_ID[0], known_by_id=True)
    lasting = next(moment["lasting"] for moment in before["moments"].values() if moment["kind"] == "step")
    ticks = [name.replace("step-join-the-call--LASTING", lasting) for name in names]
    assert ticked(page, after, ticks) == ["by day 3"]
    assert after["moments"]["step--talk"]["lasting"] == lasting


def test_a_link_that_names_a_lasting_name_opens_when_the_other_is_gone(page: "Page", plan: Callable[..., Any]) -> None:
    both, alone = plan(DAY_3, DAY_5), plan(DAY_5)
    last = next(name for name, moment in both["moments"].items() if moment.get("said") == "by day 5")
    read = page.evaluate("([text, plan]) => window.journeybook.state.read(text, plan, {})", [f"move=2027-03-02.4.{last}", alone])
    assert (read["isFaulty"], [move["kept"] for move in read["state"]["moves"]]) == (False, [[ONE]])


def test_ticks_and_plans_under_old_names_are_read(page: "Page", plan: Callable[..., Any]) -> None:
    old = "formerly: [{name: Call us, audience: public}]"
    document = plan(f"{{customer: Join the call, {old}}}", OTHER)
    assert document["old_names"] == {"step-call-us": "step-join-the-call"}
    assert ticked(page, document, ["step-call-us", "step-call-us--5ce616be"]) == ["Join the call"]
    state = page.evaluate(
        "([text, plan]) => window.journeybook.state.read(text, plan, {}).state", ["move=2026-05-04.3.step-call-us", document]
    )
    assert state["moves"][0]["kept"] == ["step-join-the-call"]


def calendar_id(page: "Page", document: Any, name: str) -> str:
    script = "([plan, name]) => window.journeybook.state.calendarId(plan, 'Alder & Co', name, 0)"
    return str(page.evaluate(script, [document, name])).replace("alder-co", "alder")


@pytest.mark.parametrize("known_by_id", [False, True])
def test_a_calendar_knows_an_entry_by_the_first_names_that_it_had(page: "Page", plan: Callable[..., Any], *, known_by_id: bool) -> None:
    first = "{id: call, customer: Call us, when: by day 3}"
    old = "[{name: call, audience: public}, {name: Call us, audience: public}, {name: talk, audience: public}]"
    later = f"{{id: meet, customer: Meet us, when: by day 3, formerly: {old}}}"
    before = plan(first, known_by_id=known_by_id)
    after = plan(later, known_by_id=known_by_id) | {"slug": "arrive", "old_slugs": ["reach", "come"]}
    (name,) = (name for name in before["moments"] if name.startswith("step-"))
    (new_name,) = (name for name in after["moments"] if name.startswith("step-"))
    assert new_name != name
    assert calendar_id(page, before, name).startswith("reach.alder")
    if known_by_id:
        assert calendar_id(page, after, new_name) == calendar_id(page, before, name)
    else:
        assert calendar_id(page, after, new_name).startswith("reach.alder")
    assert calendar_id(page, after, "day-start") == calendar_id(page, before, "day-start")
