"""`journeybook policy`: the header under which a public site is to be served."""

from pathlib import Path

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.site_build import SegmentOption, SiteFolder, public_site
from journeybook.cli.terminal import ProjectFolder
from journeybook.model.base import Audience
from journeybook.render.policy import content_security_policy

EXAMPLES = ("journeybook policy", "journeybook policy ../published")


def policy(
    site: SiteFolder = None,
    project: ProjectFolder = Path(),
    segment: SegmentOption = None,
) -> None:
    """Print the Content-Security-Policy header of a built public site.

    Every page carries the same rules itself; a header adds that no other site may show these pages in a frame. It names the scripts
    within the pages by their hashes, so print it again after each update of the theme. Ends with 2 if there is no such site.
    """
    folder = public_site(site, BuildRequest(project, Audience.PUBLIC, segment))
    pages = [page.read_text(encoding="utf-8") for page in sorted(folder.rglob("*.html"))]
    typer.echo(f"Content-Security-Policy: {content_security_policy(pages)}; frame-ancestors 'none'")
