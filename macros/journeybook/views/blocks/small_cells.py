"""The counts of a page as readers may see them: those that could give somebody away are not shown where names are not."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from journeybook.views.base.book import Book
from journeybook.views.base.labels import numeral_text

if TYPE_CHECKING:  # a page without account data starts no statistics
    from journeybook.measure.statistics.suppression import CountSum

Cell = TypeVar("Cell", bound=Hashable)


def shown_counts(book: Book, counts: Mapping[Cell, int], sums: Sequence["CountSum[Cell]"] = (), word: str = "") -> dict[Cell, str]:
    """Return all counts of a page as texts; a page asks once, with the sums that hold among them, so that nobody can subtract.

    `word` stands for a count that is not shown.
    """
    if book.figures is None or book.figures.names_shown:
        return {cell: numeral_text(book, f"{count:,}") for cell, count in counts.items()}
    from journeybook.measure.statistics.suppression import hidden_cells  # noqa: PLC0415 - see above

    hidden, unshown = hidden_cells(counts, sums), word or book.say("small_cells.hidden")
    return {cell: unshown if cell in hidden else numeral_text(book, f"{count:,}") for cell, count in counts.items()}
