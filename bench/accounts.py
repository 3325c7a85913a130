"""How long health and a milestone of many accounts take on Parquet files with DuckDB, as a ratio to counting the rows by account.

Run it as `python bench/accounts.py [ACCOUNTS [READINGS [MEMORY [ROUNDS]]]]`; without arguments with 100,000 accounts, 10,000,000
readings, 700MB for DuckDB and three rounds. It draws the files into a temporary folder (about 12 bytes a reading), and prints seconds of
the processor, of all threads together, and of the clock, which other programs lengthen: the best round of each.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb

from journeybook.measure.definitions.health import band_counts, health_query
from journeybook.measure.definitions.milestones import AskedMilestone, milestone_figures, milestone_query
from journeybook.measure.engine import DuckEngine
from journeybook.model.health import HealthModel
from journeybook.model.stage import Milestone

SIZE: dict[str, int | str] = {"accounts": 100_000, "readings": 10_000_000, "memory": "700MB", "rounds": 3}
BARE = "SELECT COUNT(*) AS accounts, MAX(n) AS most FROM (SELECT account, COUNT(*) AS n FROM readings GROUP BY account) AS counted"
DAY = date(2026, 3, 31)
BANDS = [{"tone": "good", "when": ">= 60"}, {"tone": "average", "when": ">= 30 and < 60"}, {"tone": "poor", "when": "< 30"}]
MODEL = HealthModel.model_validate(
    {
        "id": "model",
        "name": "Model",
        "points": [{"tone": "good", "points": 100}, {"tone": "average", "points": 50}, {"tone": "poor", "points": 0}],
        "groups": [
            {"name": "Use", "weight": 60, "indicators": [{"measure": f"m{number}", "weight": 20, "bands": BANDS} for number in (0, 1, 2)]},
            {"name": "People", "weight": 40, "indicators": [{"measure": f"m{number}", "weight": 20, "bands": BANDS} for number in (3, 4)]},
        ],
        "bands": [
            {"id": tone, "tone": tone, "when": when} for tone, when in (("good", ">= 75"), ("average", ">= 50 and < 75"), ("poor", "< 50"))
        ],
    }
)
MILESTONE = Milestone.model_validate({"id": "live", "name": "Live", "target": {"at": "by day 60"}, "maturity": "90 days"})
TABLES = {
    "accounts": "SELECT 'a' || i AS account, NULL AS name, NULL AS owner, DATE '2024-01-01' + CAST(i % 800 AS INT) AS start, "
    "CAST(NULL AS DATE) AS ended, 'crm' AS source, i AS row FROM range({accounts}) AS t(i)",
    "history": "SELECT 'a' || i AS account, 'segment' AS field, 's' || (i % 4) AS value, DATE '2024-01-01' AS since, "
    "CAST(NULL AS DATE) AS until, 'crm' AS source, i AS row FROM range({accounts}) AS t(i)",
    "occurrences": "SELECT 'a' || i AS account, NULL AS instance, 'milestone' AS kind, 'live' AS id, DATE '2024-01-01' "
    "+ CAST(i % 800 + hash(i) % 120 AS INT) AS day, 'crm' AS source, i AS row FROM range({accounts}) AS t(i) WHERE i % 3 > 0",
    "readings": "SELECT 'a' || (hash(i) % {accounts}) AS account, NULL AS instance, 'm' || (i % 5) AS measure, "
    "CAST(hash(i + 7) % 100 AS DECIMAL(28, 9)) AS number, NULL AS word, DATE '2025-01-01' + CAST(i * 450 // {readings} AS INT) AS day, "
    "'use' AS source, i AS row FROM range({readings}) AS t(i)",
}


def main() -> None:
    """Draw the files, run the queries and print the figures."""
    given = dict(zip(SIZE, sys.argv[1:], strict=False))
    memory = str({**SIZE, **given}["memory"])
    accounts, readings, rounds = (int({**SIZE, **given}[name]) for name in ("accounts", "readings", "rounds"))
    with tempfile.TemporaryDirectory() as name:
        files = {table: Path(name) / f"{table}.parquet" for table in TABLES}
        with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": name}) as connection:
            for table, text in TABLES.items():
                connection.execute(f"COPY ({text.format(accounts=accounts, readings=readings)}) TO '{files[table]}'")
        size = files["readings"].stat().st_size / 2**20
        print(
            f"duckdb {version('duckdb')}, {accounts:,} accounts, {readings:,} readings ({size:,.0f} MB), at most {memory}, best of {rounds}"
        )
        with DuckEngine(files, memory=memory) as engine:
            bare, clock = _best(lambda: engine.fetch(BARE), rounds)
            print(f"counting by account: {bare:.1f} s, {clock:.1f} by the clock")
            health, milestone = health_query(MODEL, DAY, lambda _: None), milestone_query([AskedMilestone(MILESTONE)], DAY)
            for label, run in (
                ("health", lambda: band_counts(health, engine)),
                ("milestone", lambda: milestone_figures(milestone, engine)),
            ):
                taken, clock = _best(run, rounds)
                print(f"{label}: {taken:.1f} s, {taken / bare:.1f} times counting; {clock:.1f} by the clock", flush=True)
    print(f"most memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:,.0f} MB")


def _best(run: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the fewest seconds of the processor that a run takes, and the fewest by the clock."""
    times = []
    for _ in range(rounds):
        start = time.process_time(), time.perf_counter()
        run()
        times.append((time.process_time() - start[0], time.perf_counter() - start[1]))
    return min(processor for processor, _ in times), min(clock for _, clock in times)


if __name__ == "__main__":
    main()
