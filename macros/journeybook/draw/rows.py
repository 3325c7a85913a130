"""The row of every step inside its lane: chains stay straight, and only a cell that holds several steps makes a lane taller."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate

from journeybook.draw.columns import Columns
from journeybook.draw.diagram import Diagram

_PASSES = 6


@dataclass(frozen=True)
class Rows:
    """The row of each step inside its lane, and how many rows each lane has, at least one."""

    of: dict[str, int]
    counts: tuple[int, ...]


def assign_rows(diagram: Diagram, columns: Columns, *, back: frozenset[int]) -> Rows:
    """Give every step its row; a lane has as many rows as its fullest cell has steps."""
    pull = _pull(diagram)
    before = _before(diagram, back)
    of: dict[str, int] = {}
    counts: list[int] = []
    for lane in diagram.lanes:
        cells: dict[int, list[str]] = defaultdict(list)
        for step in diagram.steps:
            if step.lane == lane.id:
                cells[columns.of[step.id]].append(step.id)
        count = max(map(len, cells.values()), default=1)
        for column in sorted(cells):
            steps = sorted(cells[column], key=lambda step: pull[step])  # stable: ties keep the source order
            wanted = [_wanted(before[step], of, count=count, pull=pull[step]) for step in steps]
            of.update(zip(steps, nearest_rows(wanted, count), strict=True))
        counts.append(count)
    _settle(diagram, columns, of=of, counts=counts)
    return Rows(of, tuple(counts))


def _wanted(before: list[str], of: dict[str, int], *, count: int, pull: float) -> int:
    """Return the row in which a step would like to be: that of its predecessor, else the one nearest to its neighbours in other lanes."""
    return next((of[earlier] for earlier in before if earlier in of), (count - 1) * (1 + (pull > 0) - (pull < 0)) // 2)


def _settle(diagram: Diagram, columns: Columns, *, of: dict[str, int], counts: list[int]) -> None:
    """Move steps to another row of their cell, or let two change places, as long as the arrows over the lanes get shorter."""
    order = {lane.id: position for position, lane in enumerate(diagram.lanes)}
    tops = list(accumulate(counts, initial=0))
    far = _Distances({step.id: tops[order[step.lane]] for step in diagram.steps}, of, _linked(diagram))
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for step in diagram.steps:
        cells[order[step.lane], columns.of[step.id]].append(step.id)
    roomy = {cell: steps for cell, steps in cells.items() if counts[cell[0]] > 1}
    for _ in range(_PASSES):
        moved = [far.moved(step, row, steps) for (lane, _), steps in roomy.items() for step in steps for row in range(counts[lane])]
        if not any(moved):
            break


@dataclass(frozen=True)
class _Distances:
    """How many rows lie between linked steps: the first row of each step's lane, the row of each step, and the steps linked to each."""

    top: dict[str, int]
    of: dict[str, int]
    linked: dict[str, list[str]]

    def moved(self, step: str, row: int, cell: list[str]) -> bool:
        """Put a step into a row if that shortens its links and those of the step that has to make way."""
        here = self.of[step]
        other = next((other for other in cell if self.of[other] == row), None)
        gain = self._far(step, here) - self._far(step, row)
        gain += self._far(other, row) - self._far(other, here) if other else 0
        if other == step or gain <= 0:
            return False
        self.of[step] = row
        if other:
            self.of[other] = here
        return True

    def _far(self, step: str, row: int) -> int:
        return sum(abs(self.top[step] + row - self.top[other] - self.of[other]) for other in self.linked[step])


def _linked(diagram: Diagram) -> dict[str, list[str]]:
    linked: dict[str, list[str]] = defaultdict(list)
    for link in diagram.links:
        if link.source != link.target:
            linked[link.source].append(link.target)
            linked[link.target].append(link.source)
    return linked


def nearest_rows(wanted: list[int], count: int) -> list[int]:
    """Return rising rows below a count, as near to the wanted ones as can be; ties go to the upper rows.

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


def _pull(diagram: Diagram) -> dict[str, float]:
    """Return for each step the mean distance in lanes to its neighbours in other lanes: less than nothing means upwards."""
    order = {lane.id: position for position, lane in enumerate(diagram.lanes)}
    lane_of = {step.id: order[step.lane] for step in diagram.steps}
    distances: dict[str, list[int]] = defaultdict(list)
    for link in diagram.links:
        distance = lane_of[link.target] - lane_of[link.source]
        if distance:
            distances[link.source].append(distance)
            distances[link.target].append(-distance)
    return {step.id: sum(distances[step.id]) / max(1, len(distances[step.id])) for step in diagram.steps}


def _before(diagram: Diagram, back: frozenset[int]) -> dict[str, list[str]]:
    lane_of = {step.id: step.lane for step in diagram.steps}
    before: dict[str, list[str]] = defaultdict(list)
    for position, link in enumerate(diagram.links):
        if position not in back and lane_of[link.source] == lane_of[link.target]:
            before[link.target].append(link.source)
    return before
