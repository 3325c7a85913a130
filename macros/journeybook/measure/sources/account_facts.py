"""Accounts as tables name them, with the values of the as-of day: name, owner, first and last day, segment, status, attributes."""

import duckdb

from journeybook.measure.sources import conversion
from journeybook.measure.sources.conversion import literal
from journeybook.measure.sources.table_rows import DescribedTable
from journeybook.model.data_source import TableColumn
from journeybook.model.table_enumerations import ColumnMeaning, Reason, RowKind

_FIELDS = (ColumnMeaning.SEGMENT, ColumnMeaning.STATUS, ColumnMeaning.PRIORITY, ColumnMeaning.CHURNED)


def add_accounts(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Add the accounts of a table; what two tables say of one account is told where it differs, and the first one counts."""
    if table.source.row is not RowKind.ACCOUNT:
        return
    for meaning in (ColumnMeaning.START, ColumnMeaning.END):
        for column in table.columns(meaning):
            leave_out_unreadable_days(connection, table, column)
    values = ", ".join(
        f"{_cell(table, meaning, letter)}::{kind} AS {name}"
        for name, meaning, letter, kind in (
            ("name", ColumnMeaning.NAME, "t", "VARCHAR"),
            ("owner", ColumnMeaning.OWNER, "t", "VARCHAR"),
            ("start", ColumnMeaning.START, "d", "DATE"),
            ("ended", ColumnMeaning.END, "d", "DATE"),
        )
    )
    connection.execute(
        f"CREATE TEMP TABLE named AS SELECT account, {values}, {table.file} AS source, row FROM {table.rows} "
        f"WHERE account IS NOT NULL AND (reason IS NULL OR reason = '{Reason.REPEATED_OTHERWISE}')"
    )
    blank = ", ".join(f"{name} = NULL" for name in ("name", "owner", "start", "ended"))
    otherwise = f"(SELECT row FROM {table.rows} WHERE reason = '{Reason.REPEATED_OTHERWISE}')"
    connection.execute(f"UPDATE named SET {blank} WHERE row IN {otherwise}")
    _leave_out_differing(connection, table)
    for name in ("name", "owner", "start", "ended"):
        connection.execute(
            f"UPDATE accounts AS a SET {name} = n.{name} FROM named AS n "
            f"WHERE a.account = n.account AND a.{name} IS NULL AND n.{name} IS NOT NULL"
        )
    connection.execute(
        "INSERT INTO accounts SELECT * FROM named WHERE account NOT IN (SELECT account FROM accounts) "
        "QUALIFY row_number() OVER (PARTITION BY account ORDER BY row) = 1 ORDER BY row"
    )
    _leave_out_backwards(connection, table)
    connection.execute("DROP TABLE named")


def add_named_accounts(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Add the accounts of a table that is no list of accounts, where its description says that it names them all the same."""
    if table.source.names_accounts and table.source.row is not RowKind.ACCOUNT:
        connection.execute(
            f"INSERT INTO accounts SELECT account, NULL, NULL, NULL, NULL, {table.file}, min(row) AS first FROM {table.rows} "
            "WHERE account NOT IN (SELECT account FROM accounts) GROUP BY account ORDER BY first"
        )


def add_current_values(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Note the segment, status, priority, churn flag and attributes that a table says of its accounts, where they are possible values.

    A cell with several values counts as a whole or not at all: "no internet" is not no.
    """
    columns = [(column, column.means.value) for column in table.columns(*_FIELDS)]
    columns += [(column, column.of or column.column) for column in table.columns(ColumnMeaning.ATTRIBUTE)]
    for column, field in columns:
        number = table.number(column.column)
        several = column.means is ColumnMeaning.ATTRIBUTE
        value = f"unnest(string_split_regex(t{number}, ' *[,;] *| +'))" if several else f"t{number}"
        connection.execute(
            f"CREATE TEMP TABLE said AS SELECT account, {value} AS value, r{number} AS text, row FROM {table.rows} "
            f"WHERE t{number} IS NOT NULL"
        )
        known = f"(SELECT value FROM field_values WHERE field = {literal(field)})"
        known = "('yes', 'no')" if column.means is ColumnMeaning.CHURNED else known
        is_open = f"NOT EXISTS (SELECT 1 FROM field_values WHERE field = {literal(field)})"
        is_known = f"value IN {known}" if column.means is ColumnMeaning.CHURNED else f"({is_open} OR value IN {known})"
        connection.execute(f"CREATE TEMP TABLE unknown AS SELECT DISTINCT account, text, row FROM said WHERE NOT {is_known}")
        connection.execute(
            f"INSERT INTO left_out SELECT account, {literal(column.column)}, text, '{Reason.UNKNOWN_WORD}', {table.file}, row FROM unknown"
        )
        connection.execute(
            f"INSERT INTO current SELECT account, {literal(field)}, value, DATE {literal(table.as_of)}, {literal(column.column)}, "
            f"{table.file}, row FROM said WHERE row NOT IN (SELECT row FROM unknown) ORDER BY row"
        )
        connection.execute("DROP TABLE said; DROP TABLE unknown")


def leave_out_unreadable_days(connection: duckdb.DuckDBPyConnection, table: DescribedTable, column: TableColumn) -> None:
    """Put the cells of a column into `left_out` that hold something and no day of the declared form."""
    number = table.number(column.column)
    zone = "FALSE" if table.source.time_zone else conversion.has_zone(f"r{number}", table.source, column)
    connection.execute(
        f"INSERT INTO left_out SELECT account, {literal(column.column)}, r{number}, CASE WHEN {zone} THEN '{Reason.UNDECLARED_ZONE}' "
        f"WHEN p{number} THEN '{Reason.PLACEHOLDER_DATE}' ELSE '{Reason.UNREADABLE_DATE}' END, {table.file}, row FROM {table.rows} "
        f"WHERE r{number} IS NOT NULL AND d{number} IS NULL AND reason IS NULL"
    )


def _cell(table: DescribedTable, meaning: ColumnMeaning, letter: str) -> str:
    column = table.first(meaning)
    return f"{letter}{table.number(column.column)}" if column else "NULL"


def _leave_out_backwards(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Leave out a last day before the first one: it would leave out all that is known of the account."""
    column = table.first(ColumnMeaning.END)
    if column:
        backwards = "a.account = n.account AND a.ended = n.ended AND a.ended < a.start"
        connection.execute(
            f"INSERT INTO left_out SELECT n.account, {literal(column.column)}, a.start::VARCHAR || ' to ' || n.ended::VARCHAR, "
            f"'{Reason.BACKWARDS}', n.source, n.row FROM named AS n JOIN accounts AS a ON {backwards}"
        )
        connection.execute(f"UPDATE accounts AS a SET ended = NULL FROM named AS n WHERE {backwards}")


def _leave_out_differing(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Tell where an earlier table says another first or last day."""
    for name, meaning in (("start", ColumnMeaning.START), ("ended", ColumnMeaning.END)):
        column = table.first(meaning)
        if column:
            connection.execute(
                f"INSERT INTO left_out SELECT n.account, {literal(column.column)}, n.{name}::VARCHAR, '{Reason.CONTRADICTION}', "
                f"n.source, n.row FROM named AS n JOIN accounts AS a ON a.account = n.account WHERE a.{name} <> n.{name}"
            )
