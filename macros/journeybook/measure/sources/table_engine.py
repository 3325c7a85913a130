"""The engine that tables are read into: it fetches nothing, loads nothing, writes no file, and holds no more than it may."""

import duckdb

from journeybook.measure.table_limits import MOST_ENGINE_MEMORY

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": MOST_ENGINE_MEMORY,
    "temp_directory": "",
}


def table_engine() -> duckdb.DuckDBPyConnection:
    """Return an empty engine; a query that needs more memory than it may have raises duckdb.Error."""
    connection = duckdb.connect(config=_CLOSED)
    connection.execute("SET TimeZone = 'UTC'")
    return connection
