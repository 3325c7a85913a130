"""The variants of a map, and theirs in turn: a tree, since a variant may be the base of others."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.map import Map
from journeybook.views.base.book import Book


@dataclass(frozen=True)
class Variant:
    """A map that extends another, and how many maps it is away from the one that was asked for."""

    journey: Map
    base: Map
    depth: int


def variant_tree(book: Book, base: Map) -> tuple[Variant, ...]:
    """Return every variant of a map and of its variants, each behind its bases; what is below one that comes again is not repeated."""
    return tuple(_below(book, base, 1, {base.id}))


def _below(book: Book, base: Map, depth: int, seen: set[str]) -> Iterator[Variant]:
    for journey in book.atlas.maps:
        if base.id in journey.extends:
            yield Variant(journey, base, depth)
            if journey.id not in seen:
                seen.add(journey.id)
                yield from _below(book, journey, depth + 1, seen)
