"""No hidden count can be reckoned from what is shown."""

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.measure.statistics.suppression import CountSum, hidden_cells

Key = tuple[int, int]
LARGEST = 9
"""No count that the search by hand tries is larger; a table that fits has its like with larger ones."""


def test_a_small_count_takes_another_with_it() -> None:
    counts = {"good": 30, "average": 12, "poor": 2, "all": 44}
    line = CountSum("all", ("good", "average", "poor"))
    assert hidden_cells(counts, [line]) == {"average", "poor"}
    assert hidden_cells({**counts, "poor": 5, "all": 47}, [line]) == frozenset()
    assert hidden_cells({**counts, "poor": 0, "all": 42}, [line]) == frozenset()


def test_two_small_counts_do_not_hide_each_other_where_their_sum_tells_them() -> None:
    """Two that are at least 1 and together 2 are 1 each."""
    counts = {"a": 1, "b": 1, "c": 60, "all": 62}
    assert hidden_cells(counts, [CountSum("all", ("a", "b", "c"))]) == {"a", "b", "c"}


def test_a_total_that_is_its_only_part_is_hidden_too() -> None:
    assert hidden_cells({"a": 3, "b": 0, "all": 3}, [CountSum("all", ("a", "b"))]) == {"a", "all"}


def test_totals_of_totals_hold_together() -> None:
    counts = {"a": 2, "b": 20, "first": 22, "c": 30, "d": 40, "second": 70, "all": 92}
    sums = [CountSum("first", ("a", "b")), CountSum("second", ("c", "d")), CountSum("all", ("first", "second"))]
    assert hidden_cells(counts, sums) == {"a", "b"}


def test_a_sum_that_does_not_hold_is_a_fault() -> None:
    with pytest.raises(ValueError, match="'all' is not the sum"):
        hidden_cells({"a": 3, "all": 4}, [CountSum("all", ("a",))])


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=2), min_size=2, max_size=2))
def test_what_is_shown_fits_other_tables_as_well(rows: list[list[int]]) -> None:
    """Every small table with totals is searched by hand: none of its hidden counts has the same value in all tables that look alike."""
    counts, sums = _with_totals(rows)
    hidden = hidden_cells(counts, sums)
    assert {cell for cell, count in counts.items() if 0 < count < 5} <= hidden
    assert all(counts[cell] for cell in hidden)
    values = _values(counts, hidden, len(rows))
    assert {cell: len(values[cell]) for cell in hidden if len(values[cell]) < 2} == {}


def test_the_search_by_hand_finds_what_subtraction_finds() -> None:
    counts, _ = _with_totals([[2, 8], [7, 6]])
    assert _values(counts, {(0, 0)}, 2)[0, 0] == {2}
    assert len(_values(counts, {(0, 0), (0, 1), (1, 0), (1, 1)}, 2)[0, 0]) > 1


def _with_totals(rows: Sequence[Sequence[int]]) -> tuple[dict[Key, int], list[CountSum[Key]]]:
    """Return a table with a row and a column of totals, and its sums."""
    last = len(rows)
    counts = {(row, column): count for row, line in enumerate(rows) for column, count in enumerate(line)}
    counts |= {(row, 2): sum(line) for row, line in enumerate(rows)}
    counts |= {(last, column): sum(counts[row, column] for row in range(last)) for column in range(3)}
    across = [CountSum((row, 2), ((row, 0), (row, 1))) for row in range(last + 1)]
    return counts, [*across, *(CountSum((last, column), tuple((row, column) for row in range(last))) for column in range(3))]


def _values(counts: Mapping[Key, int], hidden: set[Key] | frozenset[Key], last: int) -> dict[Key, set[int]]:
    """Return the values that each hidden count has in any table with the same shown ones, by trying all."""
    inner = [(row, column) for row in range(last) for column in range(2)]
    choices = [range(1, LARGEST + 1) if cell in hidden else (counts[cell],) for cell in inner]
    values: dict[Key, set[int]] = {cell: set() for cell in hidden}
    for chosen in product(*choices):
        table, _ = _with_totals([chosen[2 * row : 2 * row + 2] for row in range(last)])
        if all(table[cell] == counts[cell] for cell in counts if cell not in hidden):
            for cell in hidden:
                values[cell].add(table[cell])
    return values
