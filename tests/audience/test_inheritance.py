"""No text becomes public by inheritance: a public map speaks for its own file, and bases and parts for themselves."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.audience.redact import redact
from journeybook.findings import Finding, Level, as_text
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.prove.customer_texts import customer_texts, texts_lost_by_inheritance
from journeybook.render.environment import render
from journeybook.validate import Checked, check
from journeybook.views.base.book import Book
from journeybook.views.site_pages import site_pages

Draw = Callable[[str], Path]
ATLAS = """
journeys/atlas.yml
  | schema_version: 2
  | organisation: Shiftwell
  | as_of: 2026-05-01
  | teams: [{id: csm, name: Customer success}]
  | anchors: [{id: signature, name: the signature}]
"""
BASE = """
journeys/maps/base.yml
  | id: base
  | name: Base
  | goal: Publish
  | owner: csm
"""
FACE = """
status: live
audience: public
review: 2026-04-01
owner: csm
public: {slug: way, title: Title, goal: Goal, role: Role}
"""


def variant(*alterations: str, name: str = "variant", extends: str = "base", face: str = FACE) -> str:
    """Return the file of a variant as lines of a tree."""
    head = [f"id: {name}", "name: Variant", "goal: Publish", f"extends: {extends}", *face.strip().splitlines()]
    rows = ["alterations:", *(f"  - {alteration}" for alteration in alterations)] if alterations else []
    return f"\njourneys/maps/{name}.yml\n" + "".join(f"  | {line}\n" for line in (*head, *rows))


def stages(text: str) -> str:
    """Return the stages of the base as lines of a tree."""
    return "  | stages:\n" + "".join(f"  |   {line}\n" for line in text.strip("\n").splitlines())


def checked(project: Path) -> Checked:
    answer = check(project)
    assert answer.ok, as_text(answer.findings)
    return answer


def page(atlas: Atlas) -> str:
    """Return the words of every public page of an atlas; there is one at least."""
    book = Book(redact(atlas, Audience.PUBLIC), Audience.PUBLIC)
    pages = [render(book, stub.view, stub.arguments, here=stub.page) for stub in site_pages(book)]
    assert len(pages) > 1
    return "\n".join(pages)


def seen(atlas: Atlas, *words: str) -> list[str]:
    text = page(atlas)
    return [word for word in words if word in text]


def inherited(answer: Checked) -> list[Finding]:
    return [finding for finding in answer.findings if finding.rule.startswith("INHERITED-")]


H2 = """
- id: renew
  name: Renewal
  owner: csm
  exit: It is signed
  events: none
  entry: {fact: We are well placed to win the renewal}
  summary: Rating green, yellow or red
"""


def test_a_variant_does_not_publish_what_its_internal_base_says(draw_project: Draw) -> None:
    answer = checked(draw_project(ATLAS + BASE + stages(H2) + variant("{add: {id: join, customer: Joins}, into: renew}")))
    assert seen(answer.atlas, "Joins", "well placed", "Rating green", "Renewal", "It is signed") == ["Joins"]
    told = [finding for finding in inherited(answer) if "`entry`" in finding.message]
    assert [(finding.place.file, finding.level, "journeys/maps/base.yml:6:5" in finding.hint) for finding in told] == [
        ("journeys/maps/variant.yml", Level.INFORMATION, True)
    ]
    assert all(f"`{name}`" in told[0].message for name in ("name", "exit", "entry", "summary"))


RICH = """
- id: start
  name: Inside name
  customer_name: Getting started
  owner: csm
  exit: Inside exit
  events: none
  outcome: Inside outcome
  questions: {Inside question?: Inside answer}
  stuck: Inside advice
  steps:
    - {id: first, customer: Inside first, how: Inside how, price: Inside price, when: 3 days after signature}
    - {id: second, customer: Inside second, audience: public}
  milestones: [{id: stone, name: Inside milestone, test: Inside test, owner: csm, target: 9 days after signature}]
  gates: [{id: gate, name: Inside gate, checklist: [Inside check]}]
  pain_points: [{id: pain, what: Inside pain, recovery: Inside recovery}]
