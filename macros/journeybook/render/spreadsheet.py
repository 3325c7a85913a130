"""A map's own table as CSV for spreadsheet programs: one row a lane, one column a stage or its part, and no cell that is run."""

import csv
import io
from collections.abc import Iterator

from journeybook.exchange.formulas import neutralised
from journeybook.views.base.elements import cell_text
from journeybook.views.journey_map.grid import GridCell, GridEntry, GridRow
from journeybook.views.tables.journey_map import JourneyMap


def journey_csv(view: JourneyMap, heads: tuple[str, str]) -> bytes:
    """Return a map's table as CSV: UTF-8 with a byte order mark, without which spreadsheet programs misread accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerows([neutralised(cell) for cell in row] for row in _rows(view, heads))
    return buffer.getvalue().encode("utf-8-sig")


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
