"""Links and code that authors wrote, on the pages of colleagues and customers and on paper."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.pages import landing, success_map

PROJECT = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Small
    | base_address: http://www.example.org
    | teams: [{id: success, name: Success}]
  maps/
    open.yml
      | id: open-map
      | name: Open
      | goal: Publish
      | owner: success
      | status: live
      | audience: public
      | review: 2026-06-01
      | public:
      |   slug: publish
      |   title: Your first rota
      |   goal: Publish a rota
      |   prerequisites: [A list]
      |   not_for: ['[You move](/moving) *within* the country']
      | stages:
      |   - id: start
      |     name: Start
      |     exit: It is out
      |     events: none
      |     steps:
      |       - customer: '[Fill in the form](/form)'
      |         how: |
      |           Type:
      |
      |           ```
      |           if:
      |             - <one>
      |           ```
      |         ends: '[Go on there](https://example.org/on)'
"""


@pytest.fixture
def project(draw_project: Callable[[str], Path]) -> Path:
    return draw_project(PROJECT)


def book(project: Path, audience: Audience) -> Book:
    checked = check(project, as_of=date(2026, 6, 1))
    assert checked.ok, checked.findings
    return open_book(checked, audience)


def inside(html: str, pattern: str) -> str:
    """Return what stands in the first part of a page that a pattern finds."""
    match = re.search(pattern, html, re.DOTALL)
    assert match, pattern
    return match[1]


def test_customers_follow_the_words_of_a_step_its_end_and_what_is_not_for_them(project: Path) -> None:
    html = str(render(book(project, Audience.PUBLIC), "success_map", ("publish",), here="success-maps/publish.md"))
    step = '<h4 class="jb-success__what">(.*?)</h4>'
    assert inside(html, step) == '<a href="http://www.example.org/form">Fill in the form</a>'
    assert inside(html, '<p class="jb-success__ends">(.*?)</p>') == 'The way ends here: <a href="https://example.org/on">Go on there</a>'
    not_for = '<ul><li><a href="http://www.example.org/moving">You move</a> <em>within</em> the country</li></ul>'
    assert inside(html, 'id="not-for".*?(<ul>.*?</ul>)') == not_for


def test_a_code_block_keeps_its_lines(project: Path) -> None:
    code = "<pre><code>if:\n  - &lt;one&gt;\n</code></pre>"
    public = str(render(book(project, Audience.PUBLIC), "success_map", ("publish",), here="success-maps/publish.md"))
    internal = str(render(book(project, Audience.INTERNAL), "stage", ("open-map", "start"), here="maps/open-map/start.md"))
    assert [code in html for html in (public, internal)] == [True, True]


def test_paper_numbers_the_links(project: Path) -> None:
    sheet = success_map.view(book(project, Audience.PUBLIC), "publish").sheet
    assert [(text.label, text.words, text.numbers) for text in sheet.before] == [
        ("Before you start", "A list", ()),
        ("Not for you if", "You move within the country", (1,)),
    ]
    assert [(row.numbers, row.ends_numbers) for part in sheet.parts for inner in part.sections for row in inner.rows] == [((2,), (3,))]
    assert [(link.text, link.to) for link in sheet.links] == [
        ("You move", "http://www.example.org/moving"),
        ("Fill in the form", "http://www.example.org/form"),
        ("Go on there", "https://example.org/on"),
    ]


def test_colleagues_see_the_links_of_a_step(project: Path) -> None:
    html = str(render(book(project, Audience.INTERNAL), "stage", ("open-map", "start"), here="maps/open-map/start.md"))
    assert '<a href="http://www.example.org/form">www.example.org</a>' in html
    assert 'Ends here: Go on there</span> <a href="https://example.org/on">example.org</a>' in html


def test_a_map_without_a_role_is_found_by_its_goal(project: Path) -> None:
    view = landing.view(book(project, Audience.PUBLIC))
    assert [(group.name, [(way.link.text, way.title) for way in group.ways]) for group in view.by_goal] == [
        ("Publish a rota", [("Your first rota", "")])
    ]
    assert view.by_role == ()
    (stub,) = success_map.pages(book(project, Audience.PUBLIC))
    assert stub.description == "Publish a rota"
