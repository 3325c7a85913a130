"""All plays by what they are for, with what calls for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import PlayKind
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Stub
from journeybook.views.base.labels import label
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
    """Return the plays under their kinds: shared ones first, then those written in a stage."""
    plays = play_spots(book)
    groups = (
        CardGroup(
            f"plays-{kind or 'other'}",
            label(book, kind) or book.say("plays.no_kind"),
            "",
            tuple(play_card(book, play, spots) for play, spots in plays.items() if play.kind is kind),
        )
        for kind in (*PlayKind, None)
    )
    return PlaysPage(tuple(group for group in groups if group.cards), len(plays))
