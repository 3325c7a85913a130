"""Charts as they stand in a page: the same bytes everywhere, without ids, links, styles and colours of their own."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from every_chart import CHARTS, HOSTILE, INTERVALS

from journeybook.draw.charts.kinds import Chart
from journeybook.draw.charts.shapes import LINE_LOOKS, ChartTone
from journeybook.load.theme import style_sheet
from journeybook.model.base import Audience
from journeybook.render.chart_picture import chart_svg
from journeybook.render.environment import _environment
from journeybook.render.page_writer import PageWriter
from journeybook.validate import check
from journeybook.views.base.book import Book, open_book
from journeybook.views.base.elements import Labelled
from journeybook.views.blocks.chart_sheet import chart_sheet

PICTURES = Path(__file__).parent / "charts"
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    *("xmlns", "class", "role", "viewBox", "width", "height", "x", "y", "rx", "points", "d"),
    *("transform", "text-anchor", "direction"),
}
WORLD = """
journeys/
  atlas.yml
    | schema_version: 2
    | organisation: Acme
"""


@pytest.fixture
def book(draw_project: Callable[[str], Path]) -> Book:
    return open_book(check(draw_project(WORLD)), Audience.INTERNAL)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_chart_is_these_bytes(chart: Chart) -> None:
    """Rewrite the pictures with JOURNEYBOOK_REWRITE=1, and look at them."""
    path = PICTURES / f"{chart.title.lower().replace(' ', '-')}.svg"
    svg = chart_svg(chart).replace("><", ">\n<") + "\n"
    if os.environ.get("JOURNEYBOOK_REWRITE"):
        path.write_text(svg, encoding="utf-8")
    assert svg == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_nothing_in_it_loads_runs_collides_or_has_a_colour(chart: Chart, direction: str) -> None:
    root = ET.fromstring(chart_svg(chart, "rtl" if direction == "rtl" else "ltr"))  # noqa: S314 - made here
    assert (root.get("role"), [part.tag for part in root[:2]]) == ("img", [f"{SVG}title", f"{SVG}desc"])
    assert [part.text for part in root[:2]] == [chart.title, chart.description]
    elements = list(root.iter())
    assert {element.tag.removeprefix(SVG) for element in elements} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "path",
        "polyline",
        "polygon",
        "text",
    }
    assert {name for element in elements for name in element.attrib} <= ALLOWED
    assert {text.get("direction") for text in root.iter(f"{SVG}text")} == {"ltr"}


def test_words_are_read_as_their_letters_ask_and_stay_on_their_side() -> None:
    first, *others = INTERVALS.rows
    hebrew = type(first)("של הלקוח", first.value, first.low, first.high, first.note, is_clear=True)
    chart = type(INTERVALS)(**{**vars(INTERVALS), "rows": (hebrew, *others)})
    sides = {}
    for direction in ("ltr", "rtl"):
        root = ET.fromstring(chart_svg(chart, "rtl" if direction == "rtl" else "ltr"))  # noqa: S314 - made here
        label = next(text for text in root.iter(f"{SVG}text") if text.text == "של הלקוח")
        sides[direction] = (label.get("x"), label.get("text-anchor"), label.get("direction"))
    assert sides == {"ltr": ("0", "end", "rtl"), "rtl": ("320", "start", "rtl")}


def test_every_class_of_a_chart_has_a_style_and_no_colour_is_alone() -> None:
    css = style_sheet("components/chart")
    used = {name for chart in CHARTS for text in re.findall(r'class="([^"]*)"', chart_svg(chart)) for name in text.split()}
    assert len(used) > 25
    plain = {"jb-chart__hatch--lost", "jb-chart__hatch--neutral", "jb-chart__text--label", "jb-chart__line--tick"}
    assert {name for name in used - plain if not re.search(rf"\.{name}(?![\w-])", css)} == set()
    assert {f"jb-chart__bar--{tone}" for tone in ChartTone} <= used
    assert {f"jb-chart__look--{look}" for look in range(LINE_LOOKS)} <= used


def test_a_page_has_the_chart_its_table_and_what_it_stands_on(book: Book) -> None:
    template = _environment().get_template("parts/chart.html.jinja")
    chart: Any = vars(template.module)["chart"]
    sheets = [chart_sheet(book, kind, (Labelled("as of", ("2026-11-01",)),)) for kind in CHARTS]
    html = "".join(chart(sheet, PageWriter(lambda _: ""), book.say) for sheet in sheets)
    assert (html.count("<svg"), html.count("<table"), html.count("<details")) == (len(CHARTS), len(CHARTS), len(CHARTS))
    assert "<b>" not in html
    assert HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") in html
    assert not re.search(r'\sid="|style=|<script|href=', html)
