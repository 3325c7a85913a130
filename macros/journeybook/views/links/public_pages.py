"""Of which maps customers see a page, and where that page stands on each site."""

from journeybook.model.map import Map, PublicFace
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address
from journeybook.views.links.site_map import page_address


def customer_page(journey: Map) -> Address:
    """Return the internal page that shows what the customer sees of a map."""
    return page_address("customer_view", journey.id)


def has_customer_page(book: Book, journey: Map) -> bool:
    """Return whether customers see a page of this map."""
    return public_path(book, journey) != ""


def public_path(book: Book, journey: Map) -> str:
    """Return the path of a map's page on the public site, below the address at which that site is published; nothing where it has none."""
    face = next((face for _, face in public_maps(book) if journey.public and face.slug == journey.public.slug), None)
    return f"{face.slug}/" if face else ""


def success_page(face: PublicFace) -> Address:
    """Return the page of a success map."""
    return page_address("success_map", face.slug)


def public_maps(book: Book) -> tuple[tuple[Map, PublicFace], ...]:
    """Return the maps that customers may see, each with its public face."""
    shown = (book.customer_book or book).atlas
    return tuple((journey, journey.public) for journey in shown.maps if journey.public)
