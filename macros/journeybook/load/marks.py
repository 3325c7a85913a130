"""The parser's marks as pairs of line and column."""

from typing import Protocol

import yaml


class ParserMark(Protocol):
    """A position as both parsers of PyYAML give it, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""

    @property
    def index(self) -> int:
        """How many characters stand before it."""


def position(mark: ParserMark | None) -> tuple[int, int]:
    """Return line and column of a mark, counted from 0; (0, 0) where there is none."""
    return (mark.line, mark.column) if mark is not None else (0, 0)


def mark_index(mark: ParserMark | None) -> int:
    """Return how many characters stand before a mark; 0 where there is none."""
    return mark.index if mark is not None else 0


def first_index(error: yaml.MarkedYAMLError) -> int:
    """Return how many characters stand before the part of the text in which a parser met its fault."""
    mark = error.context_mark or error.problem_mark
    return mark.index if mark is not None else 0
