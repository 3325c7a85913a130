"""`journeybook apply`: write the words into the files that somebody without access to them asked for in a form."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import FAILED, FOUND, ProjectFolder, checked_project, say
from journeybook.compare.finding_differences import finding_differences
from journeybook.edit.suggestion_form import LONGEST_FORM, SuggestionRefused, read_suggestion_form
from journeybook.edit.trial import checked_after
from journeybook.edit.wording_change import reworded_files, wording_changes
from journeybook.findings import Level
from journeybook.publish.exchange_file import exchange_files
from journeybook.render.suggestion_text import suggestion_markdown

EXAMPLES = ("journeybook apply issue.md",)
_MOST_BYTES = 4 * LONGEST_FORM


def apply(
    form: Annotated[Path, typer.Argument(metavar="FORM", help="A file with the text of the issue that the form has made.")],
    project: ProjectFolder = Path(),
) -> None:
    """Write the words into the files that somebody asked for in the form of "Suggest a change".

    The form names a part and says its words as they are and as they should be. Only words change: no ids, links, times or conditions, and
    nothing is added or taken away. The old words have to stand in the file; everything else in it stays. Prints, as Markdown for a
    proposal, what was changed and what the check newly finds. Ends with 1 where that is an error, and with 2 where the form is refused:
    then the reason is told, and nothing is written.
    """
    checked = checked_project(project)
    try:
        changes = wording_changes(checked.atlas, read_suggestion_form(_text(form)))
        files = reworded_files(project, changes)
    except SuggestionRefused as refusal:
        say(str(refusal))
        raise typer.Exit(FAILED) from None
    more = finding_differences(checked.findings, checked_after(project, checked, files).findings).new
    exchange_files(project, files)
    typer.echo(suggestion_markdown(changes, more), nl=False)
    if any(finding.level is Level.ERROR for finding in more):
        raise typer.Exit(FOUND)


def _text(form: Path) -> str:
    """Return the text of a form; raises SuggestionRefused where it is none."""
    with form.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise SuggestionRefused("The form is no text in UTF-8, or too long.") from None
