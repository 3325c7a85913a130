"""`journeybook policy`: the header under which a public site is to be served."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import ProjectFolder
from journeybook.render.policy import policy as policy_of

EXAMPLES = ("journeybook policy", "journeybook policy ../published")
SITE = "site/public"


def policy(
    site: Annotated[
        Path | None, typer.Argument(help=f"The folder of the public site. [default: {SITE} of the project]", show_default=False)
    ] = None,
    project: ProjectFolder = Path(),
) -> None:
    """Print the Content-Security-Policy header of a built public site.

    Every page carries the same rules itself; a header adds that no other site may show these pages in a frame. It names the scripts
    within the pages by their hashes, so print it again after each update of the theme. Ends with 2 if there is no such site.
    """
    folder = site or project / SITE
    pages = [page.read_text(encoding="utf-8") for page in sorted(folder.rglob("*.html"))]
    if not pages:
        raise FileNotFoundError(f"{folder} holds no site: make one with journeybook build --audience public")
    typer.echo(f"Content-Security-Policy: {policy_of(pages)}; frame-ancestors 'none'")
