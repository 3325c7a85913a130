"""Blocks that the search leaves out are away from a page while it is searched, and stand in it again afterwards."""

import re

from sample_atlas import sample_book

from journeybook.model.base import Audience
from journeybook.render.environment import render_page
from journeybook.site.search import with_blocks, without_blocks

INNER = "<p>inner</p>"
OUTER = f"<div>outer {INNER}</div>"


def test_blocks_go_and_come_back_each_to_its_place() -> None:
    page = f"a {OUTER} b {INNER} c {INNER} d"
    rest, marks = without_blocks(page, [OUTER, INNER, INNER, INNER, "not there"])
    assert re.sub("<div[^>]*></div>", "X", rest) == "a X b X c X d"
    assert list(marks.values()) == [OUTER, INNER, INNER]
    assert with_blocks(rest, marks) == page


def test_a_page_without_blocks_stays() -> None:
    assert without_blocks("a", ()) == ("a", {})
    assert with_blocks("a", {}) == "a"


def test_all_that_says_search_exclude_is_handed_up_as_a_block() -> None:
    book = sample_book(Audience.INTERNAL)
    journey = next(journey for journey in book.atlas.maps if journey.public)
    for name, arguments in (
        ("map", (journey.id,)),
        ("stage", (journey.id, journey.stages[0].id)),
        ("customer_view", (journey.id,)),
        ("impact_effort", ()),
    ):
        view = render_page(book, name, arguments, here="maps/a/index.md")
        html = str(view.html)
        rest, marks = without_blocks(html, view.unsearched)
        assert "data-search-exclude" in html
        assert marks
        assert "data-search-exclude" not in re.sub(r"<div data-search-exclude data-journeybook-block[^>]*></div>", "", rest)
        assert with_blocks(rest, marks) == html
