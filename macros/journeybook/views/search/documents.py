"""Every document of one site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from journeybook.model.base import Audience
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Stub
from journeybook.views.search.colleague_documents import colleague_documents
from journeybook.views.search.customer_documents import customer_documents
from journeybook.views.search.document import SearchDocument


def search_documents(book: Book, stubs: Sequence[Stub]) -> tuple[SearchDocument, ...]:
    """Return what the readers of a book find on its site, which has these pages; things of one kind stand together."""
    is_internal = book.audience is Audience.INTERNAL
    documents = tuple(colleague_documents(book, stubs) if is_internal else customer_documents(book, stubs))
    kinds = list(dict.fromkeys(document.kind for document in documents))
    return tuple(sorted(_merged(documents), key=lambda document: kinds.index(document.kind)))


def _merged(documents: Iterable[SearchDocument]) -> Iterator[SearchDocument]:
    """Yield documents that say the same under the same name once, with the places and facets of all."""
    alike = defaultdict[tuple[object, ...], list[SearchDocument]](list)
    for document in documents:
        alike[document.kind, document.title, document.texts].append(document)
    for same in alike.values():
        places = (place for document in same for place in document.places)
        names = (name for document in same for name in document.names)
        facets = (facet for document in same for facet in document.facets)
        yield replace(same[0], places=tuple(dict.fromkeys(places)), names=tuple(dict.fromkeys(names)), facets=tuple(dict.fromkeys(facets)))
