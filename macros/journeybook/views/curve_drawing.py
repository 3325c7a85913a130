"""Where the points of the emotion curve stand over the columns of a map's table."""

from dataclasses import dataclass

from journeybook.draw.geometry import Point as Spot
from journeybook.draw.text import text_width
from journeybook.views.book import Book
from journeybook.views.curve import Curve, Mark, Point, levels
from journeybook.views.grid import Column
from journeybook.views.grid_entries import mark_badge, points_in

COLUMN, LEVEL, EDGE, TEXT = 216, 30, 34, 11
"""The width of a column, the height from one level value to the next, the room above and below, and the size of words."""


@dataclass(frozen=True)
class Label:
    """A word at a point; empty where its neighbour already says the same."""

    spot: Spot
    text: str
    mark: Mark


@dataclass(frozen=True)
class DrawnCurve:
    """One persona's curve: whose it is, the points of its line as SVG reads them, and its words."""

    name: str
    line: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class CurveDrawing:
    """The curves over all columns, the levels as lines, and the size of the whole."""

    width: int
    height: int
    levels: tuple[tuple[str, float], ...]
    curves: tuple[DrawnCurve, ...]


def draw_curves(book: Book, curves: tuple[Curve, ...], columns: tuple[Column, ...]) -> CurveDrawing | None:
    """Place the curves over the columns; nothing where nobody says how anybody feels."""
    named = levels(book)
    if not curves or not named:
        return None
    top, bottom = named[0].value, named[-1].value
    lines = tuple((level.name, _height(level.value, top)) for level in named)
    height = (top - bottom) * LEVEL + 2 * EDGE
    return CurveDrawing(COLUMN * len(columns), height, lines, tuple(_drawn(book, curve, columns, top=top) for curve in curves))


def _drawn(book: Book, curve: Curve, columns: tuple[Column, ...], *, top: int) -> DrawnCurve:
    placed = [(point, spot) for number, column in enumerate(columns) for point, spot in _placed(curve, column, number, top=top)]
    line = " ".join(f"{spot.x:g},{spot.y:g}" for _, spot in placed)
    return DrawnCurve(curve.name, line, tuple(_labels(book, placed)))


def _placed(curve: Curve, column: Column, number: int, *, top: int) -> list[tuple[Point, Spot]]:
    found = points_in(curve, column)
    gap = COLUMN / (len(found) + 1)
    return [(point, Spot(round(number * COLUMN + gap * place, 1), _height(point.value, top))) for place, point in enumerate(found, start=1)]


def _height(value: int, top: int) -> float:
    return float((top - value) * LEVEL + EDGE)


def _labels(book: Book, placed: list[tuple[Point, Spot]]) -> list[Label]:
    """Put the level's name at every point that has room for it; the highest and the lowest point always have their word."""
    labels: list[Label] = []
    free = 0.0
    for point, spot in placed:
        text = mark_badge(book, point.mark).text if point.mark else point.level
        half = text_width(text, TEXT) / 2
        fits = point.mark or spot.x - half > free
        free = spot.x + half + TEXT if fits else free
        labels.append(Label(spot, text if fits else "", point.mark))
    return labels
