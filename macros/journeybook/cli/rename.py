"""`journeybook rename`: give a thing another id, in every file that names it."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import FAILED, ProjectFolder, checked_project, counts_in_words, print_findings, say
from journeybook.edit.renaming import CannotRename, renaming, slug_renaming
from journeybook.edit.trial import errors_after
from journeybook.findings import Level
from journeybook.publish.exchange_file import exchange_files

EXAMPLES = (
    "journeybook rename stage first-map/set-up getting-started",
    "journeybook rename team customer-success success-team",
)


def rename(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="What it is: map, stage, step, playbook, persona, segment, team, lane ... or slug, for a page of customers.",
        ),
    ],
    old: Annotated[str, typer.Argument(metavar="OLD", help="Its id; inside a map also map-id/its-id.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new id.")],
    project: ProjectFolder = Path(),
) -> None:
    """Give a thing another id: where it is declared, and in everything that names it.

    That is every field, condition, timing, alteration and exemption in journeys/, each macro in docs/ that takes ids, and the name of a
    file that is named for it. Tables of account data stay; their descriptions say what the old id in a heading or cell means. The old id
    stays under `formerly` where the thing has an address, so that old links lead to the new one; so does the old slug of a live success
    map. Nothing else in the files changes; all are written or none. Prints each place that was changed.
    Ends with 1 while the journeys have errors, and with 2 if there is no such thing or the new id is taken or no id; then nothing is
    written.
    """
    checked = checked_project(project)
    if not checked.ok:
        say("Nothing is renamed while there are errors:")
        raise print_findings(finding for finding in checked.findings if finding.level is Level.ERROR)
    try:
        plan = slug_renaming(project, checked, old, new) if kind == "slug" else renaming(project, checked, kind, old, new)
    except CannotRename as problem:
        say(str(problem))
        raise typer.Exit(FAILED) from None
    more = errors_after(project, checked, plan.changes)
    if more:
        say(f"Nothing is renamed, since it would cause {counts_in_words(more)}:")
        raise print_findings(more)
    exchange_files(project, plan.changes)
    typer.echo("".join(f"{use}\n" for use in plan.uses), nl=False)
    say(f"{kind} {old} is {new} now: {len(plan.changes)} file{'' if len(plan.changes) == 1 else 's'} changed")
