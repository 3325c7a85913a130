import re
from collections import Counter
from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.draw.diagram import Diagram, DiagramLane, DiagramLink, DiagramLinkKind, DiagramStage, DiagramStep, StepKind
from journeybook.draw.headings import HEADING_SIZE
from journeybook.draw.shapes import TEXT_SIZE
from journeybook.draw.swimlane import LINK_TEXT_SIZE, place_diagram
from journeybook.render.dot import to_dot
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.svg import draw_svg, finish_svg, swimlane_svg

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(__file__).parents[2] / "overrides" / "assets" / "stylesheets" / "components" / "swimlane.css"
HOSTILE = [
    "<b>x</b>",
    "<script>alert(1)</script>",
    r"\N \G \L \l \r",
    "&amp; &lt; &#60;",
    "\"double\" and 'single'",
    "a --> b ]]> c",
    "ends in \\",
    '\\" \\\\"',
    "🎉 👩‍🚀",
    "お客様が契約に署名",
    "مرحبا بالعالم",
    "<>",
    "42",
    "node",
    "{{ 7*7 }}",
    "<!ENTITY x>",
    "%0a${x}",
]
DIAGRAM = Diagram(
    id="trial",
    title="Trial & more",
    description="How a trial goes.",
    lanes=(DiagramLane("us", "Our side", "company"), DiagramLane("them", "Customer", "not a tone!")),
    stages=(DiagramStage("buy", "Buy"), DiagramStage("use", "Use")),
    steps=(
        DiagramStep("ask", "them", "buy", StepKind.CUSTOMER, "Asks for a trial", "Asks for a trial by mail"),
        DiagramStep("fits", "us", "buy", StepKind.DECISION, "Fits?"),
        DiagramStep("go", "them", "use", StepKind.MOMENT, "Goes live", "The first report"),
    ),
    links=(
        DiagramLink("ask", "fits"),
        DiagramLink("fits", "go", "Yes", DiagramLinkKind.HANDOFF),
        DiagramLink("go", "ask", "Again", DiagramLinkKind.LOOP),
    ),
)

LINKS = {"ask": "../steps/#ask", "fits": "https://example.org/?a=1&b=2", "go": "javascript:alert(1)"}


def labelled(label: str) -> Diagram:
    """Put one text into every place that shows text."""
    steps = tuple(DiagramStep(f"s{number}{label}", label, label, kind, label, label) for number, kind in enumerate(StepKind))
    link = DiagramLink(steps[0].id, steps[1].id, label)
    return Diagram(label, label, label, (DiagramLane(label, label, label),), (DiagramStage(label, label),), steps, (link,))


def test_structure_names_and_links() -> None:
    root = read(swimlane_svg(DIAGRAM, links=LINKS))
    view_box = root.attrib["viewBox"].split()
    assert root.attrib == {
        "id": "trial",
        "class": "swimlane",
        "role": "group",
        "aria-labelledby": "trial-title",
        "aria-describedby": "trial-desc",
        "width": view_box[2],
        "height": view_box[3],
        "viewBox": " ".join(view_box),
    }
    assert [(part.tag, part.get("id"), part.text) for part in root][:2] == [
        (f"{SVG}title", "trial-title", "Trial & more"),
        (f"{SVG}desc", "trial-desc", "How a trial goes."),
    ]
    groups = [{key: value for key, value in group.attrib.items() if key != "transform"} for group in root.iter(f"{SVG}g")]
    assert groups == [
        {},
        {"id": "trial-l1", "class": "lane odd tone-company", "data-lane": "us"},
        {"id": "trial-l2", "class": "lane even", "data-lane": "them"},
        {"id": "trial-s1", "class": "stage", "data-stage": "buy"},
        {"id": "trial-s2", "class": "stage", "data-stage": "use"},
        {"id": "trial-e1", "class": "edge flow", "data-from": "ask", "data-to": "fits", "aria-hidden": "true"},
        {"id": "trial-e2", "class": "edge handoff", "data-from": "fits", "data-to": "go", "aria-hidden": "true"},
        {"id": "trial-e3", "class": "edge loop back", "data-from": "go", "data-to": "ask", "aria-hidden": "true"},
        {"id": "trial-n2", "class": "step decision", "data-step": "fits", "data-lane": "us", "data-stage": "buy"},
        {"id": "trial-n1", "class": "step customer", "data-step": "ask", "data-lane": "them", "data-stage": "buy"},
        {"id": "trial-n3", "class": "step moment", "data-step": "go", "data-lane": "them", "data-stage": "use"},
    ]
    assert [link.attrib for link in root.iter(f"{SVG}a")] == [
        {"href": "https://example.org/?a=1&b=2", "aria-label": "Fits?"},
        {"href": "../steps/#ask", "aria-label": "Asks for a trial by mail"},
    ]
    assert [title.text for title in root.iter(f"{SVG}title")][1:] == ["Fits?", "Asks for a trial by mail", "Goes live: The first report"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_letter_by_letter(text: str) -> None:
    diagram = labelled(text)
    check_drawn(diagram, swimlane_svg(diagram))


@pytest.mark.parametrize("text", ["W" * 5000, "wide " * 2000, "日" * 5000, "\x00\x1b[31m\ud800\ufffe", "", " \n "])
def test_text_beyond_measure_is_cut_and_stays_whole_in_the_title(text: str) -> None:
    diagram = labelled(text)
    root = check_drawn(diagram, swimlane_svg(diagram))
    assert float(root.attrib["width"]) < 3000
    assert float(root.attrib["height"]) < 3000
    assert [title.text or "" for title in root.iter(f"{SVG}title")][1:] == [
        " ".join(re.sub("[\x00\x1b\ud800\ufffe]", "", text).split())
    ] * len(StepKind)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_drawn_letter_by_letter(text: str) -> None:
    diagram = labelled(text)
    check_drawn(diagram, swimlane_svg(diagram))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(DiagramLinkKind)), max_size=25), st.integers(1, 4))
