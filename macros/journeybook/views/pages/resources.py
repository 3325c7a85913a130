"""The list of resources by kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.enumerations import ResourceKind
from journeybook.model.library import Resource
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Link, Row, Stub, Table, cell
from journeybook.views.base.labels import label, state_badge
from journeybook.views.blocks.listing import listing
from journeybook.views.links.back_references import uses_of
from journeybook.views.links.links import people_links
from journeybook.views.links.site_map import page_address, page_stub


@dataclass(frozen=True)
class ResourcesPage:
    """A table for every kind of resource there is, with its anchor and heading."""

    tables: tuple[tuple[str, str, Table], ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the list of resources."""
    yield page_stub(book, "resources", title=book.say("resources.title"))


def view(book: Book) -> ResourcesPage:
    """Return the resources under their kinds."""
    kinds = ((kind, [resource for resource in book.atlas.resources if resource.kind is kind]) for kind in ResourceKind)
    return ResourcesPage(tuple((f"resources-{kind}", label(book, kind), _table(book, resources)) for kind, resources in kinds if resources))


def _table(book: Book, resources: list[Resource]) -> Table:
    return listing(book, "resources", ("resource", "summary", "owner", "used"), rows=(_row(book, resource) for resource in resources))


def _row(book: Book, resource: Resource) -> Row:
    count = len(uses_of(book, "resource", resource.id))
    used = book.say("resources.times", count=count) if count else Badge(book.say("resources.unused"), "average")
    name = Link(resource.name, page_address("resource", resource.id))
    return Row(
        (
            cell(name, state_badge(book, resource)),
            answered(book, resource, "summary", resource.summary),
            answered(book, resource, "owner", people_links(book, resource.owner)),
            cell(used),
        )
    )
