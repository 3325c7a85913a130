"""Everything by its kind and its name: where readers look who cannot search, or who search and find nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, Stub
from journeybook.views.base.labels import by_letters, heading, spot_title
from journeybook.views.links.links import address_of
from journeybook.views.links.site_map import page_stub

KINDS = ("map", "playbook", "play", "event", "measure", "persona", "segment", "team", "role", "health-model", "resource", "interaction")
"""The kinds of things that are listed: those that stand in no map, and the maps, which list what stands in them."""


@dataclass(frozen=True)
class ContentsGroup:
    """All things of one kind, by the anchor at which they stand."""

    title: str
    anchor: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ContentsPage:
    """The list of everything."""

    title: str
    summary: str
    groups: tuple[ContentsGroup, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of everything."""
    yield page_stub(book, "contents", title=book.say("contents.title"), description=book.say("contents.summary"))


def view(book: Book) -> ContentsPage:
    """Return every thing by its kind, in the order of the alphabet."""
    groups = (_group(book, kind) for kind in KINDS)
    return ContentsPage(book.say("contents.title"), book.say("contents.summary"), tuple(group for group in groups if group.links))


def _group(book: Book, kind: str) -> ContentsGroup:
    return ContentsGroup(
        heading(book, f"contents.{kind}"), f"all-{kind}", tuple(sorted(_links(book, kind), key=lambda link: by_letters(link.text)))
    )


def _links(book: Book, kind: str) -> Iterator[Link]:
    for (other, _, _), spot in book.atlas.index.items():
        address = address_of(book, spot) if other == kind and (spot.map is None or spot.map is spot.part) else None
        if address:
            yield Link(spot_title(book, spot), address)
