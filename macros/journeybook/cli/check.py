"""`journeybook check`: say everything that is wrong with the journeys, or every text of a map that customers will read."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.stale_sites import stale_site_findings
from journeybook.cli.terminal import FOUND, AsOf, ProjectFolder, checked_project, counts_in_words, say
from journeybook.findings import as_json, as_text, nearest, visible
from journeybook.model.map import Map
from journeybook.prove.customer_texts import CustomerText, customer_texts
from journeybook.prove.everyday_texts import everyday_text_findings
from journeybook.validate import Checked

EXAMPLES = (
    "journeybook check",
    "journeybook check --project ../atlas --format json > findings.json",
    "journeybook check --public our-map",
)


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


def check(
    project: ProjectFolder = Path(),
    as_of: AsOf = None,
    written: Annotated[Format, typer.Option("--format", help="One finding a line, or a JSON list.")] = Format.TEXT,
    public: Annotated[
        str | None,
        typer.Option(metavar="MAP", help="Print instead every text that customers will read of this map.", show_default=False),
    ] = None,
) -> None:
    """Say everything that is wrong with the journeys, and which public sites in site/ are to be made anew or removed.

    With --public MAP: print every text of this map that customers will read once it is live, with its file and line, in the order of the
    page. Ends with 0 if nothing but warnings is found, with 1 if there are errors, and with 2 if the project is missing or cannot be read,
    or if there is no such map.
    """
    checked = checked_project(project, as_of=as_of)
    if public:
        _print_customer_texts(checked, public, written)
        return
    write = as_json if written is Format.JSON else as_text
    everyday = everyday_text_findings(project, checked.atlas) if checked.ok else ()
    findings = (*checked.findings, *everyday, *stale_site_findings(project, checked))
    typer.echo(write(findings), nl=False)
    say(f"{counts_in_words(findings)} in {checked.files} file{'' if checked.files == 1 else 's'}")
    if not checked.ok:
        raise typer.Exit(FOUND)


def text_lines(text: CustomerText) -> list[str]:
    """Return a text with its place, its further lines indented."""
    first, *further = map(visible, text.text.splitlines())
    return [f"{text.place} {first}", *(f"    {line}" if line else "" for line in further)]


def _print_customer_texts(checked: Checked, identifier: str, written: Format) -> None:
    """Print the texts of a map that customers will read, and to standard error how many they are."""
    journey = checked.atlas.find(Map, identifier)
    if journey is None:
        guess = nearest(identifier, [known.id for known in checked.atlas.maps])
        raise typer.BadParameter(f"there is no map '{identifier}'{f': did you mean {guess}?' if guess else ''}")
    if journey.public is None:
        raise typer.BadParameter(f"customers never read '{identifier}': it has no `public:` section")
    texts = customer_texts(checked.atlas, journey)
    typer.echo(_as_json(texts) if written is Format.JSON else "".join(f"{line}\n" for text in texts for line in text_lines(text)), nl=False)
    say(f"{len(texts)} texts of '{identifier}' that customers read once it is live")
    if not checked.ok:
        say(f"{counts_in_words(checked.findings)}: journeybook check lists them, and what stands in those files may be missing here")
        raise typer.Exit(FOUND)


def _as_json(texts: tuple[CustomerText, ...]) -> str:
    rows = [asdict(text.place) | {"text": text.text} for text in texts]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
