"""Histories of accounts: those of journeys/accounts/, changes and values of the as-of day in tables, and where they contradict."""

from collections.abc import Iterable

import duckdb

from journeybook.measure.sources.conversion import literal
from journeybook.measure.sources.table_rows import DescribedTable
from journeybook.model.table_enumerations import ColumnMeaning, Reason

_SINGLE = "('segment', 'status', 'priority')"
_HOLDS = "(h.since IS NULL OR h.since <= {0}) AND (h.until IS NULL OR h.until >= {0})"


def settle_histories(connection: duckdb.DuckDBPyConnection, tables: Iterable[DescribedTable]) -> None:
    """Complete the histories by what tables say: a history in journeys/accounts/ stands, and what contradicts it is left out."""
    _leave_out_overlapping(connection)
    connection.execute("CREATE TEMP TABLE stated AS SELECT DISTINCT account, field FROM history")
    _add_changes(connection)
    _leave_out_churn_flags(connection, tables)
    _add_current(connection)
    connection.execute("DROP TABLE stated; DROP TABLE changes; DROP TABLE current")


def _leave_out_overlapping(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave out the later of two values of one field that hold on one day."""
    later = (
        "SELECT DISTINCT b.* FROM history AS a JOIN history AS b ON a.account = b.account AND a.field = b.field "
        f"AND a.field IN {_SINGLE} AND a.value <> b.value AND (a.source, a.row, a.since) < (b.source, b.row, b.since) "
        "AND (a.until IS NULL OR a.until >= b.since) AND (b.until IS NULL OR b.until >= a.since)"
    )
    connection.execute(f"CREATE TEMP TABLE later AS {later}")
    told = f"SELECT account, field, value, '{Reason.TWO_VALUES}', source, row FROM later ORDER BY source, row"
    connection.execute(f"INSERT INTO left_out {told}")
    same = "(h.account, h.field, h.value, h.since) = (l.account, l.field, l.value, l.since)"
    connection.execute(f"DELETE FROM history AS h USING later AS l WHERE {same}")
    connection.execute("DROP TABLE later")


def _add_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Make histories of changes where journeys/accounts/ has none, and leave out those that contradict one there."""
    _leave_out(
        connection,
        "changes",
        Reason.CONTRADICTION,
        "(account, field) IN (SELECT (account, field) FROM stated) AND NOT EXISTS (SELECT 1 FROM history AS h WHERE h.account = t.account "
        f"AND h.field = t.field AND h.value = t.value AND {_HOLDS.format('t.since')})",
    )
    _leave_out(
        connection,
        "changes",
        Reason.TWO_VALUES,
        "EXISTS (SELECT 1 FROM changes AS o WHERE o.account = t.account AND o.field = t.field AND o.since = t.since "
        "AND o.value <> t.value AND (o.source, o.row) < (t.source, t.row))",
    )
    connection.execute(
        "DELETE FROM occurrences AS o WHERE o.kind = 'status' AND (o.source, o.row) IN (SELECT (source, row) FROM left_out WHERE reason IN "
        f"('{Reason.CONTRADICTION}', '{Reason.TWO_VALUES}'))"
    )
    until = "lead(since) OVER (PARTITION BY account, field ORDER BY since, source, row) - 1"
    connection.execute(
        f"INSERT INTO history SELECT account, field, value, since, {until}, source, row FROM changes "
        "WHERE (account, field) NOT IN (SELECT (account, field) FROM stated) ORDER BY source, row"
    )


def _leave_out_churn_flags(connection: duckdb.DuckDBPyConnection, tables: Iterable[DescribedTable]) -> None:
    """Leave out each churn flag beside an open subscription, or beside a last day that says otherwise."""
    has_end = ", ".join(table.file for table in tables if table.first(ColumnMeaning.END)) or "''"
    has_left = "EXISTS (SELECT 1 FROM accounts AS a WHERE a.account = t.account AND a.ended <= t.as_of)"
    is_open = (
        "EXISTS (SELECT 1 FROM periods AS p WHERE p.account = t.account AND p.kind = 'subscription' "
        "AND (p.until IS NULL OR p.until > t.as_of) AND p.since <= t.as_of)"
    )
    untrue = f"(value = 'yes' AND ({is_open} OR (source IN ({has_end}) AND NOT {has_left}))) OR (value = 'no' AND {has_left})"
    _leave_out(connection, "current", Reason.CONTRADICTION, f"field = 'churned' AND ({untrue})")


def _add_current(connection: duckdb.DuckDBPyConnection) -> None:
    """Add values of the as-of day where nothing else is known of the field, and leave out those that contradict."""
    known = "FROM history AS h WHERE h.account = t.account AND h.field = t.field"
    holding = f"{known} AND {_HOLDS.format('t.as_of')}"
    _leave_out(
        connection,
        "current",
        Reason.CONTRADICTION,
        f"field IN {_SINGLE} AND EXISTS (SELECT 1 {holding}) AND NOT EXISTS (SELECT 1 {holding} AND h.value = t.value)",
    )
    connection.execute(f"DELETE FROM current AS t WHERE EXISTS (SELECT 1 {holding} AND h.value = t.value)")
    _leave_out(
        connection,
        "current",
        Reason.TWO_VALUES,
        f"field IN {_SINGLE} AND EXISTS (SELECT 1 FROM current AS o WHERE o.account = t.account AND o.field = t.field "
        "AND o.value <> t.value AND (o.source, o.row) < (t.source, t.row))",
    )
    since = f"CASE WHEN EXISTS (SELECT 1 {known}) THEN t.as_of END"
    connection.execute(
        f"INSERT INTO history SELECT account, field, value, {since}, NULL, source, row FROM current AS t "
        "QUALIFY row_number() OVER (PARTITION BY account, field, value ORDER BY source, row) = 1 ORDER BY source, row"
    )


def _leave_out(connection: duckdb.DuckDBPyConnection, table: str, reason: Reason, condition: str) -> None:
    """Move the rows of a table, called t, for which a condition holds into `left_out`."""
    columns = 'source, row, "column", value'
    connection.execute(f"CREATE TEMP TABLE refused AS SELECT account, {columns} FROM {table} AS t WHERE {condition}")
    told = f'SELECT account, "column", value, {literal(reason)}, source, row FROM refused ORDER BY source, row'
    connection.execute(f"INSERT INTO left_out {told}")
    connection.execute(f"DELETE FROM {table} AS t WHERE ({columns}) IN (SELECT ({columns}) FROM refused)")
    connection.execute("DROP TABLE refused")
