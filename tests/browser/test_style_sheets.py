"""One component per class name: a class is styled in one sheet, and elsewhere only by a component that it stands in, or for paper."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "overrides" / "assets" / "stylesheets"
SHEETS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.css"))}
LINES_IN_A_FILE = 300


def test_every_class_is_styled_in_one_sheet() -> None:
    assert {"tokens", "badge", "journey-map", "swimlane"} <= SHEETS.keys()
    assert sum(1 for css in SHEETS.values() for _ in selectors(css)) > 500
    assert faults(SHEETS) == []


def test_a_class_of_two_sheets_is_told() -> None:
    twice = {**SHEETS, "plan-print": SHEETS["plan-print"] + ".jb-map__fold { display: none }"}
    assert faults(twice) == [".jb-map__fold is styled in journey-map and in plan-print"]
    reached = {"a": ".jb-a { color: red }", "b": ".md-typeset .jb-b :is(.jb-a, .jb-c) { color: red }", "c": ".jb-c, .jb-b { color: red }"}
    assert faults(reached) == [
        ".jb-a is styled in b below .jb-b, which is no component of that sheet",
        ".jb-c is styled in b below .jb-b, which is no component of that sheet",
    ]
    allowed = {
        "a": ".jb-a:has(.jb-b) { color: red } @media print { .jb-b { color: red } }",
        "b": ".jb-b__c { margin: 0 } .jb-b .jb-a { margin: 0 }",
    }
    assert faults(allowed) == []


def test_no_sheet_is_long() -> None:
    assert [f"{name}: {count}" for name, css in SHEETS.items() if (count := css.count("\n")) > LINES_IN_A_FILE] == []


def faults(sheets: dict[str, str]) -> list[str]:
    """Say which class is styled in two sheets, and which in one that has no component around it."""
    rules = [(name, *owners(selector)) for name, css in sheets.items() for selector in selectors(css)]
    homes: dict[str, set[str]] = defaultdict(set)
    blocks: dict[str, set[str]] = defaultdict(set)
    for sheet, classes, around in rules:
        for one in classes:
            if not {block(other) for other in around} - {block(one)}:
                homes[one].add(sheet)
                blocks[sheet].add(block(one))
    told = [f".{one} is styled in {' and in '.join(sorted(names))}" for one, names in sorted(homes.items()) if len(names) > 1]
    strange = {
        f".{one} is styled in {sheet} below .{around[0]}, which is no component of that sheet"
        for sheet, classes, around in rules
        for one in classes
        if sheet not in homes[one] and not blocks[sheet] & {block(other) for other in around}
    }
    return told + sorted(strange)


def selectors(css: str) -> Iterator[str]:
    """Yield every selector of a sheet, but for those inside a rule for paper."""
    above: list[str] = []
    for head, sign in re.findall(r"([^{};]*)([{};])", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if sign == "}":
            above.pop()
        elif sign == "{":
            if not head.strip().startswith("@") and not any("print" in rule for rule in above):
                yield from (" ".join(selector.split()) for selector in split(head, ","))
            above.append(head)


def owners(selector: str) -> tuple[list[str], list[str]]:
    """Return our classes in the last part of a selector that has any, and those in the parts before it."""
    plain = re.sub(r":(?:has|not)\((?:[^()]|\([^()]*\))*\)", "", selector)
    parts = [found for part in split(plain, " >+~") if (found := re.findall(r"\.(jb-[\w-]+)", part))]
    return (parts[-1], [one for part in parts[:-1] for one in part]) if parts else ([], [])


def split(text: str, signs: str) -> list[str]:
    """Split a text at some signs, but not inside brackets."""
    depth, parts = 0, [""]
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter in signs and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part.strip()]


def block(name: str) -> str:
    """Return the component of a class: `jb-map` of `jb-map__fold` and of `jb-map--broad`."""
    return re.split("__|--", name)[0]
