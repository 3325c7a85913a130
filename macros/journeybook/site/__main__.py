"""Runs MkDocs for a command of ours: it ends when that command does, however that comes about, and tells by its code what became of it.

The command holds the other end of our standard input, and nobody else does: where it is killed, the system closes that end.
"""

import errno
import inspect
import logging
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import NoReturn

from mkdocs.__main__ import cli
from mkdocs.exceptions import MkDocsException

from journeybook.audience.build_request import CHANGED, DISK_FULL, FINISHED, LIVE, WITHOUT_US
from journeybook.load.discover import ProjectMissing
from journeybook.site.build_state import BUILD

_GRACE_SECONDS = 3
"""How long MkDocs has to remove its temporary files once its command is gone."""


def run_mkdocs() -> None:
    """Run MkDocs with the arguments of this process."""
    threading.Thread(target=_end_with_command, daemon=True).start()
    if sys.argv[1:2] == [LIVE]:
        sys.exit(_serve(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])))
    try:
        cli(prog_name="mkdocs")
    except OSError as problem:
        if problem.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        sys.exit(DISK_FULL)
    except SystemExit as end:
        sys.exit(_code_of(end))


def _serve(settings: Path, folder: Path, port: int) -> int:
    """Serve a site while its files are edited, and return the code with which this process ends."""
    from journeybook.site.live_server import serve_site  # noqa: PLC0415 - a build serves nothing
    from journeybook.site.live_site import LiveSite  # noqa: PLC0415 - the same

    logging.basicConfig(format="%(levelname)s - %(message)s", level=logging.WARNING)  # MkDocs' own would break paths into lines
    logging.getLogger("mkdocs.plugins.journeybook").setLevel(logging.INFO)
    try:
        return CHANGED if serve_site(LiveSite(settings, folder), settings.parent, port) else FINISHED
    except (MkDocsException, OSError, UnicodeError, ProjectMissing) as problem:
        logging.getLogger("mkdocs").error("%s", problem)  # noqa: TRY400 - the line says it
        return 1


def _code_of(end: SystemExit) -> str | int | None:
    """Return with which code this process ends: what became of the site, MkDocs' own, or 1 with a traceback if a program in it ends it."""
    *_, last = traceback.extract_tb(end.__traceback__)
    if last.filename != inspect.getfile(type(cli)):  # the library of commands, in which MkDocs itself ends
        traceback.print_exception(end)
        return 1
    return end.code or (FINISHED if BUILD.book else WITHOUT_US)


def _end_with_command() -> NoReturn:
    """Wait until the other end of standard input is closed, and then end this process."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    run_mkdocs()
