"""The organisation's own terms."""

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.blocks.listing import listing


def view(book: Book) -> Table:
    """Return the terms of `atlas.yml` in the order of the alphabet."""
    terms = sorted(book.atlas.file.glossary, key=lambda term: term.term.lower())
    return listing(book, "own_terms", ("term", "meaning"), rows=(Row((cell(term.term), cell(term.meaning))) for term in terms))
