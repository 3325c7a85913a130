"""The glossary of the words this site uses, with the organisation's own word where it has one."""

from journeybook.views.book import Book
from journeybook.views.listing import listing
from journeybook.views.pieces import Row, Table, cell

TERMS = (
    *(
        "atlas",
        "map",
        "experience_map",
        "success_map",
        "variant",
        "segment",
        "coverage_model",
        "persona",
        "lifecycle",
        "stage",
        "step",
        "lane",
    ),
    *(
        "step",
        "lane",
        "touchpoint",
        "moment",
        "milestone",
        "event",
        "pain_point",
        "opportunity",
        "health",
        "play",
        "playbook",
        "handoff",
        "evidence",
    ),
)


def view(book: Book) -> Table:
    """List our own terms in the order in which one meets them."""
    return listing(book, "glossary", ("term", "meaning", "own_word"), rows=(_row(book, term) for term in TERMS))


def _row(book: Book, term: str) -> Row:
    name, anchor = book.say(f"glossary.{term}"), f"term-{term.replace('_', '-')}"
    return Row((cell(name), cell(book.say(f"glossary.{term}.meaning")), cell(book.own_words.get(name.lower()))), anchor)
