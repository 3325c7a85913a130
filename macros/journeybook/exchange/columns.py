"""Finds the row of headings in a table, and which column holds which field, by names in several spellings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.exchange.atlas_names import spoken
from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable

MOST_ROWS_ABOVE = 10
"""Rows among which the headings are looked for."""
Spellings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Header:
    """A row of headings: which column, from 0, holds which field."""

    row: int
    """The index of the row."""
    columns: Mapping[str, int]

    def cell(self, row: tuple[ForeignCell, ...], field: str) -> ForeignCell | None:
        """Return the cell of a field in a row, or None where it is blank or there is no such column."""
        column = self.columns.get(field)
        cell = row[column] if column is not None and column < len(row) else None
        return cell if cell is not None and not cell.is_blank else None


def find_header(table: ForeignTable, spellings: Spellings) -> Header | None:
    """Return the headings of a table: the row near its top that names the most fields; None where none names any."""
    rows = list(enumerate(table.rows[:MOST_ROWS_ABOVE]))
    headers = [Header(number, _columns(row, spellings)) for number, row in rows]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best and best.columns else None


def rows_below(table: ForeignTable, header: Header) -> Iterator[tuple[ForeignCell, ...]]:
    """Yield the rows below the headings that are not blank and do not repeat them."""
    headings = [cell.text.strip() for cell in table.rows[header.row]]
    for row in table.rows[header.row + 1 :]:
        texts = [cell.text.strip() for cell in row]
        if any(texts) and texts != headings:
            yield row


def heading_cells(table: ForeignTable, header: Header) -> list[ForeignCell]:
    """Return the headings that were understood, in each row that repeats them."""
    headings = [cell.text.strip() for cell in table.rows[header.row]]
    rows = [row for row in table.rows[header.row :] if [cell.text.strip() for cell in row] == headings]
    return [row[column] for row in rows for column in header.columns.values()]


def _columns(row: tuple[ForeignCell, ...], spellings: Spellings) -> dict[str, int]:
    """Return the first column of each field, each column once, spellings that stand first before others."""
    names = [heading_names(cell.text) for cell in row]
    columns: dict[str, int] = {}
    for field, words in spellings.items():
        by_name = {name: number for number, heading in reversed(list(enumerate(names))) for name in reversed(heading)}
        column = next((by_name[word] for word in map(spoken, words) if word in by_name), None)
        if column is not None and column not in columns.values():
            columns[field] = column
    return columns


def heading_names(text: str) -> list[str]:
    """Return what a heading may be called: as a whole, without what stands in brackets, and by each of its names between strokes.

    >>> heading_names("Responsible (R)"), heading_names("Trigger / When to use")
    (['responsible (r)', 'responsible'], ['trigger when to use', 'trigger', 'when to use'])
    """
    bare = re.sub(r"[(\[][^()\[\]]{0,60}[)\]]", " ", text)
    names = (spoken(name.strip(" \n:*?.")) for name in (text, bare, *bare.split("/")))
    return [name for name in dict.fromkeys(names) if name]
