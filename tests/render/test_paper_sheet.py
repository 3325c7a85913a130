"""A success map on paper says what its page says."""

import re
from collections.abc import Callable
from pathlib import Path

from two_audiences import World

from journeybook.audience.redact import redact
from journeybook.model.base import Audience
from journeybook.render.environment import render, render_page
from journeybook.render.urls import SiteUrls
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book

FOLDED = {
    "Anchor.question": "a field asks it; paper has the day that was given",
    "Step.how": "it is folded on the page",
    "Question.ask": "questions are folded on the page, or stand there to be read once",
    "Question.answer": "it stands with its question",
    "Resource.summary": "texts of resources are folded on the page; paper names the resource",
    "Resource.subject": "it stands with the text of its resource",
    "Resource.body": "it stands with its resource",
    "Resource.questions": "they stand with their resource",
    "Change.customer_words": "what changed is told to readers who come back to the page",
}
"""Fields that stand on the page and not on paper, each with the reason."""
PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | teams: [{id: care, name: Care}]
  maps/
    first.yml
      | id: first
      | name: First
      | goal: To work
      | status: live
      | audience: public
      | review: 2026-09-01
      | public: {slug: first, title: First, goal: To work, role: I work}
      | choices: {pay: {name: Ways to pay, kind: any-of}}
      | pain_points: [{what: It rains, recovery: {text: Come back}, audience: public}]
      | stages:
      |   - id: begin
      |     name: Begin
      |     entry: {all: [You have a key, You have a door]}
      |     exit: {any: [It is open, It is shut]}
      |     steps:
      |       - {customer: Opens, need: recommended, next: {it is open: use, it is stuck: second/call}}
      |       - {id: card, customer: By card, choice: pay, starts: true, next: use}
      |       - {customer: By bill, choice: pay, price: One pound, next: use}
      |       - {customer: Looks round, next: {it is dark: light, it is bright: use}}
      |     pain_points: [{what: The key breaks, recovery: {text: Knock}, audience: public}]
      |   - {id: lit, name: Light, kind: side, steps: [{id: light, customer: Lights a lamp}, {customer: Waits, next: use}]}
      |   - {id: use, name: Use, steps: [{id: use, customer: Uses it, starts: true}]}
      |   - {id: repair, name: Repair, floats: {since: begin, until: use}, lasts: 2 days, steps: [{company: Repairs it, price: Two pounds}]}
    second.yml
      | id: second
      | name: Second
      | goal: To call
      | status: live
      | audience: public
      | review: 2026-09-01
      | public: {slug: second, title: Second, goal: To call, role: I call}
      | stages: [{id: calls, name: Calls, steps: [{id: call, customer: Calls us}]}]
"""


def test_the_texts_of_the_page_are_those_of_the_paper() -> None:
    world = World()
    book = Book(redact(world.atlas(), Audience.PUBLIC), Audience.PUBLIC)
    page, paper = page_and_paper(str(render(book, "success_map", ("reach-your-goal",), here="reach-your-goal.md")))
    shown, printed = tokens(page), tokens(paper)
    lost = {re.sub(r"\.\d+$", "", ".".join(re.findall(r"[A-Z]\w+\.\w+(?:\.\d+)?$", world.tokens[token][0]))) for token in shown - printed}
    assert len(printed) > 80
    assert (printed - shown, lost) == (set(), set(FOLDED))


def test_paper_has_the_floating_stage_the_joins_and_the_address_of_another_plan(draw_project: Callable[[str], Path]) -> None:
    book = open_book(check(draw_project(PROJECT)), Audience.PUBLIC)
    site = SiteUrls(address="https://example.org/plans/")
    page, paper = page_and_paper(str(render_page(book, "success_map", ("first",), here="first.md", site=site).html))
    for text in (
        "Opens Recommended If it is open: Uses it If it is stuck: Calls us [1]",
        "Starts when: All of these: You have a key; You have a door",
        "How you know you are there: At least one of these: It is open; It is shut",
        "Do any of these: Ways to pay: By card",
        "How long: 2 days At any time: from “Begin” to “Use”",
        "Repairs it Costs: Two pounds",
        "How you know you are there: At least one of these: It is open; It is shut If you get stuck: The key breaks Knock",
        "Light Only if: it is dark ☐ Lights a lamp You ☐ Waits",
        "What can go wrong: It rains Come back",
        "Calls us example.org/plans/second/",
    ):
        assert text in words(paper), text
    assert words(page).count("Repairs it") == 1


def page_and_paper(html: str) -> tuple[str, str]:
    page, _, paper = html.partition('<div class="jb-sheet"')
    assert paper
    return page, f"<div {paper.partition('<script')[0]}"


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def tokens(html: str) -> set[str]:
    return set(re.findall(r"zq[a-z]{14}", words(html)))
