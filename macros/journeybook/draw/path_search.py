"""The cheapest path of one link: few bends, few crossings, short, and by the sides of steps where the eye expects it.

A* (Hart, Nilsson and Raphael 1968) over states of a grid point and the direction in which it was reached, so that
bends have a price, as in Wybrow, Marriott and Stuckey, "Orthogonal connector routing" (2009). All costs are lengths
in points: how much longer a path may be to avoid the thing. The estimate of the rest is the Manhattan distance and
the price of the bends that cannot be avoided; it never exceeds the true rest. A state is expanded once, so that a
search looks at no more than four states a grid point; ties go to the path that has come farthest.

Crossings are counted as they will be drawn: where two links share a line, nothing is crossed until they part, and
then only if they part on the other side than that on which they met. That price depends on the path so far and not on
the state alone, so that the path found is the cheapest but for such cases. After a fixed number of expanded states (a
count and not a clock: every machine draws the same picture) the estimate is weighted threefold (weighted A*, Pohl
1970) and crossings cost less.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from journeybook.draw.grid import EAST, NORTH, SOUTH, WEST, Grid, GridPath
from journeybook.draw.occupancy import Occupancy, opposite

_BEND = 46.0
_CROSSING = 320.0
_TOUCH = 8.0  # a corner beside a corner: both need a track of their own
_SHARED = 14.0  # for each grid edge that another link uses too
_SHARED_END = 8.0  # the same, where both start or both end at one step
_PARALLEL = 50.0  # besides, where both lead from one step to one other: each label needs room beside its own link
_FOREIGN = 6.0  # for each grid edge on the middle line of a column or row in which neither end of the link stands
_OPPOSED = 45.0  # to leave by a side at which others arrive, or to arrive where others leave
_SECOND, _SECOND_BRANCH = 12.0, 40.0  # to leave or arrive where another does; to leave a decision where another branch does
_LEAVE = {NORTH: 26.0, EAST: 0.0, SOUTH: 26.0, WEST: 400.0}
_LEAVE_DECISION = {NORTH: 10.0, EAST: 0.0, SOUTH: 10.0, WEST: 400.0}
_LEAVE_BACK = {NORTH: 0.0, EAST: 60.0, SOUTH: 0.0, WEST: 90.0}
_ARRIVE = {NORTH: 24.0, EAST: 350.0, SOUTH: 24.0, WEST: 0.0}
_ARRIVE_BACK = {NORTH: 0.0, EAST: 60.0, SOUTH: 0.0, WEST: 30.0}

_PATIENCE = 50_000
"""The number of expanded states of all searches of a diagram after which the rest is done in haste."""
_CROSSING_IN_HASTE, _WEIGHT_IN_HASTE = 40.0, 3.0
_SIDES = (NORTH, EAST, SOUTH, WEST)
_FREE = tuple({side: 0.0, (side + 1) % 4: _BEND, (side + 3) % 4: _BEND} for side in _SIDES)
"""The costs of going on from a grid point that no other link passes, by the direction in which it was reached."""

TurnCosts = Mapping[int, float]
"""The cost of going on to each side; a side that is missing may not be taken."""

SearchState = int
"""A grid point and the direction in which it was reached: four times the point, plus the side; the start is _START."""
_START = -1


@dataclass(frozen=True)
class Connection:
    """A link to find a path for: its ends as grid points, whether it leads back, starts at a decision, and has a label."""

    source: int
    target: int
    is_back: bool
    from_decision: bool
    is_labelled: bool
    bundle: int
    """The number of its bundle: links of one bundle run on each other at no cost."""
    lines: frozenset[int]
    """The middle lines on which its ends stand, as `middle_lines` numbers them."""


@dataclass(frozen=True)
class MeasuredGrid:
    """A grid with an estimate of the distance in points of each column line and each row line from the first."""

    grid: Grid
    along: tuple[float, ...]
    across: tuple[float, ...]

    def position(self, point: int) -> tuple[float, float]:
        """Return the estimated distances of a grid point, along and across."""
        column, row = self.grid.lines_of(point)
        return self.along[column], self.across[row]


class PathSearch:
    """Finds paths one after the other, each with regard to those in the occupancy."""

    def __init__(self, grid: MeasuredGrid, connections: tuple[Connection, ...], occupancy: Occupancy) -> None:
        self._connections = connections
        self._occupancy = occupancy
        self._grid, self._moves = grid.grid, grid.grid.moves()
        self._positions = [grid.position(point) for point in range(grid.grid.column_lines * grid.grid.row_lines)]
        self._exits: dict[int, tuple[_Exit, ...]] = {}
        self._steps = frozenset(grid.grid.steps.values())
        self._crossing, self._weight, self._expanded = _CROSSING, 1.0, 0

    def path(self, link: int) -> GridPath:
        """Return the cheapest path of a link beside the paths of all others."""
        connection, through = self._connections[link], self._occupancy.through
        arriving = self._arriving(connection)
        if connection.source == connection.target:
            return self._path_round_a_corner(connection, arriving)
        previous: dict[SearchState, SearchState] = {}
        queue: list[tuple[float, float, SearchState, SearchState]] = []
        self._expand(queue, previous, connection, reached=(_START, connection.source, 0.0), costs=(self._leaving(connection), arriving))
        while queue:
            _, cost, state, before = heappop(queue)
            if state in previous:
                continue
            previous[state] = before
            point = state >> 2
            if point == connection.target:
                self._count_expanded(len(previous))
                return _traced(previous, state, source=connection.source)
            turning = self._turn_costs(previous, state, bundle=connection.bundle) if through.get(point) else _FREE[state & 3]
            self._expand(queue, previous, connection, reached=(state, point, -cost), costs=(turning, arriving))
        raise AssertionError("every step can be reached through its channels")

    @property
    def is_in_haste(self) -> bool:
        """Whether so many states were expanded that no path should be searched a second time."""
        return self._crossing < _CROSSING

    def _count_expanded(self, states: int) -> None:
        self._expanded += states
        if self._expanded > _PATIENCE:
            self._crossing, self._weight = _CROSSING_IN_HASTE, _WEIGHT_IN_HASTE

    def _path_round_a_corner(self, connection: Connection, arriving: TurnCosts) -> GridPath:
        """Return the path from a step to itself: out by one side, round the emptiest corner, and in by the next side."""
        leaving, through, start = self._leaving(connection), self._occupancy.through, connection.source
        paths: list[tuple[float, GridPath]] = []
        for out, back in ((side, (side + turn) % 4) for turn in (1, 3) for side in _SIDES):
            first, last = start + self._moves[out], start + self._moves[back]
            between = first, first + self._moves[back], last
            passing = sum(len(through.get(point, ())) for point in between)
            paths.append((leaving[out] + arriving[opposite(back)] + self._crossing / 2 * passing, (start, *between, start)))
        return min(paths)[1]

    def _expand(
        self,
        queue: list[tuple[float, float, SearchState, SearchState]],
        previous: dict[SearchState, SearchState],
        connection: Connection,
        *,
        reached: tuple[SearchState, int, float],
        costs: tuple[TurnCosts, TurnCosts],
    ) -> None:
        """Queue the neighbours of a grid point but those at which other steps stand; of equal estimates the costlier path comes first."""
        (state, point, cost), (turning, arriving) = reached, costs
        target, own_lines, on_edge, steps = connection.target, connection.lines, self._occupancy.on_edge, self._steps
        target_along, target_across = self._positions[target]
        if point not in self._exits:
            self._exits[point] = tuple(_exits(self._grid, self._positions, point))
        for side, neighbour, length, line, edge, along, across in self._exits[point]:
            ahead = 4 * neighbour + side
            if side not in turning or ahead in previous:
                continue
            so_far = cost + turning[side] + length
            if line and line not in own_lines:
                so_far += _FOREIGN
            if used := on_edge.get(edge):
                so_far += self._sharing(connection, used)
            if neighbour == target:
                so_far += arriving[side]
            elif neighbour in steps:
                continue
            heappush(queue, (so_far + self._weight * _estimate(side, target_along - along, target_across - across), -so_far, ahead, state))

    def _leaving(self, connection: Connection) -> TurnCosts:
        """Return the cost of leaving the source by each side."""
        base = _LEAVE_BACK if connection.is_back else _LEAVE_DECISION if connection.from_decision else _LEAVE
        second = _SECOND_BRANCH if connection.from_decision else _SECOND
        straight = self._straight_side(connection)
        return {
            side: (0.0 if side == straight else base[side])
            + second * self._count(connection, self._occupancy.leaving[connection.source, side])
            + _OPPOSED * self._count(connection, self._occupancy.arriving[connection.source, side])
            for side in _SIDES
        }

    def _arriving(self, connection: Connection) -> TurnCosts:
        """Return the cost of arriving at the target in each direction."""
        base = _ARRIVE_BACK if connection.is_back else _ARRIVE
        straight = self._straight_side(connection)
        return {
            opposite(side): (0.0 if opposite(side) == straight else base[side])
            + _SECOND * self._count(connection, self._occupancy.arriving[connection.target, side])
            + _OPPOSED * self._count(connection, self._occupancy.leaving[connection.target, side])
            for side in _SIDES
        }

    def _straight_side(self, connection: Connection) -> int:
        """Return the side to which the target of a forward link lies in the same column, else -1."""
        (source_along, source_across), (target_along, target_across) = (
            self._positions[point] for point in (connection.source, connection.target)
        )
        if connection.is_back or source_along != target_along:
            return -1
        return SOUTH if target_across > source_across else NORTH

    def _count(self, connection: Connection, links: list[int]) -> int:
        """Count the links that a connection has to regard: forward links disregard back links, and all disregard those of their bundle."""
        if not links:
            return 0
        others = (self._connections[link] for link in links)
        return sum(other.bundle != connection.bundle and (connection.is_back or not other.is_back) for other in others)

    def _sharing(self, connection: Connection, links: list[int]) -> float:
        """Return the cost of sharing a grid edge with these links."""
        cost = 0.0
        for link in links:
            other = self._connections[link]
            if other.bundle == connection.bundle or (other.is_back and not connection.is_back):
                continue
            shared_ends = (connection.source == other.source) + (connection.target == other.target)
            cost += _SHARED_END if shared_ends else _SHARED
            cost += _PARALLEL if shared_ends > 1 and connection.is_labelled and other.is_labelled else 0.0
        return cost

    def _turn_costs(self, previous: dict[SearchState, SearchState], state: SearchState, *, bundle: int) -> TurnCosts:
        """Return the costs of going straight on and of turning at a state's grid point, with the crossings that this means."""
        side, back = state & 3, opposite(state & 3)
        costs = dict(_FREE[side])
        for other, (first, second) in self._occupancy.through[state >> 2].items():
            if self._connections[other].bundle == bundle:
                continue
            if back not in (first, second):
                costs[side] += self._crossing if side not in (first, second) else 0.0
                for turn in ((side + 1) % 4, (side + 3) % 4):
                    costs[turn] += _TOUCH if turn not in (first, second) else 0.0
                continue
            onward = second if first == back else first
            on_right = self._joined_on_right(previous, state, other)
            for turn in costs:
                if turn != onward and on_right is not None and (((turn - back) % 4 < (onward - back) % 4) is on_right):
                    costs[turn] += self._crossing
        return costs

    def _joined_on_right(self, previous: dict[SearchState, SearchState], state: SearchState, other: int) -> bool | None:
        """Return whether this path joined another link on its right, looking back to where they met; None if both start at one step."""
        while True:
            side, before = state & 3, previous[state]
            if before == _START:
                return None
            point = (state >> 2) - self._moves[side]
            first, second = self._occupancy.through[point][other]
            came, beyond = opposite(before & 3), second if first == side else first
            if came != beyond:
                return (came - side) % 4 < (beyond - side) % 4
            state = before


