"""The glossary of the words this site uses, with the organisation's own word where it has one."""

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell
from journeybook.views.blocks.listing import listing

KINDS = ("atlas", "map", "experience_map", "success_map", "variant", "segment", "coverage_model", "persona", "lifecycle")
PARTS = ("stage", "step", "lane", "touchpoint", "moment", "milestone", "event", "pain_point", "opportunity")
ANSWERS = ("health", "play", "playbook", "handoff", "evidence")
"""Our terms in the order in which one meets them."""


def view(book: Book) -> Table:
    """Return our own terms in the order in which one meets them."""
    return listing(book, "glossary", ("term", "meaning", "own_word"), rows=(_row(book, term) for term in (*KINDS, *PARTS, *ANSWERS)))


def _row(book: Book, term: str) -> Row:
    name = book.say(f"glossary.{term}")
    cells = (cell(name), cell(book.say(f"glossary.{term}.meaning")), cell(book.own_words.get(term)))
    return Row(cells, f"term-{term.replace('_', '-')}")
