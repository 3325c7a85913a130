"""The templates of a map: real tables with names, nothing unescaped, and every step in both forms."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_atlas import sample_book

from journeybook.model.base import Audience
from journeybook.render.environment import render, render_page
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book

WORLD = """
journeys/
  atlas.yml
    | {schema_version: 2, organisation: Acme}
  maps/
    base.yml
      | id: base
      | name: 'Base <b>'
      | goal: To work
      | status: live
      | public: {slug: work, title: It works, goal: Work, role: I work}
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     steps:
      |       - {id: ask, customer: 'Ask <script>', audience: public, thinks: LONG, feels: worried}
      |       - {company: Answer, feels: pleased}
""".replace("LONG", "word " * 80)


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def test_the_table_has_a_caption_headings_and_a_named_region(book: Book) -> None:
    html = render(book, "journey_map", ("base",), here="maps/base/index.md")
    assert re.search(r'<div [^>]*role="region" tabindex="0" aria-label="[^"]+"', html)
    assert "<caption>" in html
    assert 'scope="col"' in html
    assert 'scope="row"' in html
    assert "<script>" not in html
    assert html.count('href="begin/#step-ask"') == 1


def test_a_long_text_folds_and_nothing_is_lost(book: Book) -> None:
    html = render(book, "journey_map", ("base",), here="maps/base/index.md")
    assert html.count("</summary>") == 2
    assert html.count("word") == 80
    assert "jb-entry__rest" in html


def test_every_row_can_be_hidden_and_every_mark_is_a_shape_beside_a_word(book: Book) -> None:
    html = render(book, "journey_map", ("base",), here="maps/base/index.md")
    table = html[html.index("<table") : html.index("</table>")]
    rows = re.findall(r'data-jb-row="([^"]+)"', table)
    assert rows == ["curve", "feels.", "thinks", "lane.customer", "lane.company"]
    assert re.findall(r'type="checkbox"[^>]*data-jb-shows="([^"]+)"[^>]* checked', html) == rows
    assert "data-jb-other" not in html
    signs = re.findall(r'<svg class="jb-sign"[^>]*aria-hidden="true"><path d="[^"]+"/></svg> ([^<]+)</span>', table)
    assert signs == ["lowest point", "highest point"]


@pytest.mark.parametrize(
    ("name", "arguments", "here"),
    [
        ("map", ("base",), "maps/base/index.md"),
        ("maps", (), "maps/index.md"),
        ("lifecycle", (), "lifecycle.md"),
        ("customer_view", ("base",), "maps/base/customer-view.md"),
        ("swimlane", ("base",), "maps/base/index.md"),
        ("stage_swimlane", ("base", "begin"), "maps/base/begin.md"),
    ],
)
def test_every_page_is_made(book: Book, name: str, arguments: tuple[str, ...], here: str) -> None:
    html = render(book, name, arguments, here=here)
    assert "<b>" not in html
    assert "<script>" not in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_no_dot_stands_beside_a_paragraph() -> None:
    html = render_page(sample_book(Audience.INTERNAL), "stage", ("post-sale", "onboarding"), here="maps/post-sale/onboarding.md").html
    assert "What if somebody works at two sites? <p>" in html
    assert " · " in html
    assert [dot for dot in (" · <p>", "</p> · ") if dot in html] == []
