"""Limits of tables: larger where whoever builds asks for it, and the same for what is no number."""

from collections.abc import Iterator
from importlib import reload

import pytest

from journeybook.measure import table_limits


@pytest.fixture(autouse=True)
def _limits_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    reload(table_limits)


@pytest.mark.parametrize(
    ("asked", "times"), [("", 1), ("1", 1), ("20", 20), ("99999", 1_000), ("0", 1), ("-3", 1), ("many", 1), ("2.5", 1), ("\u0663", 1)]
)
def test_the_environment_raises_all_limits_together(monkeypatch: pytest.MonkeyPatch, asked: str, times: int) -> None:
    monkeypatch.setenv("JOURNEYBOOK_TABLE_LIMITS", asked)
    reload(table_limits)
    limits = (table_limits.MOST_TABLES, table_limits.MOST_TABLE_ROWS, table_limits.MOST_TABLE_CELLS, table_limits.MOST_TABLE_BYTES)
    assert limits == (40 * times, 400_000 * times, 1_500_000 * times, 100_000_000 * times)
    assert (6_000_000 * times, 500 * times) == (table_limits.MOST_QUESTIONS, table_limits.MOST_ACCOUNT_PAGES)
    assert f"{700 * times}MB" == table_limits.MOST_ENGINE_MEMORY