"""
INSIDE = tuple(sorted(set(re.findall(r"Inside \w+", RICH))))


@pytest.mark.parametrize(
    ("alterations", "shown"),
    [
        ("", {"Inside second"}),
        ("{change: first, set: {what: Open words}}", {"Inside second", "Open words"}),
        ("{change: first, set: {customer: Open words}}", {"Inside second", "Open words"}),
        ("{change: first, set: {how: Open words}}", {"Inside second"}),
        ("{change: first, set: {audience: public}}", {"Inside second", "Inside first", "Inside how", "Inside price"}),
        ("{change: start, set: {summary: Open words}}", {"Inside second", "Open words"}),
        ("{change: start, set: {name: Open words}}", {"Inside second", "Open words"}),
        ("{change: start, set: {audience: public}}", set(INSIDE) - {"Inside pain", "Inside recovery", "Inside name"}),
        ("{change: second, set: {audience: internal}}\n{replace: first, by: {customer: Open words}}", {"Open words"}),
        ("{change: stone, set: {target: 2 days after signature}}", {"Inside second"}),
        ("{change: stone, set: {name: Open words}}", {"Inside second", "Open words"}),
        ("{change: gate, set: {name: Open words}}", {"Inside second", "Open words"}),
        ("{change: gate, set: {checklist: [Open words]}}", {"Inside second"}),
        ("{change: pain, set: {what: Open words, audience: public}}", {"Inside second", "Open words", "Inside recovery"}),
        ("{change: start, set: {questions: {Open words: Yes}}}", {"Inside second", "Open words"}),
        ("{move: first, after: second}", {"Inside second"}),
    ],
)
def test_each_field_is_public_by_the_file_that_wrote_it(draw_project: Draw, alterations: str, shown: set[str]) -> None:
    answer = checked(draw_project(ATLAS + BASE + stages(RICH) + variant(*filter(None, alterations.splitlines()))))
    assert set(seen(answer.atlas, *INSIDE, "Open words")) == shown


def test_a_public_step_stands_under_the_name_that_customers_call_its_stage_by(draw_project: Draw) -> None:
    answer = checked(draw_project(ATLAS + BASE + stages(RICH) + variant()))
    assert seen(answer.atlas, "Getting started", "Inside name") == ["Getting started"]


@pytest.mark.parametrize(
    ("own", "base", "shown"),
    [
        ("public", "audience: public", True),
        ("public", "audience: internal", False),
        ("public", "status: live", False),
        ("public", "audience: public\n  | status: retired", True),
        ("internal", "audience: public", False),
    ],
)
def test_a_base_is_public_where_it_says_so_itself_and_its_variant_too(draw_project: Draw, own: str, base: str, shown: bool) -> None:  # noqa: FBT001 - a case
    steps = (
        "- {id: go, name: Go, owner: csm, exit: Gone, events: none, steps: [{customer: Base words}, {customer: Open, audience: public}]}"
    )
    face = FACE if own == "public" else FACE.replace("audience: public\n", "")
    answer = checked(draw_project(ATLAS + BASE + f"  | {base}\n" + stages(steps) + variant(face=face)))
    assert seen(answer.atlas, "Base words", "Open") == (["Base words", "Open"] if shown else ["Open"])
    assert any(finding.level is Level.WARNING for finding in inherited(answer)) is (own == "public" and not shown)


def test_of_two_parents_each_speaks_for_itself(draw_project: Draw) -> None:
    open_base = "- {id: go, name: Open stage, owner: csm, exit: Gone, events: none, steps: [{customer: Open step}]}"
    shut_base = "- {id: go, name: Shut stage, owner: csm, exit: Gone, events: none, summary: Shut words, steps: [{customer: Shut step}]}"
    other = BASE.replace("base", "other") + stages(shut_base)
    for extends in ("[base, other]", "[other, base]"):
        answer = checked(draw_project(ATLAS + BASE + "  | audience: public\n" + stages(open_base) + other + variant(extends=extends)))
        texts = seen(answer.atlas, "Open step", "Shut step", "Shut words", "Shut stage")
        assert texts == ["Open step"]


def test_a_variant_of_variants_takes_from_each_what_is_public_there(draw_project: Draw) -> None:
    base = "- {id: go, name: Go, owner: csm, exit: Gone, events: none, steps: [{id: one, customer: Base words}]}"
    middle = variant("{change: one, set: {price: Middle price}}", "{add: {id: two, customer: Middle words}, after: one}", name="middle")
    shut = middle.replace("  | audience: public\n", "")
    last = variant("{change: one, set: {what: Last words}}", extends="middle").replace("slug: way", "slug: last")
    words = ("Base words", "Middle price", "Middle words", "Last words")
    book = redact(checked(draw_project(ATLAS + BASE + stages(base) + middle + last)).atlas, Audience.PUBLIC)
    texts = {journey.public.slug: repr(journey.stages) for journey in book.maps if journey.public}
    assert {slug: [word for word in words if word in text] for slug, text in texts.items()} == {
        "way": ["Middle words"],
        "last": ["Middle price", "Middle words", "Last words"],
    }
    book = redact(checked(draw_project(ATLAS + BASE + stages(base) + shut + last)).atlas, Audience.PUBLIC)
    texts = {journey.public.slug: repr(journey.stages) for journey in book.maps if journey.public}
    assert {slug: [word for word in words if word in text] for slug, text in texts.items()} == {"way": [], "last": ["Last words"]}


def test_tracks_and_choices_of_a_base_are_public_where_they_say_so(draw_project: Draw) -> None:
    groups = """  | tracks: [{id: left, name: Left track}, {id: right, name: Right track, audience: public}]
  | choices: [{id: pay, name: Pay words}, {id: go, name: Go words, audience: public}]
