"""What a reader yields: tables of cells, each with the place in its file that it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


class UnreadableFile(Exception):
    """Raised for a file that no reader can read, with what to do about it in a sentence."""


@dataclass(frozen=True, order=True)
class ForeignCell:
    """A text of a foreign file as it is shown there; row and column count from 1, and are 0 where it has none."""

    sheet: str
    row: int
    column: int
    text: str

    @property
    def place(self) -> str:
        """Where it stands, as spreadsheet programs say it.

        >>> [ForeignCell(*place, "x").place for place in (("", 3, 28), ("Plan", 3, 2), ("", 7, 0), ("notes", 0, 0))]
        ['AB3', 'Plan!B3', 'line 7', 'notes']
        """
        position = f"{column_letters(self.column)}{self.row}" if self.column else f"line {self.row}" if self.row else ""
        return "!".join(filter(None, (self.sheet, position)))

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()


@dataclass(frozen=True)
class ForeignTable:
    """A table of a foreign file; merged cells stand at each of their positions."""

    name: str
    """The sheet's name; empty where the file has one table."""
    rows: tuple[tuple[ForeignCell, ...], ...]
    faults: Mapping[ForeignCell, str] = field(default_factory=dict)
    """The cells of which the text cannot be used, with the reason."""

    @property
    def cells(self) -> Iterator[ForeignCell]:
        """Every cell that is not blank, once."""
        return iter(dict.fromkeys(cell for row in self.rows for cell in row if not cell.is_blank))


@dataclass(frozen=True)
class ForeignFile:
    """Everything in a foreign file: its tables, the texts around them, and remarks on how it was read."""

    tables: tuple[ForeignTable, ...]
    outside: tuple[ForeignCell, ...] = ()
    remarks: tuple[str, ...] = ()


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 1.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
