"""Places the stops of a path along a line that runs from left to right and begins a new row where the width ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from journeybook.draw.geometry import Point
from journeybook.draw.text import wrap

TRAIL_WIDTH, MAX_STOPS = 740, 5
"""The width of the whole, and how many stops share a row."""
STOP_RADIUS, CORNER = 15, 9
"""How large a stop is, and how much of each corner of the line is cut off."""
NAME_SIZE, NOTE_SIZE = 13, 11.5
"""The sizes of a stop's name and of what stands below it."""
TEXT_LEADING, FLAG_HEIGHT, APART = 16, 21, 17
"""The height of a line of words, of a flag, and the room from flag to flag."""
_AIR, _GUTTER, _BROADER, _BOLDER = 26, 12, 1.18, 1.1
_LONGEST_NAME, _LONGEST_NOTE = 4, 3


@dataclass(frozen=True)
class StopText:
    """What stands at a stop: its name, one or two notes below it, and how many flags follow it on the line."""

    name: str
    notes: tuple[str, ...] = ()
    flags: int = 0


@dataclass(frozen=True)
class Stop:
    """A stop: its middle, the lines of its name and its notes with where each of the two begins, and the feet of its flags."""

    centre: Point
    name: tuple[str, ...]
    below: float
    notes: tuple[str, ...]
    lower: float
    flags: tuple[Point, ...]


@dataclass(frozen=True)
class Trail:
    """The size of the whole, the stops in order, and the line that joins them."""

    width: int
    height: int
    stops: tuple[Stop, ...]
    route: tuple[Point, ...]


def trail(captions: Sequence[StopText]) -> Trail:
    """Place stops in rows of nearly equal length; flags for which there is no room are left out, and words are shortened at last.

    >>> drawn = trail([StopText("Begin", ("1 week",), flags=2), StopText("End")])
    >>> drawn.height, [(stop.centre, stop.name, stop.flags[:1]) for stop in drawn.stops]
    (108, [(Point(x=17.0, y=39.0), ('Begin',), (Point(x=62.0, y=39.0),)), (Point(x=387.0, y=39.0), ('End',), ())])
    """
    in_row = ceil(len(captions) / max(1, ceil(len(captions) / MAX_STOPS))) or 1
    cell = TRAIL_WIDTH / in_row
    stops, line, top = list[Stop](), list[Point](), 0.0
    for start in range(0, len(captions), in_row):
        row = captions[start : start + in_row]
        y = top + FLAG_HEIGHT + STOP_RADIUS + 3
        placed = [_stop(caption, Point(STOP_RADIUS + 2 + cell * place, y), cell) for place, caption in enumerate(row)]
        line += _turn(line[-1], placed[0].centre, top - _AIR / 2) if line else []
        line += [placed[0].centre, placed[-1].centre]
        stops += placed
        top = max(stop.lower + len(stop.notes) * TEXT_LEADING for stop in placed) + _AIR
    return Trail(TRAIL_WIDTH, round(top - _AIR + 4), tuple(stops), tuple(line))


def _stop(caption: StopText, centre: Point, cell: float) -> Stop:
    room = (cell - _GUTTER) / _BROADER
    name = wrap(caption.name, room / _BOLDER, size=NAME_SIZE, max_lines=_LONGEST_NAME)
    notes = tuple(line for note in caption.notes if note for line in wrap(note, room, size=NOTE_SIZE, max_lines=_LONGEST_NOTE))
    below = centre.y + STOP_RADIUS + TEXT_LEADING + 2
    first = centre.x + 2 * STOP_RADIUS + 15
    fitting = int((cell - 2 * STOP_RADIUS - 15 - APART) // APART)
    flags = tuple(Point(first + number * APART, centre.y) for number in range(min(caption.flags, fitting)))
    return Stop(centre, name, below, notes, below + len(name) * TEXT_LEADING, flags)


def _turn(end: Point, start: Point, level: float) -> list[Point]:
    """Return the way from the end of a row round to the beginning of the next, at this level between them, with its corners cut off."""
    edge = float(TRAIL_WIDTH - 3)
    return [
        Point(edge - CORNER, end.y),
        Point(edge, end.y + CORNER),
        Point(edge, level - CORNER),
        Point(edge - CORNER, level),
        Point(start.x + CORNER, level),
        Point(start.x, level + CORNER),
    ]