"""
    steps = """
- id: go-on
  name: Go
  owner: csm
  exit: Gone
  events: none
  audience: public
  steps:
    - {customer: A, choice: pay, track: left}
    - {customer: B, choice: pay, track: left}
    - {customer: C, choice: go, track: right}
    - {customer: D, choice: go, track: right}
"""
    answer = checked(draw_project(ATLAS + BASE + groups + stages(steps) + variant()))
    assert seen(answer.atlas, "Left track", "Right track", "Pay words", "Go words") == ["Right track", "Go words"]
    assert sorted((finding.level, re.findall("'([a-z]+)'", finding.message)[0]) for finding in inherited(answer)) == [
        (Level.INFORMATION, "left"),
        (Level.WARNING, "pay"),
    ]


def test_what_stays_behind_is_told_once_with_the_line_to_mark_and_a_draft_loses_nothing_yet(draw_project: Draw) -> None:
    tree = ATLAS + BASE + stages(RICH)
    live, draft = (inherited(checked(draw_project(tree + variant(face=face)))) for face in (FACE, FACE.replace("live", "draft")))
    messages = {finding.message.partition(": ")[0]: (finding.level, re.findall(r"base\.yml:(\d+)", finding.hint)) for finding in live}
    assert messages == {
        "customers do not read `questions`, `exit`, `outcome`, `stuck` of the stage 'start'": (Level.WARNING, ["6"]),
        "customers do not read the step 'first'": (Level.WARNING, ["16"]),
        "customers do not read the milestone 'stone'": (Level.WARNING, ["18"]),
        "customers do not read the gate 'gate'": (Level.INFORMATION, ["19"]),
    }
    assert {finding.place.file for finding in live} == {"journeys/maps/variant.yml"}
    assert (len(draft), {finding.level for finding in draft}) == (4, {Level.INFORMATION})


def test_what_a_map_takes_itself_is_told_with_the_base_that_wrote_it(draw_project: Draw) -> None:
    steps = "- {id: go, name: Go, owner: csm, exit: Gone, events: none, audience: public, steps: [{customer: Open}]}"
    base = BASE + "  | applies: {says: for whoever plans}\n" + stages(steps)
    middle = variant(name="middle", face="status: live\naudience: public\nreview: 2026-04-01\nowner: csm")
    findings = inherited(checked(draw_project(ATLAS + base + middle + variant(extends="middle"))))
    assert [(finding.message, finding.hint) for finding in findings] == [
        (
            "customers do not read `applies` of the map 'variant': 'base' wrote it and is internal",
            "to show it, add `audience: public` at the head of 'base' for all that it writes",
        )
    ]


def test_what_a_base_keeps_inside_on_purpose_is_not_told(draw_project: Draw) -> None:
    steps = """
