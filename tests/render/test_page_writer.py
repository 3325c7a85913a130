"""Headings and anchors are handed up by whoever writes them: nothing is looked for in finished HTML."""

import re
from pathlib import Path

from markupsafe import Markup
from sample_atlas import sample_book

from journeybook.findings import Place
from journeybook.model.base import Audience
from journeybook.render.environment import render_page
from journeybook.render.page_writer import Heading, PageWriter
from journeybook.render.print_page import print_page
from journeybook.views.base.elements import Address, FoldedLinks, Line, Link, cell_text

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "macros" / "journeybook" / "render" / "templates").rglob("*.jinja"))
OWN_IDS = {
    *("plan-edition", "plan-customer", "plan-customer-hint", "plan-{{ day.key }}", "plan-{{ day.key }}-hint"),
    *("path-picture", "{{ view.identifier }}-title", "{{ view.identifier }}-desc"),
}
"""Ids that only labels of fields and names of pictures refer to, inside the same page."""
ELEMENT = re.compile(r"<(h[1-6]|[a-z]+)\b([^>]*)>")


def test_text_and_anchors_are_escaped_and_kept() -> None:
    writer = PageWriter(lambda target: "" if isinstance(target, Address) else str(target))
    assert writer.heading(2, "R&D <b>", "r-d", "jb-hidden") == Markup('<h2 id="r-d" class="jb-hidden">R&amp;D &lt;b&gt;</h2>')
    assert writer.embedded().heading(1, "Plan", badge="new") == Markup('<h2>Plan <span class="jb-badge jb-badge--neutral">new</span></h2>')
    assert writer.embedded().id('a"b') == Markup(' id="a&#34;b"')
    assert (writer.id(""), writer.href(Address("index.md"))) == (Markup(""), Markup(""))
    assert writer.href('https://a.example/?b="c"') == Markup(' href="https://a.example/?b=&#34;c&#34;"')
    assert writer.headings == [Heading(2, "R&D <b>", "r-d"), Heading(2, "Plan new", "")]
    assert writer.anchors == ["r-d", 'a"b']


def test_lines_lead_to_their_file_and_folded_links_stand_behind_their_number() -> None:
    writer = PageWriter(str, edit_url=lambda place: f"https://a.example/{place.file}#L{place.line}")
    line = Line(Place("journeys/a.yml", 7, 1))
    assert line.text == "journeys/a.yml:7"
    assert writer.inline(line) == Markup('<a href="https://a.example/journeys/a.yml#L7">journeys/<wbr>a.yml:7</a>')
    folded = FoldedLinks("and 2 more", (Link("A & B", "https://a.example"), Link("C", "https://c.example")))
    assert writer.cell(("Here", folded, "there")) == Markup(
        'Here <details class="jb-also"><summary>and 2 more</summary><ul><li><a href="https://a.example">A &amp; B</a></li>'
        '<li><a href="https://c.example">C</a></li></ul></details> there'
    )
    assert cell_text(("Here", folded)) == "Here and 2 more"


def test_every_anchor_of_a_page_is_handed_up() -> None:
    book = sample_book(Audience.INTERNAL)
    journey = next(journey for journey in book.atlas.maps if journey.public)
    for name, arguments in (("map", (journey.id,)), ("stage", (journey.id, journey.stages[0].id)), ("customer_view", (journey.id,))):
        view = render_page(book, name, arguments, here="maps/a/index.md")
        written = {
            identity[1]
            for element in ELEMENT.finditer(re.sub(r"<svg.*?</svg>", "", view.html, flags=re.DOTALL))
            if (identity := re.search(r'\sid="([^"]+)"', element[2]))
        }
        labelled = {anchor for anchor in written if f'for="{anchor}"' in view.html or f'aria-describedby="{anchor}"' in view.html}
        assert len(view.anchors) > 5
        assert written - labelled == set(view.anchors)
        assert [heading.anchor for heading in view.headings if heading.anchor and heading.anchor not in written] == []


def test_a_page_inside_another_stands_one_level_deeper() -> None:
    book = sample_book(Audience.INTERNAL)
    journey = next(journey for journey in book.atlas.maps if journey.public)
    view = render_page(book, "customer_view", (journey.id,), here="maps/a/index.md")
    steps = re.findall(r'<h([1-6]) class="jb-success__what', view.html)
    assert set(steps) == {"5"}
    levels = re.findall(r'<h([1-6])(?! class="jb-success__what)', view.html)
    assert levels.count("1") == 1
    assert [str(heading.level) for heading in view.headings] == levels


def test_only_the_page_writer_writes_anchors() -> None:
    found = [(path.name, identity) for path in TEMPLATES for identity in re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))]
    assert {identity for _, identity in found} == OWN_IDS


def test_on_paper_only_other_sites_are_linked() -> None:
    book = sample_book(Audience.INTERNAL)
    journey = next(journey for journey in book.atlas.maps if journey.stages)
    html = print_page(book, journey.id)
    assert "<a>" in html
    assert [url for url in re.findall(r'href="([^"]*)"', html) if not url.startswith(("https://", "mailto:"))] == []
