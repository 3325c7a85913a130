"""Facets: properties by which an index is counted and filtered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: its token in the page, its words, what it means, and the things that have it."""

    token: str
    name: str
    summary: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Facet:
    """A property with its values, and each with its count in words; a value that nothing has is not among them."""

    title: str
    values: tuple[FacetValue, ...]
    counts: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """A value that things may have: its words, what it means, and the ids of the things that have it."""

    name: str
    ids: frozenset[str]
    summary: str = ""


def facet(book: Book, key: str, title: str, options: Iterable[Option], links: dict[str, Link]) -> Facet:
    """Return a facet over things by id; the token of a value is the key and the number of its option."""
    places = {name: place for place, name in enumerate(links)}
    every = (
        FacetValue(
            f"{key}-{number}",
            option.name,
            option.summary,
            tuple(links[name] for name in sorted(option.ids & places.keys(), key=places.__getitem__)),
        )
        for number, option in enumerate(options)
    )
    values = tuple(value for value in every if value.links)
    return Facet(title, values, tuple(book.say("facet.count", name=value.name, count=len(value.links)) for value in values))


def tokens_by_link(facets: Sequence[Facet]) -> dict[Link, str]:
    """Return the tokens of each thing, apart by spaces, as its card carries them; a thing that no facet names has none."""
    tokens = defaultdict[Link, list[str]](list)
    for value in (value for facet in facets for value in facet.values):
        for link in dict.fromkeys(value.links):
            tokens[link].append(value.token)
    return {link: " ".join(row) for link, row in tokens.items()}
