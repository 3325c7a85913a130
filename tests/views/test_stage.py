"""The stage page and what it is made of: the first screen, steps, trouble, evidence, reviews, suggestions."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from journeybook.model.base import Audience
from journeybook.model.item import Review
from journeybook.model.language.nodes import Duration
from journeybook.model.map import Map
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Link
from journeybook.views.blocks.cards import Card, CardGroup, Section, TileGroup
from journeybook.views.blocks.evidence import EvidenceCoverage, coverage_badge, evidence_coverage
from journeybook.views.blocks.review import ReviewState, review_badge, review_state
from journeybook.views.pages import stage
from journeybook.views.site_pages import site_pages

Draw = Callable[[str], Path]
ATLAS = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams:
    |   - {id: care, name: Care, contact: {mail: "mailto:care@example.org"}}
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: csm, name: Care desk, role: frontstage, team: care}
    |   - {id: back, name: Back, role: backstage, team: care}
    | lifecycle: [{id: start, name: Start}]
    | anchors: [{id: signature, name: signature}]
"""
WORLD = (
    ATLAS
    + """
  playbooks/
    rescue.yml
      | id: rescue
      | name: Rescue
      | steps: [Ring them]
  events/
    events.yml
      | - {id: silence, name: Nobody answers, threshold: Two weeks, severity: high, play: call-again}
  plays/
    plays.yml
      | - {id: call-again, name: Call again, events: [silence], playbook: rescue, phases: [start], bands: [poor]}
      | - {id: later, name: Later, phases: [start], bands: [good], state: planned}
  health/
    health.yml
      | id: simple
      | name: Simple health
      | phases: [start]
      | indicators: [{measure: use, weight: 100}]
      | bands:
      |   - {id: good, name: Good, tone: good, when: '>= 50'}
      |   - {id: poor, name: Poor, tone: poor, when: '< 50'}
  measures/
    measures.yml
      | - {id: use, name: Use}
  evidence/
    evidence.yml
      | - {id: new, name: Interviews, kind: customer, date: 2026-05-01}
      | - {id: old, name: Old survey, kind: data, date: 2020-05-01}
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: Be glad
      | review: {last: 2026-01-01, every: 30 days}
      | stages:
      |   - id: begin
      |     name: Begin
      |     phase: start
      |     owner: care
      |     exit: The first report is out
      |     time_box: within 30 days of signature
      |     milestones:
      |       - {id: late, name: Late one, target: 20 days after signature}
      |       - {id: soon, name: Soon one, target: 3 days after signature, test: They say so, late_after: 2 days, overdue_play: We ring}
      |     events: [silence]
      |     handoffs:
      |       - {id: over, what: The account, giver: care, taker: care, by_when: 30 days after signature, checklist: [Names are known]}
      |     steps:
      |       - {id: ask, customer: Asks for help, feels: frustrated, evidence: [new], next: {answered: answer}}
      |       - id: answer
      |         csm: Answers
      |         label: 4a
      |         when: 2 days after signature
      |         pain_points:
      |           - {id: slow, what: It is slow, severity: critical, evidence: [old], recovery: {text: Ring them, playbook: rescue}}
      |       - {back: Writes it down}
      |   - {id: rest, name: Rest, steps: [{customer: Works}]}
    child.yml
      | id: child
      | name: Child
      | goal: Be glad too
      | extends: base
"""
)


