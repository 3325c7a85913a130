"""Adoption today: how many customers have each attribute of adoption, in all and by segment."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.library import AdoptionAttribute
from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book, NoSuchThing
from journeybook.views.base.elements import Cell, Labelled, Row, Stub, Table, cell, plain_text
from journeybook.views.base.labels import heading
from journeybook.views.blocks.adoption_level import EVERYBODY, adoption_cells
from journeybook.views.blocks.listing import listing
from journeybook.views.blocks.reckoning import reckoning
from journeybook.views.links.links import reference_link, reference_links
from journeybook.views.links.site_map import page_stub
from journeybook.views.links.texts import condition_text


@dataclass(frozen=True)
class AdoptionToday:
    """The attributes that state a level, with how many customers have each; and those of which nobody has said what the level is."""

    table: Table
    without_level: tuple[str, ...]
    basis: tuple[Labelled, ...]


def pages(book: Book) -> Iterator[Stub]:
    """Yield the page, where there are account data and an attribute with a level."""
    if adoption_cells(book):
        yield page_stub(book, "adoption_today", title=heading(book, "adoption_today.title"))


def view(book: Book) -> AdoptionToday:
    """Return how many customers have each attribute."""
    cells = adoption_cells(book)
    if not cells:
        raise NoSuchThing("no attribute of adoption states a level, or there are no account data")
    attributes = [attribute for framework in book.atlas.adoption for attribute in framework.attributes]
    scopes = list(dict.fromkeys(scope for _, scope in cells))
    table = listing(book, "adoption_today", ("attribute", "adoption_level", "won_in", "adoption_all"), rows=())
    columns = (*table.columns, *(_segment_name(book, scope) for scope in scopes if scope != EVERYBODY))
    rows = (
        Row((*_about(book, attribute), *(cells[attribute.id, scope] for scope in (EVERYBODY, *scopes[1:]))))
        for attribute in attributes
        if attribute.when
    )
    return AdoptionToday(
        Table(table.caption, columns, tuple(rows), table.empty),
        tuple(attribute.name for attribute in attributes if not attribute.when),
        reckoning(book, cell(book.say("adoption_today.rule")), book.say("adoption_today.counted")),
    )


def _about(book: Book, attribute: AdoptionAttribute) -> tuple[Cell, Cell, Cell]:
    return (
        cell(attribute.name),
        cell(condition_text(book, attribute.when)),
        answered(book, attribute, "moments", reference_links(book, ("step", "stage", "map"), attribute.moments)),
    )


def _segment_name(book: Book, scope: str) -> str:
    link = reference_link(book, "segment", scope.partition("/")[2] or None)
    return plain_text(link) if link else heading(book, "signals.no_segment")
