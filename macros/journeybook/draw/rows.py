"""The row of every step inside its lane: the ordering phase of layered placement (Sugiyama, Tagawa and Toda 1981), column by column.

A lane has as many rows as its fullest cell (lane and column) has steps, so that only such a cell makes it taller. In
a cell steps are ordered by barycentre, the mean distance in lanes to their neighbours in other lanes, and each would
like the row of its predecessor in the lane, so that chains stay straight; the rising rows nearest to those wishes are
found by dynamic programming, O(steps x rows) for a cell. Then steps move to a free row of their cell or change rows
with another, as long as that shortens links, in six passes at most (local search).
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate

from journeybook.draw.columns import Columns
from journeybook.draw.diagram import Diagram

_MAX_PASSES = 6


@dataclass(frozen=True)
class Rows:
    """The row of each step inside its lane, and the number of rows of each lane, at least one."""

    by_step: dict[str, int]
    counts: tuple[int, ...]


def assign_rows(diagram: Diagram, columns: Columns, *, back: frozenset[int]) -> Rows:
    """Return the row of every step; a lane has as many rows as its fullest cell has steps."""
    barycentre = _barycentres(diagram)
    predecessors = _predecessors_in_lane(diagram, back)
    by_step: dict[str, int] = {}
    counts: list[int] = []
    for lane in diagram.lanes:
        cells: dict[int, list[str]] = defaultdict(list)
        for step in diagram.steps:
            if step.lane == lane.id:
                cells[columns.by_step[step.id]].append(step.id)
        count = max(map(len, cells.values()), default=1)
        for column in sorted(cells):
            steps = sorted(cells[column], key=lambda step: barycentre[step])  # stable: ties keep the source order
            wanted = [_wanted_row(predecessors[step], by_step, count=count, barycentre=barycentre[step]) for step in steps]
            by_step.update(zip(steps, nearest_rows(wanted, count), strict=True))
        counts.append(count)
    _shorten_links(diagram, columns, by_step=by_step, counts=counts)
    return Rows(by_step, tuple(counts))


def nearest_rows(wanted: list[int], count: int) -> list[int]:
    """Return rising rows below a count with the least sum of distances to the wanted ones; ties go to the upper rows.

    >>> nearest_rows([2, 0], 4)
    [0, 1]
    >>> nearest_rows([2], 4)
    [2]
    """
    # cost[row]: the least cost of the steps from this one on, when no row above this one is free any more
    costs: list[list[float]] = [[0.0] * (count + 1)]
    for row_wanted in reversed(wanted):
        cost = [float("inf")] * (count + 1)
        for row in range(count - 1, -1, -1):
            cost[row] = min(cost[row + 1], abs(row - row_wanted) + costs[-1][row + 1])
        costs.append(cost)
    chosen: list[int] = []
    row = 0
    for row_wanted, cost, rest in zip(wanted, costs[:0:-1], costs[-2::-1], strict=True):
        while cost[row] < abs(row - row_wanted) + rest[row + 1]:
            row += 1
        chosen.append(row)
        row += 1
    return chosen


def _wanted_row(predecessors: list[str], by_step: dict[str, int], *, count: int, barycentre: float) -> int:
    """Return the row of the first placed predecessor, else the row at the edge (or in the middle) towards the barycentre."""
    return next(
        (by_step[earlier] for earlier in predecessors if earlier in by_step), (count - 1) * (1 + (barycentre > 0) - (barycentre < 0)) // 2
    )


def _shorten_links(diagram: Diagram, columns: Columns, *, by_step: dict[str, int], counts: list[int]) -> None:
    """Move steps to another row of their cell, or exchange two, as long as the sum of the links' lengths in rows falls."""
    order = {lane.id: index for index, lane in enumerate(diagram.lanes)}
    first_rows = list(accumulate(counts, initial=0))
    lengths = _LinkLengths({step.id: first_rows[order[step.lane]] for step in diagram.steps}, by_step, _neighbours(diagram))
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for step in diagram.steps:
        cells[order[step.lane], columns.by_step[step.id]].append(step.id)
    movable = {cell: steps for cell, steps in cells.items() if counts[cell[0]] > 1}
    for _ in range(_MAX_PASSES):
        moves = [lengths.move(step, row, steps) for (lane, _), steps in movable.items() for step in steps for row in range(counts[lane])]
        if not any(moves):
            break


@dataclass(frozen=True)
class _LinkLengths:
    """The lengths of links in rows: the first row of each step's lane, each step's row in its lane, and each step's neighbours."""

    first_row: dict[str, int]
    by_step: dict[str, int]
    neighbours: dict[str, list[str]]

    def move(self, step: str, row: int, cell: list[str]) -> bool:
        """Put a step into a row, in exchange with the step there, if that shortens their links; return whether it did."""
        current = self.by_step[step]
        other = next((other for other in cell if self.by_step[other] == row), None)
        gain = self._length(step, current) - self._length(step, row)
        gain += self._length(other, row) - self._length(other, current) if other else 0
        if other == step or gain <= 0:
            return False
        self.by_step[step] = row
        if other:
            self.by_step[other] = current
        return True

    def _length(self, step: str, row: int) -> int:
        return sum(abs(self.first_row[step] + row - self.first_row[other] - self.by_step[other]) for other in self.neighbours[step])


def _neighbours(diagram: Diagram) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for link in diagram.links:
        if link.source != link.target:
            neighbours[link.source].append(link.target)
            neighbours[link.target].append(link.source)
    return neighbours


def _barycentres(diagram: Diagram) -> dict[str, float]:
    """Return for each step the mean signed distance in lanes to its neighbours in other lanes; negative is upwards."""
    order = {lane.id: index for index, lane in enumerate(diagram.lanes)}
    lane_of = {step.id: order[step.lane] for step in diagram.steps}
    distances: dict[str, list[int]] = defaultdict(list)
    for link in diagram.links:
        distance = lane_of[link.target] - lane_of[link.source]
        if distance:
            distances[link.source].append(distance)
            distances[link.target].append(-distance)
    return {step.id: sum(distances[step.id]) / max(1, len(distances[step.id])) for step in diagram.steps}


def _predecessors_in_lane(diagram: Diagram, back: frozenset[int]) -> dict[str, list[str]]:
    lane_of = {step.id: step.lane for step in diagram.steps}
    predecessors: dict[str, list[str]] = defaultdict(list)
    for index, link in enumerate(diagram.links):
        if index not in back and lane_of[link.source] == lane_of[link.target]:
            predecessors[link.target].append(link.source)
    return predecessors
