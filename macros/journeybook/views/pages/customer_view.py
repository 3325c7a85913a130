"""What the customer sees of a map: its success map, made from the redacted atlas and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.map import Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Stub
from journeybook.views.links.links import map_page
from journeybook.views.links.plan_links import plans_of_map
from journeybook.views.links.public_pages import has_customer_page, public_path
from journeybook.views.links.site_map import page_stub


@dataclass(frozen=True)
class CustomerView:
    """The public page of a map by its address there, inside the internal site; `shown` is false where there is none."""

    title: str
    map: Link
    slug: str
    path: str
    shown: bool
    plans: Cell


def pages(book: Book) -> Iterator[Stub]:
    """Yield a page for every map of which customers see something."""
    for journey in book.atlas.maps:
        if has_customer_page(book, journey):
            title, short = book.say("customer.titled", name=journey.name), book.say("customer.short")
            within, description = journey.name, journey.goal
            yield page_stub(
                book, "customer_view", journey.id, title=title, short=short, within=within, source=journey, description=description
            )


def view(book: Book, map_id: str) -> CustomerView:
    """Return which public page is shown."""
    journey = book.find(Map, map_id)
    slug = journey.public.slug if journey.public else ""
    title, shown = book.say("customer.titled", name=journey.name), has_customer_page(book, journey)
    return CustomerView(title, Link(journey.name, map_page(journey)), slug, public_path(book, journey), shown, plans_of_map(book, map_id))
