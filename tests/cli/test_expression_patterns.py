"""Editors mark slips in conditions and times, and nothing that is right; the tests of the two languages ask what they generate, too."""

import re
from pathlib import Path

import pytest
import yaml
from sample_atlas import sample_checked

from journeybook.cli.expression_patterns import CONDITION_PATTERN, DURATION_PATTERN, TIMING_PATTERN
from journeybook.model.language.nodes import Condition, Duration
from journeybook.model.language.parser import ConditionError, parse_condition
from journeybook.model.timing import Timing, TimingError, parse_duration, parse_timing
from journeybook.model.walk import field_values

MODEL = Path(__file__).parents[1] / "model"
PATTERNS = {Condition: CONDITION_PATTERN, Timing: TIMING_PATTERN}
PARSERS = {
    "condition": (parse_condition, CONDITION_PATTERN),
    "timing": (parse_timing, TIMING_PATTERN),
    "duration": (parse_duration, DURATION_PATTERN),
}


@pytest.mark.parametrize(
    ("file", "pattern"), [("language/cases/conditions.yml", CONDITION_PATTERN), ("cases/timings.yml", TIMING_PATTERN)], ids=str
)
def test_every_text_that_is_read_is_accepted(file: str, pattern: str) -> None:
    texts = [case["text"] for case in yaml.safe_load((MODEL / file).read_text(encoding="utf-8"))["valid"]]
    assert len(texts) > 30
    assert [text for text in texts if not re.search(pattern, text)] == []


@pytest.mark.parametrize("kind", PATTERNS)
def test_every_text_of_the_sample_is_accepted(kind: type[Condition | Timing]) -> None:
    values = [value for spot in sample_checked().atlas.spots for _, value in field_values(spot.part)]
    texts = {value.text for value in values if isinstance(value, kind)}
    assert len(texts) > 30
    assert [text for text in texts if not re.search(PATTERNS[kind], text)] == []


def test_what_the_sample_says_takes_so_long_is_accepted() -> None:
    assert any(isinstance(value, Duration) for spot in sample_checked().atlas.spots for _, value in field_values(spot.part))
    assert re.search(DURATION_PATTERN, "2 to 3 weeks")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("condition", text) for text in ("score => 50", "score =< 50", "paid & live", "paid || live", "!paid", "seats > 1,000")),
        *(("condition", text) for text in ('plan is "pro', "paid and", "paid or not", "score >=", "80", "80 %", "zufrieden über 5")),
        *(("timing", text) for text in ("30d after signature", "in 30 days", "D+30", "D-30", "on 2026-03-01", "1.5 days after x")),
        *(("timing", text) for text in ("2 w before renewal", "10 % later", "after: signature, then")),
        *(("duration", text) for text in ("14d", "1.5 days", "~ 3 weeks", "3w")),
    ],
)
def test_a_slip_is_marked(language: str, text: str) -> None:
    parse, pattern = PARSERS[language]
    with pytest.raises((ConditionError, TimingError)):
        parse(text)
    assert not re.search(pattern, text)
