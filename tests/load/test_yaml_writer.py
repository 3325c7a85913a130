"""Data written as YAML reads back as the same data, whatever it holds, and looks like what authors write."""

from typing import Any

import pytest
from hypothesis import given
from plain_trees import TREES

from journeybook.load.source import plain_data, read_source
from journeybook.load.yaml_writer import QuotedText, yaml_text

LONG = "Calls to agree the goal, the first date and the people who will work with it, and writes all three down"
HARD = [
    "no",
    "12",
    "007",
    "~",
    "null",
    "2026-01-01",
    "- a",
    "a: b",
    "a #b",
    "#a",
    "&a",
    "*a",
    "!a",
    "@a",
    "%a",
    "'a'",
    '"a"',
    "{a}",
    "[a",
    "a,",
]


def read_back(data: Any) -> Any:
    text = yaml_text(data)
    source = read_source("f.yml", text.encode()).source
    assert source is not None, text
    return plain_data(source.root)


def has_plain_keys(data: Any) -> bool:
    if isinstance(data, dict):
        return all("\n" not in key and key != "<<" and has_plain_keys(value) for key, value in data.items())
    return isinstance(data, str) or all(map(has_plain_keys, data))


@given(TREES.filter(has_plain_keys))
def test_any_data_reads_back(tree: Any) -> None:
    assert read_back({"key": [tree, {"key": tree}]}) == {"key": [tree, {"key": tree}]}


@pytest.mark.parametrize("text", [*HARD, "", "first\nsecond", "first\n\nsecond\n", "two  blanks " * 20 + "end", " before", "after ", LONG])
def test_a_hard_text_reads_back(text: str) -> None:
    assert read_back({"key": text, "list": [text]}) == {"key": text, "list": [text]}


def test_a_text_that_reads_like_an_answer_may_stand_in_quotes() -> None:
    assert yaml_text({"who": QuotedText("unknown"), "when": "unknown", "list": [QuotedText("it's")]}) == (
        "who: 'unknown'\nwhen: unknown\nlist:\n  - 'it''s'\n"
    )


def test_it_looks_like_what_authors_write() -> None:
    step: dict[str, Any] = {"customer": "Enters a case", "feels": "worried", "questions": ["Can I delete it again?", "Who sees it: all?"]}
    assert yaml_text({"id": "first-case", "weight": "12", "steps": [step], "note": LONG, "lines": "One\nTwo\n"}) == (
        "id: first-case\n"
        "weight: 12\n"
        "steps:\n"
        "  - customer: Enters a case\n"
        "    feels: worried\n"
        "    questions:\n"
        "      - Can I delete it again?\n"
        "      - 'Who sees it: all?'\n"
        "note: >-\n"
        "  Calls to agree the goal, the first date and the people who will work with it, and writes all three down\n"
        "lines: |\n"
        "  One\n"
        "  Two\n"
    )
