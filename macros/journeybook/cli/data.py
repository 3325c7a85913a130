"""`journeybook data`: pull the tables of a team's database into dated snapshots, of which builds read."""

import os
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import FAILED, ProjectFolder, checked_project, print_findings, read_day, say
from journeybook.findings import Level, nearest
from journeybook.load.discover import FOLDER, table_paths
from journeybook.measure.pull import PULLED, PullFailed, pull_query, pull_table
from journeybook.measure.sources.snapshots import snapshot_path, snapshots
from journeybook.model.data_source import DataSource
from journeybook.model.table_pull import TablePull
from journeybook.publish.exchange_file import place_file, pulling_alone
from journeybook.publish.lock import Busy
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked
from journeybook.validate.reference_date import clock_day

EXAMPLES = (
    "journeybook data pull",
    "journeybook data pull usage accounts --as-of 2026-03-01",
    "journeybook data pull usage --sql",
)
_ROOM = f"{FOLDER}/metrics/"


class DataTask(StrEnum):
    """What is done with account data."""

    PULL = "pull"


Task = Annotated[DataTask, typer.Argument(help="pull: write snapshots of the tables of a database.", show_default=False)]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Descriptions by the names of their files. [default: all with `pull`]")
]
TableDay = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=read_day,
        help="The day of which the tables tell. [default: today, in universal time]",
        show_default=False,
    ),
]
Sql = Annotated[bool, typer.Option("--sql", help="Print the queries for a job of your own, in the dialect of each system, and stop.")]


def data(
    task: Task,  # noqa: ARG001 - there is one so far, and it is said
    names: Names = None,
    *,
    project: ProjectFolder = Path(),
    as_of: TableDay = None,
    sql: Sql = False,
) -> None:
    """Pull the tables that descriptions in journeys/metrics/ name under `pull`, each into a snapshot such as usage.2026-03-01.parquet.

    The connection stands in an environment variable, JOURNEYBOOK_DATABASE where the description names no other, and is never printed. Only
    the described columns are read. The name of a snapshot says of which day it tells; one of the same day is exchanged for the new one, and
    those beyond the number under `keep` are removed. Builds read snapshots only. A pull that fails leaves the last snapshot, and check
    tells once it is a week older than other data. Ends with 1 if a description is wrong, and with 2 if a table could not be pulled.
    """
    checked = checked_project(project)
    _require_sound(checked)
    sources = _wanted(checked, names or ())
    if sql:
        typer.echo("".join(_query_text(source, pull) for source, pull in sources), nl=False)
        return
    jobs = [(source, pull) for source, pull in sources if pull.system in PULLED]
    for source, pull in sources:
        if pull.system not in PULLED:
            say(f"{source.stem}: a job of your own pulls from {pull.system}: --sql prints its query")
    day = as_of or clock_day()
    try:
        with pulling_alone(project):
            pulled = [_pull(project, source, pull, day) for source, pull in jobs]
    except Busy:
        say("Somebody else pulls already: nothing is written.")
        raise typer.Exit(FAILED) from None
    if not (jobs and all(pulled)):
        raise typer.Exit(FAILED)


def _require_sound(checked: Checked) -> None:
    """End the command where a description is wrong."""
    errors = [finding for finding in checked.findings if finding.place.file.startswith(_ROOM) and finding.level is Level.ERROR]
    if errors:
        raise print_findings(errors)


def _wanted(checked: Checked, names: Sequence[str]) -> list[tuple[DataSource, TablePull]]:
    """Return the descriptions of these names, or all, with what is pulled; ends the command for a name that there is not."""
    known = {source.stem: (source, source.pull) for source in checked.atlas.metrics if source.pull}
    for name in names:
        if name not in known:
            guess = nearest(name, known)
            hint = f": did you mean {guess}?" if guess else f". There is: {', '.join(known) or 'none'}"
            say(f"No description in {_ROOM} is called '{name}' and has `pull`{hint}")
            raise typer.Exit(FAILED)
    if not known:
        say(f"No description in {_ROOM} has `pull`: it names the system, and the table with its schema.")
        raise typer.Exit(FAILED)
    return [pair for name, pair in known.items() if pair[1] and (not names or name in names)]


def _query_text(source: DataSource, pull: TablePull) -> str:
    """Return a query with a line that says where its rows are to be put."""
    file = snapshot_path(source, date.min).replace(date.min.isoformat(), "YYYY-MM-DD")
    return f"-- {pull.system}: write its rows as Parquet to {file}, with the day of which they tell\n{pull_query(source, pull)};\n"


def _pull(project: Path, source: DataSource, pull: TablePull, day: date) -> bool:
    """Write the snapshot of a table; return whether that came about, having told what did not."""
    path = snapshot_path(source, day)
    try:
        with temporary_folder(project) as folder:
            finished, rows = pull_table(source, pull, _connection(pull), folder)
            place_file(finished, project / path)
    except PullFailed as problem:
        last = list(snapshots(source, table_paths(project)))[-1:]
        kept = f"; the snapshot of {last[0]} stays" if last else ""
        say(f"{source.stem}: {problem}{kept}")
        return False
    typer.echo(project / path)
    say(f"{source.stem}: {rows:,} rows of {pull.table}, as of {day}")
    _remove_old(project, source, pull, day)
    return True


def _connection(pull: TablePull) -> str:
    text = os.environ.get(pull.connection, "")
    if not text:
        hint = "it holds the connection, such as postgresql://reader@db.example/warehouse, or the path of a file of DuckDB"
        raise PullFailed(f"the environment variable {pull.connection} is not set: {hint}")
    return text


def _remove_old(project: Path, source: DataSource, pull: TablePull, day: date) -> None:
    """Remove the snapshots beyond those that are kept, never the new one; tell of a newer one, since builds read that."""
    by_day = snapshots(source, table_paths(project))
    for old in list(by_day)[: -pull.keep]:
        if old != day:
            (project / by_day[old]).unlink()
            say(f"{by_day[old]} is removed, since {pull.keep} are kept")
    if max(by_day) > day:
        say(f"Builds read the snapshot of {max(by_day)}, which is newer.")
