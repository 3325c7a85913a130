"""The track of every run: runs of one line that need tracks of their own stand side by side in the order in which they cross least."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.draw.grid import Grid
from journeybook.draw.sides import SegmentPair, TrackConstraints

_PASSES = 12


@dataclass(frozen=True)
class Tracks:
    """How far each run stands from the middle of its line, and the outermost of each line (is it a row, its number), in tracks."""

    offsets: tuple[float, ...]
    reach: Mapping[tuple[bool, int], float]


def assign_tracks(grid: Grid, made: TrackConstraints) -> Tracks:
    """Give every run its track; a straight arrow in the middle of a row or column keeps exactly to the middle."""
    offsets = [0.0] * len(made.runs)
    reach: dict[tuple[bool, int], float] = {}
    for on_row in (False, True):
        beside = _beside(made, offsets, on_row=on_row)
        for group in _groups(beside, [number for number, run in enumerate(made.runs) if run.on_row is on_row]):
            line = made.runs[group[0]].line
            is_middle = grid.row_is_middle[line] if on_row else line % 2 == 1
            for number, offset in _offsets(made, group, beside, is_middle=is_middle).items():
                offsets[number] = offset
                reach[on_row, line] = max(reach.get((on_row, line), 0.0), abs(offset))
    return Tracks(tuple(offsets), reach)


_Beside = list[dict[int, list[tuple[SegmentPair, bool]]]]
"""For each run the runs beside it, each with the pairs they make, and whether the run is the first of the pair."""


def _beside(made: TrackConstraints, offsets: list[float], *, on_row: bool) -> _Beside:
    """Gather the pairs of all row lines, or of all column lines, but for those that are kept apart by the lines that they cross."""
    beside: _Beside = [defaultdict(list) for _ in made.runs]
    for pair in made.pairs:
        if made.runs[pair.first].on_row is not on_row or (pair.apart and offsets[pair.apart[0]] < offsets[pair.apart[1]]):
            continue
        beside[pair.first][pair.second].append((pair, True))
        beside[pair.second][pair.first].append((pair, False))
    return beside


def _groups(beside: _Beside, runs: list[int]) -> Iterator[list[int]]:
    """Yield the runs that are beside one another, directly or by others, in a fixed order."""
    seen: set[int] = set()
    for number in runs:
        if number in seen:
            continue
        seen.add(number)
        group, waiting = [], [number]
        while waiting:
            here = waiting.pop()
            group.append(here)
            new = [other for other in beside[here] if other not in seen]
            seen.update(new)
            waiting += new
        yield sorted(group)


def _offsets(made: TrackConstraints, group: list[int], beside: _Beside, *, is_middle: bool) -> dict[int, float]:
    """Return how far each run of a group stands from the middle of the line."""
    order = _ordered(group, beside)
    _settle(order, beside)
    tracks = _packed(order, beside)
    straight = [tracks[number] for number in order if made.runs[number].is_first and made.runs[number].is_last]
    middle = straight[0] if is_middle and straight else max(tracks.values()) / 2
    return {number: track - middle for number, track in tracks.items()}


def _gain(beside: _Beside, one: int, other: int) -> float:
    """Return what it is worth that a run has a lower track than another; less than nothing if it should have a higher one."""
    return sum(pair.lower() if is_first else -pair.lower() for pair, is_first in beside[one].get(other, ()))


def _ordered(group: list[int], beside: _Beside) -> list[int]:
    """Order runs so that as much as can be is as it should be: each is moved to its best place until none wants to move."""
    order = list(group)
    for _ in range(_PASSES):
        moved = False
        for number in group:
            place = order.index(number)
            rest = order[:place] + order[place + 1 :]
            best, best_gain, gain = place, 0.0, 0.0
            for to in range(place, len(rest)):
                gain -= _gain(beside, number, rest[to])
                if gain > best_gain:
                    best, best_gain = to + 1, gain
            gain = 0.0
            for to in range(place - 1, -1, -1):
                gain += _gain(beside, number, rest[to])
                if gain > best_gain:
                    best, best_gain = to, gain
            if best != place:
                order = [*rest[:best], number, *rest[best:]]
                moved = True
        if not moved:
            break
    return order


def _settle(order: list[int], beside: _Beside) -> None:
    """Let links that were free to choose their sides keep them on the rest of their way together."""
    place = {number: position for position, number in enumerate(order)}
    for number in order:
        for other, pairs in beside[number].items():
            for pair, is_first in pairs:
                if is_first and pair.stretch and pair.stretch.worth < 1:
                    pair.stretch.on_right = (place[number] < place[other]) is pair.is_lower_on_right


def _packed(order: list[int], beside: _Beside) -> dict[int, int]:
    """Return the lowest track for each run above all that are beside it and come before it."""
    tracks: dict[int, int] = {}
    for number in order:
        tracks[number] = max((tracks[other] + 1 for other in beside[number] if other in tracks), default=0)
    return tracks
