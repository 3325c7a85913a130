"""The check that `serve` repeats after each change: it tells what is wrong at once, while the pages are still being built."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from journeybook.cli.project_schema import write_project_schemas
from journeybook.cli.terminal import checked_tables, counts_in_words, say
from journeybook.findings import as_json, as_text
from journeybook.load.discover import ProjectMissing
from journeybook.publish.exchange_file import exchange_file
from journeybook.validate import check

_POLL_SECONDS = 0.2
_OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""How many new objects start the search for circles of garbage, which takes a quarter of a check otherwise."""
State = Callable[[Path], object]
"""Returns what is the same as long as no file of a project has changed."""


@contextmanager
def check_after_changes(project: Path, state: State, findings_file: Path) -> Iterator[None]:
    """Check a project again and again until the context is left: print what is wrong, and write it into a file as JSON."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    ended = threading.Event()
    thread = threading.Thread(target=_keep_checking, args=(project, state, findings_file, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _keep_checking(project: Path, state: State, findings_file: Path, ended: threading.Event) -> None:
    checked_state, printed = None, ""
    while not ended.is_set():
        if (current := state(project)) != checked_state:
            checked_state, printed = current, _check(project, findings_file, printed)
        ended.wait(_POLL_SECONDS)


def _check(project: Path, findings_file: Path, printed: str) -> str:
    """Check a project, and return its findings as text; they are printed where others were printed before."""
    try:
        checked = check(project)
        findings = (*checked.findings, *checked_tables(project, checked.atlas))
    except (OSError, ProjectMissing):  # files that come and go: MkDocs' process says so
        return printed
    with exchange_file(findings_file) as output:
        output.write(as_json(findings).encode())
    text = f"{as_text(findings)}{counts_in_words(findings)}"
    if text != printed:
        typer.echo(as_text(findings), nl=False)
        say(f"Checked: {counts_in_words(findings)}")
    write_project_schemas(project, checked)
    return text
