"""The track of every segment: segments of one line that may not share a track lie side by side in the order in which they cross least.

Track assignment of channel routing (Hashimoto and Stevens 1971): segments of a line whose spans meet are joined in a
constraint graph, and each takes the lowest track above all its neighbours that come before it, so that the number of
tracks is the longest chain of constraints. The left-edge algorithm takes segments by their left ends; here the order
is chosen first, to satisfy as much weight of `sides` as possible, which is the linear ordering problem. It is NP-
hard, so the order is improved by moving one segment at a time to its best position (insertion neighbourhood), in
twelve passes at most, O(n^2) for a pass over n segments that are connected.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.draw.grid import Grid
from journeybook.draw.sides import SegmentPair, TrackConstraints

_MAX_PASSES = 12


@dataclass(frozen=True)
class Tracks:
    """The distance of each segment from the middle of its line, and the largest on each line (is it a row, its number), in tracks."""

    offsets: tuple[float, ...]
    reach: Mapping[tuple[bool, int], float]


def assign_tracks(grid: Grid, constraints: TrackConstraints) -> Tracks:
    """Return the track of every segment; a straight link on the middle line of a row or column keeps exactly to the middle."""
    offsets = [0.0] * len(constraints.segments)
    reach: dict[tuple[bool, int], float] = {}
    for on_row in (False, True):
        neighbours = _neighbours(constraints, offsets, on_row=on_row)
        joints = [
            index for index, segment in enumerate(constraints.segments) if segment.on_row is on_row and constraints.joint[index] == index
        ]
        for group in _components(neighbours, joints):
            line = constraints.segments[group[0]].line
            is_middle = grid.is_middle(line, on_row=on_row)
            for index, offset in _offsets(constraints, group, neighbours, is_middle=is_middle).items():
                offsets[index] = offset
                reach[on_row, line] = max(reach.get((on_row, line), 0.0), abs(offset))
        offsets = [offsets[joint] for joint in constraints.joint]
    return Tracks(tuple(offsets), reach)


def with_gap(tracks: Tracks, constraints: TrackConstraints, index: int, gap: float) -> Tracks:
    """Return tracks in which there is a gap of so many tracks beside one segment, on the side of the higher ones of its line."""
    segment, offset = constraints.segments[index], tracks.offsets[index]
    line = segment.on_row, segment.line
    offsets = tuple(
        other + (gap if other > offset else -gap) / 2 if (candidate.on_row, candidate.line) == line else other
        for candidate, other in zip(constraints.segments, tracks.offsets, strict=True)
    )
    return Tracks(offsets, {**tracks.reach, line: tracks.reach.get(line, 0.0) + gap / 2})


_Neighbours = list[dict[int, list[tuple[SegmentPair, bool]]]]
"""The constraint graph: for each segment its neighbours, each with the pairs they make and whether the segment is the first of the pair."""


def _neighbours(constraints: TrackConstraints, offsets: list[float], *, on_row: bool) -> _Neighbours:
    """Return the constraint graph of all row lines, or of all column lines, without the pairs that the crossing lines keep apart."""
    neighbours: _Neighbours = [defaultdict(list) for _ in constraints.segments]
    for pair in constraints.pairs:
        if constraints.segments[pair.first].on_row is not on_row or (pair.apart and offsets[pair.apart[0]] < offsets[pair.apart[1]]):
            continue
        first, second = constraints.joint[pair.first], constraints.joint[pair.second]
        if first != second:
            neighbours[first][second].append((pair, True))
            neighbours[second][first].append((pair, False))
    return neighbours


def _components(neighbours: _Neighbours, segments: list[int]) -> Iterator[list[int]]:
    """Yield the connected components of the constraint graph, in the order of their first segments."""
    seen: set[int] = set()
    for start in segments:
        if start in seen:
            continue
        seen.add(start)
        component, waiting = [], [start]
        while waiting:
            segment = waiting.pop()
            component.append(segment)
            new = [other for other in neighbours[segment] if other not in seen]
            seen.update(new)
            waiting += new
        yield sorted(component)


def _offsets(constraints: TrackConstraints, group: list[int], neighbours: _Neighbours, *, is_middle: bool) -> dict[int, float]:
    """Return the distance of each segment of a component from the middle of the line, in tracks."""
    order = _ordered(group, neighbours)
    _fix_free_choices(order, neighbours)
    tracks = _packed(order, neighbours)
    straight = [tracks[index] for index in order if constraints.segments[index].is_first and constraints.segments[index].is_last]
    middle = straight[0] if is_middle and straight else max(tracks.values()) / 2
    return {index: track - middle for index, track in tracks.items()}


def _preference(neighbours: _Neighbours, segment: int, other: int) -> float:
    """Return the weight of a segment having a lower track than another; negative if it should have a higher one."""
    return sum(pair.preference() if is_first else -pair.preference() for pair, is_first in neighbours[segment].get(other, ()))


def _ordered(group: list[int], neighbours: _Neighbours) -> list[int]:
    """Return an order of segments that no move of a single one improves, or the one after the last pass."""
    order = list(group)
    for _ in range(_MAX_PASSES):
        moved = False
        for segment in group:
            index = order.index(segment)
            rest = order[:index] + order[index + 1 :]
            best, best_gain, gain = index, 0.0, 0.0
            for to in range(index, len(rest)):
                gain -= _preference(neighbours, segment, rest[to])
                if gain > best_gain:
                    best, best_gain = to + 1, gain
            gain = 0.0
            for to in range(index - 1, -1, -1):
                gain += _preference(neighbours, segment, rest[to])
                if gain > best_gain:
                    best, best_gain = to, gain
            if best != index:
                order = [*rest[:best], segment, *rest[best:]]
                moved = True
        if not moved:
            break
    return order


def _fix_free_choices(order: list[int], neighbours: _Neighbours) -> None:
    """Give the stretches that were free to choose a side the side they got, for the rest of the two paths."""
    index_of = {segment: index for index, segment in enumerate(order)}
    for segment in order:
        for other, pairs in neighbours[segment].items():
            for pair, is_first in pairs:
                if is_first and pair.stretch and pair.stretch.weight < 1:
                    pair.stretch.on_right = (index_of[segment] < index_of[other]) is pair.is_lower_on_right


def _packed(order: list[int], neighbours: _Neighbours) -> dict[int, int]:
    """Return for each segment the lowest track above all its neighbours that come before it."""
    tracks: dict[int, int] = {}
    for segment in order:
        tracks[segment] = max((tracks[other] + 1 for other in neighbours[segment] if other in tracks), default=0)
    return tracks
