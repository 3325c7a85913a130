"""Where parts appear: variants inherit from their bases, so the same part may stand in several maps and is listed once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from journeybook.findings import Place
from journeybook.model.base import Part
from journeybook.model.flow import stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Cell, Link
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import address_of, map_page, stage_page

Kept = TypeVar("Kept", bound=Part)


@dataclass(frozen=True)
class Listed(Generic[Kept]):
    """A part and every spot at which it appears, the one it was written for first."""

    part: Kept
    spots: tuple[Spot, ...]


def listed(book: Book, model: type[Kept]) -> tuple[Listed[Kept], ...]:
    """Return every part of a class once, in file order: what a variant takes over unchanged is the same part as its base's."""
    found: dict[Kept, list[Spot]] = {}
    for spot in book.atlas.spots:
        if isinstance(spot.part, model):
            found.setdefault(spot.part, []).append(spot)
    return tuple(Listed(part, tuple(_own_first(spots))) for part, spots in found.items())


def where(book: Book, spots: tuple[Spot, ...]) -> Cell:
    """Return a link for every stage in the map it was written for, and the names of the variants that take it over."""
    first = dict[Place, Spot]()
    for spot in _own_first(list(spots)):
        if spot.map:
            first.setdefault((spot.stage or spot.map).origin.place, spot)
    links = [link for spot in first.values() if (link := _place(spot, address_near(book, spot)))]
    named = {spot.map.id for spot in first.values() if spot.map}
    others = dict.fromkeys(spot.map.name for spot in spots if spot.map and spot.map.id not in named)
    return (*dict.fromkeys(links), *([book.say("places.also", maps=book.say("list.comma").join(others))] if others else []))


def maps_of(spots: tuple[Spot, ...]) -> Cell:
    """Return a link for every map."""
    return tuple(dict.fromkeys(Link(spot.map.name, map_page(spot.map)) for spot in spots if spot.map))


def address_near(book: Book, spot: Spot) -> Address | None:
    """Return the address of a part, or of the nearest thing around it that has one."""
    chain = (spot.part, *reversed(spot.parents))
    for depth, part in enumerate(chain):
        here = Spot(part, spot.parents[: len(spot.parents) - depth])
        if isinstance(part, Step) and here.map:
            return next((step_address(here.map, station) for station in stations(here.map) if station.step is part), None)
        if address := address_of(book, here):
            return address
    return None


def stage_link(journey: Map, stage: Stage) -> Link:
    """Return a link to a stage, labelled with its map."""
    return Link(f"{stage.name} · {journey.name}", stage_page(journey, stage))


def _place(spot: Spot, address: Address | None) -> Link | None:
    if spot.map is None or address is None:
        return None
    return Link(f"{spot.stage.name} · {spot.map.name}" if spot.stage else spot.map.name, address)


def _own_first(spots: list[Spot]) -> Iterator[Spot]:
    """Put the map in whose file the part was written before the variants that take it over."""
    own = [spot for spot in spots if spot.map and spot.map.origin.place.file == spot.part.origin.place.file]
    yield from own
    yield from (spot for spot in spots if spot not in own)
