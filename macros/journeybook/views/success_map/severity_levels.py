"""The levels of severity at the end of a success map: what each means, and within what time customers are answered."""

from journeybook.model.map import PublicFace
from journeybook.model.vocabulary import SeverityLevel
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Labelled, cell, cell_text
from journeybook.views.base.labels import heading
from journeybook.views.blocks.severity_cells import level_cells

TIMES = ("response", "updates", "resolution")


def answer_times(book: Book, face: PublicFace) -> tuple[Labelled, ...]:
    """Return the levels that a map names for customers, in the atlas's order: "Nobody can work", "Answered within: 30 minutes"."""
    levels = (level for level in book.atlas.file.severity_levels if level.id in face.severity_levels)
    return tuple(Labelled(level.name, cell(*_texts(book, level))) for level in levels)


def _texts(book: Book, level: SeverityLevel) -> tuple[str, ...]:
    """Return what a level means and each of its times behind its label; what says nothing is left out."""
    means, *times = (cell_text(inlines) for inlines in level_cells(book, level, ("means", *TIMES)))
    labelled = (heading(book, f"column.{field}") + f": {time}" for field, time in zip(TIMES, times, strict=True) if time)
    return (*filter(None, (means,)), *labelled)
