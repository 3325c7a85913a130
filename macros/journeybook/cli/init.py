"""`journeybook init`: begin an empty atlas, or add a starter to one."""

import os
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.terminal import FAILED, say
from journeybook.findings import nearest
from journeybook.load.discover import FOLDER
from journeybook.model.files import ATLAS
from journeybook.publish.exchange_file import exchange_file

EXAMPLES = ("journeybook init our-atlas", "journeybook init our-atlas --starter saas --starter churn", "journeybook init --list")
STARTERS = Path(__file__).parent / "starters"
EMPTY_ATLAS = STARTERS / "project"
FIRST_MAP = f"{FOLDER}/maps/first-map.yml"


def starters() -> dict[str, Path]:
    """Return the files one can begin with, by name: those in `maps` come to stand in `journeys/maps`, and so on."""
    files = {path.stem: path for path in STARTERS.glob("*/*.yml") if path.parent != EMPTY_ATLAS}
    return dict(sorted(files.items()))


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The folder of the atlas; it is made if it is missing.", show_default=False)
    ] = None,
    starter: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=f"Begin with this, more than once if wanted: {', '.join(starters())}.", show_default=False),
    ] = None,
    *,
    list_starters: Annotated[bool, typer.Option("--list", help="Say what each starter is, and stop.")] = False,
) -> None:
    """Begin an atlas: settings, one small map, and both sites ready to build.

    With --starter in a folder that is an atlas already, only the starter is added. No file is ever overwritten.
    """
    if list_starters:
        typer.echo("".join(f"{name:<18} {_title(path)}\n" for name, path in starters().items()), nl=False)
        return
    if folder is None:
        raise typer.BadParameter("name the folder of the new atlas, or . for this one", param_hint="DIR")
    files = _new_files(folder, [_starter(name) for name in starter or []])
    taken = sorted(name for name in files if os.path.lexists(folder / name))
    if taken:
        say(f"{folder} holds {', '.join(taken)} already, and nothing is overwritten: choose another folder.")
        raise typer.Exit(FAILED)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with exchange_file(path) as output:
            output.write(data)
    typer.echo("".join(f"{folder / name}\n" for name in files), nl=False)
    say(f"Next: journeybook serve --project {folder}" if str(folder) != "." else "Next: journeybook serve")


def _new_files(folder: Path, chosen: list[Path]) -> dict[str, bytes]:
    """Return the files to write: the starters, and around them the empty atlas where there is none yet."""
    added = {f"{FOLDER}/{path.parent.name}/{path.name}": path.read_bytes() for path in chosen}
    if chosen and (folder / FOLDER / ATLAS).is_file():
        return added
    paths = sorted(path for path in EMPTY_ATLAS.rglob("*") if path.is_file())
    empty = {path.relative_to(EMPTY_ATLAS).as_posix().replace("dot-", "."): path.read_bytes() for path in paths}
    if any(path.parent.name == "maps" for path in chosen):
        del empty[FIRST_MAP]
    return dict(sorted((empty | added).items()))


def _starter(name: str) -> Path:
    known = starters()
    if name not in known:
        guess = nearest(name, known)
        raise typer.BadParameter(
            f"there is no starter '{name}'" + (f": did you mean '{guess}'?" if guess else "; journeybook init --list names them")
        )
    return known[name]


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
