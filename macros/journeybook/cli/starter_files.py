"""The starters that travel with the program: teaching files, one folder for each kind of thing, one file for each type of it."""

import textwrap
from enum import StrEnum
from pathlib import Path

STARTERS = Path(__file__).parent / "starters"


class StarterKind(StrEnum):
    """What can be begun."""

    MAP = "map"
    STAGE = "stage"
    PERSONA = "persona"
    SEGMENT = "segment"
    PLAYBOOK = "playbook"
    PLAY = "play"
    HEALTH = "health"
    RESOURCE = "resource"
    EVENT = "event"
    ACCOUNT = "account"
    PLAN = "plan"
    DATA = "data"


KIND_FOLDERS = {kind: f"{kind}s" for kind in StarterKind} | {StarterKind.HEALTH: "health", StarterKind.DATA: "metrics"}
"""The folder of `journeys/` for each kind; stages stand in the file of their map."""
KEPT_ALONE = (StarterKind.MAP, StarterKind.PLAYBOOK, StarterKind.HEALTH, StarterKind.PLAN, StarterKind.DATA)
"""Kinds of which each thing has a file of its own; the others stand in lists."""


def starter_types(kind: StarterKind) -> dict[str, Path]:
    """Return the starters of a kind by their type."""
    return {path.stem: path for path in sorted((STARTERS / KIND_FOLDERS[kind]).glob("*.yml"))}


def starter_title(path: Path) -> str:
    """Return what a starter says of itself in its first line."""
    return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def file_text(kind: StarterKind, text: str) -> str:
    """Return a filled starter as a file: with the line by which editors find its schema, and as a list where others may join it."""
    title, _, body = text.partition("\n")
    if kind not in KEPT_ALONE:
        body = f"- {textwrap.indent(body, '  ').lstrip()}"
    return f"# yaml-language-server: $schema=../../.journeybook/schema/{KIND_FOLDERS[kind]}.json\n{title}\n{body}"


def entry_text(text: str) -> str:
    """Return a filled starter without its title, to stand in a list."""
    return text.partition("\n")[2]
