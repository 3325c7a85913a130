"""CODEOWNERS of GitHub and GitLab: who is asked for a review of which file, from the owners of what stands in it.

Ours is a block between two marks; what stands beside it is kept. The last line that fits a file counts, so lines above the block say who
owns what nobody here does, and lines below it stand over ours.
"""

import re
from dataclasses import dataclass

from journeybook.load.characters import line_end
from journeybook.load.discover import FOLDER
from journeybook.model.atlas import Atlas
from journeybook.model.files import FOLDERS
from journeybook.model.handle import mention
from journeybook.model.library import Resource
from journeybook.model.vocabulary import Role, Team

BEGIN = "# The owners of the journeys: written by journeybook codeowners, from `owner:` and `handle:`. Change nothing from here ..."
END = "# ... to here."
_SECTION = re.compile(r"(?m)^\^?\[[^\]\n]+\]")
_NO_PATTERN = re.compile(r"[\[\]#!?*\\]")
"""Signs that mean something in a pattern, or for which a forge has no other writing; a single `?` fits each of them."""


class BrokenBlock(Exception):
    """Raised where only one of the marks of our block stands in a file, or they stand there twice."""


@dataclass(frozen=True)
class FileOwners:
    """The mentions that own each file, the files of which nothing has an owner, and the owners without a handle."""

    mentions: dict[str, tuple[str, ...]]
    unowned: tuple[str, ...]
    without_handle: tuple[str, ...]


def file_owners(atlas: Atlas) -> FileOwners:
    """Return who owns the files of an atlas: the owners of the maps, playbooks, segments and other things that stand in them."""
    owners: dict[str, list[str]] = {}
    things = (spot.part for model in FOLDERS.values() for spot in atlas.spots_of(model) if len(spot.parents) == 1)
    for part in things:
        owner, name = part.get("owner", str), part.get("file", str) if isinstance(part, Resource) else None
        for file in (part.origin.place.file, *([f"{FOLDER}/resources/{name}"] if name else [])):
            owners.setdefault(file, []).extend([owner] if owner else [])
    handles = {owner: _handle(atlas, owner) for names in owners.values() for owner in names}
    mentions = {
        file: tuple(dict.fromkeys(mention(handle) for owner in names if (handle := handles[owner]))) for file, names in owners.items()
    }
    return FileOwners(
        {file: mentions[file] for file in sorted(mentions) if mentions[file]},
        tuple(sorted(file for file, names in owners.items() if not names)),
        tuple(sorted(owner for owner, handle in handles.items() if not handle)),
    )


def with_owners(text: str, owners: FileOwners, folder: str) -> str:
    r"""Return the text of a CODEOWNERS file with our block in it, written anew where it stands or put at the end.

    `folder` is that of the project in the repository, empty for its root. Raises BrokenBlock.

    >>> print(with_owners("* @us\n", FileOwners({"journeys/maps/a b.yml": ("@them",)}, (), ()), "atlas").partition(BEGIN)[2])
    <BLANKLINE>
    /atlas/journeys/maps/a\ b.yml @them
    # ... to here.
    <BLANKLINE>
    """
    newline = line_end(text)
    lines = text.split(newline)
    if (lines.count(BEGIN), lines.count(END)) not in {(0, 0), (1, 1)} or (BEGIN in lines and lines.index(END) < lines.index(BEGIN)):
        raise BrokenBlock
    first, last = (lines.index(BEGIN), lines.index(END)) if BEGIN in lines else (len(lines), len(lines))
    before, behind = lines[:first], lines[last + 1 :]
    if BEGIN not in lines:
        before = [*text.rstrip("\r\n").split(newline), ""] if text.strip() else []
        behind = [""]
    has_sections = _SECTION.search("\n".join([*before, *behind]))
    home = f"/{folder.strip('/')}" if folder else ""
    rows = [f"{_pattern(f'{home}/{file}')} {' '.join(mentions)}" for file, mentions in owners.mentions.items()]
    return newline.join([*before, BEGIN, *(["[Journeys]"] if has_sections else []), *rows, END, *behind])


def _handle(atlas: Atlas, owner: str) -> str:
    """Return the handle of a role, else of its team; an empty text where there is none."""
    role = atlas.find(Role, owner)
    team = atlas.find(Team, owner) or atlas.find(Team, role.team if role else None)
    return next((thing.handle for thing in (role, team) if thing and thing.handle), "")


def _pattern(path: str) -> str:
    return _NO_PATTERN.sub("?", path).replace(" ", "\\ ")
