"""`journeybook reference`: write the reference pages from the code."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import FOUND, ProjectFolder, say
from journeybook.render.reference import reference_pages

EXAMPLES = ("journeybook reference", "journeybook reference --check")
HOME = "docs/reference"


def reference(
    project: ProjectFolder = Path(),
    *,
    only_check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if a page is not what would be written.")] = False,
) -> None:
    """Write a page for every kind of file, with its keys, and the pages on rules and macros, into docs/reference."""
    home = project / HOME
    stale = [name for name, text in reference_pages().items() if not (home / name).is_file() or (home / name).read_text("utf-8") != text]
    for name in stale:
        say(f"{HOME}/{name} is {'not what would be written: run journeybook reference' if only_check else 'written'}")
        if not only_check:
            home.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(reference_pages()[name], encoding="utf-8", newline="\n")
    if stale and only_check:
        raise typer.Exit(FOUND)
