"""Which of two links runs on which side of the other where they share a line, so that they cross only where they must.

This is the ordering step of "nudging" in Wybrow, Marriott and Stuckey, "Orthogonal connector routing" (2009): where
two paths share a stretch, the corners at its two ends say on which side the first must run. If the ends agree,
nothing is crossed; if they disagree, one crossing is unavoidable and either side will do. The constraints go to
`tracks`. O(grid edges x links on them).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from journeybook.draw.grid import EAST, NORTH, SOUTH, WEST, Grid
from journeybook.draw.occupancy import Occupancy, opposite
from journeybook.draw.segments import PathSegment, split_path

_FREE_CHOICE = 0.25
"""The weight of a side that nothing demands: enough that two links do not change sides along a shared stretch."""


@dataclass
class SharedStretch:
    """A stretch that two paths share: whether the first runs on the right of the second, seen as the first goes, and the weight of that."""

    on_right: bool
    weight: float


@dataclass(frozen=True)
class SegmentPair:
    """Two segments of one line that need tracks of their own, and which of them should have the lower one."""

    first: int
    second: int
    weight: float = 0.0
    stretch: SharedStretch | None = None
    is_lower_on_right: bool = False
    apart: tuple[int, int] | None = None
    """Two segments on the crossing line that keep these apart, so that they may share a track, if the first has the lower track."""

    def preference(self) -> float:
        """Return the weight of the first segment having the lower track; negative if the second should have it."""
        if self.stretch is None:
            return self.weight
        return self.stretch.weight if self.stretch.on_right is self.is_lower_on_right else -self.stretch.weight


@dataclass(frozen=True)
class TrackConstraints:
    """All segments, the indices of each link's segments among them, and the pairs that may not share a track."""

    segments: tuple[PathSegment, ...]
    of_link: tuple[tuple[int, ...], ...]
    pairs: tuple[SegmentPair, ...]
    joint: tuple[int, ...]
    """For each segment the first one of its bundle on its line, with which it shares a track; itself if it has no bundle."""


def track_constraints(grid: Grid, occupancy: Occupancy, bundle_of: tuple[int, ...]) -> TrackConstraints:
    """Cut all paths into segments and return which of them need tracks of their own, given the bundle of each link."""
    segments: list[PathSegment] = []
    of_link: list[tuple[int, ...]] = []
    on_edge: list[list[int]] = []
    for link in range(len(occupancy.paths)):
        link_segments, segment_of_edge = split_path(grid, link, occupancy.paths[link])
        of_link.append(tuple(range(len(segments), len(segments) + len(link_segments))))
        on_edge.append([len(segments) + index for index in segment_of_edge])
        segments += link_segments
    shared = _SharedPaths(occupancy, [grid.sides(occupancy.paths[link]) for link in range(len(occupancy.paths))], on_edge)
    pairs = (pair for link in range(len(occupancy.paths)) for pair in shared.pairs(link))
    joint: dict[tuple[int, bool, int], int] = {}
    joints = tuple(
        joint.setdefault((bundle_of[segment.link], segment.on_row, segment.line), index)
        if bundle_of.count(bundle_of[segment.link]) > 1
        else index
        for index, segment in enumerate(segments)
    )
    return TrackConstraints(tuple(segments), tuple(of_link), (*pairs, *_corner_pairs(segments, of_link)), joints)


@dataclass(frozen=True)
class _SharedPaths:
    """All paths with the sides by which they go on, and the segment on which each of their grid edges lies."""

    occupancy: Occupancy
    sides: list[tuple[int, ...]]
    on_edge: list[list[int]]

    def pairs(self, link: int) -> Iterator[SegmentPair]:
        """Yield each pair of segments on the stretches that a link shares with later ones."""
        path, sides = self.occupancy.paths[link], self.sides[link]
        for other, begin, end in self._shared(link):
            stretch = self._stretch(link, other, begin, end)
            index_of = {point: index for index, point in enumerate(self.occupancy.paths[other][:-1])}
            seen: set[tuple[int, int]] = set()
            for edge in range(begin, end):
                ends = (index_of[point] for point in path[edge : edge + 2] if point in index_of)
                segments = self.on_edge[link][edge], self.on_edge[other][min(ends)]
                if segments not in seen:
                    seen.add(segments)
                    yield SegmentPair(*segments, stretch=stretch, is_lower_on_right=sides[edge] in {SOUTH, WEST})

    def _shared(self, link: int) -> Iterator[tuple[int, int, int]]:
        """Yield every stretch of a link's path that a later link shares: that link, and the indices of the stretch's ends."""
        path = self.occupancy.paths[link]
        since: dict[int, int] = {}
        for index, (start, end) in enumerate(pairwise(path)):
            present = [other for other in self.occupancy.on_edge[min(start, end), max(start, end)] if other > link]
            for other in [other for other in since if other not in present]:
                yield other, since.pop(other), index
            for other in present:
                since.setdefault(other, index)
        for other, index in since.items():
            yield other, index, len(path) - 1

    def _stretch(self, link: int, other: int, begin: int, end: int) -> SharedStretch:
        """Return on which side a link must run beside another, by how it joins and how it leaves it, if the two agree."""
        path, sides = self.occupancy.paths[link], self.sides[link]
        demands: list[bool] = []
        if begin > 0:
            side, came = sides[begin], opposite(sides[begin - 1])
            demands.append((came - side) % 4 < (self._beyond(path[begin], other, side) - side) % 4)
        if end < len(sides):
            back, leaves = opposite(sides[end - 1]), sides[end]
            demands.append((leaves - back) % 4 > (self._beyond(path[end], other, back) - back) % 4)
        if len(set(demands)) != 1:
            return SharedStretch(bool(demands) and demands[0], _FREE_CHOICE)
        return SharedStretch(demands[0], float(len(demands)))

    def _beyond(self, point: int, link: int, side: int) -> int:
        """Return the other one of the two sides by which a link passes a grid point."""
        first, second = self.occupancy.through[point][link]
        return second if first == side else first


@dataclass(frozen=True)
class _Bend:
    """Where a link turns: the sides that it joins, and its segments on the column line and on the row line."""

    vertical: int
    horizontal: int
    on_row: int
    on_column: int


def _corner_pairs(segments: list[PathSegment], of_link: list[tuple[int, ...]]) -> Iterator[SegmentPair]:
    """Yield the pairs of segments that end at one grid point without sharing a grid edge."""
    bends_at: dict[tuple[int, int], list[_Bend]] = defaultdict(list)
    for link_segments in of_link:
        for before, after in pairwise(link_segments):
            on_row, on_column = (before, after) if segments[before].on_row else (after, before)
            row, column = segments[on_row].line, segments[on_column].line
            vertical = NORTH if min(segments[on_column].start, segments[on_column].end) < row else SOUTH
            horizontal = WEST if min(segments[on_row].start, segments[on_row].end) < column else EAST
            bends_at[row, column].append(_Bend(vertical, horizontal, on_row, on_column))
    for bends in bends_at.values():
        for bend, other in combinations(bends, 2):
            are_opposite = bend.vertical != other.vertical and bend.horizontal != other.horizontal
            first, second = (bend, other) if bend.horizontal == WEST else (other, bend)
            if bend.horizontal != other.horizontal:
                weight = (1.0 if first.vertical == NORTH else -1.0) if are_opposite else 0.0
                yield SegmentPair(first.on_row, second.on_row, weight=weight, apart=(first.on_column, second.on_column))
            if bend.vertical != other.vertical:
                yield SegmentPair(first.on_column, second.on_column, weight=1.0 if are_opposite else 0.0)
