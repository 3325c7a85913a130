"""A map's own table as CSV for spreadsheet programs: one row a lane, one column a stage or its part, and no cell that is run."""

import csv
import io
from collections.abc import Iterator

from journeybook.views.base.elements import cell_text
from journeybook.views.journey_map.grid import GridCell, GridEntry, GridRow
from journeybook.views.tables.journey_map import JourneyMap

SEPARATORS = ";\t|\n\r"
"""Where a program of another country begins a new cell or row; a comma begins one everywhere, and is quoted inside a text."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet program may take for the beginning of a formula, plain and in full width."""


def journey_csv(view: JourneyMap, heads: tuple[str, str]) -> bytes:
    """Return a map's table as CSV: UTF-8 with a byte order mark, without which spreadsheet programs misread accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerows([safe(cell) for cell in row] for row in _rows(view, heads))
    return buffer.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Return a text that no program takes for a formula, wherever it cuts it: an apostrophe before whatever might be one.

    >>> safe("=1+1"), safe(" -5"), safe("5 - 3"), safe("x; =1+1"), safe("yes, -5; no")
    ("'=1+1", "' -5", '5 - 3', "x;' =1+1", 'yes, -5; no')
    """
    letters: list[str] = []
    begins_formula = False
    for letter in reversed(text):
        if begins_formula and letter in SEPARATORS:
            letters.append("'")
        letters.append(letter)
        begins_formula = letter in FORMULA or (begins_formula and letter in ' "\n')
    return ("'" if begins_formula else "") + "".join(reversed(letters))


def _rows(view: JourneyMap, heads: tuple[str, str]) -> Iterator[list[str]]:
    stages = [stage.title for stage in view.stages for _ in range(stage.span)]
    parts = [part.title for part in view.parts] or stages
    yield [*heads, *(stage if stage == part else f"{stage} · {part}" for stage, part in zip(stages, parts, strict=True))]
    for group in view.groups:
        for row in (row for row in group.rows if not row.only_in):
            yield [group.title, _name(row), *_cells(row)]


def _name(row: GridRow) -> str:
    return f"{row.title} ({row.note})" if row.note else row.title


def _cells(row: GridRow) -> Iterator[str]:
    """Yield one text for each column; what goes over several stands in the first of them."""
    for cell in row.cells:
        yield _text(cell)
        yield from [""] * (cell.span - 1)


def _text(cell: GridCell) -> str:
    return "\n".join(map(_entry, cell.entries)) if cell.entries else ", ".join(cell.blank)


def _entry(entry: GridEntry) -> str:
    badges = "".join(f" [{badge.text}]" for badge in entry.badges)
    small = " · ".join(map(cell_text, entry.small))
    return f"{entry.text}{entry.rest}{badges}{f' ({small})' if small else ''}"
