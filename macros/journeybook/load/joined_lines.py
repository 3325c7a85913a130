"""Lines with dashes that YAML joins with the text above them, since it begins on the line of its key."""

import re
from collections.abc import Iterator

from journeybook.findings import Finding, FindingRule, Level, Place

YAML_JOINED = FindingRule(
    "YAML-JOINED",
    Level.WARNING,
    """A list stands below its key, with nothing behind the key.

A text that begins behind its key goes on in the lines below it, and their dashes become a part of it.

Good:
    summary: |
      They need
      - a list
      - a rota

Bad:
    summary: They need
      - a list
      - a rota
""",
)
_DASH = re.compile(r"\s*- \S")


def joined_line_findings(file: str, text: str, spans: list[tuple[int, int]]) -> Iterator[Finding]:
    """Yield the finding about each text in whose further lines a dash begins one; the spans are first and last lines, counted from 0."""
    lines = text.split("\n") if spans else []
    for first, last in spans:
        dashed = next((number for number in range(first, last + 1) if _DASH.match(lines[number])), None)
        if dashed is not None:
            message = "This line begins with a dash, and is a part of the text above it."
            hint = "For a list, write nothing behind the key; for a text of several lines, write | behind it, and the text below."
            yield YAML_JOINED.at(Place(file, dashed + 1), message, hint)
