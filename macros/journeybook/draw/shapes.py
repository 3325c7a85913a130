"""How big each kind of step is: as wide as its kind, as tall as its lines need inside the true outline."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from journeybook.draw.diagram import StepKind
from journeybook.draw.text import LINE_HEIGHT, text_width, wrap

TEXT_SIZE = 12
_LEAST_HEIGHT = 46
_AIR = 12
_MOST_LINES = 6


@dataclass(frozen=True)
class Shape:
    """The width of a shape, the part of it that text may use, and how high text of that width may reach (both as parts of the whole)."""

    width: float
    usable: float
    reach: Callable[[float], float]


def _straight(_usable: float) -> float:
    return 1


def _diamond(usable: float) -> float:
    return 1 - usable


def _hexagon(usable: float) -> float:
    return min(1, 2 * (1 - usable))


def _octagon(usable: float) -> float:
    return min(1, sqrt(2) - usable)


def _ellipse(usable: float) -> float:
    return sqrt(1 - usable**2)


_BOX = Shape(124, 114 / 124, _straight)
SHAPES = {
    StepKind.CUSTOMER: _BOX,
    StepKind.COMPANY: _BOX,
    StepKind.MOMENT: _BOX,
    StepKind.DECISION: Shape(136, 0.6, _diamond),
    StepKind.MILESTONE: Shape(136, 0.74, _hexagon),
    StepKind.ATTENTION: Shape(130, 0.84, _octagon),
    StepKind.END: Shape(130, 0.76, _ellipse),
}


def step_size(kind: StepKind, label: str) -> tuple[float, float, tuple[str, ...]]:
    """Return the width, the height and the lines of a step with this label.

    >>> step_size(StepKind.DECISION, "Fits our needs?")
    (136, 66.0, ('Fits our', 'needs?'))
    """
    shape = SHAPES[kind]
    room = shape.width * shape.usable
    lines = wrap(label, room, size=TEXT_SIZE, most=_MOST_LINES)
    used = max((text_width(line, TEXT_SIZE) for line in lines), default=0) + _AIR
    height = len(lines) * TEXT_SIZE * LINE_HEIGHT + _AIR
    needed = height / shape.reach(min(used / shape.width, shape.usable))
    return shape.width, max(_LEAST_HEIGHT, 2.0 * round(needed / 2)), lines
