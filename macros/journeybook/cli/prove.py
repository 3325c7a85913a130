"""`journeybook prove`: look through a built public site for anything internal."""

from pathlib import Path

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.site_build import SegmentOption, SiteFolder, public_site, require_segment
from journeybook.cli.terminal import FOUND, ProjectFolder, checked_project, console, counts_in_words, print_findings, say
from journeybook.model.base import Audience
from journeybook.prove import hits_as_text, prove_site

EXAMPLES = ("journeybook prove", "journeybook prove ../published --project ../atlas --segment small")


def prove(
    site: SiteFolder = None,
    project: ProjectFolder = Path(),
    segment: SegmentOption = None,
) -> None:
    """Look through a built public site for anything that customers must not read.

    Looked for is every text of the project that is in no public field, in every file, path, archive, picture and document, and in other
    ways of writing it; and whether the site is made of the planned files, elements, attributes and links and of nothing else. The site must
    have been built from the files as they are now. Each hit names the file, where in it, and the line of the project it comes from.

    Ends with 0 if nothing is found, with 1 if something is or if the journeys have errors, and with 2 if there is no such site or segment.
    """
    checked = checked_project(project)
    if not checked.ok:
        say(f"{counts_in_words(checked.findings)}: nothing can be proved")
        raise print_findings(checked.findings)
    require_segment(checked, segment)
    request = BuildRequest(project, Audience.PUBLIC, segment)
    folder = public_site(site, request)
    with console().status(f"Looking through {folder} ..."):
        hits = prove_site(folder, checked, request)
    typer.echo(hits_as_text(hits), nl=False)
    files = sum(path.is_file() for path in folder.rglob("*"))
    say(f"{len(hits)} hit{'' if len(hits) == 1 else 's'} in {files} file{'' if files == 1 else 's'}")
    if hits:
        raise typer.Exit(FOUND)
