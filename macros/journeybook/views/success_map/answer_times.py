"""The levels of severity at the end of a success map: what each means, and within what time customers are answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.map import PublicFace
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Row, Table, cell_text
from journeybook.views.blocks.levels import level_cells
from journeybook.views.blocks.listing import listing, without_empty_columns

COLUMNS = ("level", "means", "response", "updates", "resolution")


@dataclass(frozen=True)
class AnswerTimes:
    """The levels as a table for the page, and as lines for paper: "P1" and "Answered within: 30 minutes"."""

    table: Table
    lines: tuple[tuple[str, str], ...]


def answer_times(book: Book, face: PublicFace) -> AnswerTimes:
    """Return the levels that a map names for customers, in the atlas's order; columns in which none says anything are left out."""
    levels = (level for level in book.atlas.file.severity_levels if level.id in face.severity_levels)
    rows = tuple(Row(level_cells(book, level, COLUMNS)) for level in levels)
    table = without_empty_columns(listing(book, "answer_times", COLUMNS, rows=rows))
    return AnswerTimes(table, tuple((cell_text(row.cells[0]), " · ".join(_labelled(table, row))) for row in table.rows))


def _labelled(table: Table, row: Row) -> Iterator[str]:
    pairs = zip(table.columns[1:], row.cells[1:], strict=True)
    return (f"{column}: {cell_text(inlines)}" for column, inlines in pairs if inlines)
