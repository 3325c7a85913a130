"""All plays by what they are for, with what calls for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import PlayKind
from journeybook.model.plays import Play
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Stub
from journeybook.views.base.labels import heading, label
from journeybook.views.blocks.cards import CardGroup
from journeybook.views.blocks.play_card import play_card, play_spots
from journeybook.views.links.site_map import page_stub


@dataclass(frozen=True)
class PlaysPage:
    """The plays by kind; `count` is how many there are."""

    groups: tuple[CardGroup, ...]
    count: int


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of plays."""
    yield page_stub(book, "plays", title=book.say("plays.title"))


def view(book: Book) -> PlaysPage:
    """Return the plays under their kinds, shared ones first, then those written in a stage; last those that have nothing to do."""
    plays = play_spots(book)
    acting = (
        _group(
            book,
            f"plays-{kind or 'other'}",
            label(book, kind) or book.say("plays.no_kind"),
            [play for play in plays if play.kind is kind and not play.nothing_to_do],
        )
        for kind in (*PlayKind, None)
    )
    quiet = _group(book, "plays-nothing-to-do", heading(book, "play.nothing_to_do"), [play for play in plays if play.nothing_to_do])
    return PlaysPage(tuple(group for group in (*acting, quiet) if group.cards), len(plays))


def _group(book: Book, anchor: str, title: str, plays: list[Play]) -> CardGroup:
    spots = play_spots(book)
    return CardGroup(anchor, title, "", tuple(play_card(book, play, spots[play]) for play in plays))
