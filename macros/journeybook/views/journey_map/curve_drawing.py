"""The emotion curves over the columns of a map's table: points, lines, and a word at every point."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from journeybook.draw.curve_labels import LABEL_HEIGHT, CurveLabel, CurveObstacles, leader, position_curve_labels
from journeybook.draw.geometry import Box
from journeybook.draw.geometry import Point as Spot
from journeybook.draw.text import text_width
from journeybook.views.base.book import Book
from journeybook.views.journey_map.curve import Curve, Kind, Mark, Point, levels
from journeybook.views.journey_map.grid import Column
from journeybook.views.journey_map.grid_entries import points_in

COLUMN, LEVEL, EDGE, TEXT = 210, 30, 34, 11
"""The width of a column, the height from one level value to the next, the room above and below, and the size of words."""
BROADER = 1.18
"""How much wider than measured words are in the widest of the fonts that browsers may take."""
LOOKS = 4
"""How many curves look different by their dashes and markers; the names at the lines tell all apart."""


@dataclass(frozen=True)
class Dot:
    """A point of a curve, and what stands out there."""

    spot: Spot
    mark: Mark


@dataclass(frozen=True)
class DrawnCurve:
    """One curve: whose it is, from which other map, what it tells, by which look it is known, its line as SVG reads it, and its dots."""

    name: str
    source: str
    kind: Kind
    look: int
    line: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Word:
    """The words at a point, and the line that leads to them where they stand far off."""

    text: str
    spot: Spot
    start: Spot
    end: Spot | None


@dataclass(frozen=True)
class CurveDrawing:
    """The curves over all columns: their room from the top down, the levels as lines, the curves, and their words."""

    width: int
    top: float
    height: float
    levels: tuple[tuple[str, float], ...]
    curves: tuple[DrawnCurve, ...]
    words: tuple[Word, ...]


def draw_curves(book: Book, curves: tuple[Curve, ...], over: tuple[Column, ...]) -> CurveDrawing | None:
    """Place the curves over the columns; nothing where nobody says how anybody feels."""
    named = levels(book)
    placed = tuple((curve, _placed(curve, curves, over, top=named[0].value)) for curve in curves) if named else ()
    placed = tuple((curve, points) for curve, points in placed if points)
    if not placed:
        return None
    lines = tuple((level.name, _height(level.value, named[0].value)) for level in named)
    room = Box(0, 0, COLUMN * len(over), lines[-1][1] + EDGE)
    words = tuple(_words(book, placed, room))
    top = min(room.y, *(word.spot.y - LABEL_HEIGHT for word in words))
    height = max(room.bottom, *(word.spot.y + EDGE / 4 for word in words)) - top
    people = list(dict.fromkeys(curve.persona for curve, _ in placed))
    drawn = tuple(_drawn(curve, points, people.index(curve.persona) % LOOKS) for curve, points in placed)
    return CurveDrawing(COLUMN * len(over), top, height, lines, drawn, words)


Placed = tuple[tuple[Point, Spot], ...]


def _drawn(curve: Curve, points: Placed, look: int) -> DrawnCurve:
    line = " ".join(f"{spot.x:g},{spot.y:g}" for _, spot in points)
    return DrawnCurve(curve.name, curve.source, curve.kind, look, line, tuple(Dot(spot, point.mark) for point, spot in points))


def _placed(curve: Curve, curves: tuple[Curve, ...], over: tuple[Column, ...], *, top: int) -> Placed:
    """Place the points of a curve; what is felt at the same step stands at the same distance, whoever feels it."""
    found: list[tuple[Point, Spot]] = []
    for number, column in enumerate(over):
        order: list[tuple[str, int]] = []
        for other in curves:
            _weave(order, _steps(points_in(other, over, column)))
        own = points_in(curve, over, column)
        gap = COLUMN / (len(order) + 1)
        for point, step in zip(own, _steps(own), strict=True):
            found.append((point, Spot(round(number * COLUMN + gap * (order.index(step) + 1), 1), _height(point.value, top))))
    return tuple(found)


def _steps(points: Iterable[Point]) -> list[tuple[str, int]]:
    """Return the step of each point, and the how-manieth it is at that step."""
    seen: list[tuple[str, int]] = []
    for point in points:
        seen.append((point.key, sum(key == point.key for key, _ in seen)))
    return seen


def _weave(order: list[tuple[str, int]], steps: list[tuple[str, int]]) -> None:
    """Put the steps of another curve in their places among those of the curves before it."""
    place = 0
    for step in steps:
        if step not in order:
            order.insert(place, step)
        place = order.index(step) + 1


def _height(value: int, top: int) -> float:
    return float((top - value) * LEVEL + EDGE)


def _words(book: Book, placed: tuple[tuple[Curve, Placed], ...], room: Box) -> Iterator[Word]:
    """Yield the level's name at every point, once where several curves say the same; the extremes choose their places first."""
    said: dict[tuple[Spot, str, str], Mark] = {}
    for curve, points in placed:
        for number, (point, spot) in enumerate(points):
            name = curve.name if len(placed) > 1 and number == 0 else ""
            said[spot, point.level, name] = said.get((spot, point.level, name)) or point.mark
    order = sorted(said, key=lambda key: (said[key] is Mark.NONE, key))
    texts = [_said(book, level, name, said[spot, level, name]) for spot, level, name in order]
    captions = [
        CurveLabel(key[0], text_width(text, TEXT) * BROADER, said[key] is Mark.TROUGH) for key, text in zip(order, texts, strict=True)
    ]
    spots = tuple(spot for _, points in placed for _, spot in points)
    lines = tuple((start, end) for _, points in placed for (_, start), (_, end) in pairwise(points))
    for caption, text, box in zip(captions, texts, position_curve_labels(captions, CurveObstacles(spots, lines, room)), strict=True):
        yield Word(text, Spot(round(box.centre.x, 1), box.bottom - LABEL_HEIGHT / 4), caption.point, leader(caption.point, box))


def _said(book: Book, level: str, name: str, mark: Mark) -> str:
    said = book.say("curve.extreme", level=level, mark=book.say(f"curve.{mark}")) if mark else level
    return book.say("curve.at", name=name, level=said) if name else said
