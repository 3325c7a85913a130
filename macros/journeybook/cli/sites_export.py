"""Exports both sites as one archive that opens from a disk, for those who review a change."""

from contextlib import ExitStack
from pathlib import Path

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.site_build import failed_gate, start_build
from journeybook.cli.terminal import FOUND, console, say
from journeybook.model.base import Audience
from journeybook.publish.archive import pack
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked


def export_sites(project: Path, checked: Checked, file: Path) -> None:
    """Write an archive with a folder for each site, once both have passed the gates of a published site; else end the command."""
    with console().status(f"Making {file} ..."), temporary_folder() as home:
        if not all(_pass_gates(project, checked, home)):
            say("Nothing is exported: see above")
            raise typer.Exit(FOUND)
        pack(home, file, top=file.stem)
    folders = " or ".join(f"{file.stem}/{audience}/index.html" for audience in Audience)
    say(f"{file} is written: unpack it, and open {folders}")


def _pass_gates(project: Path, checked: Checked, home: Path) -> list[bool]:
    """Make each site in a folder of its own, side by side; return whether it passes the gates, and say which it does not pass."""
    requests = [BuildRequest(project, audience, as_of=checked.as_of, from_disk=True) for audience in Audience]
    with ExitStack() as stack:
        builds = [stack.enter_context(start_build(request, checked, home / request.audience)) for request in requests]
        for build in builds:
            build.process.wait()
        problems = {build.request.audience: failed_gate(build) for build in builds}
    for audience, problem in problems.items():
        if problem:
            say(f"The {audience} site does not pass:\n{problem}")
    return [not problem for problem in problems.values()]
