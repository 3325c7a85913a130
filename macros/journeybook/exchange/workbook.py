"""Tables as an XLSX workbook and as a zip of CSV files, and back: every cell is a text, and the same tables give the same bytes."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from itertools import zip_longest

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from journeybook.exchange.foreign_cells import UnreadableFile
from journeybook.exchange.formulas import FORMULA, neutralised, restored
from journeybook.exchange.spreadsheet_reader import MOST_UNPACKED, refuse_unreadable
from journeybook.exchange.tables import TableRows, columns

LONGEST_CELL = 32_767
"""The most characters that a cell of XLSX holds."""
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - no moment: what stands where a clock would
_TIME = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(?=<)")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTH = 28
csv.field_size_limit(MOST_UNPACKED)  # what is deep in one cell may be longer than the module lets pass by itself


class CellTooLong(ValueError):
    """A text that is longer than a cell of a workbook may be; the message says where it stands."""


def workbook_bytes(tables: dict[str, TableRows]) -> bytes:
    """Return tables as a workbook; raises CellTooLong where a text does not fit into a cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "journeybook"
    book.properties.created = _FIXED
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        names = columns(rows)
        for line, texts in enumerate([names, *([row.get(column, "") for column in names] for row in rows)], start=1):
            for position, text in enumerate(texts, start=1):
                if text:
                    _write(sheet.cell(line, position), text, f"{name}, row {line}, {names[position - 1]}", is_head=line == 1)
        for column in sheet.columns:
            sheet.column_dimensions[column[0].column_letter].width = _WIDTH
        sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_times(buffer.getvalue())


def read_workbook(data: bytes) -> dict[str, TableRows]:
    """Return the tables of a workbook, every cell as a text; raises UnreadableFile where it cannot be read, or a cell holds a formula."""
    refuse_unreadable(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=False)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile) as problem:
        raise UnreadableFile(f"The file cannot be read as XLSX: {problem}") from None
    return {sheet.title: _rows(sheet.title, [[_text(cell) for cell in row] for row in sheet.iter_rows()]) for sheet in book.worksheets}


def csv_archive(tables: dict[str, TableRows]) -> bytes:
    """Return tables as a zip of CSV files: UTF-8 with a byte order mark, and no cell that a program runs."""
    files = {}
    for name, rows in tables.items():
        buffer = io.StringIO(newline="")
        names = columns(rows)
        writer = csv.writer(buffer)
        writer.writerows([neutralised(text) for text in line] for line in (names, *([row.get(key, "") for key in names] for row in rows)))
        files[f"{name}.csv"] = buffer.getvalue().encode("utf-8-sig")
    return _packed(files)


def read_csv_archive(data: bytes) -> dict[str, TableRows]:
    """Return the tables of a zip of CSV files; raises UnreadableFile where it cannot be read."""
    _refuse_large(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        try:
            texts = {name.removesuffix(".csv"): archive.read(name).decode("utf-8-sig") for name in names}
        except (UnicodeDecodeError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
            raise UnreadableFile(f"The file cannot be read: {problem}") from None
    try:
        lines = {name: list(csv.reader(io.StringIO(text, newline=""), strict=True)) for name, text in texts.items()}
    except csv.Error as problem:
        raise UnreadableFile(f"The file holds a table that is no CSV: {problem}") from None
    return {name: _rows(name, [[restored(cell) for cell in line] for line in table]) for name, table in lines.items()}


def _write(cell: object, text: str, where: str, *, is_head: bool) -> None:
    """Write a text into a cell as a text, whatever it looks like."""
    written = _ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")
    if len(written) > LONGEST_CELL:
        raise CellTooLong(f"{where} has {len(written):,} characters, and a cell of XLSX holds {LONGEST_CELL:,}: take json or csv")
    cell.value = written  # type: ignore[attr-defined]  # openpyxl has two classes of cells
    cell.data_type = "s"  # type: ignore[attr-defined]  # the same
    cell.alignment = Alignment(wrap_text=True, vertical="top")  # type: ignore[attr-defined]  # the same
    if text.startswith(FORMULA):
        cell.quotePrefix = True  # type: ignore[attr-defined]  # the same
    if is_head:
        cell.font = Font(bold=True)  # type: ignore[attr-defined]  # the same


def _text(cell: object) -> str:
    """Return what a cell says as a text; what a program has made a number, a day or a truth value of, as it would be written."""
    value = cell.value  # type: ignore[attr-defined]  # openpyxl has two classes of cells
    if cell.data_type == "f":  # type: ignore[attr-defined]  # the same
        raise UnreadableFile(f"Cell {cell.coordinate} of {cell.parent.title} holds a formula: write its value")  # type: ignore[attr-defined]  # the same
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), str(value))


def _rows(table: str, lines: list[list[str]]) -> TableRows:
    """Return lines as rows by column; empty cells and rows say nothing. Raises UnreadableFile for a text below no heading."""
    names = lines[0] if lines else []
    for number, line in enumerate(lines[1:], start=2):
        if any(text and not name for name, text in zip_longest(names, line, fillvalue="")):
            raise UnreadableFile(f"{table} row {number} holds a text below no heading: give its column one, or delete it.")
    rows = [{name: text for name, text in zip(names, line, strict=False) if text} for line in lines[1:]]
    return [row for row in rows if row]


def _refuse_large(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise UnreadableFile("The file is no zip, or it has a password: save it without one.") from None
    if size > MOST_UNPACKED:
        raise UnreadableFile(f"The file unpacks to {size:,} bytes; at most {MOST_UNPACKED:,} are read.")


def _without_times(data: bytes) -> bytes:
    """Return a workbook whose bytes follow from what it holds alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    files[core] = _TIME.sub(rb"\g<1>" + f"{_FIXED.isoformat()}Z".encode(), files[core])
    return _packed(files)


def _packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
