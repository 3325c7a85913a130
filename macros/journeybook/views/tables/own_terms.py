"""The organisation's own terms."""

from journeybook.model.vocabulary import Term
from journeybook.views.base.answers import answered_among
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell, Row, Table, cell
from journeybook.views.base.labels import by_letters
from journeybook.views.blocks.listing import listing
from journeybook.views.success_map.success_anchors import text_anchors


def view(book: Book) -> Table:
    """Return the terms of `atlas.yml` in the order of the alphabet."""
    terms = sorted(book.atlas.file.glossary, key=lambda term: by_letters(term.term))
    anchors = text_anchors("own-term", [term.term for term in terms])
    rows = (Row(_cells(book, term), anchor) for term, anchor in zip(terms, anchors, strict=True))
    return listing(book, "own_terms", ("term", "meaning"), rows=rows)


def _cells(book: Book, term: Term) -> tuple[Cell, ...]:
    """Return a term with the other words for it, and what it means."""
    others = book.say("own_terms.also", words=book.say("list.comma").join(term.also)) if term.also else None
    return cell(term.term, *answered_among(book, term, "also", others)), cell(term.meaning)
