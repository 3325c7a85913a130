"""Where parts appear: variants inherit from their bases, so the same part may stand in several maps and is listed once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from journeybook.findings import Place
from journeybook.model.base import Part
from journeybook.model.flow import stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage
from journeybook.model.step import Step
from journeybook.model.walk import Spot
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Address, Cell, FoldedLinks, Inline, Link, Row, cell, linked
from journeybook.views.base.labels import stage_text
from journeybook.views.links.anchors import step_address
from journeybook.views.links.links import address_of, map_page, stage_page

PartType = TypeVar("PartType", bound=Part)
Naming = Callable[[Book, PartType, Spot], Iterable[str | None]]
"""What a part in its surroundings names, as ids."""
Tells = Callable[[PartType, Spot], tuple[object, ...]]
"""What a row of a table tells of a part in its surroundings, besides where it appears."""
Telling = tuple[str, *tuple[Cell, ...]]
"""The words of a part, and the cells behind them that tell of it."""
STAGES_SHOWN = 2
"""So many stages are named where a part appears; the others are behind their number."""


@dataclass(frozen=True)
class Occurrences(Generic[PartType]):
    """A part and every spot at which it appears, the one it was written for first."""

    part: PartType
    spots: tuple[Spot, ...]


def stage_name(book: Book, spot: Spot) -> str:
    """Return the name of the stage in which a part stands, behind its label; an empty one outside of a stage."""
    return stage_text(book, spot.stage) if spot.stage else ""


def occurrences(book: Book, model: type[PartType]) -> tuple[Occurrences[PartType], ...]:
    """Return every part of a class once, in file order: what a variant takes over unchanged is the same part as its base's."""
    return _grouped((spot.part, spot.part, spot) for spot in book.atlas.spots_of(model) if isinstance(spot.part, model))


def occurrences_naming(
    book: Book, model: type[PartType], names: Naming[PartType], ids: Iterable[str], tells: Tells[PartType]
) -> tuple[Occurrences[PartType], ...]:
    """Return the parts of a class that name one of these ids, in file order.

    What a variant changes is one part with that of its base as long as everything that is told of it stays the same.
    """
    return _grouped(((written_as(part), tells(part, spot)), part, spot) for part, spot in parts_naming(book, model, names, ids))


def rows_naming(
    book: Book, model: type[PartType], names: Naming[PartType], ids: Iterable[str], tells: Callable[[PartType, Spot], Telling]
) -> list[Row]:
    """Return a row for each part that names one of these ids: a link to it, what is told of it, and the maps in which the same is told."""
    rows = []
    for occurrence in occurrences_naming(book, model, names, ids, tells):
        text, *cells = tells(occurrence.part, occurrence.spots[0])
        rows.append(Row((cell(part_link(book, occurrence.spots[0], text)), *cells, appearance_links(book, occurrence.spots))))
    return rows


def parts_naming(book: Book, model: type[PartType], names: Naming[PartType], ids: Iterable[str]) -> tuple[tuple[PartType, Spot], ...]:
    """Return the parts of a class that name one of these ids, with their spots, in file order; each part is asked once for a book."""
    parts, numbers_by_name = _parts_by_name(book, model, names)
    numbers = {number for name in ids for number in numbers_by_name.get(name, ())}
    return tuple(parts[number] for number in sorted(numbers))


def part_link(book: Book, spot: Spot, text: str) -> Inline:
    """Return a text as a link to a part, or to the nearest thing around it that has an address."""
    return linked(text, address_near(book, spot))


def stage_links(book: Book, spots: tuple[Spot, ...]) -> Cell:
    """Return a link for the stages in the maps that a part was written for; all others, and those in variants, are folded into a count."""
    ordered, first = own_first(spots), dict[Place, Spot]()
    for spot in ordered:
        if spot.map:
            first.setdefault((spot.stage or spot.map).origin.place, spot)
    links = {link: None for spot in (*first.values(), *ordered) if (link := _stage_link_near(book, spot, address_near(book, spot)))}
    shown = min(len(first), STAGES_SHOWN)
    return (*tuple(links)[:shown], *_folded(book, tuple(links)[shown:]))


def _folded(book: Book, links: tuple[Link, ...]) -> Cell:
    """Return a single link as it is, and several behind their count."""
    return (FoldedLinks(book.say("places.more", count=len(links)), links),) if len(links) > 1 else links


def map_links(spots: tuple[Spot, ...]) -> Cell:
    """Return a link for every map."""
    return tuple(dict.fromkeys(Link(spot.map.name, map_page(spot.map)) for spot in spots if spot.map))


def appearance_links(book: Book, spots: tuple[Spot, ...]) -> Cell:
    """Return the maps in which a part appears, each linked at the part; of many, the first one, and the others behind their count."""
    by_map: dict[str, Link] = {}
    for spot in spots:
        address = address_near(book, spot)
        if spot.map and address:
            by_map.setdefault(spot.map.id, Link(spot.map.name, address))
    links = tuple(by_map.values())
    return (*links[:1], *_folded(book, links[1:]))


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


def stage_link(book: Book, journey: Map, stage: Stage) -> Link:
    """Return a link to a stage, labelled with its map."""
    return Link(f"{stage_text(book, stage)} · {journey.name}", stage_page(journey, stage))


@remembered
def _parts_by_name(book: Book, model: type[PartType], names: Naming[PartType]) -> tuple[list[tuple[PartType, Spot]], dict[str, list[int]]]:
    """Return every part of a class with its spot, and the numbers of those that name an id."""
    parts = [(part, spot) for spot in book.atlas.spots_of(model) if isinstance(part := spot.part, model)]
    numbers_by_name: dict[str, list[int]] = {}
    for number, (part, spot) in enumerate(parts):
        for name in {*names(book, part, spot)}:
            if name:
                numbers_by_name.setdefault(name, []).append(number)
    return parts, numbers_by_name


def _grouped(keyed_parts: Iterable[tuple[object, PartType, Spot]]) -> tuple[Occurrences[PartType], ...]:
    groups: dict[object, list[tuple[PartType, Spot]]] = {}
    for key, part, spot in keyed_parts:
        groups.setdefault(key, []).append((part, spot))
    return tuple(Occurrences(pairs[0][0], own_first([spot for _, spot in pairs])) for pairs in groups.values())


def written_as(part: Part) -> object:
    """Return the place at which a part was written and what it is called; a part that was not written is like no other."""
    place = part.origin.place
    return (place, *(part.get(name, str) for name in ("id", "what", "name", "level"))) if place.file else id(part)


def _stage_link_near(book: Book, spot: Spot, address: Address | None) -> Link | None:
    if spot.map is None or address is None:
        return None
    return Link(f"{stage_text(book, spot.stage)} · {spot.map.name}" if spot.stage else spot.map.name, address)


def own_first(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Return the spots in order: the map in whose file the part was written before the variants that take it over."""
    return tuple(sorted(spots, key=lambda spot: spot.map is None or spot.map.origin.place.file != spot.part.origin.place.file))
