"""What the customer sees of a map: its success map, made from the redacted atlas and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link, Stub
from journeybook.views.links.links import map_page
from journeybook.views.links.public_pages import customer_page, has_customer_page, public_path


@dataclass(frozen=True)
class CustomerView:
    """The public page of a map by its address there, inside the internal site; `shown` is false where there is none."""

    title: str
    map: Link
    slug: str
    path: str
    shown: bool


def pages(book: Book) -> Iterator[Stub]:
    """Yield a page for every map of which customers see something; internal only."""
    if book.audience is Audience.PUBLIC:
        return
    for journey in book.atlas.maps:
        if has_customer_page(book, journey):
            title, source = book.say("customer.titled", name=journey.name), journey.origin.place.file
            section = (book.say("nav.maps"), journey.name)
            page, short = customer_page(journey).page, book.say("customer.short")
            yield Stub("customer_view", (journey.id,), page, title, section, source, journey.goal, order=25, short=short)


def view(book: Book, map_id: str) -> CustomerView:
    """Choose which public page is shown."""
    journey = book.find(Map, map_id)
    slug = journey.public.slug if journey.public else ""
    title, shown = book.say("customer.titled", name=journey.name), has_customer_page(book, journey)
    return CustomerView(title, Link(journey.name, map_page(journey)), slug, public_path(book, journey), shown)
