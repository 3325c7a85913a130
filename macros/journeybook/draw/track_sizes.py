"""How much room every line of the grid takes: columns and rows hold their steps, channels the arrows that run in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

_TRACK = 8.0
_SIDE = 6.0  # between the outermost track of a channel and what is beside it
_HEAD = 11.0  # the same where the head of an arrow has to fit in
_PORT = 8.0  # between the corner of a step, which may be round, and the outermost arrow there
_RIM = 5.0


@dataclass(frozen=True)
class SpaceDemand:
    """What the lines of one direction have to hold, each by its number."""

    is_middle: tuple[bool, ...]
    least: float
    """What a channel takes when nothing runs in it."""
    extents: Mapping[int, float]
    """What the steps in the middle of a column or row take."""
    ports: Mapping[int, float]
    """Half of the shortest side at which several arrows meet a step, on middle lines."""
    reach: Mapping[int, float]
    """How many tracks the outermost run stands from the middle of its line."""
    heads: frozenset[tuple[int, int]]
    """Channels in which the head of an arrow points at a step of the line before (-1) or after (+1)."""
    extra: Mapping[int, float]
    """What words need besides."""


@dataclass(frozen=True)
class Axis:
    """The lines of one direction: where each begins (and the last one ends), where its middle track lies, how far its tracks are apart."""

    edges: tuple[float, ...]
    middles: tuple[float, ...]
    tracks: tuple[float, ...]

    def spot(self, line: int, offset: float) -> float:
        """Return where a run stands that is some tracks away from the middle of a line."""
        return self.middles[line] + offset * self.tracks[line]


def lay_out_axis(demand: SpaceDemand) -> Axis:
    """Give every line its room, one after the other."""
    sizes: list[float] = []
    befores: list[float] = []
    for line, is_middle in enumerate(demand.is_middle):
        size, before = _middle(demand, line) if is_middle else _channel(demand, line)
        sizes.append(size)
        befores.append(before)
    edges = tuple(accumulate(sizes, initial=0.0))
    middles = tuple(edge + before for edge, before in zip(edges, befores, strict=False))
    return Axis(edges, middles, tuple(_track(demand, line) for line in range(len(sizes))))


def _track(demand: SpaceDemand, line: int) -> float:
    """Return how far tracks are apart: less than usual where a side of a step is too short for them."""
    reach = demand.reach.get(line, 0.0)
    room = demand.ports.get(line)
    return _TRACK if room is None or not reach else min(_TRACK, max(1.0, room - _PORT) / reach)


def _middle(demand: SpaceDemand, line: int) -> tuple[float, float]:
    size = max(demand.extents.get(line, 0.0), 2 * _track(demand, line) * demand.reach.get(line, 0.0) + 2 * _RIM)
    return size, size / 2


def _channel(demand: SpaceDemand, line: int) -> tuple[float, float]:
    """Return how wide a channel is, and how far from its beginning its middle track lies."""
    is_used = line in demand.reach
    pad = _SIDE if is_used else demand.least / 2
    before, after = (max(pad, _HEAD) if (line, side) in demand.heads else pad for side in (-1, 1))
    half = _TRACK * demand.reach.get(line, 0.0)
    extra = demand.extra.get(line, 0.0)
    return before + 2 * half + after + extra, before + half + extra / 2
