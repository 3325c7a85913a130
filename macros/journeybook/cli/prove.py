"""`journeybook prove`: build a public site again from what may be public, and compare."""

from pathlib import Path

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.site_build import SegmentOption, SiteFolder, failed_gate, public_site, require_segment, start_build
from journeybook.cli.terminal import FOUND, ProjectFolder, checked_project, console, counts_in_words, print_findings, say
from journeybook.model.base import Audience
from journeybook.prove.hit import Hit, hits_as_text
from journeybook.prove.site_comparison import compare_sites
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked

EXAMPLES = ("journeybook prove", "journeybook prove ../published --project ../atlas --segment small")


def prove(
    site: SiteFolder = None,
    project: ProjectFolder = Path(),
    segment: SegmentOption = None,
) -> None:
    """Prove that nothing is on a built public site that customers must not read.

    The site is built again in an empty folder, from the public atlas, docs/public, overrides and mkdocs.yml alone. Each byte in which the
    two differ came from somewhere else, and is refused with its page and line; what authors wrote in public places is searched for
    internal texts first. The site must have been built from the files as they are now, and for the same address (JOURNEYBOOK_PUBLIC_URL).

    Ends with 0 if nothing is found, with 1 if something is or if the journeys have errors, and with 2 if there is no such site or segment.
    """
    checked = checked_project(project)
    if not checked.ok:
        say(f"{counts_in_words(checked.findings)}: nothing can be proved")
        raise print_findings(checked.findings)
    require_segment(checked, segment)
    request = BuildRequest(project, Audience.PUBLIC, segment)
    folder = public_site(site, request)
    with console().status(f"Building {folder} again ..."):
        problem, hits = _rebuilt_and_compared(folder, request, checked)
    if problem:
        typer.echo(problem)
        say("The site cannot be built again: see above")
        raise typer.Exit(FOUND)
    typer.echo(hits_as_text(hits), nl=False)
    files = sum(path.is_file() for path in folder.rglob("*"))
    say(f"{len(hits)} hit{'' if len(hits) == 1 else 's'} in {files} file{'' if files == 1 else 's'}")
    if hits:
        raise typer.Exit(FOUND)


def _rebuilt_and_compared(site: Path, request: BuildRequest, checked: Checked) -> tuple[str, tuple[Hit, ...]]:
    """Return the message of the gate that the site does not pass when it is built again, or how it differs from the one given."""
    with temporary_folder() as again, start_build(request, checked, again) as build:
        build.process.wait()
        problem = failed_gate(build)
        return problem, () if problem else compare_sites(site, again)
