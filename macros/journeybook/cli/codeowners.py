"""`journeybook codeowners`: write into CODEOWNERS who is asked for a review of which file of the journeys."""

from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import FAILED, FOUND, ProjectFolder, checked_project, print_findings, say
from journeybook.exchange.codeowners import BEGIN, END, BrokenBlock, FileOwners, file_owners, with_owners
from journeybook.findings import Level, shortened
from journeybook.publish.exchange_file import FileChange, exchange_files

EXAMPLES = ("journeybook codeowners", "journeybook codeowners --check")
NAME = "CODEOWNERS"


def codeowners(
    project: ProjectFolder = Path(),
    *,
    check: Annotated[bool, typer.Option("--check", help="Only say whether the file is as it should be.")] = False,
) -> None:
    """Write into CODEOWNERS whom GitHub or GitLab asks for a review of which file: the owners of what stands in it, by their handle.

    The file is the one that the repository has (in .github, .gitlab, its root or docs), else a new one. Only our block in it is written;
    what stands above or below stays. Prints the file where it was changed, and tells the files of the journeys without an owner and the
    owners without a handle. With --check nothing is written, and the command ends with 1 where the file is not as it should be. Ends with
    1 while the journeys have errors, and with 2 where only one mark of the block is left.
    """
    checked = checked_project(project)
    if not checked.ok:
        say("Nothing is written while there are errors:")
        raise print_findings(finding for finding in checked.findings if finding.level is Level.ERROR)
    root = _repository(project)
    file = _file(root)
    owners = file_owners(checked.atlas)
    old = file.read_bytes() if file.exists() else None
    change = FileChange(file, old, _new_text(file, old, owners, project.resolve().relative_to(root).as_posix().removeprefix(".")))
    _tell(owners)
    if change.new == change.old:
        say(f"{file} is as it should be")
        return
    if check:
        say(f"{file} is not as it should be: journeybook codeowners writes it")
        raise typer.Exit(FOUND)
    exchange_files(root, [change])
    typer.echo(file.relative_to(root).as_posix())


def _new_text(file: Path, old: bytes | None, owners: FileOwners, folder: str) -> bytes:
    """Return the file with our block, or end the command where its marks are broken."""
    text = (old or b"").decode("utf-8", "surrogateescape")
    try:
        return with_owners(text, owners, folder).encode("utf-8", "surrogateescape")
    except BrokenBlock:
        say(f"{file}: one of the lines between which the owners are written is missing, or stands there twice. Take all of this away:")
        say(f"{BEGIN}\n{END}")
        raise typer.Exit(FAILED) from None


def _tell(owners: FileOwners) -> None:
    """Tell what is in nobody's line."""
    if owners.unowned:
        say(f"Nothing in {shortened(owners.unowned)} has an owner: for these, lines above the block count")
    if owners.without_handle:
        say(f"No `handle:` in atlas.yml, and so in no line: {shortened(owners.without_handle)}")


def _repository(project: Path) -> Path:
    """Return the root of the repository around a project; the project where there is none."""
    home = project.resolve()
    return next((folder for folder in (home, *home.parents) if (folder / ".git").exists()), home)


def _file(root: Path) -> Path:
    """Return the CODEOWNERS of a repository: the one that is there, else where the files of its forge are."""
    folders = (root / ".github", root / ".gitlab", root, root / "docs")
    known = next((folder / NAME for folder in folders if (folder / NAME).is_file()), None)
    return known or next(folder for folder in folders if folder.is_dir()) / NAME
