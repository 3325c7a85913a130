"""`journeybook fmt`: put the keys of the journeys in house order, and indent them alike."""

from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from journeybook.cli.terminal import FOUND, ProjectFolder, print_findings, say
from journeybook.edit.file_changes import changed_files, path_in_project, read_files
from journeybook.edit.formatting import in_house_form
from journeybook.load.discover import require_project
from journeybook.model.files import model_of
from journeybook.publish.exchange_file import exchange_files

EXAMPLES = ("journeybook fmt --check", "journeybook fmt journeys/maps/first-map.yml")


def fmt(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILES", help="The files, or folders of them. [default: all of journeys/]", show_default=False),
    ] = None,
    project: ProjectFolder = Path(),
    *,
    check: Annotated[bool, typer.Option("--check", help="Only name the files that are not in house form.")] = False,
) -> None:
    """Put the keys of the journeys in house order, and indent them by two spaces for each level.

    Comments, blank lines, quotes and everything in brackets stay; comments above a key go with it. What the files say does not change, and
    doing it again changes nothing. All files are written or none; none are while one of them cannot be read. Prints the files that were
    changed. With --check nothing is written, and the command ends with 1 if a file is not in house form.
    """
    require_project(project)
    readings = read_files(project)
    known = {*readings.texts, *(finding.place.file for finding in readings.findings)}
    wanted = _wanted(project, files, known) if files else known
    refused = [finding for finding in readings.findings if finding.place.file in wanted]
    if refused:
        raise print_findings(refused)
    texts = {path: text for path, text in readings.texts.items() if path in wanted}
    changes = changed_files(project, texts, lambda path, text: in_house_form(text, model_of(path)))
    if changes and not check:
        exchange_files(project, changes)
    typer.echo("".join(f"{change.file.relative_to(project).as_posix()}\n" for change in changes), nl=False)
    files_said = f"{len(changes)} of {len(texts)} file{'' if len(texts) == 1 else 's'}"
    say(f"{files_said} {'not in house form: journeybook fmt changes that' if check else 'changed'}")
    if changes and check:
        raise typer.Exit(FOUND)


def _wanted(project: Path, files: list[Path], known: set[str]) -> set[str]:
    """Return those of the known paths that are named, by themselves or by a folder above them."""
    wanted: set[str] = set()
    for file in files:
        path = path_in_project(project, file)
        below = {other for other in known if path and PurePosixPath(other).is_relative_to(path)}
        if not below:
            raise typer.BadParameter(f"{file} is no file of the journeys in {project / 'journeys'}", param_hint="FILES")
        wanted |= below
    return wanted
