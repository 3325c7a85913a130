"""`journeybook serve`: show a site while its files are edited."""

import errno
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from journeybook.audience.build_request import CHANGED, FINISHED, LIVE, BuildRequest
from journeybook.cli.live_check import tell_checks
from journeybook.cli.mkdocs_process import SETTINGS, mkdocs, mkdocs_environment, settings_file
from journeybook.cli.terminal import ProjectFolder, print_findings, say
from journeybook.findings import Level
from journeybook.load.discover import FOLDER, require_project
from journeybook.load.settings import settings_findings
from journeybook.model.base import Audience
from journeybook.render.editors import Editor

EXAMPLES = ("journeybook serve", "journeybook serve --project ../atlas --port 8100", "journeybook serve --editor jetbrains")
WATCHED_FOLDERS = (FOLDER, "docs", "overrides")
_HOST = "127.0.0.1"
PORTS_TRIED = 50
"""So many ports are looked at, from the one that was asked for."""
_POLL_SECONDS = 0.5
"""Seconds between two looks at the port, or at all files."""


def serve(
    project: ProjectFolder = Path(),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the address; where it is taken, the next free one.")] = 8000,
    audience: Annotated[Audience, typer.Option(help="Whose site is shown.")] = Audience.INTERNAL,
    editor: Annotated[
        Editor, typer.Option(envvar="JOURNEYBOOK_EDITOR", help="The editor in which links of the pages open a file at its line.")
    ] = Editor.VSCODE,
) -> None:
    """Show a site while its files are edited; Ctrl-C ends it.

    What is wrong with the files is printed here and shown in a bar on the page as soon as a file is saved, over the last good pages. "Edit
    this" opens the file of a page, stage, step or playbook at its line. Settings that run code are refused before anything starts.
    """
    require_project(project)
    settings = settings_file(BuildRequest(project, audience))
    if refused := [finding for finding in settings_findings(project) if finding.level is Level.ERROR]:
        raise print_findings(refused)
    port = _free_port(port)
    say(f"The {audience} site will be at http://{_HOST}:{port}/ in a moment. Ctrl-C ends it.")
    try:
        with TemporaryDirectory() as folder, tell_checks(project, report := Path(folder) / "report"):
            opened_in = "" if editor is Editor.NONE else str(editor)
            request = BuildRequest(project, audience, findings=report, editor=opened_in)
            arguments = [LIVE, str(settings), str(Path(folder) / "pages"), str(port)]
            _keep_serving(project, arguments, port=port, environment=mkdocs_environment(request))
    except KeyboardInterrupt:
        say("Ended.")


def _keep_serving(project: Path, arguments: list[str], *, port: int, environment: dict[str, str]) -> None:
    """Start the server, and start it again when it falls over or settings have changed: at once if it worked, else after a change."""
    while True:
        _wait_for_port(port)
        before, is_working = _state(project), False
        with mkdocs(arguments, project=project, environment=environment) as process:
            while process.poll() is None:
                is_working = is_working or _answers(port)
                time.sleep(_POLL_SECONDS)
        if process.returncode == FINISHED:
            return
        if process.returncode == CHANGED:
            say("Settings or programs have changed: the server is started again.")
        elif is_working:
            say("The server fell over and is started again.")
        else:
            say("The server cannot start: see above. It is started again when a file changes.")
            while _state(project) == before:
                time.sleep(_POLL_SECONDS)


def _wait_for_port(port: int) -> None:
    """Return when nobody else answers at the port; print once that somebody does."""
    is_told = False
    while True:
        try:
            _require_free(port)
        except OSError as problem:
            if not is_told:
                say(f"The server cannot start: {problem}, or wait until it is free.")
            is_told = True
            time.sleep(_POLL_SECONDS)
        else:
            return


def _free_port(wanted: int) -> int:
    """Return the port, or the next one that is free, which is said; raises OSError where none of the next is."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        try:
            _require_free(port)
        except OSError:
            continue
        if port != wanted:
            say(f"Port {wanted} is taken, so this site has port {port}.")
        return port
    _require_free(wanted)
    return wanted


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(_POLL_SECONDS)
        return probe.connect_ex((_HOST, port)) == 0


def _state(project: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(sorted((str(path), status.st_mtime_ns, status.st_size) for path in _files(project) if (status := _stat(path))))


def _files(project: Path) -> Iterator[Path]:
    yield from (project / name for name in SETTINGS.values())
    for top in WATCHED_FOLDERS:
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
