"""What `serve` prints and writes for editors after each check of its server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from journeybook.cli.project_schema import write_schemas_of_ids
from journeybook.cli.terminal import counts_in_words, say
from journeybook.edit.check_report import read_report
from journeybook.findings import as_text

_POLL_SECONDS = 0.1


@contextmanager
def tell_checks(project: Path, report_file: Path) -> Iterator[None]:
    """Print what each report on a project says, as long as the context lasts, and keep the schemas for editors fresh."""
    ended = threading.Event()
    thread = threading.Thread(target=_keep_telling, args=(project, report_file, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _keep_telling(project: Path, report_file: Path, ended: threading.Event) -> None:
    told, printed = None, ""
    while not ended.is_set():
        if (current := _identity(report_file)) != told:
            told, printed = current, _tell(project, report_file, printed)
        ended.wait(_POLL_SECONDS)


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what differs between two reports: each is a new file."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns


def _tell(project: Path, report_file: Path, printed: str) -> str:
    """Print a report's findings where others were printed before, and return them as text."""
    report = read_report(report_file)
    text = f"{as_text(report.findings)}{counts_in_words(report.findings)}"
    if text != printed:
        typer.echo(as_text(report.findings), nl=False)
        say(f"Checked: {counts_in_words(report.findings)}")
    if report.ids:
        write_schemas_of_ids(project, report.lanes, report.ids)
    return text
