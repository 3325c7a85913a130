"""Single values: every one arrives as the text that was typed."""

import contextlib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError

from journeybook.model import scalars
from journeybook.model.scalars import (
    Colour,
    ConditionText,
    Day,
    DurationText,
    FileName,
    Flag,
    Identifier,
    Number,
    Text,
    TimingText,
    Web,
    Whole,
)

KINDS: dict[str, Any] = {
    "text": Text, "identifier": Identifier, "flag": Flag, "whole": Whole, "number": Number, "day": Day, "web": Web,
    "colour": Colour, "file": FileName, "length": DurationText, "moment": TimingText, "rule": ConditionText,
}  # fmt: skip


def read(kind: str, value: Any) -> Any:
    return TypeAdapter(KINDS[kind]).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "no", "no"),
        ("text", "e\u0301te\u0301", "été"),
        ("text", " kept as it is \n", " kept as it is \n"),
        ("identifier", "kick-off_2", "kick-off_2"),
        ("flag", "true", True),
        ("flag", "false", False),
        ("whole", "0", 0),
        ("whole", "-12", -12),
        ("number", "0.5", Decimal("0.5")),
        ("number", "-3", Decimal(-3)),
        ("day", "2024-02-29", date(2024, 2, 29)),
        ("web", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("web", "mailto:help@example.org", "mailto:help@example.org"),
        ("colour", "#1f5f8b", "#1f5f8b"),
        ("file", "logo.png", "logo.png"),
        ("file", "Plan_v2.final-A.PDF", "Plan_v2.final-A.PDF"),
    ],
)
def test_a_value_is_read(kind: str, text: str, value: Any) -> None:
    assert read(kind, text) == value
    assert type(read(kind, text)) is type(value)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("text", ["", "  \n", "x" * 20_001]),
        ("identifier", ["", "Kick-off", "kick off", "kick--off", "-kick", "kick-", "4a", "con", "index", "größe", "a" * 64, "a/b"]),
        ("flag", ["yes", "no", "on", "True", "TRUE", "1", "~"]),
        ("whole", ["012", "1_000", "1e3", "1.0", "1,000", "0x1F", "12:30", "+1", "٣", ".inf", "9" * 11]),
        ("number", ["012", "1_000", "1e3", ".5", "5.", "1,5", "12:30", "nan", ".inf", "٣", "0.1234567"]),
        ("day", ["2026-02-30", "26-03-01", "01-03-2026", "2026-3-1", "2026-03-01T00:00", "20260301", "today"]),
        ("web", ["example.org", "/fees", "//example.org", "javascript:alert(1)", 'https://a/"', "data:x", "mailto:x"]),
        ("colour", ["red", "#fff", "#1F5F8B", "1f5f8b", "#1f5f8b;"]),
        ("file", ["../logo.png", "/logo.png", "a/logo.png", "logo", ".png", "Übersicht.pdf", "logo png.png", "a\\b.png", "logo.png\n"]),
        ("length", ["soon", "3", "-2 days", "3 fortnights"]),
        ("moment", ["3 fortnights after signature"]),
        ("rule", ["logins >", "__import__('os')"]),
    ],
)  # fmt: skip
def test_a_value_is_refused_with_a_hint(kind: str, texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(ValidationError) as refused:
            read(kind, text)
        context = refused.value.errors()[0]["ctx"]
        assert context["message"], text
        assert context["hint"], text


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("value", [["a"], {"a": "b"}, None])
def test_lists_and_groups_are_no_values(kind: str, value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        read(kind, value)
    assert refused.value.errors()[0]["type"] == "SHAPE-SINGLE-VALUE"


@given(some.sampled_from(sorted(KINDS)), some.text(max_size=40))
def test_no_text_ends_in_a_traceback(kind: str, text: str) -> None:
    with contextlib.suppress(ValidationError):
        read(kind, text)


@given(some.text(max_size=80))
@example("AND")
def test_what_is_suggested_is_an_id(text: str) -> None:
    assert read("identifier", scalars.suggested_id(text))


def test_a_fault_in_a_small_language_says_how_far_in_it_stands() -> None:
    with pytest.raises(ValidationError) as refused:
        read("rule", "logins > and 3")
    assert refused.value.errors()[0]["ctx"]["column"] == 9


@pytest.mark.parametrize(("text", "right"), [("step", True), ("map-one/step", True), ("a/b/c", False), ("/a", False), ("a/", False)])
def test_a_reference_is_an_id_or_a_map_and_an_id(text: str, right: bool) -> None:  # noqa: FBT001 - a column of the table
    if right:
        assert scalars.parse_reference(text) == text
    else:
        with pytest.raises(ValueError, match="id"):
            scalars.parse_reference(text)
