"""The adoption framework: what adoption means here, in a few attributes tied to measures and moments."""

from collections.abc import Iterator

from journeybook.model.library import AdoptionFramework
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Row, Table, cell
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import anchor_of, people_links, reference_links


def view(book: Book) -> Table:
    """Return the attributes of every framework."""
    rows = (row for framework in book.atlas.adoption for row in _rows(book, framework))
    return listing(book, "adoption", ("attribute", "meaning", "measures", "won_in", "framework", "owner", "more"), rows=rows)


def _rows(book: Book, framework: AdoptionFramework) -> Iterator[Row]:
    for position, attribute in enumerate(framework.attributes):
        cells = (
            cell(attribute.name),
            cell(attribute.meaning),
            answered(book, attribute, "measures", reference_links(book, "measure", attribute.measures)),
            answered(book, attribute, "moments", reference_links(book, ("step", "stage", "map"), attribute.moments)),
            *_about(book, framework, first=position == 0),
        )
        yield Row(cells, anchor_of(framework) if position == 0 else "")
    if not framework.attributes:
        yield Row((answered(book, framework, "attributes"), (), (), (), *_about(book, framework, first=True)), anchor_of(framework))


def _about(book: Book, framework: AdoptionFramework, *, first: bool) -> tuple[Cell, Cell, Cell]:
    """Return the framework's name, owner and small print; what it is for stands in its first row."""
    return (
        cell(framework.name, *(answered(book, framework, "summary", framework.summary) if first else ())),
        answered(book, framework, "owner", people_links(book, framework.owner)),
        small_print(book, framework) if first else (),
    )
