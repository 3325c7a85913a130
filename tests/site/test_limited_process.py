"""A function in a process of its own ends at its limits, whatever it does."""

import sys
from collections.abc import Callable

import pytest

from journeybook.site.limited_process import MEGABYTES, MOST_ANSWER_BYTES, LimitPassedError, run_limited

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process can be copied there")


def busy() -> str:
    while True:
        pass


def deaf() -> str:
    """Compute in one call that nothing interrupts."""
    return str(7 ** (10**9) % 2)


def hungry() -> str:
    return "x" * 4 * MEGABYTES * 1_000_000


def leave() -> str:
    try:
        return str(1 // 0)
    except ZeroDivisionError:
        sys.exit(3)


@pytest.mark.parametrize("function", [busy, deaf, hungry, lambda: "x" * (MOST_ANSWER_BYTES + 1)])
def test_a_limit_that_is_passed_is_told(function: Callable[[], str]) -> None:
    with pytest.raises(LimitPassedError):
        run_limited(function)


def test_what_is_made_comes_back_whole() -> None:
    for text in ("", "häfen\udcff\n", "ü" * (MOST_ANSWER_BYTES // 2)):
        assert run_limited(lambda text=text: text) == text  # type: ignore[misc]  # bound to this text


@pytest.mark.parametrize("function", [lambda: str(1 // 0), leave])
def test_an_error_is_told_by_its_name(function: Callable[[], str]) -> None:
    with pytest.raises(RuntimeError, match=r"^ZeroDivisionError: integer division or modulo by zero$"):
        run_limited(function)


def test_what_the_function_changes_stays_in_its_process() -> None:
    seen: list[int] = []
    assert run_limited(lambda: str(seen.append(1))) == "None"  # type: ignore[func-returns-value]  # done for what it does
    assert seen == []
