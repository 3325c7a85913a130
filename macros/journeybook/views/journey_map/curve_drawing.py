"""The emotion curves over the columns of a map's table: points, lines, and a word at every point."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from journeybook.draw.curve_labels import LABEL_HEIGHT, CurveLabel, CurveObstacles, leader, position_curve_labels
from journeybook.draw.geometry import Box, Point
from journeybook.draw.text import text_width
from journeybook.views.base.book import Book
from journeybook.views.journey_map.curve import Curve, CurveKind, Extreme, FeelingPoint, levels
from journeybook.views.journey_map.grid import Column
from journeybook.views.journey_map.grid_entries import points_in

COLUMN, LEVEL_HEIGHT, CURVE_EDGE, TEXT = 210, 30, 34, 11
"""The width of a column, the height from one level value to the next, the room above and below, and the size of words."""
BROADER = 1.18
"""How much wider than measured words are in the widest of the fonts that browsers may take."""
LOOKS = 4
"""How many curves look different by their dashes and markers; the names at the lines tell all apart."""


@dataclass(frozen=True)
class Dot:
    """A point of a curve, and what stands out there."""

    at: Point
    extreme: Extreme


@dataclass(frozen=True)
class DrawnCurve:
    """One curve: whose it is, from which other map, what it tells, by which look it is known, its line as SVG reads it, and its dots."""

    name: str
    source: str
    kind: CurveKind
    look: int
    line: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class CurveWord:
    """The words at a point, and the line that leads to them where they stand far off."""

    text: str
    at: Point
    start: Point
    end: Point | None


@dataclass(frozen=True)
class CurveDrawing:
    """The curves over all columns: their room from the top down, the levels as lines, the curves, and their words."""

    width: int
    top: float
    height: float
    levels: tuple[tuple[str, float], ...]
    curves: tuple[DrawnCurve, ...]
    words: tuple[CurveWord, ...]


def draw_curves(book: Book, curves: tuple[Curve, ...], over: tuple[Column, ...]) -> CurveDrawing | None:
    """Return the curves placed over the columns, in points; nothing where nobody says how anybody feels."""
    scale = levels(book)
    placed = tuple((curve, _placed(curve, curves, over, top=scale[0].value)) for curve in curves) if scale else ()
    placed = tuple((curve, points) for curve, points in placed if points)
    if not placed:
        return None
    if book.direction == "rtl":
        placed = tuple((curve, _mirrored(points, COLUMN * len(over))) for curve, points in placed)
    lines = tuple((level.name, _height(level.value, scale[0].value)) for level in scale)
    room = Box(0, 0, COLUMN * len(over), lines[-1][1] + CURVE_EDGE)
    words = tuple(_words(book, placed, room))
    top = min(room.y, *(word.at.y - LABEL_HEIGHT for word in words))
    height = max(room.bottom, *(word.at.y + CURVE_EDGE / 4 for word in words)) - top
    people = list(dict.fromkeys(curve.persona for curve, _ in placed))
    drawn = tuple(_drawn(curve, points, people.index(curve.persona) % LOOKS) for curve, points in placed)
    return CurveDrawing(COLUMN * len(over), top, height, lines, drawn, words)


PlacedPoints = tuple[tuple[FeelingPoint, Point], ...]


def _mirrored(points: PlacedPoints, width: int) -> PlacedPoints:
    """Return the points as a language that is read from the right has its columns."""
    return tuple((point, Point(round(width - spot.x, 1), spot.y)) for point, spot in points)


def _drawn(curve: Curve, points: PlacedPoints, look: int) -> DrawnCurve:
    line = " ".join(f"{spot.x:g},{spot.y:g}" for _, spot in points)
    return DrawnCurve(curve.name, curve.source, curve.kind, look, line, tuple(Dot(spot, point.extreme) for point, spot in points))


def _placed(curve: Curve, curves: tuple[Curve, ...], over: tuple[Column, ...], *, top: int) -> PlacedPoints:
    """Return the placed points of a curve; what is felt at the same step stands at the same distance, whoever feels it."""
    placed: list[tuple[FeelingPoint, Point]] = []
    for number, column in enumerate(over):
        order: list[tuple[str, int]] = []
        for other in curves:
            _weave(order, _steps(points_in(other, over, column)))
        own_points = points_in(curve, over, column)
        gap = COLUMN / (len(order) + 1)
        for point, step in zip(own_points, _steps(own_points), strict=True):
            placed.append((point, Point(round(number * COLUMN + gap * (order.index(step) + 1), 1), _height(point.value, top))))
    return tuple(placed)


def _steps(points: Iterable[FeelingPoint]) -> list[tuple[str, int]]:
    """Return the step of each point, and the how-manieth it is at that step."""
    seen: list[tuple[str, int]] = []
    for point in points:
        seen.append((point.key, sum(key == point.key for key, _ in seen)))
    return seen


def _weave(order: list[tuple[str, int]], steps: list[tuple[str, int]]) -> None:
    """Put the steps of another curve in their places among those of the curves before it."""
    index = 0
    for step in steps:
        if step not in order:
            order.insert(index, step)
        index = order.index(step) + 1


def _height(value: int, top: int) -> float:
    return float((top - value) * LEVEL_HEIGHT + CURVE_EDGE)


def _words(book: Book, placed: tuple[tuple[Curve, PlacedPoints], ...], room: Box) -> Iterator[CurveWord]:
    """Yield the level's name at every point, once where several curves say the same; the extremes choose their places first."""
    extremes: dict[tuple[Point, str, str], Extreme] = {}
    for curve, points in placed:
        for number, (point, spot) in enumerate(points):
            name = curve.name if len(placed) > 1 and number == 0 else ""
            extremes[spot, point.level, name] = extremes.get((spot, point.level, name)) or point.extreme
    order = sorted(extremes, key=lambda key: (extremes[key] is Extreme.NONE, key))
    texts = [_level_text(book, level, name, extremes[spot, level, name]) for spot, level, name in order]
    captions = [
        CurveLabel(key[0], text_width(text, TEXT) * BROADER, extremes[key] is Extreme.TROUGH)
        for key, text in zip(order, texts, strict=True)
    ]
    spots = tuple(spot for _, points in placed for _, spot in points)
    lines = tuple((start, end) for _, points in placed for (_, start), (_, end) in pairwise(points))
    for caption, text, box in zip(captions, texts, position_curve_labels(captions, CurveObstacles(spots, lines, room)), strict=True):
        yield CurveWord(text, Point(round(box.centre.x, 1), box.bottom - LABEL_HEIGHT / 4), caption.point, leader(caption.point, box))


def _level_text(book: Book, level: str, name: str, extreme: Extreme) -> str:
    text = book.say("curve.extreme", level=level, mark=book.say(f"curve.{extreme}")) if extreme else level
    return book.say("curve.at", name=name, level=text) if name else text
