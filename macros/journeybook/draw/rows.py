"""The row of every step inside its lane: chains stay straight, and only a cell that holds several steps makes a lane taller."""

from collections import defaultdict
from dataclasses import dataclass

from journeybook.draw.columns import Columns
from journeybook.draw.diagram import Diagram


@dataclass(frozen=True)
class Rows:
    """The row of each step inside its lane, and how many rows each lane has, at least one."""

    of: dict[str, int]
    counts: tuple[int, ...]


def rows(diagram: Diagram, columns: Columns, *, back: frozenset[int]) -> Rows:
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
            wanted = [next((of[earlier] for earlier in before[step] if earlier in of), 0) for step in steps]
            of.update(zip(steps, nearest_rows(wanted, count), strict=True))
        counts.append(count)
    return Rows(of, tuple(counts))


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