- id: go
  name: Go
  owner: csm
  exit: Gone
  events: none
  audience: public
  steps: [{customer: Open}, {customer: Shut, audience: internal}, {backstage: Digs}]
"""
    assert inherited(checked(draw_project(ATLAS + BASE + stages(steps) + variant()))) == []


def test_texts_lost_by_the_switch_are_those_of_internal_bases(draw_project: Draw) -> None:
    answer = check(
        draw_project(ATLAS.replace("version: 2", "version: 1") + BASE + stages(H2) + variant("{add: {customer: Joins}, into: renew}"))
    )
    assert [finding.rule for finding in answer.findings if finding.level is Level.ERROR] == ["SHAPE-VERSION"]
    journey = next(journey for journey in answer.atlas.maps if journey.id == "variant")
    lost = [(text.place.line, text.text) for text in texts_lost_by_inheritance(answer.atlas, journey)]
    assert lost == [
        (7, "Renewal"),
        (12, "Rating green, yellow or red"),
        (11, "We are well placed to win the renewal"),
        (9, "It is signed"),
    ]
    assert [text.text for text in customer_texts(answer.atlas, journey)] == ["Title", "Joins", "Role", "Goal"]


@pytest.mark.parametrize("extends", ["[base, other]", "[other, base]"])
@pytest.mark.parametrize("place", ["step", "stage", "milestone"])
def test_a_part_that_one_parent_marks_publishes_nothing_that_the_other_writes(draw_project: Draw, extends: str, place: str) -> None:
    def written(word: str, mark: str) -> str:
        marks = {name: f", audience: {mark}" if name == place else "" for name in ("step", "stage", "milestone")}
        goal = f"{{id: won, name: {word} goal, owner: csm, target: 2 days after signature{marks['milestone']}}}"
        goal = goal if word == "Open" else goal.replace("owner", "test: Shut test, owner")
        step = f"{{id: one, customer: {word} step, {'takes: 1 day' if word == 'Open' else 'price: Shut price'}{marks['step']}}}"
        more = "lasts: 2 days" if word == "Open" else "summary: Shut words"
        facts = f"name: {word} stage, owner: csm, exit: Gone, events: none, {more}{marks['stage']}"
        return stages(f"- {{id: go, {facts}, steps: [{step}], milestones: [{goal}]}}")

    shut = BASE.replace("base", "other") + written("Shut", "internal").replace(", audience: internal", "")
    answer = checked(draw_project(ATLAS + BASE + written("Open", "public") + shut + variant(extends=extends)))
    assert [line for line in page(answer.atlas).splitlines() if "Shut" in line] == []
    marked = BASE.replace("base", "other") + written("Shut", "public")
    answer = checked(draw_project(ATLAS + BASE + written("Open", "public") + marked + variant(extends=extends)))
    assert [line for line in page(answer.atlas).splitlines() if "Shut" in line] != []
