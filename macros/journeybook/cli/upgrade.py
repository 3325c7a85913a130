"""`journeybook upgrade`: say what changes for customers with the next version of the vocabulary, and write that version."""

import re
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.check import text_lines
from journeybook.cli.terminal import FAILED, ProjectFolder, checked_project, counts_in_words, say
from journeybook.findings import Finding, Level, Place
from journeybook.model.organisation import SCHEMA_VERSION
from journeybook.model.visibility import may_be_public
from journeybook.prove.customer_texts import texts_lost_by_inheritance
from journeybook.publish.exchange_file import exchange_file
from journeybook.validate import Checked
from journeybook.validate.context import SHAPE_VERSION

EXAMPLES = ("journeybook upgrade", "journeybook upgrade --write")
_VERSION = re.compile(rb"(schema_version\s*:\s*)1(?=\s|$)")


def upgrade(
    project: ProjectFolder = Path(),
    write: Annotated[bool, typer.Option("--write", help="Write the new version into atlas.yml.")] = False,  # noqa: FBT002 - a switch
) -> None:
    """Say of each public map which texts customers will read no more, since no text becomes public by inheritance.

    Each text stands with the line that wrote it: write `audience: public` at the part around it, or at the head of its map, where customers
    are to go on reading it. With --write, `schema_version` in atlas.yml becomes the version that this program reads; nothing else changes.
    Ends with 2 if the version cannot be written.
    """
    checked = checked_project(project)
    _print_lost_texts(checked)
    place = next((finding.place for finding in checked.findings if finding.rule == SHAPE_VERSION.id), None)
    others = _other_errors(checked)
    if others:
        say(f"{counts_in_words(others)} besides: journeybook check lists them, and what stands in those files may be missing here")
    if place is None:
        say(f"The files are of version {SCHEMA_VERSION}: nothing is to be written")
    elif not write:
        say(f"To go on, run `journeybook upgrade --write`: it writes `schema_version: {SCHEMA_VERSION}` into {place.file}")
    elif _write_version(project, place):
        say(f"`schema_version: {SCHEMA_VERSION}` is written into {place.file}")
    else:
        say(f"The version at {place} cannot be written from here: write `schema_version: {SCHEMA_VERSION}` yourself")
        raise typer.Exit(FAILED)


def _print_lost_texts(checked: Checked) -> None:
    """Print the texts that each public map loses."""
    for journey in filter(may_be_public, checked.atlas.maps):
        texts = texts_lost_by_inheritance(checked.atlas, journey)
        if texts:
            typer.echo(f"Customers read these texts of '{journey.id}' no more:")
            typer.echo("".join(f"{line}\n" for text in texts for line in text_lines(text)))
        else:
            typer.echo(f"Customers read every text of '{journey.id}' as before.")


def _other_errors(checked: Checked) -> list[Finding]:
    return [finding for finding in checked.findings if finding.level is Level.ERROR and finding.rule != SHAPE_VERSION.id]


def _write_version(project: Path, place: Place) -> bool:
    """Replace version 1 on its line, and return whether it stood there."""
    path = project / place.file
    lines = path.read_bytes().splitlines(keepends=True)
    new, count = _VERSION.subn(rb"\g<1>%d" % SCHEMA_VERSION, lines[place.line - 1], count=1)
    if count:
        with exchange_file(path) as fresh:
            fresh.write(b"".join([*lines[: place.line - 1], new, *lines[place.line :]]))
    return bool(count)
