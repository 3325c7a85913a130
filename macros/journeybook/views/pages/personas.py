"""The index of personas."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.views.base.answers import answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Stub, Table, cell
from journeybook.views.base.labels import heading, label
from journeybook.views.links.links import reference_link, reference_links
from journeybook.views.links.site_map import page_stub


@dataclass(frozen=True)
class PersonasPage:
    """What the index shows: each persona with its role, a sentence, segments and maps."""

    title: str
    personas: Table


def pages(book: Book) -> Iterator[Stub]:
    """Yield the index."""
    yield page_stub(book, "personas", title=heading(book, "nav.personas"), description=book.say("personas.description"))


def view(book: Book) -> PersonasPage:
    """Return what the index shows."""
    rows = []
    for persona in book.atlas.personas:
        maps = tuple(journey.id for journey in book.atlas.maps if persona.id in journey.personas)
        cells = (
            cell(reference_link(book, "persona", persona.id)),
            cell(label(book, persona.role)),
            answered(book, persona, "summary", persona.summary),
        )
        rows.append(
            Row(
                (
                    *cells,
                    answered(book, persona, "segments", reference_links(book, "segment", persona.segments)),
                    reference_links(book, "map", maps),
                )
            )
        )
    columns = tuple(heading(book, f"personas.column.{name}") for name in ("persona", "role", "summary", "segments", "maps"))
    table = Table(heading(book, "personas.caption"), columns, tuple(rows), book.say("personas.empty"))
    return PersonasPage(heading(book, "nav.personas"), table)
