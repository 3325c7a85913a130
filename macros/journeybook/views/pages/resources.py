"""The list of resources by kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import ResourceKind
from journeybook.model.library import Resource
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import label, state_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.links.back_references import uses
from journeybook.views.links.links import who
from journeybook.views.links.site_map import page_address, page_stub


@dataclass(frozen=True)
class ResourcesPage:
    """A table for every kind of resource there is, with its anchor and heading."""

    tables: tuple[tuple[str, str, Table], ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of resources."""
    yield page_stub(book, "resources", title=book.say("resources.title"))


def view(book: Book) -> ResourcesPage:
    """Put the resources under their kinds."""
    kinds = ((kind, [one for one in book.atlas.resources if one.kind is kind]) for kind in ResourceKind)
    return ResourcesPage(tuple((f"resources-{kind}", label(book, kind), _table(book, found)) for kind, found in kinds if found))


def _table(book: Book, found: list[Resource]) -> Table:
    return listing(book, "resources", ("resource", "summary", "owner", "used"), rows=(_row(book, one) for one in found))


def _row(book: Book, one: Resource) -> Row:
    count = len(uses(book, "resource", one.id))
    used = book.say("resources.times", count=count) if count else Badge(book.say("resources.unused"), "average")
    name = Link(one.name, page_address("resource", one.id))
    return Row((cell(name, state_badge(book, one.state)), cell(one.summary), who(book, one.owner), cell(used)))
