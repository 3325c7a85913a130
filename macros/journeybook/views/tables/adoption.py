"""The adoption framework: what adoption means here, in a few attributes tied to measures and moments."""

from collections.abc import Iterator

from journeybook.model.library import AdoptionAttribute, AdoptionFramework
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Link, Row, Table, cell
from journeybook.views.blocks.adoption_level import EVERYBODY, adoption_cells
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.blocks.listing import listing
from journeybook.views.links.links import anchor_of, people_links, reference_links
from journeybook.views.links.site_map import page_address
from journeybook.views.links.texts import condition_text


def view(book: Book) -> Table:
    """Return the attributes of every framework."""
    rows = (row for framework in book.atlas.adoption for row in _rows(book, framework))
    columns = ("attribute", "meaning", "measures", "won_in", *_level_columns(book), "framework", "owner", "more")
    return listing(book, "adoption", columns, rows=rows)


def _rows(book: Book, framework: AdoptionFramework) -> Iterator[Row]:
    for position, attribute in enumerate(framework.attributes):
        cells = (
            cell(attribute.name),
            cell(attribute.meaning),
            answered(book, attribute, "measures", reference_links(book, "measure", attribute.measures)),
            answered(book, attribute, "moments", reference_links(book, ("step", "stage", "map"), attribute.moments)),
            *_level(book, attribute),
            *_about(book, framework, first=position == 0),
        )
        yield Row(cells, anchor_of(framework) if position == 0 else "")
    if not framework.attributes:
        yield Row(
            (answered(book, framework, "attributes"), (), (), (), *[()] * len(_level_columns(book)), *_about(book, framework, first=True)),
            anchor_of(framework),
        )


def _level_columns(book: Book) -> tuple[str, ...]:
    """Return the columns about levels: where an attribute states one, and, where there are account data, how many have it today."""
    is_stated = any(
        attribute.when or attribute.answer_in("when") for framework in book.atlas.adoption for attribute in framework.attributes
    )
    return (*(("adoption_level",) if is_stated else ()), *(("adoption_all",) if adoption_cells(book) else ()))


def _level(book: Book, attribute: AdoptionAttribute) -> Iterator[Cell]:
    columns = _level_columns(book)
    if "adoption_level" in columns:
        yield answered(book, attribute, "when", cell(condition_text(book, attribute.when)))
    if "adoption_all" in columns:
        shown = adoption_cells(book).get((attribute.id, EVERYBODY), ())
        yield (*shown, Link(book.say("adoption_today.more"), page_address("adoption_today"))) if shown else ()


def _about(book: Book, framework: AdoptionFramework, *, first: bool) -> tuple[Cell, Cell, Cell]:
    """Return the framework's name, owner and small print; what it is for stands in its first row."""
    return (
        cell(framework.name, *(answered(book, framework, "summary", framework.summary) if first else ())),
        answered(book, framework, "owner", people_links(book, framework.owner)),
        small_print(book, framework) if first else (),
    )
