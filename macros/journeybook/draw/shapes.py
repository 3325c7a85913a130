"""How big each kind of step is: as wide as its kind, as tall as its lines need inside the true outline."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

from journeybook.draw.diagram import DiagramStep, StepKind
from journeybook.draw.text import LINE_HEIGHT, text_width, wrap

TEXT_SIZE = 12
WIDTHS = (80.0, 88.0, 96.0, 104.0, 112.0, 124.0)
"""How wide a step may be; all that stand one above the other are of one width, but for decisions with long questions."""
_WIDER = (136.0, 148.0, 160.0)
_TALL = 112.0
"""A decision that would be higher may be wider."""
_LEAST_HEIGHT = 38.0
_LEAST_CONNECTOR = 24.0
_AIR = 8.0
_CORNER_AIR = 3.0  # where the words come near the outline with their corners only
_LEAST_ROOM = 0.4  # of the width, for the words of shapes that are narrow at their ends
_TRIES = 7
_LINE_TOLL = 5.0  # how much higher a shape may be to save a line
_MOST_LINES = 6
_ROUND = frozenset((StepKind.CUSTOMER, StepKind.MOMENT))
_CORNER_RADIUS = 12.0  # Graphviz's own

Size = tuple[float, float, tuple[str, ...]]
"""Width, height, and the lines of the words inside."""


@dataclass(frozen=True)
class Shape:
    """How much of the width words may use, and how high words of a width may reach (both as parts of the whole)."""

    usable: float
    reach: Callable[[float], float]


def _straight(_used: float) -> float:
    return 1


def _diamond(used: float) -> float:
    return 1 - used


def _hexagon(used: float) -> float:
    return min(1, 2 * (1 - used))


def _octagon(used: float) -> float:
    return min(1, sqrt(2) - used)


def _ellipse(used: float) -> float:
    return sqrt(1 - used**2)


_BOX = Shape(0.92, _straight)
STEP_SHAPES = {
    StepKind.CUSTOMER: _BOX,
    StepKind.COMPANY: _BOX,
    StepKind.MOMENT: _BOX,
    StepKind.DECISION: Shape(0.72, _diamond),
    StepKind.MILESTONE: Shape(0.82, _hexagon),
    StepKind.ATTENTION: Shape(0.9, _octagon),
    StepKind.END: Shape(0.84, _ellipse),
    StepKind.CONNECTOR: _BOX,
}


def step_sizes(steps: Iterable[DiagramStep]) -> dict[str, Size]:
    """Return the sizes of steps that stand one above the other: all as narrow as can be without making one of them higher."""
    named = list(steps)
    sizes = {step.id: step_size(step.kind, step.label, WIDTHS[-1]) for step in named}
    for width in WIDTHS[:-1]:
        narrow = {step.id: step_size(step.kind, step.label, width) for step in named}
        if all(
            _preference(narrow[step.id])[0] <= _preference(sizes[step.id])[0] and narrow[step.id][1] <= sizes[step.id][1] for step in named
        ):
            sizes = narrow
            break
    return {step.id: _lowered(step, sizes[step.id]) for step in named}


def _lowered(step: DiagramStep, size: Size) -> Size:
    if step.kind is not StepKind.DECISION or size[1] <= _TALL:
        return size
    wider = [step_size(step.kind, step.label, width) for width in _WIDER]
    return next((one for one in wider if one[1] <= _TALL), wider[-1])


@lru_cache(maxsize=4096)
def step_size(kind: StepKind, label: str, width: float) -> Size:
    """Return the size of a step of some width, and its lines: of all ways to break them the one that makes a low shape with few lines.

    >>> step_size(StepKind.DECISION, "Fits our needs?", 112.0)
    (112.0, 52.0, ('Fits our', 'needs?'))
    """
    shape = STEP_SHAPES[kind]
    if shape is _BOX:
        return _fitted(shape, label, width, shape.usable, least=_LEAST_CONNECTOR if kind is StepKind.CONNECTOR else _LEAST_HEIGHT)
    rooms = [_LEAST_ROOM + (shape.usable - _LEAST_ROOM) * number / (_TRIES - 1) for number in range(_TRIES)]
    return min((_fitted(shape, label, width, room) for room in reversed(rooms)), key=_preference)


def _preference(size: Size) -> tuple[int, float]:
    """Prefer words that are neither cut nor broken, then low shapes and few lines."""
    _, height, lines = size
    return sum(line.endswith(("-", "…")) for line in lines), height + _LINE_TOLL * len(lines)


def _fitted(shape: Shape, label: str, width: float, room: float, *, least: float = _LEAST_HEIGHT) -> Size:
    lines = wrap(label, width * room, size=TEXT_SIZE, max_lines=_MOST_LINES)
    air = _AIR if shape is _BOX else _CORNER_AIR
    used = (max((text_width(line, TEXT_SIZE) for line in lines), default=0) + (0 if shape is _BOX else air)) / width
    height = (len(lines) * TEXT_SIZE * LINE_HEIGHT + air) / shape.reach(min(used, 0.95))
    return width, max(least, 2.0 * ceil(height / 2)), lines


def half_width(kind: StepKind, *, across: float, along: float, offset: float, is_level: bool) -> float:
    """Return how far the outline of a step lies from its middle, for an arrow that meets it some way beside the middle.

    `along` is half of the step's size in the direction of the arrow, `across` half of it at a right angle; a level arrow meets the left
    or right side.

    >>> half_width(StepKind.DECISION, across=20, along=60, offset=10, is_level=True)
    30.0
    """
    part = min(abs(offset) / across, 1.0)
    if kind is StepKind.DECISION:
        return along * (1 - part)
    if kind is StepKind.END:
        return along * sqrt(1 - part**2)
    if kind is StepKind.MILESTONE:
        return along * (1 - part / 2) if is_level else along * min(1.0, 2 * (1 - part))
    if kind is StepKind.ATTENTION:
        return along * min(1.0, sqrt(2) - part)
    if kind in _ROUND:
        beyond = max(0.0, min(abs(offset), across) - (across - _CORNER_RADIUS))
        return along - _CORNER_RADIUS + sqrt(_CORNER_RADIUS**2 - beyond**2)
    return along