def test_the_first_screen_answers_the_call(draw_project: Draw) -> None:
    tiles = {tile.name: tile for tile in stage.view(_book(draw_project(WORLD)), "base", "begin").tiles}
    assert [line.text for group in tiles["exit"].groups for line in group.lines] == [
        ("The first report is out",),
        ("within 30 days of signature",),
    ]
    first = [[line.text[0] for line in group.lines] for group in tiles["milestone"].groups]
    assert [[piece.text for piece in pieces if isinstance(piece, Link)] for pieces in first] == [["Soon one"], ["Late one"]]
    assert [(group.title, len(group.lines), group.folded) for group in tiles["steps"].groups] == [("Care", 2, False), ("Customer", 1, True)]
    assert tiles["steps"].groups[0].lines[0].text == (Link("4a · Answers", Address("maps/base/begin.md", "step-answer")),)
    assert tiles["risks"].groups[0].lines[0].text[0] == Link("Nobody answers", Address("library/early-warning.md", "event-silence"))
    assert Link("Call again", Address("playbooks/plays.md", "play-call-again")) in tiles["risks"].groups[0].lines[0].beneath
    assert tiles["risks"].groups[0].lines[1].text[0] == Link("It is slow", Address("maps/base/begin.md", "pain-point-slow"))
    assert tiles["handoff"].groups[0].lines[0].text == (Link("The account", Address("maps/base/begin.md", "handoff-over")),)


def test_an_empty_stage_says_so_in_words(draw_project: Draw) -> None:
    page = stage.view(_book(draw_project(WORLD)), "base", "rest")
    assert [(tile.name, bool(tile.empty)) for tile in page.tiles if not tile.groups] == [
        (name, True) for name in ("exit", "milestone", "handoff", "risks")
    ]
    assert [section.anchor for section in page.sections] == ["steps", "evidence"]
    assert page.before == (Link("Begin", Address("maps/base/begin.md")),)
    assert page.after == ()


def test_steps_with_the_same_words_have_anchors_that_outlive_each_other(draw_project: Draw) -> None:
    first, second = "- {back: Writes it down}", "- {back: Writes it down, takes: 1 hour}"
    assert WORLD.count(first) == 1

    def anchors(steps: str) -> list[tuple[str, tuple[str, ...]]]:
        view = stage.view(_book(draw_project(WORLD.replace(first, steps))), "base", "begin")
        return [(card.anchor, card.other_anchors) for card in _cards(_section(view, "steps")) if card.title == "Writes it down"]

    (one, two), ((alone, others),) = anchors(f"{first}\n      |       {second}"), anchors(second)
    assert one[0].startswith("step-writes-it-down--")
    assert (alone, others) == ("step-writes-it-down", (two[0],))
    assert one[0] != two[0]
    assert (one[1], two[1]) == ((), ())


def test_every_step_has_a_heading_and_its_own_spot(draw_project: Draw) -> None:
    steps = _section(stage.view(_book(draw_project(WORLD)), "base", "begin"), "steps")
    assert [(card.anchor, card.title) for card in _cards(steps)] == [
        ("step-ask", "Asks for help"),
        ("step-answer", "4a · Answers"),
        ("step-writes-it-down", "Writes it down"),
    ]
    assert Badge("Not seen by the customer") in _cards(steps)[2].badges


def test_plays_stand_by_health_band_and_holes_are_named(draw_project: Draw) -> None:
    table = _section(stage.view(_book(draw_project(WORLD)), "base", "begin"), "plays").tables[0]
    assert [(row.cells[0], row.cells[2][0]) for row in table.rows] == [
        ((Badge("Good", "good"),), Link("Later", Address("playbooks/plays.md", "play-later"))),
        ((Badge("Good", "good"),), Badge("No play yet", "poor")),
        ((Badge("Poor", "poor"),), Link("Call again", Address("playbooks/plays.md", "play-call-again"))),
    ]


def test_a_late_milestone_is_an_event_of_its_own(draw_project: Draw) -> None:
    events = _section(stage.view(_book(draw_project(WORLD)), "base", "begin"), "events")
    assert [card.title for card in _cards(events)] == ["Nobody answers", "Soon one is overdue"]


