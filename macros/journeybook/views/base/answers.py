"""What stands where a value would: the value, else what its author answered instead, in words."""

from journeybook.model.base import Part
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell


def answer_text(book: Book, part: Part, name: str) -> str:
    """Return the answer that stands in a field instead of a value, in words: "not known"; an empty text where there is none."""
    answer = part.answer_in(name)
    return book.say(f"answer.{answer}") if answer else ""


def answered(book: Book, part: Part, name: str, value: Cell | str | None = None) -> Cell:
    """Return what stands where a field's value would: the value, else the answer in words, else nothing, since nothing was written."""
    shown = value or answer_text(book, part, name)
    return ((shown,) if isinstance(shown, str) else shown) if shown else ()
