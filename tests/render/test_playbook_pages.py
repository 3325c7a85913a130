"""The pages of playbooks, coverage, resources, health and the library as HTML, and the copy button in a browser."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages import coverage, health_model, health_models, library, playbook, playbooks, plays, resource, resources

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Draw = Callable[[str], Path]
PAGES = (coverage, health_model, health_models, library, playbook, playbooks, plays, resource, resources)
SCRIPT = Path(__file__).parents[2] / "overrides" / "assets" / "javascripts" / "copy.js"
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | lifecycle: [{id: start, name: "<b>Start</b>"}]
  measures/
    all.yml
      | - {id: logins, name: Logins}
  playbooks/
    all.yml
      | - {id: rescue, name: "Rescue <i>", phases: [start], trigger: A & B, steps: [Ring], decisions: {Away: Wait}, outcome: Over}
  plays/
    all.yml
      | - {id: ring, name: Ring, playbook: rescue, bands: [poor], suppress: [Mail]}
  health/
    all.yml
      | - id: simple
      |   name: Simple
      |   phases: [start]
      |   indicators: [{measure: logins, weight: 90}]
      |   bands: [{id: good, name: Good, tone: good, when: '>= 50'}, {id: poor, name: Poor, tone: poor, when: '< 50'}]
  resources/
    all.yml
      | - {id: letter, name: Letter, kind: mail, subject: "Hello \\"you\\"", body: "Dear *you*, <script>"}
  maps/
    base.yml
      | {id: base, name: Base, goal: To work, stages: [{id: begin, name: Begin, phase: start, exit: It runs, plays: [ring]}]}
"""


@pytest.fixture
def book(draw_project: Draw) -> Book:
    return open_book(check(draw_project(WORLD), as_of=date(2026, 1, 1)), Audience.INTERNAL)


def test_every_page_is_made_and_escaped(book: Book) -> None:
    stubs = [stub for module in PAGES for stub in module.pages(book)]
    made = {stub.page: str(render(book, stub.view, stub.arguments, here=stub.page)) for stub in stubs}
    assert len(made) == len(stubs) > len(PAGES)
    assert [page for page, html in made.items() if not html.lstrip().startswith('<h1 id="')] == []
    assert [page for page, html in made.items() if "<script>" in html or "<b>Start" in html or "<i>" in html] == []
    assert [page for page, html in made.items() if len(ids := re.findall(r' id="([^"]+)"', html)) != len(set(ids))] == []


def test_the_grid_shows_its_holes_in_words(book: Book) -> None:
    html = str(render(book, "coverage", (), here="playbooks/coverage.md"))
    assert "50 % covered." in html
    assert "jb-coverage__cell--hole" in html
    assert "Hole" in html
    assert "<a>journeys/<wbr>maps/<wbr>base.yml:1</a>" in html


def test_a_wrong_sum_of_weights_is_said(book: Book) -> None:
    html = str(render(book, "health_model", ("simple",), here="health/simple.md"))
    assert "weights: 90 of 100" in html
    assert "never rescaled in silence" in html


def test_a_mail_is_copied_in_one_click(book: Book, browser: "Browser") -> None:
    html = str(render(book, "resource", ("letter",), here="resources/letter.md"))
    context = browser.new_context()
    page = context.new_page()
    page.set_content(html)
    assert not page.get_by_role("button").first.is_visible()
    page.evaluate("document.addEventListener('copy', () => { window.copied = document.activeElement.value; })")
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Copy the mail").click()
    page.get_by_text("Copied.").wait_for(timeout=2000)
    assert page.evaluate("window.copied") == "Dear *you*, <script>"
    context.close()
