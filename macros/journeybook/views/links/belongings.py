"""What is somebody's: every part in which they own, do, give, take or hold back something, once for all maps that share it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from journeybook.model.base import Part
from journeybook.model.item import Owned
from journeybook.model.map import Map
from journeybook.model.organisation import Lane
from journeybook.model.step import Step
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Piece
from journeybook.views.links.occurrences import address_near

Kept = TypeVar("Kept", bound=Part)
INHERITED = 3
"""So many maps are named where a part appears; of more, only the number is said."""


@dataclass(frozen=True)
class Belonging(Generic[Kept]):
    """A part and every spot at which variants repeat it, the one it was written for first."""

    part: Kept
    spots: tuple[Spot, ...]


def gather(book: Book, model: type[Kept], is_theirs: Callable[[Kept, Spot], bool]) -> tuple[Belonging[Kept], ...]:
    """Return the parts of a class that are somebody's, in file order; what was written once stands once, unless said differently."""
    found: dict[object, list[tuple[Kept, Spot]]] = {}
    for spot in book.atlas.spots:
        part = spot.part
        if isinstance(part, model) and is_theirs(part, spot):
            place = part.origin.place
            said = (place, *(part.get(name, str) for name in ("id", "what", "name", "level")))
            found.setdefault(said if place.file else id(part), []).append((part, spot))
    return tuple(Belonging(pairs[0][0], _own_first([spot for _, spot in pairs])) for pairs in found.values())


def link_to(book: Book, belonging: Belonging[Kept], text: str) -> Piece:
    """Return a part as a link to the map it was written for."""
    address = address_near(book, belonging.spots[0])
    return Link(text, address) if address else text


def where_else(book: Book, belonging: Belonging[Kept]) -> Cell:
    """Return the maps in which a part appears, each linked at the part; of many, the first ones and how many more."""
    links: dict[str, Piece] = {}
    for spot in belonging.spots:
        address = address_near(book, spot)
        if spot.map and address:
            links.setdefault(spot.map.id, Link(spot.map.name, address))
    listed = tuple(links.values())
    more = len(listed) - INHERITED
    return (*listed[:INHERITED], book.say("team.more_maps", count=more)) if more > 0 else listed


def stage_name(belonging: Belonging[Kept]) -> str:
    """Return the name of the stage a part stands in."""
    stage = belonging.spots[0].stage
    return stage.name if stage else ""


def owns(part: Part, ids: Collection[str | None]) -> bool:
    """Return whether one of these owns a part."""
    return part.get("owner", str) in ids


def shares(part: Part, ids: Collection[str | None]) -> tuple[str, ...]:
    """Return the RACI letters these have in a part."""
    rows = part.raci if isinstance(part, Owned) else ()
    return tuple(dict.fromkeys(letter.value for row in rows if row.who in ids for letter in row.does))


def does(book: Book, step: Step, ids: Collection[str | None]) -> bool:
    """Return whether one of these does a step: as its lane's team, or named as who."""
    lane = book.atlas.find(Lane, step.lane)
    return bool(lane and lane.team in ids) or any(one in ids for one in step.who)


def _own_first(spots: list[Spot]) -> tuple[Spot, ...]:
    own = [spot for spot in spots if _home(spot.map) == spot.part.origin.place.file]
    return (*own, *(spot for spot in spots if spot not in own))


def _home(journey: Map | None) -> str:
    return journey.origin.place.file if journey else ""
