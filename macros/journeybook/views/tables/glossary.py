"""The glossary of the words this site uses, with the organisation's own word where it has one."""

from journeybook.views.book import Book
from journeybook.views.listing import listing
from journeybook.views.pieces import Row, Table, cell

KINDS = ("atlas", "map", "experience_map", "success_map", "variant", "segment", "coverage_model", "persona", "lifecycle")
PARTS = ("stage", "step", "lane", "touchpoint", "moment", "milestone", "event", "pain_point", "opportunity")
ANSWERS = ("health", "play", "playbook", "handoff", "evidence")
"""Our terms in the order in which one meets them."""


def view(book: Book) -> Table:
    """List our own terms in the order in which one meets them."""
    return listing(book, "glossary", ("term", "meaning", "own_word"), rows=(_row(book, term) for term in (*KINDS, *PARTS, *ANSWERS)))


def _row(book: Book, term: str) -> Row:
    name = book.say(f"glossary.{term}")
    cells = (cell(name), cell(book.say(f"glossary.{term}.meaning")), cell(book.own_words.get(name.lower())))
    return Row(cells, f"term-{term.replace('_', '-')}")
