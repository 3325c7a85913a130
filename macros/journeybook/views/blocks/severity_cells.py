"""Levels of severity as rows of a table: what each means, who acts, and within what time."""

from collections.abc import Callable, Sequence

from journeybook.model.enumerations import Tone
from journeybook.model.vocabulary import Deadline, SeverityLevel
from journeybook.views.base.answers import answer_text, answered
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Badge, Cell, cell
from journeybook.views.blocks.common_fields import small_print
from journeybook.views.links.links import people_links
from journeybook.views.links.texts import length_text


def level_cells(book: Book, level: SeverityLevel, columns: Sequence[str]) -> tuple[Cell, ...]:
    """Return what a level says in each of these columns, which have to be some that the audience of the book may read."""
    return tuple(CELLS[column](book, level) for column in columns)


def _badge(book: Book, level: SeverityLevel) -> Cell:  # noqa: ARG001 - the form of all cells
    return cell(Badge(level.name, str(level.get("tone", Tone) or Tone.NEUTRAL)))


def _time(book: Book, level: SeverityLevel, field: str) -> Cell:
    deadline = level.get(field, Deadline) or Deadline()
    length = length_text(book, deadline.length) or answer_text(book, deadline, "length")
    words = deadline.text or answer_text(book, deadline, "text")
    return answered(book, level, field, book.say("list.semicolon").join(filter(None, (length, words))))


CELLS: dict[str, Callable[[Book, SeverityLevel], Cell]] = {
    "level": _badge,
    "means": lambda book, level: answered(book, level, "summary", level.summary),
    "acts": lambda book, level: answered(book, level, "who", people_links(book, *level.who)),
    "tell": lambda book, level: answered(book, level, "tell", people_links(book, *level.tell)),
    "response": lambda book, level: _time(book, level, "response"),
    "updates": lambda book, level: _time(book, level, "updates"),
    "resolution": lambda book, level: _time(book, level, "resolution"),
    "more": small_print,
}
"""How each column is made."""
