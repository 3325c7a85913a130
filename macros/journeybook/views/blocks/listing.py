"""Makes the tables of the library: captions, column heads and reasons for emptiness from the interface's words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

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


def without_empty_columns(table: Table) -> Table:
    """Return a table without the columns in which no row says anything; the first one names the rows and stays."""
    kept = [place for place in range(len(table.columns)) if place == 0 or any(row.cells[place] for row in table.rows)]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows)
    return Table(table.caption, tuple(table.columns[place] for place in kept), rows, table.empty)
