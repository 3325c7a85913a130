"""The words that the glossary explains, the organisation's own and ours."""

from collections.abc import Iterator

from journeybook.views.base.book import Book
from journeybook.views.base.elements import cell_text, plain_text
from journeybook.views.base.labels import heading
from journeybook.views.links.site_map import page_address
from journeybook.views.search.document import SearchDocument, SearchPlace
from journeybook.views.tables import glossary, own_terms


def glossary_documents(book: Book) -> Iterator[SearchDocument]:
    """Yield a document for each word of the glossary."""
    kind = heading(book, "search.glossary")
    for row in (*own_terms.view(book).rows, *glossary.view(book).rows):
        (word, *also), meaning, *others = row.cells
        place = SearchPlace(page_address("library", "glossary", anchor=row.anchor))
        names = tuple(filter(None, (cell_text(tuple(also)), *map(cell_text, others))))
        yield SearchDocument(kind, plain_text(word), (place,), (cell_text(meaning),), names)
