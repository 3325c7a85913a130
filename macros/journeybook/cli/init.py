"""`journeybook init`: begin the repository of a team, complete and ready to publish."""

import json
import re
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, distribution, requires, version
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from urllib.request import url2pathname

import typer

from journeybook.cli.help_pages import atlas_help
from journeybook.cli.project_schema import write_project_schemas
from journeybook.cli.starter_files import STARTERS
from journeybook.cli.terminal import FAILED, can_ask, require_answer, say
from journeybook.load.discover import FOLDER
from journeybook.load.yaml_writer import yaml_text
from journeybook.model.files import ATLAS
from journeybook.publish.exchange_file import write_new_files
from journeybook.validate import check

EXAMPLES = ("journeybook init our-journeys", "journeybook init our-journeys --organisation 'Tern Tours' --ci github --git")
HELP_FOLDER, WHEELS, HOOKS = "docs/help", "wheels", ".githooks"
PACKAGE = "journeybook"
NAMELESS = "Our company"
MOST_NAMED = 5
"""So many files are named that are there already."""


class Forge(StrEnum):
    """Where changes are proposed, checked and published."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The folder of the repository; it is made if it is missing.", show_default=False)
    ] = None,
    *,
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"What your organisation is called. [default: {NAMELESS}]", show_default=False)
    ] = None,
    ci: Annotated[
        Forge | None, typer.Option(help="Whose workflows check each proposal and publish. [default: none]", show_default=False)
    ] = None,
    git: Annotated[bool | None, typer.Option("--git/--no-git", help="Make it a git repository. [default: no]", show_default=False)] = None,
    beside: Annotated[bool, typer.Option("--beside", help="Write into a folder that holds other files already.")] = False,
) -> None:
    """Begin the repository of a team: an atlas with one small map, both sites, help, settings of editors, and on request the workflows.

    In a terminal, what is missing is asked for. No file is ever overwritten, and what was begun and stopped leaves nothing behind. Ends
    with 2 where a file of the same name is there, or where the folder is not empty and nobody said --beside.
    """
    if folder is None:
        raise typer.BadParameter("name the folder of the new repository, or . for this one", param_hint="DIR")
    _require_room(folder, beside=beside)
    name = require_answer(organisation, "--organisation", "What is your organisation called?", default=NAMELESS)
    forge = Forge(require_answer(ci, "--ci", "Whose workflows check and publish?", list(Forge), default=Forge.NONE))
    makes_git = typer.confirm("Make it a git repository?", default=True, err=True) if git is None and can_ask() else bool(git)
    files = _new_files(name, forge)
    taken = sorted(path for path in files if (folder / path).exists() or (folder / path).is_symlink())
    if taken:
        say(f"{folder} holds {_first_of(taken)} already, and nothing is overwritten: choose another folder.")
        raise typer.Exit(FAILED)
    write_new_files(folder, files)
    for path in files:
        if path.startswith(f"{HOOKS}/"):
            (folder / path).chmod(0o755)  # git runs no other hooks
    write_project_schemas(folder, check(folder))
    if makes_git:
        _make_repository(folder)
    typer.echo("".join(f"{folder / path}\n" for path in files if not path.startswith(HELP_FOLDER)), nl=False)
    say(f"Next: {'' if str(folder) == '.' else f'cd {folder} && '}journeybook serve, and open README.md")


def exact_requirements() -> Iterator[str]:
    """Yield the program and everything it needs, each with the version that is installed here."""
    waiting, seen = [PACKAGE], {PACKAGE}
    while waiting:
        package = waiting.pop()
        try:
            yield f"{package}=={version(package)}"
        except PackageNotFoundError:
            continue  # needed on another kind of machine only
        needed = [_package_name(text) for text in requires(package) or () if "extra ==" not in text]
        waiting += sorted(set(needed) - seen)
        seen |= set(needed)


def _package_name(requirement: str) -> str:
    """Return the name at the beginning of a requirement, in the one spelling that all spellings of it have."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def _require_room(folder: Path, *, beside: bool) -> None:
    """End the command where the folder holds something and nobody says that the files may stand beside it."""
    others = sorted(path.name for path in folder.iterdir() if path.name != ".git") if folder.is_dir() else []
    if not others or beside:
        return
    shown = f"{folder} is not empty: it holds {_first_of(others)}"
    if can_ask() and typer.confirm(f"{shown}. Write beside it? Nothing is overwritten.", err=True):
        return
    say(f"{shown}. Choose another folder, or say --beside to write beside it; nothing is overwritten.")
    raise typer.Exit(FAILED)


def _first_of(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if names[MOST_NAMED:] else "")


def _new_files(organisation: str, forge: Forge) -> dict[str, bytes]:
    """Return the files of a new repository by their path in it."""
    files = _files_in(STARTERS / "project") | (_files_in(STARTERS / "ci" / forge) if forge is not Forge.NONE else {})
    atlas = f"{FOLDER}/{ATLAS}"
    written = yaml_text({"organisation": {"name": organisation}}).encode()
    files[atlas] = files[atlas].replace(b"organisation: {name: Our company}\n", written, 1)
    needed = "".join(f"{line}\n" for line in sorted(exact_requirements()))
    files["requirements.txt"] += needed.encode()
    pages = {f"{HELP_FOLDER}/{name}": text.encode() for name, text in atlas_help().items()}
    return dict(sorted((files | pages | _wheel()).items()))


def _files_in(home: Path) -> dict[str, bytes]:
    paths = sorted(path for path in home.rglob("*") if path.is_file())
    return {path.relative_to(home).as_posix().replace("dot-", "."): path.read_bytes() for path in paths}


def _wheel() -> dict[str, bytes]:
    """Return the wheel that the program was installed from, where it was installed from one and that is still there."""
    origin = json.loads(distribution(PACKAGE).read_text("direct_url.json") or "{}")
    path = Path(url2pathname(urlsplit(origin.get("url", "")).path))
    return {f"{WHEELS}/{path.name}": path.read_bytes()} if path.suffix == ".whl" and path.is_file() else {}


def _make_repository(folder: Path) -> None:
    """Make a git repository whose hooks are those in its files."""
    try:
        for command in (["init", "--quiet", "--initial-branch", "main"], ["config", "core.hooksPath", HOOKS]):
            subprocess.run(["git", "-C", str(folder), *command], check=True)  # noqa: S603, S607 - git, by its name
        say("Nothing is committed yet: git add --all, then git commit, so that you can compare with it.")
    except (OSError, subprocess.CalledProcessError):
        say("git could not make a repository here: install git, and run git init in the folder. All files are written.")
