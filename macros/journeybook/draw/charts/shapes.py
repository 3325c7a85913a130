"""Shapes of a chart: bars with textures, lines, areas, markers and texts, each with the role by which a style sheet knows it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from journeybook.draw.geometry import Box, Point
from journeybook.draw.text import text_width, wrap

WIDTH, TEXT, LINE = 320.0, 11.0, 14.0
"""The width of a chart, the size of its words, and the height of a line of them."""
EDGE = 2.0
"""The space that strokes need at the sides."""
BROADER_FONT = 1.18
"""How much wider than measured words are in the widest of the fonts that browsers may take."""
_HATCH = 6.0
LINE_LOOKS = 4
"""How many lines of one chart look different; their names tell all apart."""


class ChartTone(StrEnum):
    """What a bar says: a colour, and the texture that belongs to it."""

    PLAIN = "plain"
    GOOD = "good"
    AVERAGE = "average"
    POOR = "poor"
    NEUTRAL = "neutral"
    INFO = "info"
    LOST = "lost"
    HIDDEN = "hidden"
    EMPTY = "empty"
    GROUND = "ground"


class TextAnchor(StrEnum):
    """On which side of a text its point lies, as its chart is read."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class ChartBar:
    """A rectangle; `hatch` are the strokes of its texture."""

    box: Box
    tone: ChartTone

    @property
    def hatch(self) -> tuple[tuple[Point, Point], ...]:
        """The strokes by which the tone is known without its colour."""
        return tuple(_strokes(self.box, self.tone))


@dataclass(frozen=True)
class ChartLine:
    """A line through points; `look` is the number of the series it belongs to."""

    points: tuple[Point, ...]
    role: str
    look: int = 0


@dataclass(frozen=True)
class ChartArea:
    """An area within points."""

    points: tuple[Point, ...]
    look: int = 0


@dataclass(frozen=True)
class ChartMarker:
    """A marker at a point, whose form is that of its series; a hollow one says less than a full one."""

    at: Point
    look: int = 0
    is_hollow: bool = False


@dataclass(frozen=True)
class ChartText:
    """A line of words at a point of their base line."""

    at: Point
    text: str
    role: str
    anchor: TextAnchor = TextAnchor.START


ChartShape: TypeAlias = ChartBar | ChartLine | ChartArea | ChartMarker | ChartText


@dataclass(frozen=True)
class ChartDrawing:
    """The height of a chart, and its shapes from the lowest to the topmost."""

    height: float
    shapes: tuple[ChartShape, ...]

    @property
    def mirrored(self) -> "ChartDrawing":
        """The same for readers from right to left; anchors mean the same side of the reader as before."""
        return replace(self, shapes=tuple(map(_mirrored, self.shapes)))


def broad(text: str) -> float:
    """Return how wide a text may be in any font."""
    return text_width(text, TEXT) * BROADER_FONT


def one_line(text: str, width: float) -> str:
    """Return a text cut so that it fits a width in any font; the table beside the chart has it whole."""
    return next(iter(wrap(text, width / BROADER_FONT, size=TEXT, max_lines=1)), "")


def paragraph(text: str, role: str, top: float, width: float = WIDTH) -> tuple[tuple[ChartText, ...], float]:
    """Return the lines of a text from the side at which reading begins, and where they end."""
    lines = wrap(text, width / BROADER_FONT, size=TEXT, max_lines=3) or ("",)
    return tuple(ChartText(Point(0, top + LINE * (row + 0.8)), line, role) for row, line in enumerate(lines)), top + LINE * len(lines)


def _strokes(box: Box, tone: ChartTone) -> Iterator[tuple[Point, Point]]:
    if tone in (ChartTone.AVERAGE, ChartTone.LOST):
        yield from _diagonals(box)
    elif tone is ChartTone.POOR:
        yield from _diagonals(box)
        yield from ((_flip(start, box), _flip(end, box)) for start, end in _diagonals(box))
    elif tone is ChartTone.NEUTRAL:
        yield from ((Point(box.x, box.y + y), Point(box.right, box.y + y)) for y in _offsets(box.height))
    elif tone is ChartTone.INFO:
        yield from ((Point(box.x + x, box.y), Point(box.x + x, box.bottom)) for x in _offsets(box.width))


def _diagonals(box: Box) -> Iterator[tuple[Point, Point]]:
    """Yield rising strokes across a box, cut at its sides."""
    for offset in _offsets(box.width + box.height):
        start = Point(box.x + max(0, offset - box.height), box.y + min(box.height, offset))
        yield start, Point(box.x + min(box.width, offset), box.y + max(0, offset - box.width))


def _flip(point: Point, box: Box) -> Point:
    return Point(box.x + box.right - point.x, point.y)


def _offsets(length: float) -> Iterator[float]:
    return (_HATCH * number for number in range(1, int(length // _HATCH) + 1) if _HATCH * number < length)


def _mirrored(shape: ChartShape) -> ChartShape:
    if isinstance(shape, ChartBar):
        return replace(shape, box=replace(shape.box, x=WIDTH - shape.box.right))
    if isinstance(shape, ChartLine | ChartArea):
        return replace(shape, points=tuple(_turned(point) for point in shape.points))
    return replace(shape, at=_turned(shape.at))


def _turned(point: Point) -> Point:
    return Point(WIDTH - point.x, point.y)
