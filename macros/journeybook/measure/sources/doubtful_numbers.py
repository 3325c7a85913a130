"""Numbers that count and may be wrong: the description of their table does not say that they are possible.

None of them is dropped, since each may be right: `check` and the data report name them until the description says what is possible.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from journeybook.measure.sources.conversion import literal
from journeybook.measure.sources.table_rows import DescribedTable
from journeybook.model.data_source import TableColumn
from journeybook.model.table_enumerations import ColumnMeaning, Doubt, ValueRollUp

MOST_PERCENT = 100


@dataclass(frozen=True)
class DoubtfulNumbers:
    """How many numbers of a column are in one doubt, and the first row; `name` is its heading, or the measure that its rows name."""

    file: str
    name: str
    doubt: Doubt
    count: int
    row: int


def doubtful_cells(connection: duckdb.DuckDBPyConnection, table: DescribedTable, column: TableColumn) -> Iterator[DoubtfulNumbers]:
    """Yield the doubtful numbers among the values of a column that count, which `valued` holds."""
    conditions = _cell_doubts(table, column)
    if not conditions:
        return
    counts = ", ".join(f"count(*) FILTER ({condition}), min(row) FILTER ({condition})" for condition in conditions.values())
    query = f"SELECT measure, {counts} FROM ({_numbers(table.number(column.column))}) GROUP BY measure ORDER BY measure"
    for measure, *figures in connection.execute(query).fetchall():
        name = column.column if column.means is ColumnMeaning.MEASURE else measure
        for doubt, count, row in zip(conditions, figures[::2], figures[1::2], strict=True):
            if count:
                yield DoubtfulNumbers(table.raw.file, name, doubt, count, row)


def doubtful_sums(connection: duckdb.DuckDBPyConnection) -> Iterator[DoubtfulNumbers]:
    """Yield the sums of percentages over 100, of those that `rolled` holds: two with 60 % are not 120 % of an account."""
    query = (
        'SELECT source, "column", count(*), min(row) FROM rolled JOIN measures USING (measure) '
        f"WHERE roll_up = '{ValueRollUp.SUM}' AND is_percent AND number > {MOST_PERCENT} GROUP BY ALL ORDER BY ALL"
    )
    for file, heading, count, row in connection.execute(query).fetchall():
        yield DoubtfulNumbers(file, heading, Doubt.SUM_OF_PERCENT, count, row)


def _numbers(number: int) -> str:
    """Return the query for the numbers of a column that count, each with what all of its measure have in common."""
    decimal = f"regexp_full_match(text, {literal('[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}')})"
    return (
        "SELECT *, is_percent AND min(n) OVER same >= 0 AND max(n) OVER same <= 1 AND bool_or(n > 0 AND n < 1) OVER same "
        "AND NOT bool_or(has_sign) OVER same AS is_fraction, bool_and(n = trunc(n) OR has_thousands) OVER same AS is_grouped FROM "
        f"(SELECT row, measure, is_percent, n, contains(text, '%') AS has_sign, n <> trunc(n) AND {decimal} AS has_thousands "
        f"FROM (SELECT row, measure, is_percent, n{number} AS n, t{number} AS text FROM valued WHERE fault IS NULL AND NOT has_words)) "
        "WINDOW same AS (PARTITION BY measure)"
    )


def _cell_doubts(table: DescribedTable, column: TableColumn) -> dict[Doubt, str]:
    """Return the conditions of the doubts that the description has not answered."""
    is_typed = bool(table.raw.types) and table.raw.types[table.number(column.column)] != "VARCHAR"
    conditions = {
        Doubt.BELOW_ZERO: "n < 0" if column.least is None else "",
        Doubt.OVER_HUNDRED: f"is_percent AND n > {MOST_PERCENT}" if column.most is None else "",
        Doubt.FRACTION: "is_fraction" if column.in_unit is None else "",
        Doubt.THOUSANDS: "has_thousands AND is_grouped" if table.source.thousands is None and not is_typed else "",
    }
    return {doubt: condition for doubt, condition in conditions.items() if condition}
