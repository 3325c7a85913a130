"""`journeybook check`: say everything that is wrong with the journeys, or every text of a map that customers will read."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.atlas_states import AtlasState, atlas_state
from journeybook.cli.customer_losses import lost_by_customers
from journeybook.cli.excerpt import with_excerpts
from journeybook.cli.finding_formats import Format, written_findings
from journeybook.cli.fix_dialogue import mend_files, write_ids
from journeybook.cli.forge import folder_in_repository, is_github_actions
from journeybook.cli.project_schema import write_project_schemas
from journeybook.cli.stale_sites import stale_site_findings
from journeybook.cli.terminal import (
    FAILED,
    FOUND,
    AsOf,
    ProjectFolder,
    checked_project,
    counts_in_words,
    is_coloured,
    line_width,
    prints_to_terminal,
    say,
)
from journeybook.findings import Finding, Level, as_text, nearest, visible
from journeybook.load.revision import RevisionMissing
from journeybook.measure.project_tables import checked_tables
from journeybook.model.map import Map
from journeybook.prove.account_leaks import account_leaks
from journeybook.prove.customer_texts import CustomerText, customer_texts
from journeybook.prove.everyday_texts import everyday_text_findings
from journeybook.validate import Checked

EXAMPLES = (
    "journeybook check",
    "journeybook check --project ../atlas --format json > findings.json",
    "journeybook check --format gitlab > gl-code-quality-report.json",
    "journeybook check --strict",
    "journeybook check --public our-map",
    "journeybook check --fix",
    "journeybook check --ids",
    "journeybook check --against main",
)


Written = Annotated[
    Format | None, typer.Option("--format", help="How findings are written. [default: text; in GitHub Actions github]", show_default=False)
]
Public = Annotated[
    str | None, typer.Option(metavar="MAP", help="Print instead every text that customers will read of this map.", show_default=False)
]
Against = Annotated[
    str | None,
    typer.Option(metavar="REV", help="Say as well what customers lose since this revision in git, or folder.", show_default=False),
]
Source = Annotated[
    bool | None, typer.Option("--source/--no-source", help="Show the line of each finding. [default: in a terminal]", show_default=False)
]


def check(  # noqa: PLR0913 - the options of a command
    project: ProjectFolder = Path(),
    as_of: AsOf = None,
    written: Written = None,
    public: Public = None,
    against: Against = None,
    *,
    fix: Annotated[bool, typer.Option("--fix", help="Mend first what has one plain remedy: the change is shown, and asked for.")] = False,
    ids: Annotated[
        bool, typer.Option("--ids", help="Write first the ids of steps and other parts that have none; asked for, too.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix or --ids: do not ask.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 if there are warnings, too.")] = False,
    source: Source = None,
) -> None:
    """Say everything that is wrong with the journeys, and which public sites in site/ are to be made anew or removed.

    With --public MAP: print every text of this map that customers will read once it is live, with its file and line, in the order of the
    page. With --against REV: say as well which pages, addresses and steps customers will not find any more. With --fix: mend in the files
    what has one plain remedy (tabs, marks that nobody sees, misspelt keys and ids, missing ids of steps that are alike), and check again;
    no text that customers read changes. With --ids: give every step, milestone, play, pain point and the like that has no id one, made of
    its words, so that links and comparisons know it again when the words change; links to steps by their words still lead there.
    Ends with 0 if nothing but warnings is found, with 1 if there are errors, and with 2 if the project is missing or cannot be read, or if
    there is no such map or revision. What editors complete is written into .journeybook on the way.
    In GitHub Actions the findings are written as text and, for the lines of a pull request, as annotations.
    """
    checked = checked_project(project, as_of=as_of)
    for change in [mend_files] * fix + [write_ids] * ids:
        if change(project, checked, ask=not yes):
            checked = checked_project(project, as_of=as_of)
    write_project_schemas(project, checked)
    if public:
        _print_customer_texts(checked, public, written)
        return
    tables = (*checked_tables(project, checked.atlas), *account_leaks(checked, project))
    findings = (*checked.findings, *tables, *_further(project, checked), *_losses(project, checked, against))
    _print(findings, project, written, has_source=prints_to_terminal() if source is None else source)
    say(f"{counts_in_words(findings)} in {checked.files} file{'' if checked.files == 1 else 's'}")
    if _holds(Level.ERROR, (*checked.findings, *tables)) or (strict and _holds(Level.WARNING, findings)):
        raise typer.Exit(FOUND)


def _holds(level: Level, findings: Sequence[Finding]) -> bool:
    return any(finding.level is level for finding in findings)


def _further(project: Path, checked: Checked) -> tuple[Finding, ...]:
    """Return the findings about what the sites are made of, and about sites that are made already."""
    everyday = everyday_text_findings(project, checked.atlas) if checked.ok else ()
    return (*everyday, *stale_site_findings(project, checked))


def _losses(project: Path, checked: Checked, against: str | None) -> tuple[Finding, ...]:
    """Return what customers lose since an earlier state, where one is named."""
    if against is None:
        return ()
    try:
        return lost_by_customers(atlas_state(project, against, as_of=checked.as_of), AtlasState("", checked))
    except RevisionMissing as problem:
        say(str(problem))
        raise typer.Exit(FAILED) from None


def text_lines(text: CustomerText) -> list[str]:
    """Return a text with its place, its further lines indented."""
    first, *further = map(visible, text.text.splitlines())
    return [f"{text.place} {first}", *(f"    {line}" if line else "" for line in further)]


def _print(findings: Sequence[Finding], project: Path, written: Format | None, *, has_source: bool) -> None:
    """Print findings in a format, as text in front of GitHub's commands as well, whose own lines say little."""
    form = written or (Format.GITHUB if is_github_actions() else Format.TEXT)
    if form in (Format.TEXT, Format.GITHUB):
        shown = with_excerpts(findings, project, width=line_width(), is_coloured=is_coloured()) if has_source else as_text(findings)
        typer.echo(shown, nl=False)
    if form is not Format.TEXT:
        typer.echo(written_findings(findings, form, folder_in_repository(project)), nl=False)


def _print_customer_texts(checked: Checked, identifier: str, written: Format | None) -> None:
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
