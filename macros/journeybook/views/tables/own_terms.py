"""The organisation's own terms."""

from journeybook.views.book import Book
from journeybook.views.listing import listing
from journeybook.views.pieces import Row, Table, cell


def view(book: Book) -> Table:
    """List the terms of `atlas.yml` in the order of the alphabet."""
    terms = sorted(book.atlas.file.glossary, key=lambda one: one.term.lower())
    return listing(book, "own_terms", ("term", "meaning"), rows=(Row((cell(one.term), cell(one.meaning))) for one in terms))
