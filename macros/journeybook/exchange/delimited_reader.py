"""Reads text files: their encoding, and rows of cells between commas, semicolons, tabs or bars."""

import csv
import io
import re
from collections import Counter

from journeybook.exchange.foreign_cells import ForeignCell, ForeignTable, UnreadableFile
from journeybook.exchange.formulas import restored
from journeybook.load.text_encoding import UndecodableText, decode_text

DELIMITERS = ",;\t|"
SAMPLE = 100_000
"""Characters by which the delimiter is chosen."""
LEAST_SHARE = 0.5
"""The least share of rows of the same width by which a character counts as a delimiter."""


def foreign_text(data: bytes) -> tuple[str, str]:
    """Return the text of a foreign file, and a remark where its encoding is a guess; raises UnreadableFile where it has none."""
    try:
        return decode_text(data)
    except UndecodableText as problem:
        raise UnreadableFile(str(problem)) from None


def read_delimited(text: str) -> ForeignTable:
    r"""Return the table of a text; `sep=;` in its first line chooses the delimiter, as spreadsheet programs write it.

    >>> [[cell.text for cell in row] for row in read_delimited("a;b\n1,5;'=x\n").rows]
    [['a', 'b'], ['1,5', '=x']]
    """
    stated = re.match(r"sep=(.)\r?\n", text)
    delimiter = stated[1] if stated else _delimiter(text)
    lines = text[stated.end() :] if stated else text
    rows = _parse(lines, delimiter) if delimiter else [[line] for line in lines.splitlines()]
    first = 2 if stated else 1
    return ForeignTable(
        "",
        tuple(
            tuple(ForeignCell("", row, column, restored(cell)) for column, cell in enumerate(cells, start=1))
            for row, cells in enumerate(rows, start=first)
        ),
    )


def _delimiter(text: str) -> str:
    """Return the delimiter that makes the most rows equally wide; none where each line is one text."""
    sample = text if len(text) <= SAMPLE else text[:SAMPLE].rpartition("\n")[0] or text[:SAMPLE]
    share, _, delimiter = max(((*_evenness(_parse(sample, sign)), sign) for sign in DELIMITERS), key=lambda rating: rating[:2])
    return delimiter if share >= LEAST_SHARE or '"' in text else ""


def _evenness(rows: list[list[str]]) -> tuple[float, int]:
    """Return the share of rows that have the most frequent width, and that width; none where it is one."""
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not widths:
        return 0, 0
    width, count = widths.most_common(1)[0]
    return (count / widths.total(), width) if width > 1 else (0, 0)


def _parse(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(f"The file cannot be read as a table ({error}): save it again as CSV in UTF-8.") from None
