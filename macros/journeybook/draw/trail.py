"""Trail: numbered stops along a line that runs from left to right and begins a new row where the width ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from journeybook.draw.geometry import Point
from journeybook.draw.text import wrap

TRAIL_WIDTH, MAX_STOPS = 740, 5
"""The width of the trail, and the number of stops that share a row at most."""
STOP_RADIUS, _CORNER = 15, 9
"""The radius of a stop, and how much of each corner of the line is cut off."""
NAME_SIZE, NOTE_SIZE = 13, 11.5
"""The text sizes of a stop's name and of the notes below it."""
TEXT_LEADING, FLAG_HEIGHT, _FLAG_PITCH = 16, 21, 17
"""The height of a line of text, that of a flag, and the distance from flag to flag."""
_AIR, _GUTTER, _FONT_SLACK, _BOLD_SLACK = 26, 12, 1.18, 1.1
_NAME_LINES, _NOTE_LINES = 4, 3


@dataclass(frozen=True)
class StopText:
    """The text of a stop: its name, one or two notes below it, and the number of flags that follow it on the line."""

    name: str
    notes: tuple[str, ...] = ()
    flags: int = 0


@dataclass(frozen=True)
class Stop:
    """A stop: its centre, the lines of its name and of its notes with the y at which each begins, and the feet of its flags."""

    centre: Point
    name: tuple[str, ...]
    below: float
    notes: tuple[str, ...]
    lower: float
    flags: tuple[Point, ...]


@dataclass(frozen=True)
class Trail:
    """The size of the trail, the stops in order, and the line that joins them."""

    width: int
    height: int
    stops: tuple[Stop, ...]
    route: tuple[Point, ...]


def trail(texts: Sequence[StopText], language: str = "") -> Trail:
    """Return stops in rows of nearly equal length; flags for which there is no space are left out, and long texts are shortened.

    >>> drawn = trail([StopText("Begin", ("1 week",), flags=2), StopText("End")])
    >>> drawn.height, [(stop.centre, stop.name, stop.flags[:1]) for stop in drawn.stops]
    (108, [(Point(x=17.0, y=39.0), ('Begin',), (Point(x=62.0, y=39.0),)), (Point(x=387.0, y=39.0), ('End',), ())])
    """
    in_row = ceil(len(texts) / max(1, ceil(len(texts) / MAX_STOPS))) or 1
    cell = TRAIL_WIDTH / in_row
    stops, route, top = list[Stop](), list[Point](), 0.0
    for start in range(0, len(texts), in_row):
        row = texts[start : start + in_row]
        y = top + FLAG_HEIGHT + STOP_RADIUS + 3
        placed = [_stop(text, Point(STOP_RADIUS + 2 + cell * index, y), cell, language) for index, text in enumerate(row)]
        route += _turn(route[-1], placed[0].centre, top - _AIR / 2) if route else []
        route += [placed[0].centre, placed[-1].centre]
        stops += placed
        top = max(stop.lower + len(stop.notes) * TEXT_LEADING for stop in placed) + _AIR
    return Trail(TRAIL_WIDTH, round(top - _AIR + 4), tuple(stops), tuple(route))


def mirrored(drawn: Trail) -> Trail:
    """Return a trail that runs from right to left.

    >>> [stop.centre.x for stop in mirrored(trail([StopText("Begin"), StopText("End")])).stops]
    [723.0, 353.0]
    """

    def turned(point: Point) -> Point:
        return Point(drawn.width - point.x, point.y)

    stops = tuple(replace(stop, centre=turned(stop.centre), flags=tuple(map(turned, stop.flags))) for stop in drawn.stops)
    return replace(drawn, stops=stops, route=tuple(map(turned, drawn.route)))


def _stop(text: StopText, centre: Point, cell: float, language: str) -> Stop:
    width = (cell - _GUTTER) / _FONT_SLACK
    name = wrap(text.name, width / _BOLD_SLACK, size=NAME_SIZE, max_lines=_NAME_LINES, language=language)
    notes = tuple(
        line for note in text.notes if note for line in wrap(note, width, size=NOTE_SIZE, max_lines=_NOTE_LINES, language=language)
    )
    below = centre.y + STOP_RADIUS + TEXT_LEADING + 2
    first = centre.x + 2 * STOP_RADIUS + 15
    fitting = int((cell - 2 * STOP_RADIUS - 15 - _FLAG_PITCH) // _FLAG_PITCH)
    flags = tuple(Point(first + number * _FLAG_PITCH, centre.y) for number in range(min(text.flags, fitting)))
    return Stop(centre, name, below, notes, below + len(name) * TEXT_LEADING, flags)


def _turn(end: Point, start: Point, y: float) -> list[Point]:
    """Return the line from the end of a row to the beginning of the next, at a y between them, with its corners cut off."""
    edge = float(TRAIL_WIDTH - 3)
    return [
        Point(edge - _CORNER, end.y),
        Point(edge, end.y + _CORNER),
        Point(edge, y - _CORNER),
        Point(edge - _CORNER, y),
        Point(start.x + _CORNER, y),
        Point(start.x, y + _CORNER),
    ]
