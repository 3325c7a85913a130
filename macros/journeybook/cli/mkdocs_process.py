"""MkDocs as a child process: one for each audience, in an environment that is the same on every machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from journeybook.audience.build_request import (
    SOURCE_DATE,
    UNPROVED,
    VARIABLES,
    BuildRequest,
    public_variables,
    request_to_variables,
    source_date,
)
from journeybook.load.discover import ProjectMissing
from journeybook.load.history import with_safe_git
from journeybook.load.settings import PUBLIC_SETTINGS
from journeybook.model.base import Audience

SETTINGS = {Audience.PUBLIC: PUBLIC_SETTINGS, Audience.INTERNAL: "mkdocs.internal.yml"}
"""The name of the MkDocs settings of each audience's site."""
FIXED = {
    "DISABLE_MKDOCS_2_WARNING": "true",
    "NO_MKDOCS_2_WARNING": "1",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUNBUFFERED": "1",
    "TZ": "UTC",
    UNPROVED: "1",
}
"""Variables with the same value in every build."""
KEPT = ("JOURNEYBOOK_GRAPHVIZ", "PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""Variables that the build of a public site inherits, beside those whose names say that they are public; no others."""
SEARCH_PATHS = ("PATH", "PYTHONPATH")
"""Those of them that list folders: where programs and libraries are installed, as far as that is not in the project."""
REMOVED = (*VARIABLES, "LANGUAGE", "PYTHONINSPECT", "PYTHONOPTIMIZE", "PYTHONSTARTUP", "PYTHONWARNINGS")
"""Variables that the build of an internal site does not inherit."""
_GRACE_SECONDS = 5


def settings_file(request: BuildRequest) -> Path:
    """Return the MkDocs settings of the site asked for; raises ProjectMissing where there are none."""
    path = request.project / SETTINGS[request.audience]
    if not path.is_file():
        raise ProjectMissing(f"{request.project} holds no {path.name}: copy it from an empty atlas that journeybook init makes.")
    return path.resolve()


def mkdocs_environment(
    request: BuildRequest, inherited: Mapping[str, str] | None = None, *, away_from: Path | None = None
) -> dict[str, str]:
    """Return the environment of a build: what it inherits, with what differs between machines fixed, and the request in it.

    The internal site may use the whole environment but for the settings of git, which plugins of others ask; the public one inherits
    nothing that does not have to be known or says it is public, and no folder of programs or libraries from which one step leads into
    the project that it is kept away from.
    """
    whole = os.environ if inherited is None else inherited
    if request.audience is Audience.PUBLIC:
        kept = {name: value for name, value in whole.items() if name in KEPT} | public_variables(whole)
        if away_from:
            kept |= {name: _outside(kept[name], away_from.resolve()) for name in SEARCH_PATHS if name in kept}
    else:
        kept = {name: value for name, value in whole.items() if name not in REMOVED}
    dated = {SOURCE_DATE: source_date(request.audience, request.as_of)}
    return with_safe_git(kept) | FIXED | dated | request_to_variables(request)


def _outside(folders: str, project: Path) -> str:
    """Return the folders of a search path that neither lie in a project nor hold it; relative ones lie in it."""
    paths = [Path(folder) for folder in folders.split(os.pathsep)]
    return os.pathsep.join(
        str(path)
        for path in paths
        if path.is_absolute() and not (path.resolve().is_relative_to(project) or project.is_relative_to(path.resolve()))
    )


@contextmanager
def mkdocs(
    arguments: list[str], *, project: Path, environment: Mapping[str, str], output: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start MkDocs in a project; the process has ended when the context is left, and ends soon if we are killed before."""
    command = [sys.executable, "-P", "-m", "journeybook.site", *arguments]  # -P: a file of the project is never taken for a library
    with subprocess.Popen(  # noqa: S603 - our own interpreter, and arguments written here
        command, cwd=project, env=environment, stdin=subprocess.PIPE, stdout=output, stderr=output and subprocess.STDOUT
    ) as process:  # the end of its standard input tells it that we are gone
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process: by Ctrl-C, by termination, and by force, each after a wait."""
    gentle = signal.SIGTERM if sys.platform == "win32" else signal.SIGINT
    for request in (gentle, signal.SIGTERM, None):
        if process.poll() is not None:
            return
        process.kill() if request is None else process.send_signal(request)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_SECONDS)
