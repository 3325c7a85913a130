"""The index of the section on people: whose journeys these are, and who looks after them."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, Stub
from journeybook.views.base.labels import heading
from journeybook.views.links.site_map import page_address, page_stub
from journeybook.views.pages.library import LibraryCard


@dataclass(frozen=True)
class PeoplePage:
    """Its title, and a way into each part of the section with what is found there."""

    title: str
    cards: tuple[LibraryCard, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the index."""
    yield page_stub(book, "people", title=heading(book, "nav.people"), source=book.atlas.file)


def view(book: Book) -> PeoplePage:
    """Return the ways in; each says how many there are."""
    counts = {"segments": book.atlas.segments, "personas": book.atlas.personas, "teams": book.atlas.file.teams}
    cards = (
        LibraryCard(Link(heading(book, f"nav.{name}"), page_address(name)), book.say(f"people.{name}", count=len(things)))
        for name, things in counts.items()
    )
    return PeoplePage(heading(book, "nav.people"), tuple(cards))
