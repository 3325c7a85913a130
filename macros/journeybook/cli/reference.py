"""`journeybook reference`: write the reference pages from the code, and the guide beside them."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.help_pages import atlas_help, repository_pages
from journeybook.cli.terminal import FAILED, FOUND, ProjectFolder, say
from journeybook.publish.exchange_file import exchange_file

EXAMPLES = ("journeybook reference --into docs/help", "journeybook reference --into docs/help --check")
DOCUMENTS, GUIDE_INDEX = "docs", "docs/guide/index.md"


def reference(
    project: ProjectFolder = Path(),
    into: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="The folder of the project that takes the guide and the reference.", show_default=False),
    ] = None,
    *,
    only_check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if a page is not what would be written.")] = False,
) -> None:
    """Write the guide and the reference of this version into a folder of the atlas, such as docs/help.

    The reference has a page for every kind of file, with its keys, and the pages on rules, macros and commands. Pages of that name are
    written anew: run it after each update. Without --into only what is made from the code is written, the reference and the gallery of
    maps, where the guide stands in docs/guide, as it does in the repository of Journeybook itself; elsewhere the command ends with 2.
    """
    if into is None and not (project / GUIDE_INDEX).is_file():
        say("say into which folder: journeybook reference --into docs/help")
        raise typer.Exit(FAILED)
    folder, pages = (into, atlas_help()) if into else (DOCUMENTS, repository_pages())
    home = project / folder
    stale = [name for name, text in pages.items() if not (home / name).is_file() or (home / name).read_text("utf-8") != text]
    for name in stale:
        if only_check:
            say(f"{folder}/{name} is not what would be written: run journeybook reference{f' --into {into}' if into else ''}")
            continue
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        with exchange_file(home / name) as output:
            output.write(pages[name].encode())
        say(f"{folder}/{name} is written")
    if stale and only_check:
        raise typer.Exit(FOUND)
