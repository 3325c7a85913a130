"""The size of every line of the grid in points: columns and rows hold their steps, channels the tracks of links.

A middle line is as large as its largest step, or as its tracks need; a channel is as wide as its tracks, 8 points
apart, with room on both sides. Because lines grow with their tracks, two segments of different tracks never merge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

TRACK = 8.0
"""The distance in points between neighbouring tracks."""
_SIDE = 8.5  # between the outermost track of a channel and what is beside it: two of them make CLEARANCE round a corner
CLEARANCE = 12.5
"""The distance in points that a link keeps from a step to which it does not belong, lest it seem to come from there."""
_HEAD = 11.0  # between the outermost track and a step at which an arrow points
_PORT = 8.0  # between the corner of a step, which may be round, and the outermost arrow there
_RIM = 5.0


@dataclass(frozen=True)
class SpaceDemand:
    """What the lines of one direction have to hold, each by its number; sizes in points."""

    is_middle: tuple[bool, ...]
    least: float
    """The size of a channel in which nothing runs."""
    extents: Mapping[int, float]
    """The size of the largest step on each middle line."""
    ports: Mapping[int, float]
    """Half of the shortest side at which several links meet a step, on middle lines."""
    reach: Mapping[int, float]
    """The distance of the outermost segment from the middle of its line, in tracks."""
    heads: frozenset[tuple[int, int]]
    """Channels in which the head of an arrow points at a step of the line before (-1) or after (+1)."""
    clearances: Mapping[tuple[int, int], float]
    """The least distance of the outermost track of a channel from what is before (-1) or after it (+1), where it passes foreign steps."""
    extra: Mapping[int, float]
    """What labels need besides."""


@dataclass(frozen=True)
class Axis:
    """The lines of one direction in points: the bounds between them, their middles, and the pitch of their tracks."""

    bounds: tuple[float, ...]
    middles: tuple[float, ...]
    pitches: tuple[float, ...]

    def position(self, line: int, offset: float) -> float:
        """Return the position of a segment that is some tracks away from the middle of a line."""
        return self.middles[line] + offset * self.pitches[line]


def lay_out_axis(demand: SpaceDemand) -> Axis:
    """Return the lines of one direction, one after the other, each as large as it has to be."""
    sizes: list[float] = []
    middle_offsets: list[float] = []
    for line, is_middle in enumerate(demand.is_middle):
        size, middle = _middle_line(demand, line) if is_middle else _channel(demand, line)
        sizes.append(size)
        middle_offsets.append(middle)
    bounds = tuple(accumulate(sizes, initial=0.0))
    middles = tuple(bound + offset for bound, offset in zip(bounds, middle_offsets, strict=False))
    return Axis(bounds, middles, tuple(_pitch(demand, line) for line in range(len(sizes))))


def _pitch(demand: SpaceDemand, line: int) -> float:
    """Return the distance between tracks: less than usual where a side of a step is too short for them."""
    reach = demand.reach.get(line, 0.0)
    port = demand.ports.get(line)
    return TRACK if port is None or not reach else min(TRACK, max(1.0, port - _PORT) / reach)


def _middle_line(demand: SpaceDemand, line: int) -> tuple[float, float]:
    """Return the size of a middle line, and the distance of its middle from its beginning."""
    size = max(demand.extents.get(line, 0.0), 2 * _pitch(demand, line) * demand.reach.get(line, 0.0) + 2 * _RIM)
    return size, size / 2


def _channel(demand: SpaceDemand, line: int) -> tuple[float, float]:
    """Return the size of a channel, and the distance of its middle track from its beginning."""
    is_used = line in demand.reach
    pad = _SIDE if is_used else demand.least / 2
    heads = (_HEAD if (line, side) in demand.heads else 0.0 for side in (-1, 1))
    before, after = (max(pad, head, demand.clearances.get((line, side), 0.0)) for head, side in zip(heads, (-1, 1), strict=True))
    half = TRACK * demand.reach.get(line, 0.0)
    extra = demand.extra.get(line, 0.0)
    return before + 2 * half + after + extra, before + half + extra / 2
