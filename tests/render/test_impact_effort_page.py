"""The plot of opportunities and the small curves as they stand in a page: named, linked, escaped and without colours of their own."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from journeybook.model.base import Audience
from journeybook.render.environment import render
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book

WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
  maps/
    base.yml
      | id: base
      | name: Base
      | goal: To work
      | opportunities: [{what: "<b>Bold</b> & free", impact: 5, effort: 1}, {what: Dropped, impact: 1, effort: 5, progress: dropped}, Wish]
      | stages:
      |   - id: begin
      |     name: Begin
      |     exit: It runs
      |     feels: worried
      |     steps: [{customer: Go, feels: delighted}, {customer: Sit, feels: neutral}]
    plain.yml
      | {id: plain, name: Plain, goal: To work, opportunities: [Wish]}
    nothing.yml
      | {id: nothing, name: Nothing, goal: To work}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    checked = check(draw_project(WORLD))
    assert [str(finding) for finding in checked.findings if finding.rule.startswith("SHAPE")] == []
    return open_book(checked, Audience.INTERNAL)


def test_the_plot_is_named_and_its_dots_are_links_with_a_name(book: Book) -> None:
    html = render(book, "impact_effort", ("base",), here="maps/base/index.md")
    plot = _svg(html, "jb-weigh__plot")
    assert plot.get("role") == "group"
    assert [part.get("id") for part in list(plot)[:2]] == [plot.get("aria-labelledby"), plot.get("aria-describedby")]
    names = [link.get("aria-label") for link in plot.iter("{http://www.w3.org/2000/svg}a")]
    assert names == [
        book.say("impact_effort.dot", number=1, what="<b>Bold</b> & free", impact=5, effort=1, score=25),
        book.say("impact_effort.dot", number=2, what="Dropped", impact=1, effort=5, score=1),
    ]
    assert "<b>" not in html
    assert html.count("jb-weigh__dot--closed") == 1
    assert book.say("impact_effort.formula").split(",")[0] in html
    assert re.search(r"Not weighed.*Wish", html, re.DOTALL)


def test_where_nothing_is_weighed_nothing_is_drawn(book: Book) -> None:
    html = render(book, "impact_effort", ("plain",), here="maps/plain/index.md")
    assert ("<svg" in html, "Not weighed" in html, "<table" in html) == (False, True, True)
    empty = render(book, "impact_effort", ("nothing",), here="maps/nothing/index.md")
    assert ("<figure" in empty, "jb-empty" in empty) == (False, True)


def test_no_drawing_has_colours_of_its_own(book: Book) -> None:
    pages = [render(book, "impact_effort", (), here="library/opportunities.md"), render(book, "home", (), here="index.md")]
    for html in pages:
        assert "<svg" in html
        assert re.findall(r"\s(?:fill|stroke|style)=", html) == []


def test_the_home_page_draws_the_curve_beside_its_words(book: Book) -> None:
    html = render(book, "home", (), here="index.md")
    spark = _svg(html, "jb-spark")
    assert spark.get("aria-hidden") == "true"
    assert len(spark.findall(".//*[@class='jb-spark__trough']")) == 1
    assert book.say("spark.words", first="Worried", last="Neutral") in html
    assert html.count('class="jb-spark"') == 1


def _svg(html: str, name: str) -> ET.Element:
    """Return the drawing with this class, read as strictly as XML."""
    found = re.search(rf'<svg class="{name}".*?</svg>', html, re.DOTALL)
    assert found
    return ET.fromstring(found[0])  # noqa: S314 - what we made ourselves
