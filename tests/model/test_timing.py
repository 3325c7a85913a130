"""The language of timings: what it reads, refuses, says back, and how it orders."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from journeybook.cli.expression_patterns import DURATION_PATTERN, TIMING_PATTERN
from journeybook.model.describe_timing import describe_timing
from journeybook.model.language.describe import describe_duration
from journeybook.model.language.nodes import Duration
from journeybook.model.timing import (
    TIMING_EXAMPLES,
    Every,
    Offset,
    TimingError,
    nominal_days,
    parse_duration,
    parse_timing,
    timing_names,
)
from journeybook.words import open_catalogue

ENGLISH = open_catalogue("en", {}, frozenset())
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "timings.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["valid"], ids=lambda case: case["text"])
def test_a_timing_is_read(case: dict[str, Any]) -> None:
    timing = parse_timing(case["text"])
    assert timing.text == case["text"]
    assert f"{describe_timing(timing, str.upper, ENGLISH)} | day {nominal_days(timing)}" == case["says"]
    assert [f"{name.role} {name.name} {name.column}" for name in timing_names(timing)] == case.get("names", [])


@pytest.mark.parametrize("case", CASES["invalid"], ids=lambda case: case["text"])
def test_a_fault_says_what_is_wrong_and_what_to_do(case: dict[str, Any]) -> None:
    with pytest.raises(TimingError) as fault:
        parse_timing(case["text"])
    assert (fault.value.message, fault.value.hint, fault.value.column) == (case["message"], case["hint"], case["column"])


def test_the_parts_can_be_used() -> None:
    window = parse_timing("between 10 and 20 days before renewal-date at 9:30")
    assert (window.form, window.anchor, window.side, window.clock_start) == ("between", "renewal-date", "before", "09:30")
    assert (window.offset, window.end) == (Offset(20, "days", -1), Offset(10, "days", -1))
    rhythm = parse_timing("3 times every 2 weeks from kick-off until go-live")
    assert (rhythm.every, rhythm.anchor, rhythm.until) == (Every(2, "weeks", 3), "kick-off", "go-live")
    assert parse_timing("when sponsor-leaves").event == "sponsor-leaves"
    assert parse_timing("06:00 - 08:00").clock_end == "08:00"
    assert parse_timing("day 14").anchor == ""


def test_the_examples_of_the_hint_are_read() -> None:
    examples = [part.strip("` ") for part in TIMING_EXAMPLES.split(",")]
    assert len(examples) == 6
    assert [parse_timing(example).text for example in examples] == examples


def test_words_can_be_translated() -> None:
    german = ENGLISH | {"timing.after": "{duration} nach {anchor}", "duration.days": "Tage", "timing.clock": "um {start} Uhr"}
    assert (
        describe_timing(parse_timing("14 days after signature at 09:00"), {"signature": "Vertrag"}.__getitem__, german)
        == "14 Tage nach Vertrag um 09:00 Uhr"
    )


def test_timings_can_be_put_in_order() -> None:
    texts = ["day 14", "2 months after x", "120 days before x", "at x", "within 3 days of x", "1 week after x", "36 hours after x"]
    assert sorted(texts, key=lambda text: nominal_days(parse_timing(text)) or 0) == [
        *("120 days before x", "at x", "36 hours after x", "within 3 days of x", "1 week after x", "day 14", "2 months after x")
    ]


@pytest.mark.parametrize(
    ("text", "duration", "nominal"),
    [
        ("14 days", Duration(14, "days"), 14),
        ("1 day", Duration(1, "days"), 1),
        ("2-3 weeks", Duration(2, "weeks", 3), 14),
        ("2 to 3 weeks", Duration(2, "weeks", 3), 14),
        ("2 – 3 Weeks", Duration(2, "weeks", 3), 14),
        ("three months", Duration(3, "months"), 90),
        ("10 business days", Duration(10, "business days"), 14),
        ("1 working day", Duration(1, "business days"), 1),
        ("1 quarter", Duration(1, "quarters"), 90),
        ("1 year", Duration(1, "years"), 365),
        ("90 minutes", Duration(90, "minutes"), 0),
        ("48 hours", Duration(48, "hours"), 2),
        ("up to 6 weeks", Duration(6, "weeks", bound="most"), 42),
        ("at most 20 working days", Duration(20, "business days", bound="most"), 28),
        ("no more than 1 day", Duration(1, "days", bound="most"), 1),
        ("at least 2 months", Duration(2, "months", bound="least"), 60),
        ("no less than two weeks", Duration(2, "weeks", bound="least"), 14),
        ("about 3 weeks", Duration(3, "weeks", bound="about"), 21),
        ("About 2 to 3 weeks", Duration(2, "weeks", 3, "about"), 14),
    ],
)
def test_a_duration_is_read(text: str, duration: Duration, nominal: int) -> None:
    assert parse_duration(text) == duration
    assert re.search(DURATION_PATTERN, text)
    assert duration.days == nominal
    assert parse_duration(describe_duration(duration, ENGLISH)) == duration


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("", "a whole number was expected, but the text ends here", 0),
        ("soon", "a whole number was expected, not 'soon'", 0),
        ("14", "a unit of time was expected, but the text ends here", 2),
        ("-3 days", "-3 is not a whole number below 100000", 0),
        ("3 to 2 days", "the range 3 to 2 runs backwards", 5),
        ("3 days long", "'long' was not understood here", 7),
        ("up to", "a whole number was expected, but the text ends here", 5),
        ("up 6 weeks", "a whole number was expected, not 'up'", 0),
        ("up to 2 to 3 weeks", "a unit of time was expected, not 'to'", 8),
        ("1,000 days", "1,000 has a comma in it", 0),
    ],
)
def test_a_duration_is_refused(text: str, message: str, column: int) -> None:
    with pytest.raises(TimingError) as fault:
        parse_duration(text)
    assert (fault.value.message, fault.value.column) == (message, column)


WORDS = re.findall(
    r"\S+",
    """after before of at on by when from until to and between within every day days week the
     a twice once times 3 14 0 9:30 x-y weekly - same""",
)


@given(some.text(max_size=60) | some.lists(some.sampled_from(WORDS), max_size=8).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    place = _refused(text)
    if place is None:
        timing = parse_timing(text)
        assert describe_timing(timing, str, ENGLISH)
        assert isinstance(nominal_days(timing), int | None)
        assert re.search(TIMING_PATTERN, text), "an editor marks what is right"
    else:
        assert 0 <= place.column <= len(text)
        assert place.message
        assert place.hint


SIDES = some.sampled_from(["after", "before"])
NAMES = some.sampled_from(["kick-off", "map/go-live", "renewal_date"])
COUNTS = some.integers(2, 99)
UNITS = some.sampled_from(["hours", "days", "business days", "weeks", "months", "quarters", "years"])
SAID = some.one_of(
    some.builds("{} {} {} {}".format, COUNTS, UNITS, SIDES, NAMES),
    some.builds("{} to {} {} {} {}".format, some.integers(1, 9), some.integers(10, 99), UNITS, SIDES, NAMES),
    some.builds("within {} {} {} {}".format, COUNTS, UNITS, some.sampled_from(["of", "after", "before"]), NAMES),
    some.builds("{} {}".format, some.sampled_from(["at", "by", "when", "after", "before", "until"]), NAMES),
    some.builds("from {} until {}".format, NAMES, NAMES),
    some.builds("every {} {} from {} until {}".format, COUNTS, UNITS, NAMES, NAMES),
    some.builds("{} times every {} {}".format, COUNTS, COUNTS, UNITS),
    some.builds("day {}".format, COUNTS),
    some.builds("by day {}".format, COUNTS),
    some.just("immediately"),
)


@given(SAID, some.sampled_from(["", " at 09:30"]))
@settings(max_examples=200, deadline=None)
def test_what_is_said_is_what_was_written(text: str, clock: str) -> None:
    assert describe_timing(parse_timing(text + clock), str, ENGLISH) == text + clock
    assert re.search(TIMING_PATTERN, text + clock)


def _refused(text: str) -> TimingError | None:
    try:
        parse_timing(text)
    except TimingError as fault:
        return fault
    return None
