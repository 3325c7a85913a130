"""`journeybook build`: check the journeys, then make both sites side by side, and put each in place once it has passed its gates."""

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from journeybook.cli.mkdocs_process import settings_file
from journeybook.cli.site_build import Making, Wanted, require_segment, started, what_stops
from journeybook.cli.terminal import FOUND, AsOf, ProjectFolder, checked_project, console, counted, refuse, say
from journeybook.model.base import Audience
from journeybook.publish.exchange_site import Way, fresh_copy, put_in_place

EXAMPLES = (
    "journeybook build",
    "journeybook build --project ../atlas --audience public",
    "journeybook build --audience public --segment small",
)
GLANCE = 0.1
WEAKER = {
    Way.ONE_STEP: "",
    Way.FROM_FOLDER: "There was a folder, which gave way to a link: for a moment there was no site. From now on there always is one.",
    Way.NO_LINKS: "This system does not exchange links: each time, for a moment, there is no site.",
}
"""What is said of a way in which readers could miss a site."""


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
        say(f"{counted(checked.findings)}: nothing is built")
        raise refuse(checked.findings)
    require_segment(checked, segment)
    if checked.findings:
        say(f"{counted(checked.findings)}: journeybook check lists them")
    audiences = [audience] if audience else [Audience.PUBLIC] if segment else list(Audience)
    for name in audiences:
        settings_file(project, name)
    if not _make([Wanted(project, checked, name, segment, as_of=checked.as_of) for name in audiences]):
        raise typer.Exit(FOUND)


def _make(sites: list[Wanted]) -> bool:
    """Make the sites side by side; say whether all are in their places."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    screen = console()
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal))
        running = {progress.add_task(f"Making the {wanted}", total=None): _start(wanted, stack) for wanted in sites}
        results = []
        while running:
            for line, site in [(line, site) for line, site in running.items() if site.process.poll() is not None]:
                del running[line]
                results.append(_finish(site))
                progress.remove_task(line)
            time.sleep(GLANCE)
    return all(results)


def _start(wanted: Wanted, stack: ExitStack) -> Making:
    place = wanted.place
    fresh = fresh_copy(
        place,
        waiting=lambda: say(f"{place} is being made by another build: waiting for it"),
        unlocked=lambda: say(f"{place} cannot be locked on this file system: never let two builds make it at once"),
    )
    return stack.enter_context(started(wanted, stack.enter_context(fresh)))


def _finish(site: Making) -> bool:
    """Put a site that passes its gates in place, and say how it came out."""
    place = site.wanted.place
    kept = f"{place} is as it was." if place.exists() else "Nothing is published."
    problem = what_stops(site)
    if problem:
        say(problem)
        say(f"The {site.wanted} could not be made: see above. {kept}")
        return False
    try:
        way = put_in_place(site.folder, place)
    except OSError as failure:
        say(f"The {site.wanted} could not be put in its place: {failure.strerror or failure}. {kept}")
        return False
    say(f"The {site.wanted} is in {place}")
    if WEAKER[way]:
        say(WEAKER[way])
    return True
