"""What a reader of our own exports or of a diagram hands over: plain data, and what found no place."""

from dataclasses import dataclass, field
from typing import cast

from journeybook.exchange.document import ATLAS_KEY, FORMAT, FORMAT_VERSION, INHERITED, Document, Value, plain_texts
from journeybook.exchange.foreign_cells import ForeignCell, UnreadableFile
from journeybook.exchange.import_draft import PlainGroup
from journeybook.load.nodes import Plain
from journeybook.model.base import Audience
from journeybook.model.files import ATLAS, FOLDERS
from journeybook.model.scalars import ID_PATTERN, LONGEST_ID


@dataclass(frozen=True)
class ImportedAtlas:
    """An exported atlas: the data of each file inside `journeys/`, a map in its own, everything else with its like."""

    files: dict[str, Plain]
    left_over: dict[ForeignCell, str]


@dataclass(frozen=True)
class ImportedDiagram:
    """The stages of a diagram, which does not say what they aim at."""

    kind: str
    """What it is, in words."""
    title: str
    stages: list[PlainGroup]
    placed: dict[ForeignCell, str] = field(default_factory=dict)
    left_over: dict[ForeignCell, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def diagram_line(number: int, text: str) -> ForeignCell:
    """Return a text of a diagram by the line in which it stands."""
    return ForeignCell("", number, 0, text)


def imported_document(document: object) -> ImportedAtlas:
    """Return the files of an atlas that was exported; raises UnreadableFile where it is not one, or was made for customers.

    What a variant inherits is not read: its bases say it.
    """
    files: dict[str, Plain] = {}
    left_over: dict[ForeignCell, str] = {}
    for key, content in _required(document).items():
        if key == ATLAS_KEY:
            files[ATLAS] = _own(content, key)
        elif key == "maps" and isinstance(content, list):
            files |= dict(_map(item, f"{key} {number}") for number, item in enumerate(content, start=1))
        elif key in FOLDERS and isinstance(content, list):
            files[f"{key}/{key}.yml"] = [_own(item, f"{key} {number}") for number, item in enumerate(content, start=1)]
        elif key not in ("format", "version", "audience"):
            left_over[ForeignCell(key, 0, 0, str(content))] = f"no folder is called {key}"
    return ImportedAtlas(files, left_over)


def _required(document: object) -> Document:
    """Return what was written as an atlas, or raise UnreadableFile."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableFile(f"The file holds no atlas: what `journeybook export` writes says `format: {FORMAT}`.")
    if str(document.get("version")) != str(FORMAT_VERSION):
        raise UnreadableFile(f"The file has the version {document.get('version')} of the format; this program reads {FORMAT_VERSION}.")
    if document.get("audience") != Audience.INTERNAL:
        raise UnreadableFile("The file was made for customers: its ids are numbers and most of it is left out; take the internal one.")
    return document


def _map(item: Value, where: str) -> tuple[str, Plain]:
    """Return the file of a map with its data; the id of the map becomes the name of the file, and has to be one."""
    data = _own(item, where)
    identifier = data.get("id")
    if not (isinstance(identifier, str) and len(identifier) <= LONGEST_ID and ID_PATTERN.match(identifier)):
        raise UnreadableFile(f"{where} has no id of small letters, digits and hyphens, by which its file is called.")
    return f"maps/{identifier}.yml", data


def _own(item: Value, where: str) -> PlainGroup:
    """Return the data of a thing without what it inherits; raises UnreadableFile where it is no group of keys with texts in it."""
    if not isinstance(item, dict):
        raise UnreadableFile(f"{where} is not a group of keys.")
    inherited = item.get(INHERITED, [])
    kept = {name: value for name, value in item.items() if name != INHERITED}
    _require_values(kept, where)
    stated = {name: value for name, value in kept.items() if not isinstance(inherited, list) or name not in inherited}
    return cast("PlainGroup", plain_texts(stated))


def _require_values(value: Value, where: str) -> None:
    """Raise UnreadableFile where something stands in the data that no author can write."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            _require_values(inner, where)
    elif not isinstance(value, str | bool | int):
        raise UnreadableFile(f"{where} holds {value!r}: write a text, a whole number, true or false.")
