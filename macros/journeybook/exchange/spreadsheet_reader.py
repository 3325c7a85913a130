"""Reads XLSX files: the shown text of every cell of the visible sheets, and what cannot be read in a sentence."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from journeybook.exchange.foreign_cells import ForeignCell, ForeignFile, ForeignTable, UnreadableFile
from journeybook.exchange.number_format import shown_text

MOST_UNPACKED = 100_000_000
"""Bytes of all parts of a workbook, unpacked."""
MOST_CELLS = 500_000
"""Positions of a sheet, with blank ones and those that merged cells cover."""
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are protected by a password, and those of programs before 2007."""
_MERGED = re.compile(rb"mergeCell\b[^>]*?\bref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
NO_VALUE = "a formula without a value: open the file in a spreadsheet program, save it, and import it again"


def is_spreadsheet(data: bytes) -> bool:
    """Whether a file is a spreadsheet, or says that it is one."""
    return data.startswith((b"PK\x03\x04", OLD_FORMAT))


def read_spreadsheet(data: bytes, sheets: Collection[str] = ()) -> ForeignFile:
    """Return the visible sheets of an XLSX file, or those that were named; raises UnreadableFile."""
    refuse_unreadable(data)
    values, formulas = _workbook(data, values=True), _workbook(data, values=False)
    hidden = [sheet.title for sheet in values.worksheets if sheet.sheet_state != "visible"]
    names = [sheet.title for sheet in values.worksheets]
    unknown = [name for name in sheets if name not in names]
    if unknown:
        raise UnreadableFile(f"There is no sheet '{unknown[0]}'; the sheets are {', '.join(names)}.")
    chosen = [name for name in names if (name in sheets if sheets else name not in hidden)]
    skipped = [name for name in names if name not in chosen]
    remarks = tuple(
        f"The sheet '{name}' {'is hidden and ' if name in hidden else ''}was not read: --sheet '{name}' reads it." for name in skipped
    )
    tables = (_table(values[name], formulas[name]) for name in chosen)
    return ForeignFile(tuple(table for table in tables if any(True for _ in table.cells)), remarks=remarks)


def refuse_unreadable(data: bytes) -> None:
    """Raise UnreadableFile for what is protected, of an old or foreign format, or made to fill the memory."""
    if data.startswith(OLD_FORMAT):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile("The file is protected by a password: save it without one, and import it again.")
        raise UnreadableFile("The file has the format of programs before 2007 (.xls): save it as .xlsx or CSV.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_bombs(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise UnreadableFile("The file is damaged, or no spreadsheet: save it again as .xlsx or CSV.") from None


def _refuse_bombs(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise UnreadableFile("The file is packed, and no XLSX file: save it as .xlsx or CSV.")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableFile(f"The file unpacks to more than {MOST_UNPACKED // 1_000_000} MB: save what is wanted as CSV.")
    for part in parts:
        content = package.read(part) if part.filename.endswith((".xml", ".rels")) else b""
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise UnreadableFile("The file declares entities, which no spreadsheet needs: save it again as .xlsx or CSV.")
        if "worksheets/" in part.filename and sum(map(_area, _MERGED.findall(content))) > MOST_CELLS:
            raise UnreadableFile(f"Merged cells go over more than {MOST_CELLS} positions: undo that, or save what is wanted as CSV.")


def _area(corners: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = corners
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _workbook(data: bytes, *, values: bool) -> Any:  # noqa: ANN401 - openpyxl's own class holds sheets of several kinds
    try:
        return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile, OSError):
        raise UnreadableFile("The file is damaged, or of a form that cannot be read: save it again as .xlsx or CSV.") from None


def _table(sheet: Worksheet, formulas: Worksheet) -> ForeignTable:
    """Return a sheet with merged cells at each of their positions, and its formulas without value as faults."""
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise UnreadableFile(
            f"The sheet '{sheet.title}' goes to {sheet.dimensions}, more than {MOST_CELLS} positions: delete the blank rows and columns."
        )
    grid: dict[tuple[int, int], ForeignCell] = {}
    faults: dict[ForeignCell, str] = {}
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        for column, cell in enumerate(cells, start=1):
            text = shown_text(cell.value, cell.number_format)
            written = formulas.cell(row, column)
            if cell.value is None and written.data_type == "f":
                text = str(getattr(written.value, "text", written.value))
            source = ForeignCell(sheet.title, row, column, text)
            grid[row, column] = source
            if cell.value is None and written.data_type == "f":
                faults[source] = NO_VALUE
    for corner, covered in _covered(sheet):
        grid[covered] = grid[corner]
    rows = (tuple(grid[row, column] for column in range(1, sheet.max_column + 1)) for row in range(1, sheet.max_row + 1))
    return ForeignTable(sheet.title, tuple(rows), faults)


def _covered(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the corner of each merged cell with each position that it covers."""
    for span in sheet.merged_cells.ranges:
        corner = (span.min_row, span.min_col)
        for row in range(span.min_row, min(span.max_row, sheet.max_row) + 1):
            for column in range(span.min_col, min(span.max_col, sheet.max_column) + 1):
                yield corner, (row, column)
