"""The files that leave the site: drawings that stand alone, tables that run nothing, and none of either for customers."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from journeybook.exchange.formulas import neutralised
from journeybook.model.base import Audience
from journeybook.render.downloads import downloads, map_csv, map_drawing
from journeybook.render.environment import render
from journeybook.render.print_page import print_page
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.tables import journey_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SVG = "{http://www.w3.org/2000/svg}"
SHOWN = """() => {
    const size = document.documentElement.dataset.size.split('x').map(Number)
    const boxes = [...document.body.querySelectorAll('h1, h2, .jb-poster__table, svg')].map(one => one.getBoundingClientRect())
    return [
        document.querySelector('.jb-poster__table').getBoundingClientRect().height > 100,
        document.querySelector('svg.swimlane').getBoundingClientRect().height > 50,
        boxes.filter(box => box.right > size[0] || box.bottom + scrollY > size[1]).map(box => [box.right, box.bottom, size]),
        [...document.querySelectorAll('details')].map(one => one.outerHTML),
    ]
}"""
"""Says whether the table and the drawing are there, and lists what is cut and what is folded."""
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
    | teams: [{id: care, name: Care}]
    | lanes:
    |   - {id: customer, name: Customer, role: customer}
    |   - {id: desk, name: "=Desk()", role: frontstage, team: care}
  maps/
    base.yml
      | id: base
      | name: Base <b>&
      | goal: To work
      | status: live
      | audience: public
      | public: {slug: work, title: It works, goal: Work, role: I work}
      | stages:
      |   - id: begin
      |     name: "+Begin"
      |     exit: It runs
      |     milestones: [{id: sold, name: Sold, target: day 3}]
      |     sub_stages:
      |       - {id: first, name: First, steps: [{id: ask, customer: '=HYPERLINK("https://example.org","Ask, please")', feels: worried}]}
      |       - id: then
      |         name: Then
      |         steps:
      |           - id: tell
      |             desk: "@Tell <script>1</script>"
      |             thinks: ["-5 of them", a, b, c, the fifth is folded]
      |             next: {yes: use, no: ask}
      |   - id: work
      |     name: Work
      |     exit: It is used
      |     steps: [{id: use, customer: Übt täglich, moment_that_matters: They stay, feels: delighted}]
    bare.yml
      | {id: bare, name: Bare, goal: To work}
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


def test_a_map_with_stages_has_two_files_and_customers_have_none(book: Book) -> None:
    assert [(one.kind, one.address.page) for one in downloads(book, "base")] == [
        ("csv", "maps/base/base.csv"),
        ("svg", "maps/base/base.svg"),
    ]
    assert downloads(book, "bare") == ()
    assert book.customer_book is not None
    (shown,) = book.customer_book.atlas.maps
    assert downloads(book.customer_book, shown.id) == ()


def test_the_page_links_each_file_with_its_format_and_size(book: Book) -> None:
    page = render(book, "map", ("base",), here="maps/base/index.md")
    for one in downloads(book, "base"):
        words = book.say(f"download.{one.kind}", size=one.size)
        assert (f'<a href="base.{one.kind}" download>{words}</a>' in page, one.kind.upper() in words, one.size in words) == (
            True,
            True,
            True,
        )
    assert " download>" not in render(book, "map", ("bare",), here="maps/bare/index.md")


def test_a_drawing_stands_alone(book: Book) -> None:
    text = map_drawing(book, "base").file.decode()
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    root = ET.fromstring(text.encode())  # noqa: S314 - what we made ourselves
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    title, desc, paper = list(root)[:3]
    assert (title.text, bool(desc.text), paper.get("fill")) == ("Base <b>&", True, "#ffffff")
    assert root.get("aria-labelledby") == title.get("id")
    assert "Helvetica" in root.attrib["font-family"]
    parts = list(root.iter())
    assert {part.tag for part in parts} & {f"{SVG}a", f"{SVG}style", f"{SVG}script", f"{SVG}image"} == set()
    assert [name for part in parts for name in part.attrib if "href" in name or name.startswith("on")] == []
    shapes = [part for part in parts if part.tag.removeprefix(SVG) in ("path", "polygon", "ellipse", "text")]
    assert len(shapes) > 10
    assert [part.attrib for part in shapes if not part.get("fill")] == []
    assert [part.attrib for part in parts if part.tag == f"{SVG}text" and not part.get("font-size")] == []
    assert "var(" not in text


def test_a_table_says_what_the_page_says_in_as_many_columns(book: Book) -> None:
    view = journey_map.view(book, "base")
    data = map_csv(book, "base")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = _rows(data)
    assert rows[0][2:] == ["'+Begin · First", "'+Begin · Then", "Work"]
    assert {len(row) for row in rows} == {2 + view.width}
    assert len(rows) == 1 + sum(len(group.rows) for group in view.groups)
    told = "\n".join(cell for row in rows for cell in row)
    entries = [entry for group in view.groups for row in group.rows for cell in row.cells for entry in cell.entries]
    assert len(entries) > 5
    assert [entry.text for entry in entries if f"{entry.text}{entry.rest}" not in told] == []
    assert [badge.text for entry in entries for badge in entry.badges if f"[{badge.text}]" not in told] == []
    assert "Übt täglich" in told


def test_no_cell_is_taken_for_a_formula(book: Book) -> None:
    cells = [cell for row in _rows(map_csv(book, "base")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    for begun in ("'=HYPERLINK(", "'=Desk()", "'@Tell", "'-5 of them", "'+Begin"):
        assert [cell for cell in cells if cell.startswith(begun)], begun


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", " =1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"])
def test_every_known_beginning_of_a_formula_is_defused(text: str) -> None:
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("blank", ["\t", "\r", "\n"])
def test_a_beginning_behind_a_cut_is_defused_twice(blank: str) -> None:
    assert neutralised(f"{blank}=1") == f"'{blank}'=1"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "\N{MINUS SIGN}1", "(+2)"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert neutralised(text) == text


@pytest.mark.parametrize("cut", [";", "\t", "|", "\n", "\r", "\r\n"])
@pytest.mark.parametrize("formula", ["=1+1", " =1+1", '"=1+1', "@SUM(1)", "+1", "-1", "\uff1d1"])
def test_no_cell_is_a_formula_wherever_a_program_cuts_the_text(cut: str, formula: str) -> None:
    text = neutralised(f"x{cut}{formula}{cut}y, and z")
    cells = [cell.strip(' "') for cell in re.split(r"[;\t|\n\r]", text)]
    assert text.replace("'", "") == f"x{cut}{formula}{cut}y, and z"
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\uff1d"))]


def test_a_print_page_holds_both_and_leads_nowhere(book: Book) -> None:
    page = print_page(book, "base", has_swimlane=True)
    assert "<h1>Base &lt;b&gt;&amp;</h1>" in page
    assert ('class="jb-poster__table"' in page, ' id="swimlane-base"' in page) == (True, True)
    assert ("<script>1" in page, "&lt;script&gt;1" in page) == (False, True)
    assert [link for link in page.split(' href="')[1:] if not link.startswith(("https://", "mailto:"))] == []
    assert "--jb-ink: #" in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("width", [320, 1600])
def test_a_print_page_is_shown_whole_in_a_window_of_any_size(book: Book, browser: "Browser", width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.set_content(print_page(book, "base", has_swimlane=True))
    assert page.evaluate(SHOWN) == [True, True, [], []]
    page.close()


def test_a_map_of_nothing_but_its_head_makes_a_print_page_too(book: Book) -> None:
    page = print_page(book, "bare")
    assert ("<h1>Bare</h1>" in page, "<table" in page, "<svg" in page) == (True, False, False)


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