class _Exit(NamedTuple):
    """One side of a grid point: the neighbour, the edge's length, middle line (0 in a channel) and name, and the neighbour's position."""

    side: int
    neighbour: int
    length: float
    line: int
    edge: tuple[int, int]
    along: float
    across: float


def _exits(grid: Grid, positions: list[tuple[float, float]], point: int) -> Iterator[_Exit]:
    """Yield the sides of a grid point that have a neighbour; the positions are those of all grid points."""
    column, row = grid.lines_of(point)
    row_line, column_line = middle_lines(grid, point)
    has_neighbour = (row > 0, column + 1 < grid.column_lines, row + 1 < grid.row_lines, column > 0)
    along, across = positions[point]
    for side, move in enumerate(grid.moves()):
        if has_neighbour[side]:
            neighbour = point + move
            to_along, to_across = positions[neighbour]
            edge = (min(point, neighbour), max(point, neighbour))
            length = abs(to_along - along) + abs(to_across - across)
            yield _Exit(side, neighbour, length, row_line if side % 2 else column_line, edge, to_along, to_across)


def middle_lines(grid: Grid, point: int) -> tuple[int, int]:
    """Return a number for the row line of a grid point and one for its column line where they are middle lines, and 0 for channels."""
    column, row = grid.lines_of(point)
    return (row + 1 if grid.row_is_middle[row] else 0), (-column - 1 if column % 2 else 0)


def _estimate(side: int, along: float, across: float) -> float:
    """Return a lower bound of the rest: the Manhattan distance, and the bends without which nobody gets there from this direction."""
    ahead, aside = (along, across) if side % 2 else (across, along)
    if side in {NORTH, WEST}:
        ahead = -ahead
    bends = 2 if ahead < 0 else 1 if aside else 0
    return abs(along) + abs(across) + bends * _BEND


def _traced(previous: dict[SearchState, SearchState], state: SearchState, *, source: int) -> GridPath:
    """Return the grid points from the source to a state."""
    path: list[int] = []
    while state != _START:
        path.append(state >> 2)
        state = previous[state]
    return (source, *reversed(path))
