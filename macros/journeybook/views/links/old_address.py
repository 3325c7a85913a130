"""The addresses that pages had once, and where each leads now: by what authors say under `formerly`, each for the site that had it."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.base import Audience
from journeybook.model.identity import is_identifier
from journeybook.model.item import Addressed, Former
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address
from journeybook.views.base.labels import labelled_title, title_of
from journeybook.views.links.public_pages import customer_page, has_customer_page, public_maps, success_page
from journeybook.views.links.site_map import page_address


@dataclass(frozen=True)
class OldAddress:
    """The source path that a page had; where the page is now, and its title."""

    page: str
    to: Address
    title: str


def old_addresses(book: Book) -> tuple[OldAddress, ...]:
    """Return the old addresses of every page on the site of a book, each once."""
    addresses = _of_customers(book) if book.audience is Audience.PUBLIC else (*_of_things(book), *_of_maps(book))
    return tuple({address.page: address for address in addresses}.values())


def _of_customers(book: Book) -> Iterator[OldAddress]:
    for _, face in public_maps(book):
        yield from (_old(page_address("success_map", slug), success_page(face), face.title) for slug in face.formerly)


def _of_things(book: Book) -> Iterator[OldAddress]:
    """Yield the old addresses of everything with a page of its own."""
    atlas = book.atlas
    for view, things in (
        ("persona", atlas.personas),
        ("segment", atlas.segments),
        ("team", atlas.file.teams),
        ("playbook", atlas.playbooks),
        ("resource", atlas.resources),
        ("interaction", atlas.interactions),
        ("health_model", atlas.health),
    ):
        for thing in things:
            yield from (_old(page_address(view, name), page_address(view, thing.id), title_of(thing)) for name in _old_ids(thing))


def _of_maps(book: Book) -> Iterator[OldAddress]:
    """Yield the old addresses of maps and of their stages, which stand below their map: both may have had other names."""
    for journey in book.atlas.maps:
        names = (journey.id, *_old_ids(journey))
        for name in names[1:]:
            yield _old(page_address("map", name), page_address("map", journey.id), title_of(journey))
            if has_customer_page(book, journey):
                yield _old(page_address("customer_view", name), customer_page(journey), title_of(journey))
        for stage in journey.stages:
            pairs = [(name, inner) for name in names for inner in (stage.id, *_old_ids(stage))]
            now = page_address("stage", journey.id, stage.id)
            yield from (_old(page_address("stage", *pair), now, labelled_title(book, stage)) for pair in pairs[1:])


def _old(before: Address, now: Address, title: str) -> OldAddress:
    return OldAddress(before.page, now, title)


def _old_ids(thing: Addressed) -> tuple[str, ...]:
    """Return the old names of a thing that may have been ids; words were no part of the address of a page."""
    return tuple(former.name for former in thing.inside("formerly", Former) if is_identifier(former.name))
