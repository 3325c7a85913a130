"""Which of two arrows runs on which side of the other where they share a line, so that they cross only where they have to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from journeybook.draw.grid import EAST, NORTH, SOUTH, WEST, Grid
from journeybook.draw.occupancy import Occupancy, opposite
from journeybook.draw.segments import Segment, split_path

_FREE_CHOICE = 0.25
"""What it is worth to keep to a side that nothing demands: enough that two links do not change sides on their way together."""


@dataclass
class SharedStretch:
    """A part that two ways share: whether the first runs on the right of the second, seen as the first goes, and what that is worth."""

    on_right: bool
    worth: float


@dataclass(frozen=True)
class SegmentPair:
    """Two runs of one line that need tracks of their own, and which of them should have the lower one."""

    first: int
    second: int
    worth: float = 0.0
    stretch: SharedStretch | None = None
    is_lower_on_right: bool = False
    apart: tuple[int, int] | None = None
    """Two runs on the crossing line that keep these apart, so that they may share a track, if the first has the lower track."""

    def lower(self) -> float:
        """Return what it is worth that the first run has the lower track; less than nothing if the second should have it."""
        if self.stretch is None:
            return self.worth
        return self.stretch.worth if self.stretch.on_right is self.is_lower_on_right else -self.stretch.worth


@dataclass(frozen=True)
class TrackConstraints:
    """All runs, the places of each link's runs among them, and the pairs that may not share a track."""

    runs: tuple[Segment, ...]
    of_link: tuple[tuple[int, ...], ...]
    pairs: tuple[SegmentPair, ...]


def track_constraints(grid: Grid, traffic: Occupancy) -> TrackConstraints:
    """Cut all ways into runs and say which of them need tracks of their own."""
    runs: list[Segment] = []
    of_link: list[tuple[int, ...]] = []
    at_piece: list[list[int]] = []
    for link in range(len(traffic.ways)):
        own, of_piece = split_path(grid, link, traffic.ways[link])
        of_link.append(tuple(range(len(runs), len(runs) + len(own))))
        at_piece.append([len(runs) + place for place in of_piece])
        runs += own
    weave = _Weave(traffic, [grid.sides(traffic.ways[link]) for link in range(len(traffic.ways))], at_piece)
    pairs = (pair for link in range(len(traffic.ways)) for pair in weave.pairs(link))
    return TrackConstraints(tuple(runs), tuple(of_link), (*pairs, *_corner_to_corner(runs, of_link)))


@dataclass(frozen=True)
class _Weave:
    """All ways with the sides to which they go on, and the run on which each of their pieces lies."""

    traffic: Occupancy
    sides: list[tuple[int, ...]]
    at_piece: list[list[int]]

    def pairs(self, link: int) -> Iterator[SegmentPair]:
        """Yield each pair of runs on the parts that a link shares with later ones."""
        way, sides = self.traffic.ways[link], self.sides[link]
        for other, begin, end in self._shared(link):
            stretch = self._stretch(link, other, begin, end)
            place_of = {point: place for place, point in enumerate(self.traffic.ways[other][:-1])}
            known: set[tuple[int, int]] = set()
            for piece in range(begin, end):
                ends = (place_of[point] for point in way[piece : piece + 2] if point in place_of)
                runs = self.at_piece[link][piece], self.at_piece[other][min(ends)]
                if runs not in known:
                    known.add(runs)
                    yield SegmentPair(*runs, stretch=stretch, is_lower_on_right=sides[piece] in {SOUTH, WEST})

    def _shared(self, link: int) -> Iterator[tuple[int, int, int]]:
        """Yield every part of a link's way that a later link shares: that link, and where the part begins and ends."""
        way = self.traffic.ways[link]
        since: dict[int, int] = {}
        for place, (start, end) in enumerate(pairwise(way)):
            here = [other for other in self.traffic.on_piece[min(start, end), max(start, end)] if other > link]
            for other in [other for other in since if other not in here]:
                yield other, since.pop(other), place
            for other in here:
                since.setdefault(other, place)
        for other, place in since.items():
            yield other, place, len(way) - 1

    def _stretch(self, link: int, other: int, begin: int, end: int) -> SharedStretch:
        """Say on which side a link must run on its way with another: as it came to it and as it leaves it, if these agree."""
        way, sides = self.traffic.ways[link], self.sides[link]
        demands: list[bool] = []
        if begin > 0:
            side, came = sides[begin], opposite(sides[begin - 1])
            demands.append((came - side) % 4 < (self._beyond(way[begin], other, side) - side) % 4)
        if end < len(sides):
            back, goes = opposite(sides[end - 1]), sides[end]
            demands.append((goes - back) % 4 > (self._beyond(way[end], other, back) - back) % 4)
        if len(set(demands)) != 1:
            return SharedStretch(bool(demands) and demands[0], _FREE_CHOICE)
        return SharedStretch(demands[0], float(len(demands)))

    def _beyond(self, point: int, link: int, side: int) -> int:
        """Return the side by which a link passes a crossing point besides the one that is given."""
        first, second = self.traffic.through[point][link]
        return second if first == side else first


@dataclass(frozen=True)
class _Corner:
    """Where a link turns: the sides that it joins, and its runs on the row line and on the column line."""

    upright: int
    level: int
    on_row: int
    on_column: int


def _corner_to_corner(runs: list[Segment], of_link: list[tuple[int, ...]]) -> Iterator[SegmentPair]:
    """Yield the pairs of runs that end at one crossing point without sharing a piece."""
    corners: dict[tuple[int, int], list[_Corner]] = defaultdict(list)
    for own in of_link:
        for before, after in pairwise(own):
            on_row, on_column = (before, after) if runs[before].on_row else (after, before)
            row, column = runs[on_row].line, runs[on_column].line
            upright = NORTH if min(runs[on_column].start, runs[on_column].end) < row else SOUTH
            level = WEST if min(runs[on_row].start, runs[on_row].end) < column else EAST
            corners[row, column].append(_Corner(upright, level, on_row, on_column))
    for met in corners.values():
        for one, other in combinations(met, 2):
            both = one.upright != other.upright and one.level != other.level
            first, second = (one, other) if one.level == WEST else (other, one)
            if one.level != other.level:
                worth = (1.0 if first.upright == NORTH else -1.0) if both else 0.0
                yield SegmentPair(first.on_row, second.on_row, worth=worth, apart=(first.on_column, second.on_column))
            if one.upright != other.upright:
                yield SegmentPair(first.on_column, second.on_column, worth=1.0 if both else 0.0)
