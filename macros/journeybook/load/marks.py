"""The parser's marks as plain pairs of numbers."""

from typing import Protocol


class ParserMark(Protocol):
    """What both parsers of PyYAML call a place, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


def position(mark: ParserMark | None) -> tuple[int, int]:
    """Return line and column of a mark, counted from 0; where there is none, the beginning of the file."""
    return (mark.line, mark.column) if mark is not None else (0, 0)
