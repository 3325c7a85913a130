"""MkDocs as a child process: one for each audience, in surroundings that are the same on every machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

from journeybook.load.discover import ProjectMissing
from journeybook.model.base import Audience

SETTINGS = {Audience.PUBLIC: "mkdocs.yml", Audience.INTERNAL: "mkdocs.internal.yml"}
FIXED = {
    "DISABLE_MKDOCS_2_WARNING": "true",
    "NO_MKDOCS_2_WARNING": "1",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUNBUFFERED": "1",
    "TZ": "UTC",
}
TOLD = ("JOURNEYBOOK_AS_OF", "JOURNEYBOOK_SEGMENT", "JOURNEYBOOK_ONLY", "JOURNEYBOOK_OFFLINE")
"""What only we tell a child; whatever our own surroundings say of it is left out."""
LEFT_OUT = (*TOLD, "LANGUAGE", "PYTHONINSPECT", "PYTHONOPTIMIZE", "PYTHONSTARTUP", "PYTHONWARNINGS")
LONG_AGO = date(1980, 1, 1)
"""The day the public site says it was made: its bytes never depend on the date."""
PATIENCE = 5


def settings_file(project: Path, audience: Audience) -> Path:
    """Return the MkDocs settings of an audience's site."""
    path = project / SETTINGS[audience]
    if not path.is_file():
        raise ProjectMissing(f"{project} holds no {path.name}: copy it from an empty atlas that journeybook init makes.")
    return path.resolve()


def surroundings(
    audience: Audience,
    *,
    as_of: date | None = None,
    segment: str | None = None,
    only: str | None = None,
    before: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the variables of a child: what differs between machines is fixed, and only the internal site knows the day.

    With `only`, the slug of a map, the site holds that map alone and is to be opened from a disk.
    """
    found = {name: value for name, value in (os.environ if before is None else before).items() if name not in LEFT_OUT}
    day = as_of if audience is Audience.INTERNAL else None
    made = datetime.combine(day or LONG_AGO, datetime.min.time(), UTC)
    told = dict(zip(TOLD, (day.isoformat() if day else None, segment, only, only and "1"), strict=True))
    fixed = FIXED | {"SOURCE_DATE_EPOCH": str(int(made.timestamp()))}
    return found | fixed | {name: value for name, value in told.items() if value}


@contextmanager
def mkdocs(
    arguments: list[str], *, project: Path, variables: Mapping[str, str], output: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start MkDocs in a project; it never outlives us."""
    command = [sys.executable, "-P", "-m", "mkdocs", *arguments]  # -P: a file of the project is never taken for a library
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, and arguments written here
        command, cwd=project, env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=output and subprocess.STDOUT
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, then make it."""
    gently = signal.SIGTERM if sys.platform == "win32" else signal.SIGINT
    for ask in (gently, signal.SIGTERM, None):
        if process.poll() is not None:
            return
        process.kill() if ask is None else process.send_signal(ask)
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
