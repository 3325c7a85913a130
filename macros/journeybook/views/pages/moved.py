"""A page at an address of earlier: where the page is now, or, on the public site, why it is gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Audience
from journeybook.model.organisation import GonePage
from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Link, Stub
from journeybook.views.links.old_address import old_addresses
from journeybook.views.links.site_map import page_address


@dataclass(frozen=True)
class MovedPage:
    """What stands at an old address: a title, words of the author's or the interface, and a link, to which the reader may be led on."""

    title: str
    words: str
    to: Link
    leads_on: bool


def pages(book: Book) -> Iterator[Stub]:
    """Yield a page for each old address; none of them is listed anywhere."""
    moved = [(old.page, book.say("moved.title")) for old in old_addresses(book)]
    gone = [(page, book.say("moved.gone")) for page in _gone_pages(book)]
    for page, title in (*moved, *gone):
        yield Stub("moved", (page,), page_address("moved", page).page, title, is_listed=False)


def view(book: Book, page: str) -> MovedPage:
    """Return what stands at the old address of a page, given by its source path."""
    old = next((old for old in old_addresses(book) if old.page == page), None)
    if old is not None:
        return MovedPage(book.say("moved.title"), book.say("moved.lead"), Link(old.title, old.to), leads_on=True)
    gone = _gone_pages(book).get(page)
    if gone is None:
        message = f"no page was at '{page}'"
        raise NoSuchThing(message)
    return MovedPage(book.say("moved.gone"), gone.says, Link(book.say("moved.home"), page_address("landing")), leads_on=False)


def _gone_pages(book: Book) -> dict[str, GonePage]:
    """Return the pages of customers that are no more, by their source path; colleagues had none of them."""
    pages = book.atlas.file.gone if book.audience is Audience.PUBLIC else ()
    return {page_address("success_map", page.slug).page: page for page in pages}
