"""The engines on which every definition is run: DuckDB, and a PostgreSQL that is started for the tests; Spark at full size."""

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from journeybook.measure.definitions.conditions import text_sql
from journeybook.measure.engine import DatabaseEngine, DuckEngine, Engine, SparkEngine, sql_text
from journeybook.measure.facts import FACT_TABLES

IS_LONG = os.environ.get("JOURNEYBOOK_TEST_SIZE") == "long"
NO_POSTGRES = "No PostgreSQL server here: install Debian's postgresql, or put initdb and pg_ctl on the path; its tests are not collected."
NO_SPARK = "No pyspark here: install the extra spark; its tests are not collected."
SPARK_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.unionOutputPartitioning": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""A query of twenty tables over some hundred rows: to plan it, and to compile a program for it, takes longer than to run it.

With one partition Spark 4.3 takes a union of two single partitions for a single one, and then cannot join it, unless it is told not to.
"""


@cache
def server_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server here."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    return max(folders, key=lambda folder: int(folder.parent.name), default=Path(on_path).resolve().parent if on_path else None)


@contextmanager
def postgres_cursor() -> Iterator[Any]:
    """Start a PostgreSQL in a folder of its own that listens on no network, and stop it afterwards.

    Its server refuses to run as root, so that root starts it as nobody; the folder's path is short, since a socket's may have 100 letters.
    """
    import psycopg  # noqa: PLC0415 - only where a server is

    programs = server_programs()
    assert programs
    with tempfile.TemporaryDirectory(prefix="jb-pg-", dir="/tmp") as name:
        if os.getuid() == 0:
            shutil.chown(name, "nobody")
        data = ("-D", f"{name}/data")
        _run_server(programs / "initdb", *data, "-A", "trust", "-U", "postgres", "--no-sync", folder=name)
        options = f"-c listen_addresses='' -c fsync=off -c jit=off -k {name}"
        _run_server(programs / "pg_ctl", *data, "-w", "-o", options, "-l", f"{name}/log", "start", folder=name)
        try:
            with (
                psycopg.connect(host=name, user="postgres", dbname="postgres", autocommit=True) as connection,
                connection.cursor() as cursor,
            ):
                yield cursor
        finally:
            _run_server(programs / "pg_ctl", *data, "-m", "immediate", "-w", "stop", folder=name)


def _run_server(program: Path, *arguments: str, folder: str) -> None:
    """Run a program of the server; as nobody where root would."""
    nobody = pwd.getpwnam("nobody") if os.getuid() == 0 else None
    subprocess.run(
        [str(program), *arguments],
        check=True,
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
        user=nobody.pw_uid if nobody else None,
        group=nobody.pw_gid if nobody else None,
        extra_groups=[] if nobody else None,
    )


@cache
def spark_session() -> Any:
    """Return the session of Spark inside this process, without web pages, for tables that are small: it ends with the process."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only where it is installed

    builder = SparkSession.builder.master("local[1]")
    for name, value in SPARK_SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    atexit.register(session.stop)
    return session


@contextmanager
def filled(kind: str, door: Any, tables: Mapping[str, pd.DataFrame]) -> Iterator[Engine]:
    """Return an engine with these fact tables: DuckDB anew, a database by its cursor, or Spark by its session."""
    if kind == "duckdb":
        with DuckEngine(tables, threads=1) as duck:
            yield duck
    elif kind == "spark":
        for name, kinds in FACT_TABLES.items():
            _fill_spark(door, name, kinds, tables.get(name))
        yield SparkEngine(door)
    else:
        door.execute("DISCARD TEMPORARY")
        for name, rows in facts_sql(tables).items():
            door.execute(f"CREATE TEMPORARY TABLE {name} AS {sql_text(rows, kind)}")
        yield DatabaseEngine(door, kind)


def _fill_spark(session: Any, name: str, kinds: Mapping[str, str], table: pd.DataFrame | None) -> None:
    """Make a fact table of texts in one part: a query of constants has a part for each row, each with a task of its own."""
    rows = [] if table is None else table.astype(object).to_dict("records")
    texts = [tuple(None if pd.isna(row[column]) else str(row[column]) for column in kinds) for row in rows]
    session.createDataFrame(texts, ", ".join(f"`{column}` string" for column in kinds)).createOrReplaceTempView(f"{name}_texts")
    columns = ", ".join(f'CAST("{column}" AS {kind}) AS "{column}"' for column, kind in kinds.items())
    view = sql_text(f"SELECT {columns} FROM {name}_texts", "spark")  # noqa: S608 - the names are our own
    session.sql(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {view}")


def facts_sql(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return each fact table as a query of constants."""
    queries = {}
    for name, kinds in FACT_TABLES.items():
        rows = tables[name].astype(object).to_dict("records") if name in tables else []
        columns = [", ".join(f'CAST({_constant(row[column])} AS {kind}) AS "{column}"' for column, kind in kinds.items()) for row in rows]
        empty = ", ".join(f'CAST(NULL AS {kind}) AS "{column}"' for column, kind in kinds.items())
        queries[name] = " UNION ALL ".join(f"SELECT {values}" for values in columns) or f"SELECT {empty} WHERE FALSE"
    return queries


def _constant(value: Any) -> str:
    return "NULL" if pd.isna(value) else text_sql(str(value))


def _engines() -> tuple[str, ...]:
    """Return the engines that tests are run on here; what is missing is said, and where nothing may be missing that is a fault."""
    missing = []
    kinds = ["duckdb"]
    if server_programs():
        kinds.append("postgres")
    else:
        missing.append(NO_POSTGRES)
    if IS_LONG and find_spec("pyspark"):
        kinds.append("spark")
    elif IS_LONG:
        missing.append(NO_SPARK)
    if missing:
        if os.environ.get("JOURNEYBOOK_NO_SKIP"):
            raise RuntimeError(" ".join(missing))
        sys.stderr.write("\n".join([*missing, ""]))
    return tuple(kinds)


def engine_door(kind: str, stack: ExitStack) -> Any:
    """Start what an engine needs, until the stack is left."""
    if kind == "spark":
        return spark_session()
    return stack.enter_context(postgres_cursor() if kind == "postgres" else nullcontext())


ENGINES = _engines()
"""The engines that every definition is run on here."""
QUICK_ENGINES = tuple(kind for kind in ENGINES if kind != "spark")
"""Those that answer one small world at a time: Spark takes seconds for any query, so that it is asked about many worlds at once."""