def test_any_links_are_all_drawn(ends: list[tuple[int, int, DiagramLinkKind]], lanes: int) -> None:
    steps = tuple(DiagramStep(f"s{n}", f"l{n * 7 % lanes}", f"t{n // 4}", list(StepKind)[n % 7], f"Step {n}") for n in range(10))
    diagram = Diagram(
        id="any",
        title="Any",
        description="",
        lanes=tuple(DiagramLane(f"l{number}", f"Lane {number}") for number in range(lanes)),
        stages=tuple(DiagramStage(f"t{number}", f"Stage {number}") for number in range(3)),
        steps=steps,
        links=tuple(DiagramLink(f"s{a}", f"s{b}", f"{a} to {b}", kind) for a, b, kind in ends),
    )
    root = check_drawn(diagram, swimlane_svg(diagram))
    assert len(root.findall(f".//{SVG}g[@aria-hidden='true']/{SVG}path")) == len(ends)


def check_drawn(diagram: Diagram, svg: str) -> ET.Element:
    """Every text stands in the picture line by line, once, and nothing stands there that is not ours."""
    root = read(svg)
    placement = place_diagram(diagram)
    lines = [part.lines for parts in (placement.lanes, placement.stages, placement.steps, placement.links) for part in parts]
    assert Counter(text.text for text in root.iter(f"{SVG}text")) == Counter(chain.from_iterable(lines))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "a", "text", "path", "polygon", "polyline", "ellipse"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if re.match(r"on|style|fill|stroke|font|xlink|\{", name)]
    assert not re.search(r"<script|<!|<\?|\bxlink", svg)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", identity) for identity in ids)
    svg.encode()
    return root


def test_two_diagrams_on_a_page_share_no_id() -> None:
    first, second, third = (
        set(re.findall(r'\bid="([^"]*)"', swimlane_svg(replace(DIAGRAM, id=name)))) for name in ("one", "two words", "two  words")
    )
    assert not [pair for pair in combinations((first, second, third), 2) if pair[0] & pair[1]]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"<svg", b"<!DOCTYPE s [<!ENTITY a 'b'>]><svg", "entities"),
        (b"</svg>", b"", "not well-formed"),
        (b"<text", b"<script>x</script><text", "not allowed: script"),
        (b"<text", b"<image/><text", "not allowed: image"),
        (b"<path", b"<path d='url(#x)'/><path", "value that is not allowed"),
        (b'id="n1"', b'id="n7"', "lacks n1"),
        (b"viewBox", b"view", "not an SVG"),
        (b'transform="', b'transform="url(x)', "not an SVG"),
    ],
)
def test_a_drawing_with_anything_unknown_in_it_is_refused(old: bytes, new: bytes, reason: str) -> None:
    placement = place_diagram(DIAGRAM)
    drawing = draw_svg(to_dot(placement))
    assert finish_svg(drawing, placement)
    assert old in drawing
    with pytest.raises(DrawingFailed, match=reason):
        finish_svg(drawing.replace(old, new, 1), placement)


def test_the_stylesheet_draws_text_as_large_as_it_was_measured() -> None:
    css = CSS.read_text(encoding="utf-8")
    sizes = dict(re.findall(r"\.swimlane \.(\w+) text \{\s*font-size: (\d+)px", css))
    assert sizes == {"stage": str(HEADING_SIZE), "step": str(TEXT_SIZE), "edge": str(LINK_TEXT_SIZE)}


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - what we made ourselves
