"""Marks that git leaves in a file where it could not join two changes."""

import re

from journeybook.findings import Finding, FindingRule, Level, Place

YAML_CONFLICT = FindingRule(
    "YAML-CONFLICT",
    Level.ERROR,
    """A file holds no marks of a conflict that git could not solve.

Keep one of the two sides between the marks, or join them, and delete the three lines of marks.

Good:
    summary: Everything before the first rota

Bad:
    <<<<<<< HEAD
    summary: Everything before the first rota
    =======
    summary: Everything up to the first rota
    >>>>>>> shorter
""",
)
_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7}|\|{7})(?: [^\n]*)?\r?$")


def conflict_finding(file: str, text: str) -> Finding | None:
    """Return the finding about marks of a git conflict, at the first of them."""
    marks = list(_CONFLICT.finditer(text)) if "<<<<<<<" in text or ">>>>>>>" in text else []
    if not marks:
        return None
    lines = [text.count("\n", 0, mark.start()) + 1 for mark in marks]
    span = f"from line {lines[0]} to line {lines[-1]}" if len(lines) > 1 else f"in line {lines[0]}"
    message = f"git conflict marks stand in this file, {span}."
    return YAML_CONFLICT.at(Place(file, lines[0]), message, "Keep one of the two sides, and delete the lines of marks.")
