"""Where many straight pieces of lines meet each other and boxes; with arrays, because a drawing has thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

import numpy as np
from numpy.typing import NDArray

from journeybook.draw.geometry import Box, Point

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]

_NEAR = 2.0  # pieces farther apart neither cross nor run together
_MERGED = 2.0  # crossings of the same two lines nearer than this are one
_BESIDE = 1.5  # lines nearer than this lie on each other
_SKEW = 0.05  # sine of the angle up to which two pieces run together
_TINY = 1e-6


@dataclass(frozen=True)
class Strokes:
    """The straight pieces of several lines: where each starts and ends (x, y), and the number of its line."""

    starts: Numbers
    ends: Numbers
    line: Indices

    @classmethod
    def of(cls, paths: Sequence[Sequence[Point]]) -> "Strokes":
        pieces = [(*start, *end) for path in paths for start, end in pairwise(path)]
        numbers = np.array(pieces, dtype=np.float64).reshape(-1, 4)
        counts = [max(0, len(path) - 1) for path in paths]
        return cls(numbers[:, :2], numbers[:, 2:], np.repeat(np.arange(len(paths)), counts))

    @property
    def low(self) -> Numbers:
        return np.minimum(self.starts, self.ends)

    @property
    def high(self) -> Numbers:
        return np.maximum(self.starts, self.ends)


@dataclass(frozen=True)
class Meetings:
    """For two lines, by their numbers: the points where they cross, and how far they run on one line."""

    crossings: dict[tuple[int, int], list[Point]]
    together: dict[tuple[int, int], float]


def sized(box: Box, by: float) -> Box:
    """Return a box that is larger on every side (or smaller, for a negative number)."""
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def overlapping(boxes: Sequence[Box], others: Sequence[Box], by: float) -> list[tuple[int, int]]:
    """Return which boxes share more than this with which others, by their numbers."""
    a, b = _edges(boxes)[:, None], _edges(others)[None, :]
    hits = (a[..., 0] < b[..., 2] - by) & (b[..., 0] < a[..., 2] - by) & (a[..., 1] < b[..., 3] - by) & (b[..., 1] < a[..., 3] - by)
    return [(int(first), int(second)) for first, second in np.argwhere(hits)]


def inside(strokes: Strokes, boxes: Sequence[Box]) -> tuple[Indices, Indices, Numbers]:
    """Return pieces that run inside boxes: the number of the piece, the number of the box, and the length inside."""
    sides = _edges(boxes)
    low, high = strokes.low[:, None], strokes.high[:, None]
    near = (low <= sides[None, :, 2:]).all(axis=2) & (high >= sides[None, :, :2]).all(axis=2)
    piece, box = np.nonzero(near)
    start, vector = strokes.starts[piece], strokes.ends[piece] - strokes.starts[piece]
    moving = np.abs(vector) >= _TINY**2
    steps = np.where(moving, vector, 1)
    first, second = (sides[box, :2] - start) / steps, (sides[box, 2:] - start) / steps
    enters = np.where(moving, np.minimum(first, second), -np.inf).max(axis=1)
    leaves = np.where(moving, np.maximum(first, second), np.inf).min(axis=1)
    share = np.minimum(leaves, 1) - np.maximum(enters, 0)
    return piece, box, np.maximum(share, 0) * np.hypot(vector[:, 0], vector[:, 1])


def lengths_inside(strokes: Strokes, boxes: Sequence[Box]) -> dict[tuple[int, int], float]:
    """Return how far lines run inside boxes, by the numbers of line and box; nothing where they do not."""
    piece, box, length = inside(strokes, boxes)
    lengths: dict[tuple[int, int], float] = {}
    for pair, part in zip(zip(strokes.line[piece].tolist(), box.tolist(), strict=True), length.tolist(), strict=True):
        if part > 0:
            lengths[pair] = lengths.get(pair, 0) + part
    return lengths


def meetings(strokes: Strokes) -> Meetings:
    """Return where lines cross and run together."""
    first, second = _neighbours(strokes)
    points = _crossings(strokes, first, second)
    crossings: dict[tuple[int, int], list[Point]] = {}
    for a, b, point in points:
        known = crossings.setdefault((a, b), [])
        if all(hypot(point.x - other.x, point.y - other.y) >= _MERGED for other in known):
            known.append(point)
    return Meetings(crossings, _together(strokes, first, second))


def _edges(boxes: Sequence[Box]) -> Numbers:
    return np.array([(box.x, box.y, box.right, box.bottom) for box in boxes], dtype=np.float64).reshape(-1, 4)


def _neighbours(strokes: Strokes) -> tuple[Indices, Indices]:
    """Return pairs of pieces of different lines that are near each other, the piece of the lower line first."""
    low, high = strokes.low, strokes.high
    order = np.argsort(low[:, 0], kind="stable")
    reach = np.searchsorted(low[order, 0], high[order, 0] + _NEAR, side="right")
    counts = np.maximum(reach - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = order[first], order[second]
    near = (strokes.line[a] != strokes.line[b]) & (low[a, 1] <= high[b, 1] + _NEAR) & (low[b, 1] <= high[a, 1] + _NEAR)
    a, b = a[near], b[near]
    a, b = np.where(strokes.line[a] < strokes.line[b], a, b), np.where(strokes.line[a] < strokes.line[b], b, a)
    sequence = np.lexsort((b, a))
    return a[sequence], b[sequence]


def _crossings(strokes: Strokes, first: Indices, second: Indices) -> list[tuple[int, int, Point]]:
    a, b, c, d = strokes.starts[first], strokes.ends[first], strokes.starts[second], strokes.ends[second]
    side_c, side_d, side_a, side_b = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    apart = (np.minimum(side_c, side_d) < -_TINY) & (np.maximum(side_c, side_d) > _TINY)
    apart &= (np.minimum(side_a, side_b) < -_TINY) & (np.maximum(side_a, side_b) > _TINY)
    (hits,) = np.nonzero(apart)
    along = (side_c[hits] / (side_c[hits] - side_d[hits]))[:, None]
    points = c[hits] + along * (d[hits] - c[hits])
    lines = zip(strokes.line[first[hits]].tolist(), strokes.line[second[hits]].tolist(), points.tolist(), strict=True)
    return [(line, other, Point(*point)) for line, other, point in lines]


def _together(strokes: Strokes, first: Indices, second: Indices) -> dict[tuple[int, int], float]:
    a, c = strokes.starts[first], strokes.starts[second]
    vector, other = strokes.ends[first] - a, strokes.ends[second] - c
    length, its_length = np.hypot(vector[:, 0], vector[:, 1]), np.hypot(other[:, 0], other[:, 1])
    real = (length >= _TINY) & (its_length >= _TINY)
    unit = vector / np.where(real, length, 1)[:, None]
    skew = np.abs(_cross(unit, other)) / np.where(real, its_length, 1)
    beside = np.abs(_cross(unit, c - a))
    start, end = (unit * (c - a)).sum(axis=1), (unit * (c + other - a)).sum(axis=1)
    shared = np.minimum(length, np.maximum(start, end)) - np.maximum(0, np.minimum(start, end))
    (hits,) = np.nonzero(real & (skew <= _SKEW) & (beside <= _BESIDE) & (shared > 0))
    lengths: dict[tuple[int, int], float] = {}
    for line, its_line, part in zip(*(part[hits].tolist() for part in (strokes.line[first], strokes.line[second], shared)), strict=True):
        lengths[line, its_line] = lengths.get((line, its_line), 0) + part
    return lengths


def _turn(start: Numbers, end: Numbers, point: Numbers) -> Numbers:
    return _cross(end - start, point - start)


def _cross(first: Numbers, second: Numbers) -> Numbers:
    return np.asarray(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0], dtype=np.float64)
