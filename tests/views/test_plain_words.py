"""Pages in plain words: conditions of what is used, ranges and negated facts, a doubt said once, and the tier beside the weight."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Address, Badge, Labelled, Link
from journeybook.views.blocks.cards import Detail
from journeybook.views.blocks.listing import without_empty_columns
from journeybook.views.pages import health_model, playbook, stage, success_map

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | lifecycle: [{id: using, name: Using}]
    | attributes: [{id: sponsor-known, name: Sponsor engaged}]
  measures/measures.yml
    | - {id: logins, name: Log-ins}
    | - {id: mood, name: Mood, values: [all, some]}
  resources/texts.yml
    | - {id: sheet, name: Sheet, kind: document, audience: public, link: "https://example.org/sheet"}
  playbooks/call.yml
    | id: call
    | name: Call
    | resources: [{resource: sheet, applies: {says: if they ask}}]
    | steps: [{id: ring, what: Ring, resources: [{resource: sheet, applies: {says: if they answer}}]}]
  health/score.yml
    | id: score
    | name: Score
    | phases: using
    | indicators:
    |   - {measure: logins, weight: 60, bands: {good: '>= 75', poor: '< 75'}}
    |   - {measure: mood, weight: 40, tier: secondary, bands: {good: '= "all"', poor: '= some'}}
    | bands: [{id: fine, tone: good, when: '>= 75'}, {id: bad, tone: poor, when: '< 75'}]
    | overrides: [{when: not sponsor-known, band: bad}, {when: '< 10', band: bad}]
  maps/base.yml
    | id: base
    | name: Base
    | goal: To work
    | owner: care
    | status: live
    | audience: public
    | public: {slug: work, title: Work, goal: To work}
    | stages:
    |   - id: begin
    |     name: Begin
    |     phase: using
    |     exit: It runs
    |     stuck: {advice: Ask, resources: [{resource: sheet, applies: {says: if you have none}}]}
    |     pain_points:
    |       - what: It is slow
    |         audience: public
    |         recovery: {text: Wait, self_help: [{resource: sheet, applies: {says: if it lasts}}]}
    |     steps: [{id: ask, customer: Asks, applies: unknown}]
"""
SHEET = Link("Sheet", Address("resources/sheet.md"))


@pytest.fixture
def project(draw_project: Callable[[str], Path]) -> Path:
    return draw_project(WORLD)


def book_of(project: Path, audience: Audience = Audience.INTERNAL) -> Book:
    checked = check(project, as_of=date(2026, 6, 1))
    assert [str(finding) for finding in checked.findings if finding.level == "error"] == []
    return open_book(checked, audience)


def test_what_a_playbook_uses_says_under_which_condition(project: Path) -> None:
    page = playbook.view(book_of(project), "call")
    facts = {fact.label: fact.value for fact in page.thing.facts if isinstance(fact, Labelled)}
    assert facts["Resources"] == (SHEET, Badge("if they ask"))


def test_help_says_under_which_condition_to_colleagues_and_customers(project: Path) -> None:
    sections = {section.anchor: section for section in stage.view(book_of(project), "base", "begin").sections}
    helps = next(entry for entry in sections["support"].entries if isinstance(entry, Labelled) and entry.label == "Self-help")
    assert helps.value == (SHEET, Badge("if you have none"))
    page = success_map.view(book_of(project, Audience.PUBLIC), "work")
    stuck = page.path[0].stuck
    assert stuck is not None
    assert [jump.condition for jump in stuck.resources] == ["if you have none"]
    assert [jump.condition for trouble in stuck.troubles for jump in trouble.self_help] == ["if it lasts"]


def test_ranges_values_and_facts_are_said_without_signs_of_ours(project: Path) -> None:
    page = health_model.view(book_of(project), "score")
    assert [row.cells[1] for row in page.bands.rows] == [("at least 75",), ("below 75",)]
    assert [row.cells[0] for row in page.overrides.rows] == [("“Sponsor engaged” is not true",), ("the score is below 10",)]
    indicators = without_empty_columns(page.indicators)
    assert indicators.columns == ("Input", "Weight", "What its values mean")
    logins, mood = indicators.rows
    assert (logins.cells[1], mood.cells[1]) == (("60",), ("40", "Secondary"))
    assert mood.cells[2] == (Badge("fine: all", "good"), Badge("bad: some", "poor"))


def test_a_doubt_stands_on_a_card_once(project: Path) -> None:
    sections = stage.view(book_of(project), "base", "begin").sections
    card = next(card for section in sections for group in section.groups for card in group.cards if card.title == "Asks")
    assert Badge("not known whether this applies here", "average") in card.badges
    assert [text for detail in (*card.lead, *card.more) for text in texts(detail) if "not known" in text] == []


def texts(detail: Detail) -> list[str]:
    inlines = detail.value if isinstance(detail, Labelled) else tuple(inline for point in detail.points for inline in point)
    return [inline if isinstance(inline, str) else inline.text for inline in inlines]
