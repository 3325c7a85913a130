"""The home page of the internal site."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Audience
from journeybook.views.book import Book
from journeybook.views.pieces import Stub


@dataclass(frozen=True)
class HomePage:
    """What the home page shows."""

    title: str


def pages(book: Book) -> Iterator[Stub]:
    """Yield the home page."""
    if book.audience is Audience.INTERNAL:
        yield Stub("home", (), "index.md", book.say("nav.home"))


def view(book: Book) -> HomePage:
    """Choose what the home page shows."""
    return HomePage(book.atlas.file.organisation.name)
