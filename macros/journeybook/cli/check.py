"""`journeybook check`: say everything that is wrong with the journeys."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.stale_sites import stale_site_findings
from journeybook.cli.terminal import FOUND, AsOf, ProjectFolder, checked_project, counts_in_words, say
from journeybook.findings import as_json, as_text

EXAMPLES = ("journeybook check", "journeybook check --project ../atlas --format json > findings.json")


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


def check(
    project: ProjectFolder = Path(),
    as_of: AsOf = None,
    written: Annotated[Format, typer.Option("--format", help="One finding a line, or a JSON list.")] = Format.TEXT,
) -> None:
    """Say everything that is wrong with the journeys, and which public sites in site/ are to be made anew or removed.

    Ends with 0 if nothing but warnings is found, with 1 if there are errors, and with 2 if the project is missing or cannot be read.
    """
    checked = checked_project(project, as_of=as_of)
    write = as_json if written is Format.JSON else as_text
    findings = (*checked.findings, *stale_site_findings(project, checked))
    typer.echo(write(findings), nl=False)
    say(f"{counts_in_words(findings)} in {checked.files} file{'' if checked.files == 1 else 's'}")
    if not checked.ok:
        raise typer.Exit(FOUND)
