"""Makes the tables of the library: captions, column heads and reasons for emptiness from the interface's words."""

from collections.abc import Iterable, Sequence

from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table
from journeybook.views.base.labels import heading


def listing(book: Book, name: str, columns: Sequence[str], *, rows: Iterable[Row], answer: str = "") -> Table:
    """Return a table by its name, its columns' names and its rows; an author's answer says why there are none."""
    return Table(
        heading(book, f"{name}.caption"),
        tuple(heading(book, f"column.{column}") for column in columns),
        tuple(rows),
        answer or book.say(f"{name}.empty"),
    )
