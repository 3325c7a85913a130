"""Reads a table of either form into the engine."""

from pathlib import Path

import duckdb

from journeybook.measure.sources.parquet_table import read_parquet_table
from journeybook.measure.sources.raw_table import RawTable, read_text_table
from journeybook.measure.sources.source_tables import SourceTable
from journeybook.measure.sources.table_budget import TableBudget


def read_raw_table(
    connection: duckdb.DuckDBPyConnection, project: Path, described: SourceTable, name: str, budget: TableBudget
) -> RawTable:
    """Read a table of a project into the engine under a name; UnusableTable where it cannot be."""
    budget.take_table()
    read = read_parquet_table if described.path.endswith(".parquet") else read_text_table
    return read(connection, project, described, name, budget)
