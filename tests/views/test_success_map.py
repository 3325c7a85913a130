"""The pages for customers: one choice on the home page, and a plan that is complete even where little is public."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.findings import Level
from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, NoSuchThing, open_book
from journeybook.views.base.elements import plain_text
from journeybook.views.pages import landing, success_map
from journeybook.views.success_map.success_stage import StagePart
from journeybook.views.success_map.success_step import AskedQuestion, Doer, StepGroup, StepLine

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small & Co
    | contact: {mail: "mailto:help@example.org"}
    | anchors: [{id: signature, name: the signature}]
    | roles: [{id: guide, name: Your guide, audience: public}]
    | contact_roles: [{id: planner, name: Planner, audience: public}]
    | teams: [{id: success, name: Success}]
    | channels: [{id: phone, name: Phone, audience: public}, {id: post, name: Post, audience: public}, {id: pager, name: Pager}]
  resources/
    all.yml
      | - {id: guide-text, name: Setting up, kind: article, audience: public, body: "Do *this*."}
      | - {id: elsewhere, name: A film, kind: video, audience: public, link: https://example.org/film}
      | - {id: sheet, name: A sheet, kind: document, audience: public, summary: Short, link: https://example.org/sheet}
      | - {id: form, name: Form 7, kind: document, audience: public}
  maps/
    open.yml
      | id: open-map
      | name: Segment words
      | goal: Publish
      | owner: success
      | status: live
      | audience: public
      | review: 2026-06-01
      | public:
      |   slug: publish
      |   title: Your first rota
      |   goal: Publish a rota
      |   role: I plan the shifts
      |   editions: [human, digital]
      | choices: {pay: Pay one of these ways}
      | tracks: {staff: Staff, wages: Wages}
      | stages:
      |   - id: start
      |     label: "1a"
      |     name: Start
      |     customer_name: A good start
      |     lasts: 2 weeks
      |     time_box: within 30 days of signature
      |     roles: [guide, planner]
      |     exit: {fact: It is out, customer_words: You can see it}
      |     owner: success
      |     questions: [{Who is it for?: "For *all* of you."}, Why now?]
      |     steps:
      |       - id: invite
      |         pain_points: [{what: Nobody comes, recovery: {text: Ask again}, audience: public, severity: high}]
      |         customer: Invite
      |         who: [planner, guide]
      |         when: 3 days after all-in
      |         takes: 2 hours
      |         channel: phone
      |         touchpoints:
      |           - {channel: post, what: if nobody answers, trigger: A secret, recipients: planner, audience: public}
      |           - {channel: pager, what: At night, audience: public}
      |           - {channel: post, what: For colleagues}
      |         price: One pound
      |         resources: [guide-text, elsewhere, sheet, form]
      |         need: optional
      |         questions: [Whom first?]
      |       - {id: greet, company: Greet, who: [guide, planner], editions: human}
      |       - partner: Print
      |         how: "On *paper*: [how](https://example.org/printer)"
      |         customer_note: It takes ink.
      |         track: staff
      |       - {id: card, customer: By card, choice: pay, editions: digital, track: wages}
      |       - {id: bill, customer: By bill, choice: pay, next: {paid: greet, if late: invite}, editions: digital}
      |       - {backstage: Look at the ledger}
      |     gates: [{id: gate, name: Ready, checklist: [{fact: All in, customer_words: You have everybody}]}]
      |     milestones: [{id: all-in, name: Complete, customer_words: Everybody is in, target: 9 days after signature, owner: success}]
      |     stuck: {advice: Wait a day, ask: guide, link: https://example.org/help}
      |   - id: goal
      |     label: The last mile
      |     name: Go on
      |     exit: Done
      |     owner: success
      |     steps: [{customer: Invite, ends: You are there}]
      |   - id: aside
      |     name: Trouble
      |     kind: side
      |     exit: Gone
      |     owner: success
      |     steps: [{company: Ring, self_service: https://example.org/ring, ends: Mended}]
      | changes:
      |   - {date: 2026-01-09, what: Inside, customer_words: Older}
      |   - {date: 2026-02-01, what: Inside, customer_words: "*Newer*"}
      |   - {date: 2026-03-01, what: Only for us}
    quiet.yml
      | id: quiet-map
      | name: Quiet
      | goal: Publish
      | owner: success
      | status: live
      | review: 2026-06-01
      | public: {slug: quiet, title: A quiet plan, goal: Publish a rota, role: I pay}
      | stages: [{id: a-stage, name: A stage, owner: success, exit: Done, steps: [{customer: Waits}]}]
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    checked = check(draw_project(PROJECT))
    assert [str(finding) for finding in checked.findings if finding.level is Level.ERROR] == []
    return open_book(checked, Audience.PUBLIC)


@pytest.fixture
def part(book: Book) -> StagePart:
    return success_map.view(book, "publish").path[0]


def lines(part: StagePart) -> list[StepLine]:
    return [line for group in step_groups_of(part) for line in group.steps]


def step_groups_of(part: StagePart) -> list[StepGroup]:
    return [group for section in part.sections for group in section.groups if isinstance(group, StepGroup)]


def test_the_home_page_leads_to_every_plan_by_goal_and_by_role(book: Book) -> None:
    page = landing.view(book)
    assert [(group.name, [(way.link.text, way.title) for way in group.ways]) for group in page.by_goal] == [
        ("Publish a rota", [("I pay", "A quiet plan"), ("I plan the shifts", "Your first rota")])
    ]
    assert page.by_role == (), "each role has one plan, which the list by goal names by its role"


def test_roles_stand_on_the_home_page_where_one_of_them_has_several_plans(draw_project: Callable[[str], Path]) -> None:
    third = (
        PROJECT[PROJECT.index("    quiet.yml") :].replace("quiet", "third").replace("Publish a rota", "Pay less").replace("A ", "Another ")
    )
    page = landing.view(open_book(check(draw_project(PROJECT + third)), Audience.PUBLIC))
    assert [(group.name, [way.link.text for way in group.ways]) for group in page.by_role] == [
        ("I pay", ["Pay less", "Publish a rota"]),
        ("I plan the shifts", ["Publish a rota"]),
    ]


def test_a_stage_says_what_it_is_and_how_long_it_takes(part: StagePart) -> None:
    assert (part.anchor, part.number, part.name, part.lasts) == ("part-a-good-start", "1a", "A good start", "2 weeks")
    assert (part.by_when, part.helpers, part.own_people) == ("within 30 days of the signature", "Your guide", "Planner")
    assert (part.done_when, part.tracks) == (("You can see it",), ("Staff", "Wages"))
    assert part.questions == (AskedQuestion("Who is it for?", "For *all* of you."), AskedQuestion("Why now?", ""))


def test_steps_stand_in_the_order_of_the_file_and_say_who_does_them(part: StagePart) -> None:
    assert [(line.anchor, line.doer) for line in lines(part)] == [
        ("step-invite--de120b89", Doer("you", "You", "Planner", "Your guide")),
        ("step-greet", Doer("we", "We", "Your guide", "Planner")),
        ("step-print", Doer("partner", "A partner of ours", "", "")),
        ("step-by-card", Doer("you", "You", "", "")),
        ("step-by-bill", Doer("you", "You", "", "")),
    ]


def test_a_step_says_everything_a_customer_may_know(part: StagePart) -> None:
    first, _, third, *_, last = lines(part)
    assert ([time.text for time in first.times], first.takes, first.channel, first.price, first.need) == (
        ["3 days after “Everybody is in”"],
        "2 hours",
        "Phone, Post (if nobody answers)",
        "One pound",
        "Optional",
    )
    assert first.questions == (AskedQuestion("Whom first?", ""),)
    assert (third.how, third.note, third.track) == ("On *paper*: [how](https://example.org/printer)", "It takes ink.", "Staff")
    assert [(outcome, target.text, target.anchor) for outcome, target in last.outcomes] == [
        ("paid", "Greet", "step-greet"),
        ("late", "Invite", "step-invite--de120b89"),
    ]


def test_steps_of_a_choice_stay_together(part: StagePart) -> None:
    groups = [(group.key, group.choice, [line.what for line in group.steps]) for group in step_groups_of(part)]
    assert groups == [
        ("", "", ["Invite"]),
        ("", "", ["Greet"]),
        ("", "", ["Print"]),
        ("choice-pay-one-of-these-ways", "Pay one of these ways", ["By card", "By bill"]),
    ]


def test_what_belongs_to_one_edition_says_so(part: StagePart) -> None:
    assert [line.only.words for line in lines(part)] == [(), ("Only with people",), (), ("Only by yourself",), ("Only by yourself",)]
    assert [group.only.editions for group in step_groups_of(part)] == [(), (), (), ("digital",)]
    assert part.sections[0].only.editions == ()


def test_a_gate_says_what_one_must_have_before_what(part: StagePart) -> None:
    assert [(check.name, check.lead, check.must) for check in part.checks] == [
        ("Ready", "You must have all of this before you can go on to “The last mile: Go on”", ("You have everybody",))
    ]


def test_a_milestone_and_help_stand_in_their_stage(part: StagePart) -> None:
    assert [(goal.anchor, goal.what, goal.target) for goal in part.goals] == [
        ("goal-everybody-is-in", "Everybody is in", "9 days after the signature")
    ]
    assert part.stuck is not None
    assert (part.stuck.advice, part.stuck.ask) == ("Wait a day", "Your guide")


def test_a_long_label_stands_before_the_name_and_a_side_stage_has_no_number(book: Book) -> None:
    page = success_map.view(book, "publish")
    assert [(part.number, part.name) for part in (*page.path, *page.beside)] == [
        ("1a", "A good start"),
        ("", "The last mile: Go on"),
        ("", "Trouble"),
    ]
    assert lines(page.path[1])[0].anchor == "step-invite--7f5afe59"


def test_resources_stand_at_the_end_or_lead_outside(book: Book, part: StagePart) -> None:
    assert [(jump.text, jump.anchor, jump.to) for jump in lines(part)[0].resources] == [
        ("Setting up", "text-setting-up", ""),
        ("A film", "", "https://example.org/film"),
        ("A sheet", "text-a-sheet", ""),
        ("Form 7", "", ""),
    ]
    assert [one.name for one in success_map.view(book, "publish").materials] == ["Setting up", "A sheet"]


def test_paper_carries_prices_gates_entries_ways_out_and_the_address_of_every_link(book: Book) -> None:
    html = str(render(book, "success_map", ("publish",), here="publish.md"))
    page, _, sheet = html.partition('<div class="jb-sheet"')
    sheet = sheet.partition("<script")[0]
    said = " ".join(re.sub(r"<[^>]+>", " ", sheet).split())
    assert not any(secret in html for secret in ("A secret", "At night", "For colleagues"))
    for text in (
        "Costs: One pound What you need: Setting up, A film [1] , A sheet [2] , Form 7",
        "If paid: Greet",
        "If late: Invite",
        "How you know you are there: You can see it",
        "Ready: You must have all of this before you can go on to “The last mile: Go on”: You have everybody",
        "The way ends here: You are there",
        "Begins: after “A good start”",
    ):
        assert text in said, text
    addresses = {re.sub(r"^(https://|mailto:)|\?.*", "", address) for address in re.findall(r'href="((?:https://|mailto:)[^"]+)"', page)}
    assert len(addresses) > 4
    assert [address for address in sorted(addresses) if f"<span>{address}</span>" not in sheet] == []


def test_paper_holds_every_step_and_milestone_and_numbers_the_links(book: Book) -> None:
    sheet = success_map.view(book, "publish").sheet
    rows = [[row for section in part.sections for row in section.rows] for part in sheet.parts]
    assert [[(row.line.what, row.numbers, [jump.numbers for jump in row.resources]) for row in some] for some in rows] == [
        [("Invite", (), [(), (1,), (2,), ()]), ("Greet", (), []), ("Print", (), []), ("By card", (), []), ("By bill", (), [])],
        [("Invite", (), [])],
        [("Ring", (4,), [])],
    ]
    assert [[goal.what for goal in part.part.goals] for part in sheet.parts] == [["Everybody is in"], [], []]
    assert [part.numbers for part in sheet.parts] == [(3,), (), ()]
    assert [link.to for link in sheet.links] == [
        "https://example.org/film",
        "https://example.org/sheet",
        "https://example.org/help",
        "https://example.org/ring",
        "mailto:help@example.org",
        "mailto:help@example.org?subject=This%20did%20not%20work%20for%20us%3A%20Your%20first%20rota",
        "https://example.org/printer",
    ]


def test_changes_are_told_newest_first_and_the_day_of_the_last_look_is_shown(book: Book) -> None:
    page = success_map.view(book, "publish")
    assert [(note.date, note.day, note.words) for note in page.changes] == [
        ("2026-02-01", "1 February 2026", "*Newer*"),
        ("2026-01-09", "9 January 2026", "Older"),
    ]
    assert [success_map.view(book, slug).checked for slug in ("publish", "quiet")] == [
        "For customers · last checked on 1 June 2026",
        "For customers",
    ]


def test_the_picture_leads_to_every_stage_and_ends_at_the_goal(book: Book) -> None:
    picture = success_map.view(book, "publish").picture
    assert picture is not None
    assert [(stop.anchor, stop.number, stop.sentence) for stop in picture.stops] == [
        ("part-a-good-start", "1a", "1a. A good start, 2 weeks, 1 milestone"),
        ("part-go-on", "", "The last mile: Go on"),
    ]
    assert [stop.name for stop in picture.trail.stops] == [("A good start",), ("The last mile: Go on",), ("Publish a rota",)]
    assert [len(stop.flags) for stop in picture.trail.stops] == [1, 0, 0]


def test_a_plan_without_anything_public_is_still_a_page(book: Book) -> None:
    page = success_map.view(book, "quiet")
    html = render(book, "success_map", ("quiet",), here="quiet.md")
    assert (page.path, page.picture, page.complaint and page.complaint.to) == (
        (),
        None,
        "mailto:help@example.org?subject=This%20did%20not%20work%20for%20us%3A%20A%20quiet%20plan",
    )
    assert "A quiet plan" in html
    assert "Waits" not in html


def test_no_id_stands_on_a_page(book: Book) -> None:
    html = render(book, "success_map", ("publish",), here="publish.md")
    assert "publish" in html
    internal = ("all-in", "open-map", "guide-text", "success<", "step-card", "Segment", "ledger", "Look at", "Only for us")
    assert [name for name in internal if name in html] == []


def test_a_plan_that_is_not_public_is_not_found(book: Book) -> None:
    with pytest.raises(NoSuchThing):
        success_map.view(book, "draft")


def test_the_customer_begins_with_their_own_steps_ticks_only_those_and_is_led_on_where_one_did_not_work(book: Book) -> None:
    page = success_map.view(book, "publish")
    assert [step.anchor for step in page.first_steps] == ["step-invite--de120b89", "step-invite--7f5afe59"], "others are for some, or ours"
    assert [(line.what, line.is_yours) for line in lines(page.path[0])] == [
        ("Invite", True),
        ("Greet", False),
        ("Print", False),
        ("By card", True),
        ("By bill", True),
    ]
    moments = page.plan.document["moments"]
    assert {name for name, moment in moments.items() if moment.get("ours")} == {"step-greet", "step-print", "step-ring"}
    screen, paper = str(render(book, "success_map", ("publish",), here="publish.md")).split('<div class="jb-sheet')
    for html in (screen, paper):
        ticked = set(re.findall(r'data-tick="(step-[^"]*)"', html))
        assert len(ticked) > 3
        assert not ticked & {"step-greet", "step-print", "step-ring"}
    ways = re.findall(r'<p class="jb-success__failed"><a href="#([^"]*)"', screen)
    assert ways == ["trouble-step-invite--de120b89", "stuck-part-a-good-start", "stuck-part-a-good-start", "stuck-part-go-on"]
    assert all(screen.count(f' id="{anchor}"') == 1 for anchor in ways)


CONTACT = """{name: The desk, mail: "mailto:help@example.org", page: "https://example.org/help", telephone: +1 555 0100, hours: weekdays,
    |   other: [Extension 204]}"""


def test_customers_read_whom_to_ask_when_and_how_and_roles_and_days_in_their_own_words(draw_project: Callable[[str], Path]) -> None:
    written = (
        PROJECT.replace('{mail: "mailto:help@example.org"}', CONTACT)
        .replace("{id: signature, name: the signature}", "{id: signature, name: the signature, question: When did you sign?}")
        .replace("{id: guide, name: Your guide,", "{id: guide, name: Field engineer, customer_name: whoever sets up with you,")
    )
    book = open_book(check(draw_project(written)), Audience.PUBLIC)
    desk = ("The desk", "help@example.org", "Help", "+1 555 0100", "weekdays")
    assert tuple(map(plain_text, landing.view(book).contact)) == tuple(map(plain_text, success_map.view(book, "publish").reach)) == desk
    html = str(render(book, "success_map", ("publish",), here="publish.md"))
    stuck = html[html.index('id="stuck-part-a-good-start"') :].partition("</div>")[0]
    assert [words for words in (*desk, "tel:+15550100", "whoever sets up with you", "This did not work for us") if words not in stuck] == []
    assert html.count("When did you sign?") == 1
    assert "Field engineer" not in html
    assert "204" not in html
