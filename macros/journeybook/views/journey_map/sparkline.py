"""A map's emotion curve in a nutshell: a line of the size of a word, and the same in words."""

from dataclasses import dataclass

from journeybook.draw.sparkline import Sparkline, sparkline
from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.journey_map.curve import Curve, Extreme, FeelingPoint, curves, levels


@dataclass(frozen=True)
class Spark:
    """One curve: its line, which of its points is the lowest and which the highest, how it begins and ends, and the lowest point."""

    line: Sparkline
    extremes: tuple[Extreme, ...]
    words: str
    trough: FeelingPoint | None


def spark(book: Book, journey: Map, persona: str) -> Spark | None:
    """Return a small curve of a map for the reader who looks for this persona; nothing where the map tells no feelings."""
    curve = _chosen(curves(book, journey), persona)
    if curve is None:
        return None
    scale = levels(book)
    line = sparkline([point.value for point in curve.points], low=scale[-1].value, high=scale[0].value)
    return Spark(line, tuple(point.extreme for point in curve.points), _words(book, curve), curve.trough)


def _chosen(curves: tuple[Curve, ...], persona: str) -> Curve | None:
    """Return the persona's own curve; where this one's feelings are told once or never, that of nobody by name, or the lowest."""
    known = {curve.persona: curve for curve in curves}
    own_curve, anybody = known.get(persona), known.get("")
    if own_curve and (len(own_curve.points) > 1 or not anybody):
        return own_curve
    return anybody or min(curves, key=_lowest, default=None)


def _lowest(curve: Curve) -> int:
    return min(point.value for point in curve.points)


def _words(book: Book, curve: Curve) -> str:
    first, last = curve.points[0].level, curve.points[-1].level
    if len(curve.points) == 1:
        return book.say("spark.once", level=first)
    return book.say("spark.words", first=first, last=last) if curve.trough else book.say("spark.level", level=first)
