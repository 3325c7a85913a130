"""`journeybook policy`: the header under which a public site is to be served."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import FAILED, say
from journeybook.render.policy import policy as policy_of

EXAMPLES = ("journeybook policy", "journeybook policy ../atlas/site/public")


def policy(
    site: Annotated[Path, typer.Argument(metavar="FOLDER", help="The built site.")] = Path("site/public"),
) -> None:
    """Print the Content-Security-Policy header of a built public site.

    Every page carries the same rules itself; a header adds that no other site may show these pages in a frame. It names the scripts
    within the pages by their hashes, so print it again after each update of the theme. Ends with 2 if there is no page.
    """
    pages = [page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))]
    if not pages:
        say(f"There is no page in {site}: build the public site first, with journeybook build")
        raise typer.Exit(FAILED)
    typer.echo(f"Content-Security-Policy: {policy_of(pages)}; frame-ancestors 'none'")
