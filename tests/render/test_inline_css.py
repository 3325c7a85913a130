"""Our own style sheets are read as a browser reads them, and every rule that colours a swimlane reaches some drawing."""

import re
from xml.etree import ElementTree as ET

import pytest

from journeybook.load.theme import components, style_sheet
from journeybook.render.inline_css import LightStyles

SHEET = """
/* A remark with { braces } in it. */
:root, [data-md-color-scheme="default"] { --ink: #111111; --paper: #ffffff }
[data-md-color-scheme="slate"] { --ink: #eeeeee; --paper: #000000 }
.swimlane { --line: var(--ink); --soft: var(--absent, #333333); display: block; font-family: Arial, "Liberation Sans" }
.swimlane text { fill: var(--ink) }
.swimlane .step > :is(path, polygon) { fill: var(--paper); stroke: var(--line) }
.swimlane .step.moment > path { stroke-width: 2px }
.swimlane :is(.a, .b) > text, .swimlane .c text { fill: var(--soft) }
.swimlane a:hover path, .swimlane a:focus-visible path { fill: red }
[data-md-color-scheme="slate"] .swimlane path { fill: blue }
@media print { .swimlane path { fill: green } }
"""
DRAWING = """<svg class="swimlane"><g class="step moment"><path/><g><path/></g><polygon/></g>
<g class="b"><text/><g><text/></g></g><g class="c"><g><text/></g></g></svg>"""


def test_a_drawing_is_painted_as_the_style_sheet_says() -> None:
    root = ET.fromstring(DRAWING)  # noqa: S314 - written above
    styles = LightStyles(root, SHEET)
    styles.write()
    direct, deep = root.findall(".//path")
    assert direct.attrib == {"fill": "#ffffff", "stroke": "#111111", "stroke-width": "2px"}
    assert deep.attrib == {}
    assert root.find(".//polygon").attrib == {"fill": "#ffffff", "stroke": "#111111"}  # type: ignore[union-attr]  # it is there
    assert [text.get("fill") for text in root.iter("text")] == ["#333333", "#111111", "#333333"]
    assert root.attrib == {"class": "swimlane", "font-family": 'Arial, "Liberation Sans"'}
    assert styles.custom_property("--line") == "#111111"


def test_a_colour_that_nobody_declares_is_a_fault_of_ours() -> None:
    styles = LightStyles(ET.Element("svg", {"class": "swimlane"}), ".swimlane { fill: var(--nobody) }")
    with pytest.raises(KeyError, match="--nobody"):
        styles.write()


def test_our_own_sheets_leave_no_variable_in_a_drawing() -> None:
    kinds = ("customer", "company", "decision", "milestone", "moment", "attention", "end")
    steps = "".join(f'<g class="step {kind}"><path/><polygon/><ellipse/><text/></g>' for kind in kinds)
    drawing = f'<svg class="swimlane"><g class="lane odd"><polygon/><text/></g><g class="stage"><polygon/><text/></g>{steps}</svg>'
    root = ET.fromstring(drawing)  # noqa: S314 - written above
    LightStyles(root, style_sheet("tokens") + style_sheet("components/swimlane")).write()
    painted = [value for element in root.iter() for name, value in element.attrib.items() if name in ("fill", "stroke")]
    assert len(painted) > len(kinds)
    assert [value for value in painted if "var(" in value or "color-mix" in value] == []
    assert all(element.get("fill") for element in root.iter() if element.tag in ("text", "polygon"))


PHYSICAL = re.compile(
    r"^\s+(?:text-align: (?:left|right)|(?:margin|padding|border)-(?:left|right)[\w-]*:.*|(?:left|right|float):.*)", re.MULTILINE
)
"""A declaration that names a side of the screen: in an atlas that is read from right to left it would stand on the wrong one."""


def test_style_sheets_name_no_side_of_the_screen() -> None:
    sides = {name: PHYSICAL.findall(style_sheet(f"components/{name}")) for name in components()}
    assert len(sides) > 20
    assert {name: [line.strip() for line in lines] for name, lines in sides.items() if lines} == {
        "resource": ["left: -100vw;"],  # out of sight, on whichever side
        "shell": ["text-align: right"],  # said for pages that are read from right to left alone
    }
