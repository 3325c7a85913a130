"""What is left of the limits that all tables of a project keep together, and why a table cannot be read."""

from dataclasses import dataclass

from journeybook.measure.table_limits import MOST_COLUMNS, MOST_TABLE_BYTES, MOST_TABLE_CELLS, MOST_TABLE_ROWS, MOST_TABLES

_HINT = "keep the rows and columns that a model asks, such as one reading a week, or the last two years"


class UnusableTable(Exception):
    """Raised for a table that cannot be read at all, in the author's words."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass
class TableBudget:
    """How many tables, bytes of text, rows and cells may still be read; UnusableTable is raised where a table takes more."""

    tables: int = MOST_TABLES
    size: int = MOST_TABLE_BYTES
    rows: int = MOST_TABLE_ROWS
    cells: int = MOST_TABLE_CELLS

    def take_table(self) -> None:
        """Count a table."""
        self.tables -= 1
        if self.tables < 0:
            raise UnusableTable(f"with this one, there are more than {MOST_TABLES} tables", "put those of one kind into one table")

    def take_bytes(self, size: int) -> None:
        """Count the bytes of a table of text."""
        self.size -= size
        if self.size < 0:
            message = f"with this one, the tables of text hold more than {MOST_TABLE_BYTES // 1_000_000} MB"
            raise UnusableTable(message, f"save it as Parquet, and {_HINT}")

    def most_rows(self, columns: int) -> int:
        """Return how many rows with so many cells each may still be read."""
        return min(self.rows, self.cells // max(columns, 1))

    def take_rows(self, rows: int, columns: int) -> None:
        """Count rows with so many cells each that are read."""
        self.rows -= rows
        self.cells -= rows * columns
        if self.rows < 0:
            raise UnusableTable(f"with this one, the tables hold more than {MOST_TABLE_ROWS:,} rows", _HINT)
        if self.cells < 0:
            raise UnusableTable(f"with this one, the tables hold more than {MOST_TABLE_CELLS:,} cells that are read", _HINT)


def checked_headings(cells: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the headings of a table; UnusableTable for too many of them, or two that are equal."""
    if len(cells) > MOST_COLUMNS:
        raise UnusableTable(f"this table has {len(cells):,} columns; at most {MOST_COLUMNS} are read", "leave out what is not needed")
    headings = tuple(cell.strip() or f"column {number}" for number, cell in enumerate(cells, start=1))
    twice = next((heading for number, heading in enumerate(headings) if heading in headings[:number]), "")
    if twice:
        raise UnusableTable(f"two columns are headed '{twice}'", "give each column a heading of its own")
    return headings
