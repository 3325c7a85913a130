"""The pages for customers: one choice on the home page, and a plan that is complete even where little is public."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.book import Book, NoSuchThing, open_book
from journeybook.views.pages import landing, success_map

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 1
    | organisation: Small & Co
    | contact: {mail: "mailto:help@example.org"}
    | anchors: [{id: signature, name: the signature}]
    | roles: [{id: guide, name: Your guide, audience: public}]
    | teams: [{id: success, name: Success}]
  resources/
    all.yml
      | - {id: guide-text, name: Setting up, kind: article, audience: public, body: "Do *this*."}
      | - {id: elsewhere, name: A film, kind: video, audience: public, link: https://example.org/film}
  maps/
    open.yml
      | id: open-map
      | name: Segment words
      | goal: Publish
      | owner: success
      | status: live
      | audience: public
      | public: {slug: publish, title: Your first rota, goal: Publish a rota, role: I plan the shifts}
      | choices: {pay: Pay one of these ways}
      | stages:
      |   - id: start
      |     name: Start
      |     customer_name: A good start
      |     exit: {fact: It is out, customer_words: You can see it}
      |     owner: success
      |     steps:
      |       - {id: invite, customer: Invite, when: 3 days after signature, resources: [guide-text, elsewhere], need: optional}
      |       - {id: card, customer: By card, choice: pay}
      |       - {id: bill, customer: By bill, choice: pay, next: {paid: greet, late: invite}}
      |       - {id: greet, company: Greet, who: guide}
      |       - {backstage: Look at the ledger}
      |     stuck: Wait a day
      |   - {id: aside, name: Trouble, kind: side, exit: Gone, owner: success}
    quiet.yml
      | id: quiet-map
      | name: Quiet
      | goal: Publish
      | owner: success
      | status: live
      | public: {slug: quiet, title: A quiet plan, goal: Publish a rota, role: I pay}
      | stages: [{id: a-stage, name: A stage, owner: success, exit: Done, steps: [{customer: Waits}]}]
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(PROJECT)), Audience.PUBLIC)


def test_the_home_page_leads_to_every_plan_by_goal_and_by_role(book: Book) -> None:
    page = landing.view(book)
    assert [(group.name, [(way.link.text, way.title) for way in group.ways]) for group in page.by_goal] == [
        ("Publish a rota", [("I plan the shifts", "Your first rota"), ("I pay", "A quiet plan")])
    ]
    assert [group.name for group in page.by_role] == ["I pay", "I plan the shifts"]


def test_a_plan_says_what_you_do_and_what_we_do(book: Book) -> None:
    page = success_map.view(book, "publish")
    part = page.path[0]
    section = part.sections[0]
    assert (part.anchor, part.number, part.name, part.done_when) == ("stage-1", 1, "A good start", ("You can see it",))
    assert [(group.choice, [line.what for line in group.steps]) for group in section.yours] == [
        ("", ["Invite"]),
        ("Pay one of these ways", ["By card", "By bill"]),
    ]
    assert [line.what for group in section.ours for line in group.steps] == ["Greet"]
    assert [(outcome, target.text, target.anchor) for outcome, target in section.yours[1].steps[1].outcomes] == [
        ("paid", "Greet", "step-1-4"),
        ("late", "Invite", "step-1-1"),
    ]
    assert [part.name for part in page.beside] == ["Trouble"]


def test_resources_stand_at_the_end_or_lead_outside(book: Book) -> None:
    page = success_map.view(book, "publish")
    first = page.path[0].sections[0].yours[0].steps[0]
    assert [(jump.text, jump.anchor, jump.to) for jump in first.resources] == [
        ("Setting up", "resource-1", ""),
        ("A film", "", "https://example.org/film"),
    ]
    assert [one.body for one in page.materials] == ["Do *this*."]


def test_a_plan_without_anything_public_is_still_a_page(book: Book) -> None:
    page = success_map.view(book, "quiet")
    html = render(book, "success_map", ("quiet",), here="quiet.md")
    assert (page.path, page.complaint and page.complaint.to) == (
        (),
        "mailto:help@example.org?subject=This%20did%20not%20work%20for%20us%3A%20A%20quiet%20plan",
    )
    assert "A quiet plan" in html
    assert "Waits" not in html


def test_no_id_stands_on_a_page(book: Book) -> None:
    html = render(book, "success_map", ("publish",), here="publish.md")
    assert [name for name in ("invite", "signature-", "open-map", "lane", "segment", "data-", "guide-text") if name in html] == []


def test_a_plan_that_is_not_public_is_not_found(book: Book) -> None:
    with pytest.raises(NoSuchThing):
        success_map.view(book, "draft")
