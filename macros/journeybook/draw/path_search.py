"""The best way for one arrow: few bends, few crossings, short, out of and into a step where the eye expects it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from journeybook.draw.grid import EAST, NORTH, SOUTH, WEST, Grid, GridPath
from journeybook.draw.occupancy import Occupancy, opposite

# All costs are lengths in points: how much longer a way may be to avoid the thing.
_BEND = 46.0
_CROSSING = 320.0
_TOUCH = 8.0  # a corner beside a corner: both need a track of their own
_SHARED = 14.0  # for each piece that another link uses too
_SHARED_END = 8.0  # the same, where both start or both end at one step
_FOREIGN = 6.0  # for each piece in the middle of a column or row in which the link has no business
_MET = 45.0  # to leave by a side at which others arrive, or to arrive where others leave
_SECOND, _SECOND_BRANCH = 12.0, 40.0  # to leave or arrive where another does; to leave a decision where another branch does
_STRAIGHT = 0.0  # between steps of one column, the obvious way
_LEAVE = {NORTH: 26.0, EAST: 0.0, SOUTH: 26.0, WEST: 400.0}
_LEAVE_DECISION = {NORTH: 10.0, EAST: 0.0, SOUTH: 10.0, WEST: 400.0}
_LEAVE_BACK = {NORTH: 0.0, EAST: 60.0, SOUTH: 0.0, WEST: 90.0}
_ARRIVE = {NORTH: 24.0, EAST: 350.0, SOUTH: 24.0, WEST: 0.0}
_ARRIVE_BACK = {NORTH: 0.0, EAST: 60.0, SOUTH: 0.0, WEST: 30.0}

_PATIENCE = 50_000
"""After so many crossing points ways are sought in haste: what lies nearer to the target is tried first, and crossings count for less."""
_CROSSING_IN_HASTE, _PULL_IN_HASTE = 40.0, 3.0
_SIDES = (NORTH, EAST, SOUTH, WEST)
_FREE = tuple({side: 0.0, (side + 1) % 4: _BEND, (side + 3) % 4: _BEND} for side in _SIDES)
"""What it costs to go on from a crossing point that nobody else passes, by the direction in which it was reached."""

TurnCosts = Mapping[int, float]
"""What it costs to go on to a side; a side that is not there may not be taken."""

SearchState = int
"""A crossing point and the direction in which it was reached: four times the point, plus the side; the start is _START."""
_START = -1


@dataclass(frozen=True)
class Connection:
    """A link to find a way for: its ends as crossing points, whether it leads back, and whether it starts at a decision."""

    source: int
    target: int
    is_back: bool
    from_decision: bool
    lines: frozenset[int]
    """The middle lines on which its ends stand, as `middle_lines` numbers them."""


@dataclass(frozen=True)
class MeasuredGrid:
    """A grid with the distance of each column line and of each row line from the first, as far as it is known beforehand."""

    grid: Grid
    across: tuple[float, ...]
    down: tuple[float, ...]

    def spot(self, point: int) -> tuple[float, float]:
        """Return where a crossing point will be, about."""
        column, row = self.grid.place(point)
        return self.across[column], self.down[row]


class PathSearch:
    """Finds ways one after the other, each with regard to those that are laid."""

    def __init__(self, ground: MeasuredGrid, tasks: tuple[Connection, ...], traffic: Occupancy) -> None:
        self._tasks = tasks
        self._traffic = traffic
        self._moves = ground.grid.moves()
        self._spots = [ground.spot(point) for point in range(ground.grid.column_lines * ground.grid.row_lines)]
        self._exits = [tuple(_exits(ground, point)) for point in range(len(self._spots))]
        self._steps = frozenset(ground.grid.steps.values())
        self._crossing = _CROSSING
        self._pull = 1.0
        self._looked_at = 0

    def way(self, link: int) -> GridPath:
        """Return the best way for a link beside the ways of all others."""
        task, through = self._tasks[link], self._traffic.through
        arriving = self._arriving(task)
        if task.source == task.target:
            return self._round_a_corner(task, arriving)
        found: dict[SearchState, SearchState] = {}
        queue: list[tuple[float, float, SearchState, SearchState]] = []
        self._go_on(queue, found, task, reached=(_START, task.source, 0.0), tolls=(self._leaving(task), arriving))
        while queue:
            _, cost, state, before = heappop(queue)
            if state in found:
                continue
            found[state] = before
            point = state >> 2
            if point == task.target:
                self._look(len(found))
                return _traced(found, state, source=task.source)
            tolls = self._tolls(found, state) if through.get(point) else _FREE[state & 3]
            self._go_on(queue, found, task, reached=(state, point, -cost), tolls=(tolls, arriving))
        raise AssertionError("every step can be reached through its channels")

    @property
    def is_in_haste(self) -> bool:
        """Say whether so much was looked at that no way should be sought a second time."""
        return self._crossing < _CROSSING

    def _look(self, points: int) -> None:
        self._looked_at += points
        if self._looked_at > _PATIENCE:
            self._crossing, self._pull = _CROSSING_IN_HASTE, _PULL_IN_HASTE

    def _round_a_corner(self, task: Connection, arriving: TurnCosts) -> GridPath:
        """Return the way from a step to itself: out by one side, round the emptiest corner, and in by the next side."""
        leaving, through, start = self._leaving(task), self._traffic.through, task.source
        ways: list[tuple[float, GridPath]] = []
        for out, back in ((side, (side + turn) % 4) for turn in (1, 3) for side in _SIDES):
            first, last = start + self._moves[out], start + self._moves[back]
            between = first, first + self._moves[back], last
            crowd = sum(len(through.get(point, ())) for point in between)
            ways.append((leaving[out] + arriving[opposite(back)] + self._crossing / 2 * crowd, (start, *between, start)))
        return min(ways)[1]

    def _go_on(
        self,
        queue: list[tuple[float, float, SearchState, SearchState]],
        found: dict[SearchState, SearchState],
        task: Connection,
        *,
        reached: tuple[SearchState, int, float],
        tolls: tuple[TurnCosts, TurnCosts],
    ) -> None:
        """Put the neighbours of a crossing point into the queue, but for those that are other steps; in a tie the farthest comes first."""
        (state, point, cost), (going, arriving) = reached, tolls
        target, own_lines, on_piece, steps = task.target, task.lines, self._traffic.on_piece, self._steps
        target_x, target_y = self._spots[target]
        for side, there, length, line, piece, x, y in self._exits[point]:
            ahead = 4 * there + side
            if side not in going or ahead in found:
                continue
            so_far = cost + going[side] + length
            if line and line not in own_lines:
                so_far += _FOREIGN
            if used := on_piece.get(piece):
                so_far += self._sharing(task, used)
            if there == target:
                so_far += arriving[side]
            elif there in steps:
                continue
            heappush(queue, (so_far + self._pull * _rest(side, target_x - x, target_y - y), -so_far, ahead, state))

    def _leaving(self, task: Connection) -> TurnCosts:
        """Return what it costs to leave the source by each side."""
        base = _LEAVE_BACK if task.is_back else _LEAVE_DECISION if task.from_decision else _LEAVE
        second = _SECOND_BRANCH if task.from_decision else _SECOND
        towards = self._straight(task)
        return {
            side: (0.0 if side == towards else base[side])
            + second * self._count(task, self._traffic.leaving[task.source, side])
            + _MET * self._count(task, self._traffic.arriving[task.source, side])
            for side in _SIDES
        }

    def _arriving(self, task: Connection) -> TurnCosts:
        """Return what it costs to arrive at the target in each direction."""
        base = _ARRIVE_BACK if task.is_back else _ARRIVE
        towards = self._straight(task)
        return {
            opposite(side): (0.0 if opposite(side) == towards else base[side])
            + _SECOND * self._count(task, self._traffic.arriving[task.target, side])
            + _MET * self._count(task, self._traffic.leaving[task.target, side])
            for side in _SIDES
        }

    def _straight(self, task: Connection) -> int:
        """Return the side to which the target lies in the same column, if it does and the link leads on."""
        (source_x, source_y), (target_x, target_y) = self._spots[task.source], self._spots[task.target]
        if task.is_back or source_x != target_x:
            return -1
        return SOUTH if target_y > source_y else NORTH

    def _count(self, task: Connection, links: list[int]) -> int:
        """Count links that are in the way; those that lead back give way to the others."""
        return len(links) if task.is_back else sum(not self._tasks[link].is_back for link in links)

    def _sharing(self, task: Connection, links: list[int]) -> float:
        cost = 0.0
        for other in (self._tasks[link] for link in links):
            if task.is_back or not other.is_back:
                cost += _SHARED_END if task.source == other.source or task.target == other.target else _SHARED
        return cost

    def _tolls(self, found: dict[SearchState, SearchState], state: SearchState) -> TurnCosts:
        """Return what it costs to go on straight or by a turn, with the crossings that this means."""
        side, back = state & 3, opposite(state & 3)
        tolls = dict(_FREE[side])
        for other, (first, second) in self._traffic.through[state >> 2].items():
            if back not in (first, second):
                tolls[side] += self._crossing if side not in (first, second) else 0.0
                for turn in ((side + 1) % 4, (side + 3) % 4):
                    tolls[turn] += _TOUCH if turn not in (first, second) else 0.0
                continue
            onward = second if first == back else first
            on_right = self._joined_on_right(found, state, other)
            for turn in tolls:
                if turn != onward and on_right is not None and (((turn - back) % 4 < (onward - back) % 4) is on_right):
                    tolls[turn] += self._crossing
        return tolls

    def _joined_on_right(self, found: dict[SearchState, SearchState], state: SearchState, other: int) -> bool | None:
        """Say on which side of another link this way came to run beside it; nothing if both start at one step."""
        while True:
            side, before = state & 3, found[state]
            if before == _START:
                return None
            here = (state >> 2) - self._moves[side]
            first, second = self._traffic.through[here][other]
            came, beyond = opposite(before & 3), second if first == side else first
            if came != beyond:
                return (came - side) % 4 < (beyond - side) % 4
            state = before


class _WayOut(NamedTuple):
    """One side of a crossing point: its neighbour and where that is, the piece to it, its length, and its middle line, if any."""

    side: int
    there: int
    length: float
    line: int
    piece: tuple[int, int]
    across: float
    down: float


def _exits(ground: MeasuredGrid, point: int) -> Iterator[_WayOut]:
    """Yield the sides of a crossing point that have a neighbour."""
    grid = ground.grid
    column, row = grid.place(point)
    along, across = middle_lines(grid, point)
    neighbours = (row > 0, column + 1 < grid.column_lines, row + 1 < grid.row_lines, column > 0)
    x, y = ground.spot(point)
    for side, move in enumerate(grid.moves()):
        if neighbours[side]:
            there = point + move
            to_x, to_y = ground.spot(there)
            piece = (min(point, there), max(point, there))
            yield _WayOut(side, there, abs(to_x - x) + abs(to_y - y), along if side % 2 else across, piece, to_x, to_y)


def middle_lines(grid: Grid, point: int) -> tuple[int, int]:
    """Return a number for the row line of a crossing point and one for its column line; nothing for channels."""
    column, row = grid.place(point)
    return (row + 1 if grid.row_is_middle[row] else 0), (-column - 1 if column % 2 else 0)


def _rest(side: int, right: float, down: float) -> float:
    """Return what is still to come at least: the distance, and the bends without which nobody gets there from this direction."""
    ahead, aside = (right, down) if side % 2 else (down, right)
    if side in {NORTH, WEST}:
        ahead = -ahead
    bends = 2 if ahead < 0 else 1 if aside else 0
    return abs(right) + abs(down) + bends * _BEND


def _traced(found: dict[SearchState, SearchState], state: SearchState, *, source: int) -> GridPath:
    way: list[int] = []
    while state != _START:
        way.append(state >> 2)
        state = found[state]
    return (source, *reversed(way))
