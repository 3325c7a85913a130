"""`journeybook build`: check the journeys, build the sites side by side, and publish each that passes its gates."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.mkdocs_process import settings_file
from journeybook.cli.site_build import SiteBuild, failed_gate, require_segment, start_build
from journeybook.cli.stale_sites import public_content, stale_site_findings
from journeybook.cli.terminal import FOUND, AsOf, ProjectFolder, checked_project, console, counts_in_words, print_findings, say
from journeybook.findings import as_text
from journeybook.model.base import Audience
from journeybook.publish.exchange_site import ExchangeMethod, exchange_site, fresh_copy, kept_folders
from journeybook.publish.site_record import write_record
from journeybook.validate import Checked

EXAMPLES = (
    "journeybook build",
    "journeybook build --project ../atlas --audience public",
    "journeybook build --audience public --segment small",
)
_POLL_SECONDS = 0.1
_GAP = {
    ExchangeMethod.ONE_STEP: "",
    ExchangeMethod.FROM_FOLDER: (
        "There was a folder, which gave way to a link: for a moment there was no site. From now on there always is one."
    ),
    ExchangeMethod.NO_LINKS: "This system does not exchange links: each time, for a moment, there is no site.",
}
"""The message on a method that leaves readers without a site for a moment."""


def build(
    project: ProjectFolder = Path(),
    audience: Annotated[Audience | None, typer.Option(help="Make only this site. [default: both]")] = None,
    segment: Annotated[
        str | None, typer.Option(metavar="ID", help="Make only the public site, as if there were no other segment.", show_default=False)
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Check the journeys, make the sites, and put them in the place of the old ones: site/public and site/internal.

    The edition for one segment goes to site/public-ID. A site is put in place in one step, after it has been made without a warning and,
    if it is public, after it has been proved that nothing internal is on it; else the old one stays. Ends with 1 if the journeys have
    errors or a site cannot be put in place, and with 2 if there is no such segment.
    """
    if segment and audience is Audience.INTERNAL:
        raise typer.BadParameter("the internal site shows all segments: leave out --segment, or say --audience public")
    checked = checked_project(project, as_of=as_of)
    if not checked.ok:
        say(f"{counts_in_words(checked.findings)}: nothing is built")
        raise print_findings((*checked.findings, *stale_site_findings(project, checked)))
    require_segment(checked, segment)
    if checked.findings:
        say(f"{counts_in_words(checked.findings)}: journeybook check lists them")
    audiences = [audience] if audience else [Audience.PUBLIC] if segment else list(Audience)
    requests = [BuildRequest(project, name, segment, as_of=checked.as_of) for name in audiences]
    for request in requests:
        settings_file(request)
    with ExitStack() as stack:
        builds = [_start(request, checked, stack) for request in requests]
        published = [_publish(finished) for finished in _as_they_finish(builds)]
    typer.echo(as_text(stale_site_findings(project, checked)), nl=False, err=True)
    if not all(published):
        raise typer.Exit(FOUND)


def _start(request: BuildRequest, checked: Checked, stack: ExitStack) -> SiteBuild:
    """Start the build of a site in a fresh folder beside the one that readers see; waits for another build of the same site."""
    site = request.site_folder
    folder = fresh_copy(
        site,
        waiting=lambda: say(f"{site} is being made by another build: waiting for it"),
        unlocked=lambda: say(f"{site} cannot be locked on this file system: never let two builds make it at once"),
    )
    return stack.enter_context(start_build(request, checked, stack.enter_context(folder)))


def _as_they_finish(builds: Sequence[SiteBuild]) -> Iterator[SiteBuild]:
    """Yield each build when its process has ended, with a line on the terminal for each that goes on."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    screen = console()
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        running = {progress.add_task(f"Making the {build.request}", total=None): build for build in builds}
        while running:
            for line, finished in [(line, build) for line, build in running.items() if build.process.poll() is not None]:
                del running[line]
                yield finished
                progress.remove_task(line)
            time.sleep(_POLL_SECONDS)


def _publish(build: SiteBuild) -> bool:
    """Exchange the site that readers see for a finished one that passes its gates; print the outcome, return whether it did."""
    site = build.request.site_folder
    kept = f"{site} is as it was." if site.exists() else "Nothing is published."
    problem = failed_gate(build)
    if problem:
        say(problem)
        say(f"The {build.request} could not be made: see above. {kept}")
        return False
    try:
        method = exchange_site(build.folder, site)
    except OSError as failure:
        say(f"The {build.request} could not be put in its place: {failure.strerror or failure}. {kept}")
        return False
    say(f"The {build.request} is in {site}")
    if build.request.audience is Audience.PUBLIC:
        with suppress(OSError):  # a site without a record is told to be one
            write_record(site, public_content(build.checked, build.request))
    if _GAP[method]:
        say(_GAP[method])
    for folder in kept_folders(site):
        say(f"{folder} stood at {site} and was not made by a build: move it away, or remove it")
    return True
