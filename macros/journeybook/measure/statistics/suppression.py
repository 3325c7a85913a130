"""Suppression: which counts of a table stay hidden so that nobody can be recognised in a small one.

A count from 1 to 4 is hidden; a count of nobody is shown. A hidden count could still be found by subtraction, so more are hidden until
what is shown leaves at least `SMALLEST_SHOWN` values for each of them: the smallest count that stands in a sum with one that is too
narrow, and where none is left there, in the sums that share a hidden count with these. Totals are counts like others. Which values are
left is decided exactly, by integer programming over all sums at once, for a reader who knows this rule: every hidden count is at least 1.
See Willenborg and de Waal, "Elements of Statistical Disclosure Control" (2001), chapters 4 and 5.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Generic, TypeVar

from journeybook.measure.statistics.estimate import SMALLEST_SHOWN, scipy_optimize

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class CountSum(Generic[Cell]):
    """A cell that counts what its parts count together; all of them are keys of the same table."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> frozenset[Cell]:
        """The total and its parts."""
        return frozenset((self.total, *self.parts))

    def sign(self, cell: Cell) -> int:
        """Return how a cell stands in the equation: 1 as a part, -1 as the total, 0 where it does not stand in it."""
        return (cell in self.parts) - (cell == self.total)


def hidden_cells(counts: Mapping[Cell, int], sums: Sequence[CountSum[Cell]]) -> frozenset[Cell]:
    """Return the cells of a table that are not shown; raise ValueError where a sum does not hold.

    >>> counts = {"good": 30, "average": 12, "poor": 2, "all": 44}
    >>> sorted(hidden_cells(counts, [CountSum("all", ("good", "average", "poor"))]))
    ['average', 'poor']
    """
    wrong = [line for line in sums if counts[line.total] != sum(counts[part] for part in line.parts)]
    if wrong:
        raise ValueError(f"{wrong[0].total!r} is not the sum of its parts")
    hidden = [cell for cell, count in counts.items() if 0 < count < SMALLEST_SHOWN]
    while (narrow := next((cell for cell in hidden if _values_left(cell, hidden, counts, sums) < SMALLEST_SHOWN), None)) is not None:
        hidden.append(_next_hidden(narrow, hidden, counts, sums))
    return frozenset(hidden)


def shown_scopes(counts: Mapping[tuple[str, str], int], whole: str) -> frozenset[str]:
    """Return the scopes whose counts may stand in a table, given by scope and part: all of them, the whole alone, or none.

    The parts of a scope make up its total, which stands there too, and the other scopes make up the whole, part by part. The totals of
    all scopes may stand beside a whole that is shown alone: its parts and they are nobody or five and more, which leaves as many values.

    >>> counts = {("a", "has"): 9, ("a", "has-not"): 2, ("b", "has"): 8, ("b", "has-not"): 7}
    >>> counts |= {("all", "has"): 17, ("all", "has-not"): 9}
    >>> sorted(shown_scopes(counts, "all")), sorted(shown_scopes({**counts, ("a", "has-not"): 5, ("all", "has-not"): 12}, "all"))
    (['all'], ['a', 'all', 'b'])
    """
    scopes, parts = (list(dict.fromkeys(key[place] for key in counts)) for place in (0, 1))
    others = [scope for scope in scopes if scope != whole]
    for names in (scopes, [whole]):
        cells = {(name, part): counts[name, part] for name in names for part in parts}
        cells |= {(name, ""): sum(counts[name, part] for part in parts) for name in names}
        sums = [CountSum((name, ""), tuple((name, part) for part in parts)) for name in names]
        if len(names) > 1:
            sums += [CountSum((whole, part), tuple((name, part) for name in others)) for part in (*parts, "")]
        if not hidden_cells(cells, sums):
            return frozenset(names)
    return frozenset()


def _next_hidden(narrow: Cell, hidden: Sequence[Cell], counts: Mapping[Cell, int], sums: Sequence[CountSum[Cell]]) -> Cell:
    """Return the smallest shown count in the nearest sums with a narrow one, from sum to sum by hidden counts; else of all.

    There is always one: where every count but those of nobody is hidden, each multiple of the table fits, and no cell is narrow.
    """
    shown = [cell for cell, count in counts.items() if count and cell not in hidden]
    near, wider = frozenset[Cell](), frozenset([narrow])
    while wider != near and wider.isdisjoint(shown):
        near, wider = wider, wider.union(*(line.cells for line in sums if not line.cells.isdisjoint(wider)))
    return min([cell for cell in shown if cell in wider] or shown, key=counts.__getitem__)


def _values_left(cell: Cell, hidden: Sequence[Cell], counts: Mapping[Cell, int], sums: Sequence[CountSum[Cell]]) -> float:
    """Return how many values a hidden cell may have as far as the shown cells tell."""
    equations = [line for line in sums if not line.cells.isdisjoint(hidden)]
    if not equations:
        return inf
    rows = [[line.sign(other) for other in hidden] for line in equations]
    rests = [-sum(line.sign(other) * counts[other] for other in line.cells.difference(hidden)) for line in equations]
    least, most = (_bound([sign * (other == cell) for other in hidden], rows, rests) for sign in (1, -1))
    return -most - least + 1


def _bound(weights: list[int], rows: list[list[int]], rests: list[int]) -> float:
    """Return the least weighted sum of whole numbers from 1 up under equations; minus infinity where there is none."""
    optimize = scipy_optimize()
    answer = optimize.milp(
        weights,
        integrality=[1] * len(weights),
        bounds=optimize.Bounds(1, inf),
        constraints=optimize.LinearConstraint(rows, rests, rests),
    )
    return -inf if answer.fun is None else round(answer.fun)
