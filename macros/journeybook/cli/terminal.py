"""What all commands share: their common options, their exit codes, what they ask and print, and in what kind of terminal."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from journeybook.findings import Finding, Level, as_text, nearest
from journeybook.load.discover import FOLDER, require_project
from journeybook.model.atlas import Atlas
from journeybook.model.files import ATLAS
from journeybook.validate import Checked, check

FOUND, FAILED, INTERRUPTED = 1, 2, 130
"""Exit codes: something is wrong with the journeys, the command cannot do its work, somebody stopped it."""
WIDTH = 120
"""Characters of a line that is shown where nobody knows the width."""


def read_day(text: str) -> date:
    """Return the date in an option; raises BadParameter where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a date: write year-month-day, such as 2026-03-01") from None


ProjectFolder = Annotated[
    Path, typer.Option("--project", metavar="DIR", help=f"The folder in which {FOLDER}/ stands. [default: here]", show_default=False)
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=read_day,
        help="The day from which ages are counted, such as 2026-03-01. [default: what atlas.yml says]",
    ),
]


def console() -> Console:
    """Return the console on standard error, for everything that is not the answer of a command."""
    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """Print a line to standard error; the answer of a command goes to standard output."""
    typer.echo(text, err=True)


def prints_to_terminal() -> bool:
    """Whether a person reads what is printed, as it is printed."""
    return sys.stdout.isatty()


def can_ask() -> bool:
    """Whether a person reads questions and can answer them."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def is_coloured() -> bool:
    """Whether colours are shown: in a terminal whose user has not asked for none."""
    return prints_to_terminal() and not os.environ.get("NO_COLOR")


def line_width() -> int:
    """Return the width of the terminal in characters."""
    return shutil.get_terminal_size().columns if prints_to_terminal() else WIDTH


def require_answer(value: str | None, flag: str, question: str, choices: Sequence[str] = (), *, default: str | None = None) -> str:
    """Return the value of a flag, what somebody answers in a terminal, or the default; one of the choices where there are some.

    Raises BadParameter that names the flag where there is none of them, and for what is no choice.
    """
    listed_choices = f": {', '.join(choices)}" if choices else ""
    if value is None and can_ask():
        value = typer.prompt(f"{question.removesuffix('?')}{listed_choices}", default=default, err=True)
    value = default if value is None else value
    if value is None:
        raise typer.BadParameter(f"{flag} is missing{listed_choices}")
    if choices and value not in choices:
        guess = nearest(value, choices)
        raise typer.BadParameter(
            f"'{value}' is not one of{listed_choices[1:]}" + (f"; did you mean '{guess}'?" if guess else ""), param_hint=flag
        )
    return str(value)


def checked_project(project: Path, *, as_of: date | None = None) -> Checked:
    """Return a project, checked; one that is missing or cannot be read raises ProjectMissing or OSError."""
    require_project(project)
    with console().status("Checking the journeys ..."):
        return check(project, as_of=as_of)


def require_sound_atlas(checked: Checked) -> Atlas:
    """Return the atlas; ends the command where atlas.yml has errors, since its lanes and teams are not known then."""
    if checked.atlas_errors:
        say(f"{ATLAS} has errors, so its lanes and teams are not known")
        raise print_findings(checked.atlas_errors)
    return checked.atlas


def print_findings(findings: Iterable[Finding]) -> typer.Exit:
    """Print findings, and return the exit of the command."""
    typer.echo(as_text(findings), nl=False)
    return typer.Exit(FOUND)


def counts_in_words(findings: Iterable[Finding]) -> str:
    """Return how many errors and warnings there are, and how many findings for information where there are any, in words.

    >>> counts_in_words([])
    '0 errors, 0 warnings'
    """
    levels = [finding.level for finding in findings]
    counts = [f"{levels.count(level)} {level}{'' if levels.count(level) == 1 else 's'}" for level in (Level.ERROR, Level.WARNING)]
    told = levels.count(Level.INFORMATION)
    return ", ".join([*counts, f"{told} for information"] if told else counts)
