"""`journeybook serve`: show a site while its files are edited."""

import errno
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.mkdocs_process import SETTINGS, mkdocs, mkdocs_environment, settings_file
from journeybook.cli.terminal import ProjectFolder, say
from journeybook.load.discover import FOLDER, require_project
from journeybook.model.base import Audience

EXAMPLES = ("journeybook serve", "journeybook serve --project ../atlas --port 8100")
_HOST = "127.0.0.1"
_POLL_SECONDS = 0.5
"""Seconds between two looks at the files or the server."""


def serve(
    project: ProjectFolder = Path(),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the address.")] = 8000,
    audience: Annotated[Audience, typer.Option(help="Whose site is shown.")] = Audience.INTERNAL,
) -> None:
    """Show a site while its files are edited; Ctrl-C ends it.

    Mistakes in the files are shown in the page, over the last good one.
    """
    require_project(project)
    request = BuildRequest(project, audience)
    settings = settings_file(request)
    _require_free(port)
    watched = [name for name in (FOLDER, *SETTINGS.values()) if (project / name).exists()]
    arguments = ["serve", "--livereload", "--no-strict", "--config-file", str(settings), "--dev-addr", f"{_HOST}:{port}"]
    arguments += [part for name in watched for part in ("--watch", name)]
    say(f"The {audience} site will be at http://{_HOST}:{port}/ in a moment. Ctrl-C ends it.")
    try:
        _keep_serving(project, arguments, port=port, environment=mkdocs_environment(request))
    except KeyboardInterrupt:
        say("Ended.")


def _keep_serving(project: Path, arguments: list[str], *, port: int, environment: dict[str, str]) -> None:
    """Start the server, and start it again when it falls over: at once if it had been working, else when a file changes."""
    while True:
        before, worked = _state(project), False
        with mkdocs(arguments, project=project, environment=environment) as process:
            while process.poll() is None:
                worked = worked or _answers(port)
                time.sleep(_POLL_SECONDS)
        if process.returncode == 0:
            return
        if worked:
            say("The server fell over and is started again.")
            continue
        say("The server cannot start: see above. It is started again when a file changes.")
        while _state(project) == before:
            time.sleep(_POLL_SECONDS)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(_POLL_SECONDS)
        return probe.connect_ex((_HOST, port)) == 0


def _state(project: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(sorted((str(path), status.st_mtime_ns, status.st_size) for path in _files(project) if (status := _stat(path))))


def _files(project: Path) -> Iterator[Path]:
    yield from (project / name for name in SETTINGS.values())
    for top in (FOLDER, "docs", "overrides"):
        for home, _, names in os.walk(project / top):
            yield from (Path(home, name) for name in names)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _require_free(port: int) -> None:
    """Raise OSError if somebody else answers at the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as problem:
            taken = "something else answers there" if problem.errno == errno.EADDRINUSE else str(problem.strerror)
            raise OSError(f"port {port} cannot be used: {taken}; try --port {min(port + 1, 65535)}") from None
