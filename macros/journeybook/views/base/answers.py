"""What stands where a value would: the value, else what its author answered instead, in words."""

from journeybook.model.base import Part
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Cell


def answer_text(book: Book, part: Part | None, name: str) -> str:
    """Return the answer that stands in a field instead of a value, in words: "not known"; an empty text where there is none.

    The words may say the field and its class, as `{field}` and `{model}`.
    """
    answer = part.answer_in(name) if part else None
    return book.say(f"answer.{answer}", model=type(part).__name__, field=name) if answer else ""


def answer_texts(book: Book, part: Part, name: str) -> tuple[str, ...]:
    """Return the answer in a field that holds a list of texts, as the only one of them."""
    return tuple(filter(None, (answer_text(book, part, name),)))


def answered(book: Book, part: Part | None, name: str, value: Cell | str | None = None) -> Cell:
    """Return what stands where a field's value would: the value, else the answer in words, else nothing, since nothing was written."""
    shown = value or answer_text(book, part, name)
    return ((shown,) if isinstance(shown, str) else shown) if shown else ()


def answered_among(book: Book, part: Part | None, name: str, value: Cell | str | None = None) -> Cell:
    """Return what `answered` does, for a cell in which several fields stand: the answer names its own, "owner: not known"."""
    return answered(book, part, name, value or named_answer(book, part, name))


def named_answer(book: Book, part: Part | None, name: str) -> str:
    """Return an answer behind the name of its field, "severity: not known", where no label says it; an empty text where there is none."""
    answer = answer_text(book, part, name)
    return book.say("answer.of", field=field_name(book, type(part), name), answer=answer) if part and answer else ""


def field_name(book: Book, model: type[Part], field: str) -> str:
    """Return what a field of a class is called, as it stands inside a sentence: in its own word where other classes mean something else."""
    kind = model.KIND or model.__name__.lower()
    if f"field.{kind}.{field}" in book.words:
        return book.say(f"field.{kind}.{field}")
    return book.say(f"field.{field}")