def test_a_variant_says_where_its_parts_come_from(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    assert stage.view(book, "base", "begin").origin == ()
    assert stage.view(book, "child", "begin").origin == (Link("Base", Address("maps/base/index.md")),)


def test_suggestions_go_to_the_tracker_else_to_the_owner_else_nowhere(draw_project: Draw) -> None:
    mailed = stage.view(_book(draw_project(WORLD)), "base", "begin").change.suggestion
    assert mailed is not None
    assert (mailed.base, mailed.values[0]) == ("mailto:care@example.org", ("subject", "Suggestion: Begin"))
    tracked = WORLD.replace("    | lifecycle:", "    | suggestions: {issues: 'https://example.org/issues/new'}\n    | lifecycle:")
    opened = _cards(_section(stage.view(_book(draw_project(tracked)), "base", "begin"), "steps"))[1].change
    assert opened is not None
    assert opened.suggestion is not None
    assert opened.suggestion.base == "https://example.org/issues/new"
    assert "journeys/maps/base.yml:" in opened.suggestion.values[1][1]
    assert stage.view(_book(draw_project(WORLD)), "base", "rest").change.suggestion is None


def test_a_form_of_a_tracker_is_filled_in(draw_project: Draw) -> None:
    address = "https://example.org/issues/new?template=change.yml"
    form = WORLD.replace("    | lifecycle:", f"    | suggestions: {{issues: '{address}'}}\n    | lifecycle:")
    change = _cards(_section(stage.view(_book(draw_project(form)), "base", "begin"), "steps"))[1].change
    assert change is not None
    assert change.suggestion is not None
    assert change.place is not None
    values = dict(change.suggestion.values)
    assert list(values) == ["title", "where", "file", "now", "instead"]
    assert values["file"] == f"journeys/maps/base.yml:{change.place.line}"
    assert values["where"].startswith("Base · Begin · ")
    assert values["now"] == values["instead"] == f"label: 4a\nwhat: {change.name}"


def test_evidence_counts_only_while_it_is_young(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    found = evidence_coverage(book, book.find(Map, "base"))
    assert found == EvidenceCoverage(total=6, backed=2, outdated=1)
    assert coverage_badge(book, found) == Badge("33 % on evidence (2 of 6)", "average")
    assert coverage_badge(book, EvidenceCoverage(0, 0, 0)) == Badge("Best guess: no evidence yet", "poor")


def test_a_review_is_overdue_after_its_rhythm(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    state = review_state(book, book.find(Map, "base").review)
    assert state == ReviewState(date(2026, 1, 1), date(2026, 1, 31), 152, 0)
    assert review_badge(book, state) == Badge("Review 152 days overdue", "poor")
    assert review_badge(book, review_state(book, None)) == Badge("Never reviewed", "average")
    half_a_year = Review(last=date(2026, 10, 1), every=Duration(6, "months"))
    assert review_state(book, half_a_year).due == date(2027, 4, 1)


def test_there_is_a_page_for_every_stage_but_not_for_customers(draw_project: Draw) -> None:
    book = _book(draw_project(WORLD))
    stubs = list(stage.pages(book))
    assert [(stub.page, stub.title) for stub in stubs][:2] == [("maps/base/begin.md", "Begin · Base"), ("maps/base/rest.md", "Rest · Base")]
    assert stubs[2].source is not None
    assert stubs[2].source.file == "journeys/maps/base.yml"
    assert book.customer_book is not None
    assert "stage" not in {stub.view for stub in site_pages(book.customer_book)}


def _book(project: Path) -> Book:
    checked = check(project, as_of=date(2026, 7, 2))
    assert [journey.id for journey in checked.atlas.maps] == ["base", "child"], checked.findings
    return open_book(checked, Audience.INTERNAL)


def _section(page: stage.StagePage, anchor: str) -> Section:
    return next(section for section in page.sections if section.anchor == anchor)


def _cards(section: Section) -> list[Card]:
    groups: tuple[CardGroup | TileGroup, ...] = section.groups
    return [card for group in groups if isinstance(group, CardGroup) for card in group.cards]
