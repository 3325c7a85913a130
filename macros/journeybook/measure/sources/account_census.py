"""Which accounts are known, from where, and which ones tables name that nothing else knows."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from journeybook.model.table_enumerations import Reason

_FACTS = " UNION ".join(f"SELECT account FROM {table}" for table in ("history", "readings", "occurrences", "periods"))


@dataclass(frozen=True)
class AccountCensus:
    """How many accounts journeys/accounts/ names, and how many only tables name; of all of these, of how many there is no fact.

    `unknown` are those that are no accounts, each with how many of its rows are left out.
    """

    in_files: int
    in_tables: int
    without_facts: int
    unknown: Mapping[str, int]


def account_census(connection: duckdb.DuckDBPyConnection) -> AccountCensus:
    """Return the accounts that are known and those that are not; the latter in the order of their names."""
    in_tables = _number(connection, "SELECT count(*) FROM accounts WHERE source LIKE 'journeys/metrics/%'")
    accounts = _number(connection, "SELECT count(*) FROM accounts")
    without = _number(connection, f"SELECT count(*) FROM accounts WHERE account NOT IN (SELECT account FROM ({_FACTS}))")
    query = f"SELECT value, count(*) FROM left_out WHERE reason = '{Reason.UNKNOWN_ACCOUNT}' GROUP BY value ORDER BY value"
    return AccountCensus(accounts - in_tables, in_tables, without, dict(connection.execute(query).fetchall()))


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    number: int = connection.execute(query).fetchall()[0][0]
    return number
