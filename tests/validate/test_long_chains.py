"""Chains and rings of dates of any length are followed without recursion, and the ends of the calendar are build dates."""

from datetime import date
from pathlib import Path

import pytest

from journeybook.audience.build_request import EPOCH, LATEST, BuildRequest
from journeybook.cli.mkdocs_process import mkdocs_environment
from journeybook.model.base import Audience
from journeybook.model.dates import DateResolver, ResolvedTiming
from journeybook.model.timing import parse_timing

LENGTH = 3_000


def resolver(last: str) -> DateResolver:
    timings = {f"a{number}": parse_timing(f"1 day after a{number + 1}") for number in range(LENGTH - 1)}
    return DateResolver({"signature": date(2026, 1, 1)}, timings | {f"a{LENGTH - 1}": parse_timing(f"1 day after {last}")})


def test_a_long_chain_has_dates() -> None:
    day = date.fromordinal(date(2026, 1, 1).toordinal() + LENGTH)
    assert resolver("signature").resolve_name("a0") == ResolvedTiming(day, day)


def test_a_long_ring_is_a_circle() -> None:
    assert {resolver("a0").resolve_name(f"a{number}").reason for number in (0, 1, LENGTH - 1)} == {"circle"}


@pytest.mark.parametrize(("day", "built"), [(date.min, EPOCH), (date(1969, 12, 31), EPOCH), (date.max, LATEST)])
def test_a_build_has_a_date_that_files_can_hold(day: date, built: date) -> None:
    request = BuildRequest(Path(), Audience.INTERNAL, as_of=day)
    seconds = (built - date(1970, 1, 1)).days * 86_400
    assert mkdocs_environment(request, {})["SOURCE_DATE_EPOCH"] == str(seconds)
