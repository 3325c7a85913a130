"""The index of the section on people: whose journeys these are, and who looks after them."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Audience
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Link, Stub
from journeybook.views.blocks.cards import heading
from journeybook.views.pages.library import LibraryCard


@dataclass(frozen=True)
class PeoplePage:
    """Its title, and a way into each part of the section with what is found there."""

    title: str
    cards: tuple[LibraryCard, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the index; internal only."""
    if book.audience is Audience.INTERNAL:
        title = heading(book, "nav.people")
        yield Stub("people", (), "people/index.md", title, (title,), "journeys/atlas.yml", order=50)


def view(book: Book) -> PeoplePage:
    """Choose the ways in; each says how many there are."""
    counts = {"segments": book.atlas.segments, "personas": book.atlas.personas, "teams": book.atlas.file.teams}
    cards = (
        LibraryCard(Link(heading(book, f"nav.{name}"), Address(f"{name}/index.md")), book.say(f"people.{name}", count=len(things)))
        for name, things in counts.items()
    )
    return PeoplePage(heading(book, "nav.people"), tuple(cards))
