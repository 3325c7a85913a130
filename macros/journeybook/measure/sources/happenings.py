"""Days on which something happened, and periods from a first to a last day."""

import duckdb

from journeybook.measure.sources.account_facts import leave_out_unreadable_days
from journeybook.measure.sources.conversion import literal
from journeybook.measure.sources.table_rows import HAPPENING_MEANINGS, DescribedTable
from journeybook.model.data_source import TableColumn
from journeybook.model.table_enumerations import ColumnMeaning, Reason, RowKind


def add_happenings(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Add the events, milestones, anchors and changes of a status that a table tells of."""
    columns = (
        'account VARCHAR, instance VARCHAR, kind VARCHAR, id VARCHAR, day DATE, text VARCHAR, "column" VARCHAR, dated VARCHAR, row BIGINT'
    )
    connection.execute(f"CREATE TEMP TABLE happened ({columns})")
    for column in table.columns(*HAPPENING_MEANINGS):
        leave_out_unreadable_days(connection, table, column)
        _gather_days(connection, table, column, column.means.value, column.of or column.column)
    for column in table.columns(ColumnMeaning.START):
        if column.of:
            _gather_days(connection, table, column, ColumnMeaning.ANCHOR.value, column.of)
    if table.source.row in (RowKind.EVENT, RowKind.MILESTONE) and table.day:
        _gather_rows(connection, table)
    _screen(connection, table)
    connection.execute("DROP TABLE happened")


def add_periods(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Add the subscriptions or tickets of a table."""
    if table.source.row not in (RowKind.SUBSCRIPTION, RowKind.TICKET) or not table.day:
        return
    identifier, closed, level = (table.first(meaning) for meaning in (ColumnMeaning.ID, ColumnMeaning.CLOSED, ColumnMeaning.LEVEL))
    until = f"d{table.number(closed.column)}" if closed else "NULL::DATE"
    connection.execute(
        f"INSERT INTO periods SELECT account, instance, {literal(table.source.row)}, {_cell(table, identifier)}, {table.row_day}, {until}, "
        f"{_cell(table, level)}, {table.file}, row FROM {table.rows} ORDER BY row"
    )


def _gather_days(connection: duckdb.DuckDBPyConnection, table: DescribedTable, column: TableColumn, kind: str, identifier: str) -> None:
    number = table.number(column.column)
    connection.execute(
        f"INSERT INTO happened SELECT account, instance, {literal(kind)}, {literal(identifier)}, d{number}, NULL, "
        f"{literal(column.column)}, {literal(column.column)}, row FROM {table.rows} WHERE d{number} IS NOT NULL"
    )


def _gather_rows(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    kind, identifier = table.first(ColumnMeaning.KIND), table.first(ColumnMeaning.ID)
    constant = table.source.event or table.source.milestone or ""
    heading = identifier or table.day
    connection.execute(
        f"INSERT INTO happened SELECT account, instance, {_cell(table, kind) if kind else literal(table.source.row)}, "
        f"{_cell(table, identifier) if identifier else literal(constant)}, {table.row_day}, "
        f"{_cell(table, identifier, 'r') if identifier else 'NULL'}, {literal(heading.column if heading else '')}, "
        f"{literal(table.day.column if table.day else '')}, row FROM {table.rows}"
    )


def _screen(connection: duckdb.DuckDBPyConnection, table: DescribedTable) -> None:
    """Put what happened into facts or `left_out`; a milestone with a rule for early days may lie before the sign-up."""
    possible = "(SELECT value FROM field_values WHERE field = 'status')"
    status = f"(h.kind = 'status' AND (h.id IN {possible} OR NOT EXISTS {possible}))"
    reason = (
        f"CASE WHEN h.id = '{ColumnMeaning.IGNORED}' THEN '{Reason.IGNORED}' "
        f"WHEN i.id IS NULL AND NOT coalesce({status}, FALSE) THEN '{Reason.UNKNOWN_ID}' "
        "WHEN h.kind = 'anchor' THEN NULL "
        f"WHEN h.day > DATE {literal(table.as_of)} THEN '{Reason.FUTURE}' "
        f"WHEN h.day < a.start AND NOT coalesce(i.is_clamped, FALSE) AND h.kind <> 'status' THEN '{Reason.BEFORE_START}' "
        f"WHEN h.day > a.ended AND h.kind <> 'status' THEN '{Reason.AFTER_END}' END"
    )
    connection.execute(
        f"CREATE TEMP TABLE screened AS SELECT h.*, {reason} AS reason FROM happened AS h "
        "LEFT JOIN ids AS i ON i.kind = h.kind AND i.id = h.id LEFT JOIN accounts AS a ON a.account = h.account"
    )
    is_name = f"reason IN ('{Reason.UNKNOWN_ID}', '{Reason.IGNORED}')"
    kinds = ", ".join(literal(kind) for kind in (*sorted(HAPPENING_MEANINGS), ColumnMeaning.STATUS))
    connection.execute(
        f'INSERT INTO left_out SELECT account, CASE WHEN {is_name} THEN "column" ELSE dated END, '
        f"CASE WHEN kind NOT IN ({kinds}) THEN kind WHEN {is_name} THEN coalesce(text, id, '') ELSE day::VARCHAR END, "
        f"reason, {table.file}, row FROM screened WHERE reason IS NOT NULL ORDER BY row"
    )
    connection.execute(
        f"INSERT INTO occurrences SELECT account, instance, kind, id, day, {table.file}, row FROM screened "
        "WHERE reason IS NULL ORDER BY row, kind, id"
    )
    connection.execute(
        f'INSERT INTO changes SELECT account, kind, id, day, "column", {table.file}, row FROM screened '
        "WHERE reason IS NULL AND kind = 'status' ORDER BY row"
    )
    connection.execute("DROP TABLE screened")


def _cell(table: DescribedTable, column: TableColumn | None, letter: str = "t") -> str:
    return f"{letter}{table.number(column.column)}" if column else "NULL::VARCHAR"
