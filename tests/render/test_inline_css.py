"""Our own style sheets are read as a browser reads them, as far as drawings need it, and nothing in them is overlooked."""

import re
from xml.etree import ElementTree as ET

from journeybook.load.theme import style_sheet
from journeybook.render.inline_css import PAINT, is_plain, light_colour, paint, rules_of

SHEET = """
/* A remark with { braces } in it. */
:root, [data-md-color-scheme="default"] { --ink: #111111; --paper: #ffffff }
[data-md-color-scheme="slate"] { --ink: #eeeeee; --paper: #000000 }
.swimlane { --line: var(--ink); --soft: var(--absent, #333333); display: block; font-family: Arial, "Liberation Sans" }
.swimlane text { fill: var(--ink) }
.swimlane .step > :is(path, polygon) { fill: var(--paper); stroke: var(--line) }
.swimlane .step.moment > path { stroke-width: 2px }
.swimlane :is(.a, .b) > text, .swimlane .c text { fill: var(--soft) }
.swimlane a:hover path { fill: red }
[data-md-color-scheme="slate"] .swimlane path { fill: blue }
@media print { .swimlane path { fill: green } }
"""
DRAWING = """<svg class="swimlane"><g class="step moment"><path/><g><path/></g><polygon/></g>
<g class="b"><text/><g><text/></g></g><g class="c"><g><text/></g></g></svg>"""


def test_a_drawing_is_painted_as_the_style_sheet_says() -> None:
    root = ET.fromstring(DRAWING)  # noqa: S314 - written above
    paint(root, SHEET)
    direct, deep = root.findall(".//path")
    assert direct.attrib == {"fill": "#ffffff", "stroke": "#111111", "stroke-width": "2px"}
    assert deep.attrib == {}
    assert root.find(".//polygon").attrib == {"fill": "#ffffff", "stroke": "#111111"}  # type: ignore[union-attr]  # it is there
    assert [text.get("fill") for text in root.iter("text")] == ["#333333", "#111111", "#333333"]
    assert root.attrib == {"class": "swimlane", "font-family": 'Arial, "Liberation Sans"'}
    assert light_colour(SHEET, "--line") == "#111111"


def test_nothing_that_paints_our_swimlanes_is_overlooked() -> None:
    """A selector that is not understood must speak of a state, of the dark or of print; whoever adds another kind hears of it here."""
    css = re.sub(r"/\*.*?\*/", "", style_sheet("components/swimlane"), flags=re.DOTALL)
    told = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"@media[^{]+\{(?:[^{}]|\{[^{}]*\})*\}", "", css))
    painting = [selector.strip() for selector, body in told if any(f"{name}:" in body for name in PAINT)]
    assert len(painting) > 10
    missed = [
        one for one in painting if not is_plain(re.sub(r":is\(([^()]*)\)", lambda found: found[1].split(",")[0], one).replace(",", " "))
    ]
    assert [one for one in missed if not re.search(r":hover|:focus|slate|:target", one)] == []
    values = [value for rule in rules_of(style_sheet("tokens") + style_sheet("components/swimlane")) for _, value in rule.declarations]
    assert len(values) > 20
    assert [value for value in values if "var(" in value or "color-mix" in value] == []
