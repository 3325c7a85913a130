"""Reads a foreign file by what it is, whatever its name ends with."""

import re
from collections.abc import Collection

from journeybook.exchange.delimited_reader import foreign_text, read_delimited
from journeybook.exchange.foreign_cells import ForeignFile, UnreadableFile
from journeybook.exchange.markup_reader import is_markdown_table, read_html, read_markdown
from journeybook.exchange.spreadsheet_reader import is_spreadsheet, read_spreadsheet

MOST_FOREIGN_BYTES = 20_000_000
"""The size of a file that is read."""
_HTML_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_OTHERS = ((b"%PDF", "a PDF file"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"))


def read_foreign_file(data: bytes, sheets: Collection[str] = ()) -> ForeignFile:
    """Return what stands in an XLSX, CSV, TSV, Markdown or HTML file; raises UnreadableFile with what to do about it."""
    if len(data) > MOST_FOREIGN_BYTES:
        raise UnreadableFile(f"The file has more than {MOST_FOREIGN_BYTES // 1_000_000} MB: import a part of it.")
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableFile("The file is empty.")
    if is_spreadsheet(data):
        return read_spreadsheet(data, sheets)
    other = next((name for beginning, name in _OTHERS if data.startswith(beginning)), None)
    if other:
        raise UnreadableFile(f"The file is {other}: export the board or table as CSV or .xlsx.")
    text, remark = foreign_text(data)
    if _HTML_TABLE.search(text):
        source = read_html(text)
    elif is_markdown_table(text):
        source = read_markdown(text)
    else:
        source = ForeignFile((read_delimited(text),))
    return ForeignFile(source.tables, source.outside, (remark,) if remark else ())
