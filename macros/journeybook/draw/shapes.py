"""Sizes of steps: one of a few widths, and as high as the lines of the label need inside the true outline of the kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from math import ceil, sqrt

from journeybook.draw.diagram import DiagramStep, StepKind
from journeybook.draw.text import LINE_HEIGHT, losses, text_width, with_ending, wrap

TEXT_SIZE = 12
WIDTHS = (80.0, 88.0, 96.0, 104.0, 112.0, 124.0)
"""The widths of steps; all that stand one above the other have one width, but for decisions with long questions."""
_NARROWER = (64.0, 72.0)
_WIDER = (136.0, 148.0, 160.0)
_TALL = 118.0
"""The height beyond which a decision may be wider."""
_LEAST_HEIGHT = 38.0
_LEAST_CONNECTOR = 24.0
JUNCTION_WIDTH = 72.0
_AIR = 8.0
_CORNER_AIR = 3.0  # where only the corners of the text come near the outline
_LEAST_SHARE = 0.4  # of the width, for the text of shapes that are narrow at their ends
_TRIES = 7
_LINE_TOLL = 5.0  # how much higher a shape may be to save a line
_MAX_LINES, _MOST_LINES = (6, 8), (8, 12)
"""The lines of a label, and of one that would be cut, in shapes that are narrow at their ends and in boxes."""
_ROUND = frozenset((StepKind.CUSTOMER, StepKind.MOMENT, StepKind.JUNCTION))
_LOW = frozenset((StepKind.CONNECTOR, StepKind.JUNCTION))
_CORNER_RADIUS = 12.0  # Graphviz's own

Size = tuple[float, float, tuple[str, ...]]
"""Width and height in points, and the lines of the label."""


@dataclass(frozen=True)
class LabelLimits:
    """The end of a label that is never cut, and the most lines in shapes that are narrow at their ends and in boxes."""

    ending: str
    lines: int
    box_lines: int


USUAL_LIMITS = LabelLimits("", *_MAX_LINES)


@dataclass(frozen=True)
class Shape:
    """The share of the width that text may use, and the share of the height that text of a certain share of the width may use."""

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
    StepKind.HANDOFF: _BOX,
    StepKind.JUNCTION: _BOX,
    StepKind.CONNECTOR: _BOX,
}


def step_sizes(steps: Iterable[DiagramStep], language: str = "", *, growth: float = 0.0) -> dict[str, Size]:
    """Return the sizes of steps that stand one above the other: of the least width that makes none of them higher; junctions are small.

    Where they may grow to a height, they have the least width in which no word is broken or cut and none is higher than that.
    """
    every = list(steps)
    stack = [step for step in every if step.kind is not StepKind.JUNCTION]
    junctions = {step.id: _size(step, JUNCTION_WIDTH, language) for step in every if step.kind is StepKind.JUNCTION}
    sizes = {step.id: _size(step, WIDTHS[-1], language) for step in stack}
    for width in (*_NARROWER, *WIDTHS[:-1]) if growth else WIDTHS[:-1]:
        narrow = {step.id: _size(step, width, language) for step in stack}
        if all(
            losses(step.label, narrow[step.id][2]) <= losses(step.label, sizes[step.id][2])
            and narrow[step.id][1] <= max(growth, sizes[step.id][1])
            for step in stack
        ):
            sizes = narrow
            break
    return junctions | {step.id: _widened(step, sizes[step.id], language) for step in stack}


def _widened(step: DiagramStep, size: Size, language: str) -> Size:
    """Return a wider size for a decision that is too high, and for a label that is cut; else the size as it is."""
    is_cut = losses(step.label, size[2])[0] > 0
    if not is_cut and (step.kind is not StepKind.DECISION or size[1] <= _TALL):
        return size
    wider = [_size(step, width, language, _MOST_LINES if is_cut else _MAX_LINES) for width in _WIDER]
    whole = (candidate for candidate in wider if not losses(step.label, candidate[2])[0] and (is_cut or candidate[1] <= _TALL))
    return next(whole, wider[-1])


def _size(step: DiagramStep, width: float, language: str, limits: tuple[int, int] = _MAX_LINES) -> Size:
    return step_size(step.kind, step.label, width, language, LabelLimits(step.ending, *limits))


@lru_cache(maxsize=4096)
def step_size(kind: StepKind, label: str, width: float, language: str = "", limits: LabelLimits = USUAL_LIMITS) -> Size:
    """Return the size of a step of some width, and its lines, broken so that the shape is low and the lines are few.

    >>> step_size(StepKind.DECISION, "Fits our needs?", 112.0)
    (112.0, 52.0, ('Fits our', 'needs?'))
    """
    shape = STEP_SHAPES[kind]
    shares = [shape.usable]
    if shape is not _BOX:
        shares = [_LEAST_SHARE + (shape.usable - _LEAST_SHARE) * number / (_TRIES - 1) for number in reversed(range(_TRIES))]
    least = _LEAST_CONNECTOR if kind in _LOW else _LEAST_HEIGHT
    max_lines = limits.box_lines if shape is _BOX else limits.lines
    lines = (
        with_ending(label, limits.ending, partial(wrap, width=width * share, size=TEXT_SIZE, max_lines=max_lines, language=language))
        for share in shares
    )
    return min((_fitted(shape, width, broken, least=least) for broken in lines), key=lambda size: _preference(label, size))


def _preference(label: str, size: Size) -> tuple[tuple[int, int], float]:
    """Return a sort key: words that are neither cut nor broken come first, then low shapes with few lines."""
    _, height, lines = size
    return losses(label, lines), height + _LINE_TOLL * len(lines)


def _fitted(shape: Shape, width: float, lines: tuple[str, ...], *, least: float) -> Size:
    """Return the size of a shape of some width that holds these lines."""
    air = _AIR if shape is _BOX else _CORNER_AIR
    used = (max((text_width(line, TEXT_SIZE) for line in lines), default=0) + (0 if shape is _BOX else air)) / width
    height = (len(lines) * TEXT_SIZE * LINE_HEIGHT + air) / shape.reach(min(used, 0.95))
    return width, max(least, 2.0 * ceil(height / 2)), lines


def half_width(kind: StepKind, *, across: float, along: float, offset: float, is_horizontal: bool) -> float:
    """Return the distance of a step's outline from its middle, for a link that meets it at an offset from the middle.

    `along` is half of the step's size in the direction of the link, `across` half of it at a right angle; a horizontal link meets the left
    or right side.

    >>> half_width(StepKind.DECISION, across=20, along=60, offset=10, is_horizontal=True)
    30.0
    """
    share = min(abs(offset) / across, 1.0)
    if kind is StepKind.DECISION:
        return along * (1 - share)
    if kind is StepKind.END:
        return along * sqrt(1 - share**2)
    if kind is StepKind.MILESTONE:
        return along * (1 - share / 2) if is_horizontal else along * min(1.0, 2 * (1 - share))
    if kind is StepKind.ATTENTION:
        return along * min(1.0, sqrt(2) - share)
    if kind in _ROUND:
        beyond = max(0.0, min(abs(offset), across) - (across - _CORNER_RADIUS))
        return along - _CORNER_RADIUS + sqrt(_CORNER_RADIUS**2 - beyond**2)
    return along
