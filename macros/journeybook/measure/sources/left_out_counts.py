"""How much of a source was left out, by reason, from the table `left_out` of the engine."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from journeybook.measure.sources.left_out import LeftOut, ReasonCount
from journeybook.measure.table_limits import MOST_EXAMPLES
from journeybook.model.table_enumerations import Reason


def reason_counts(connection: duckdb.DuckDBPyConnection, file: str) -> Iterator[ReasonCount]:
    """Yield for each reason how much of a source was left out, with the first examples."""
    counts = connection.execute("SELECT reason, count(*) FROM left_out WHERE source = ? GROUP BY reason ORDER BY reason", [file]).fetchall()
    for reason, count in counts:
        rows = connection.execute(
            'SELECT source, row, reason, "column", value, account FROM left_out WHERE source = ? AND reason = ? '
            f'ORDER BY row_number() OVER (PARTITION BY "column", value ORDER BY row), row, "column" LIMIT {MOST_EXAMPLES}',
            [file, reason],
        ).fetchall()
        yield ReasonCount(Reason(reason), count, tuple(sorted(map(left_out_row, rows), key=lambda left: (left.row, left.column))))


def left_out_row(row: Sequence[Any]) -> LeftOut:
    """Return what was left out from its row in the engine: source, row, reason, column, value, account."""
    source, line, reason, column, value, account = row
    return LeftOut(source, line, Reason(reason), column or "", value or "", account)
