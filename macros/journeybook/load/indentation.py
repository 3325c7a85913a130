"""Says in which columns lines begin, for messages about lines that fit none of those above them; columns count from 1."""

import re
from collections.abc import Sequence

_MOST_COLUMNS = 4
"""Columns that a message names: the deepest of them."""


def column_of(text: str) -> int:
    """Return the column in which a line begins; 0 for one that is blank or a comment.

    >>> column_of("  - id: start"), column_of("  # ours"), column_of("")
    (3, 0, 0)
    """
    start = len(text) - len(text.lstrip(" "))
    return start + 1 if text.strip() and not text.lstrip().startswith("#") else 0


def columns_above(lines: Sequence[str], line: int) -> list[int]:
    """Return the columns in which a line may go on: where the hyphens and keys of the lines above begin, the outermost first.

    >>> columns_above(["stages:", "  - id: start", "    exit: Up", "   name: Start"], 3)
    [1, 3, 5]
    """
    columns: list[int] = []
    for text in reversed(lines[:line]):
        if column_of(text):
            starts = [sign.start() + 1 for sign in re.finditer(r"-(?=\s)|\S", text[: _head(text)])]
            columns = [*(start for start in starts if not columns or start < columns[0]), *columns]
        if columns and columns[0] == 1:
            break
    return columns


def begins_otherwise(lines: Sequence[str], line: int) -> str:
    """Return where a line begins and where those above it do, for the end of a sentence; nothing where none stands above it.

    >>> begins_otherwise(["stages:", "  - id: start", "   name: Start"], 2)
    ': it begins in column 4, and they in columns 1, 3 and 5'
    """
    columns = columns_above(lines, line)[-_MOST_COLUMNS:]
    *others, last = map(str, columns or [0])
    told = f"columns {', '.join(others)} and {last}" if others else f"column {last}"
    return f": it begins in column {column_of(lines[line])}, and they in {told}" if columns else ""


def deeper_than_above(lines: Sequence[str], line: int) -> str:
    """Return where a line begins and where the one above it does, for the end of a sentence; nothing where it is not deeper.

    >>> deeper_than_above(["  - id: start", "     name: Start"], 1)
    ': it begins in column 6, and what stands above it in column 5'
    """
    here, columns = column_of(lines[line]) if line < len(lines) else 0, columns_above(lines, line)
    return f": it begins in column {here}, and what stands above it in column {columns[-1]}" if columns and here > columns[-1] else ""


def _head(text: str) -> int:
    """Return how many characters of a line stand before its first key or text, which counts as one character."""
    match = re.match(r"(?:-(?=\s)|\s)*", text)
    return (match.end() if match else 0) + 1
