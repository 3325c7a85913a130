"""Left-out hints: what to do about a cell that is no fact, with what would have been possible there and the nearest of it."""

from collections.abc import Mapping
from functools import cache

import duckdb

from journeybook.findings import nearest, shortened
from journeybook.measure.sources.conversion import literal
from journeybook.measure.sources.left_out import SENTENCES, LeftOut
from journeybook.measure.sources.table_rows import DescribedTable
from journeybook.model.table_enumerations import ColumnMeaning, Reason

_QUERIES: Mapping[ColumnMeaning, str] = {
    ColumnMeaning.MEASURE: "SELECT word FROM measure_words WHERE measure = {name}",
    ColumnMeaning.ATTRIBUTE: "SELECT value FROM field_values WHERE field = {name}",
    ColumnMeaning.SEGMENT: "SELECT value FROM field_values WHERE field = 'segment'",
    ColumnMeaning.STATUS: "SELECT value FROM field_values WHERE field = 'status'",
    ColumnMeaning.PRIORITY: "SELECT value FROM field_values WHERE field = 'priority'",
    ColumnMeaning.MEASURE_ID: "SELECT measure FROM measures",
    ColumnMeaning.ID: "SELECT DISTINCT id FROM ids",
}
_FOLDED = (
    r"lower(regexp_replace(regexp_replace(regexp_replace({0}, '\.0$', ''), '[\s_.\x{{2010}}-\x{{2015}}\x{{2212}}-]+', '-', 'g'), "
    r"'(^|[^0-9])0+([0-9])', '\1\2', 'g'))"
)
"""An id without what is easily mistaken: capitals, kinds of dashes, leading zeros, and the `.0` of a spreadsheet."""


class LeftOutHints:
    """The hints about what was left out of a table, from what the engine knows of the atlas and the accounts."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
        self._connection, self._table = connection, table
        self._possible = cache(self._possible_in)

    def hint(self, row: LeftOut) -> str:
        """Return what to do about a row or cell."""
        usual = SENTENCES[row.reason][1]
        if row.reason is Reason.UNKNOWN_ACCOUNT:
            return f"did you mean {alike}? {usual}" if (alike := self._alike(row.value)) else usual
        if row.reason is Reason.OUT_OF_RANGE:
            return f"{usual}; possible: {limits}" if (limits := self._limits(row.column)) else usual
        possible = self._possible(row.column) if row.reason in (Reason.UNKNOWN_WORD, Reason.UNKNOWN_ID) else ()
        if not possible:
            return usual
        guess = next((word for word in possible if word.lower() == row.value.lower()), None) or nearest(row.value, possible)
        choice = "" if row.reason is Reason.UNKNOWN_ID and self._table.first(ColumnMeaning.KIND) else f"; possible: {shortened(possible)}"
        return f"{f'did you mean {guess}? ' if guess else ''}{usual}{choice}"

    def _possible_in(self, heading: str) -> tuple[str, ...]:
        column = next((column for column in self._table.source.columns if column.column == heading), None)
        if column is None:
            return ()
        if column.means is ColumnMeaning.CHURNED:
            return ("yes", "no")
        query = _QUERIES.get(column.means)
        name = literal(column.of or column.column)
        if column.means is ColumnMeaning.ID and not self._table.first(ColumnMeaning.KIND):
            query = f"SELECT id FROM ids WHERE kind = {literal(self._table.source.row)}"
        return tuple(word for (word,) in self._connection.execute(f"{query.format(name=name)} ORDER BY 1").fetchall()) if query else ()

    def _limits(self, heading: str) -> str:
        """Return which numbers are possible in a column."""
        column = next(column for column in self._table.source.columns if column.column == heading)
        query = f"SELECT is_whole FROM measures WHERE measure = {literal(column.of or column.column)}"
        is_whole = any(whole for (whole,) in self._connection.execute(query).fetchall())
        ends = [f"{word} {end}" for word, end in (("from", column.least), ("up to", column.most)) if end is not None]
        return " ".join([*(["whole numbers"] if is_whole else ["numbers"] if ends else []), *ends])

    def _alike(self, name: str) -> str | None:
        """Return the account that is called nearly so."""
        query = f"SELECT account FROM accounts WHERE {_FOLDED.format('account')} = {_FOLDED.format(literal(name))} ORDER BY account LIMIT 1"
        return next((account for (account,) in self._connection.execute(query).fetchall()), None)


def alike_accounts(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, int]]:
    """Return each account whose id is nearly that of another one: both ids, and the table and line of the first of them."""
    query = (
        "SELECT account, first, source, row FROM (SELECT account, source, row, min(account) OVER (PARTITION BY folded) AS first FROM "
        f"(SELECT *, {_FOLDED.format('account')} AS folded FROM accounts)) WHERE account <> first ORDER BY source, row"
    )
    return connection.execute(query).fetchall()
