"""`journeybook build`: check the journeys, then make both sites, each in a process of its own."""

import shutil
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import Popen
from typing import IO, Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from journeybook.cli.child import mkdocs, settings_file, surroundings
from journeybook.cli.terminal import FOUND, AsOf, ProjectFolder, checked_project, console, counted, refuse, say
from journeybook.model.base import Audience

EXAMPLES = ("journeybook build", "journeybook build --project ../atlas --audience public")
GLANCE = 0.1


@dataclass(frozen=True)
class _Site:
    audience: Audience
    process: Popen[bytes]
    output: IO[bytes]
    line: TaskID


def build(
    project: ProjectFolder = Path(),
    audience: Annotated[Audience | None, typer.Option(help="Make only this site. [default: both]")] = None,
    as_of: AsOf = None,
) -> None:
    """Check the journeys, then make the sites in site/public and site/internal.

    Ends with 1, and makes nothing, if the journeys have errors; with 1 as well if a site cannot be made.
    """
    checked = checked_project(project, as_of=as_of)
    if not checked.ok:
        say(f"{counted(checked.findings)}: nothing is built")
        raise refuse(checked.findings)
    if checked.findings:
        say(f"{counted(checked.findings)}: journeybook check lists them")
    wanted = [audience] if audience else list(Audience)
    for name in wanted:
        settings_file(project, name)
    if not _make(project, wanted, as_of=checked.as_of):
        raise typer.Exit(FOUND)


def _make(project: Path, audiences: list[Audience], *, as_of: date) -> bool:
    """Make the sites side by side; say whether all came out well."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    screen = console()
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal))
        running = [_start(project, audience, as_of=as_of, stack=stack, progress=progress) for audience in audiences]
        results = []
        while running:
            for site in [site for site in running if site.process.poll() is not None]:
                running.remove(site)
                progress.remove_task(site.line)
                results.append(_tell(site, project))
            time.sleep(GLANCE)
    return all(results)


def _start(project: Path, audience: Audience, *, as_of: date, stack: ExitStack, progress: Progress) -> _Site:
    folder = _folder(project, audience)
    settings = settings_file(project, audience)
    arguments = ["build", "--strict", "--config-file", str(settings), "--site-dir", str(folder.resolve())]
    output = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    process = stack.enter_context(mkdocs(arguments, project=project, variables=surroundings(audience, as_of=as_of), output=output))
    return _Site(audience, process, output, progress.add_task(f"Making the {audience} site", total=None))


def _tell(site: _Site, project: Path) -> bool:
    """Say how a site came out; one that failed is not left half-made."""
    folder = _folder(project, site.audience)
    if site.process.returncode == 0:
        say(f"The {site.audience} site is in {folder}")
        return True
    site.output.seek(0)
    say(site.output.read().decode("utf-8", "replace").rstrip())
    shutil.rmtree(folder, ignore_errors=True)
    say(f"The {site.audience} site could not be made: see above")
    return False


def _folder(project: Path, audience: Audience) -> Path:
    return project / "site" / audience
