"""What a reader of a foreign format hands over: things in an author's words with the place each came from, and what found no place."""

from dataclasses import dataclass
from typing import cast

from journeybook.exchange.document import ATLAS_KEY, FORMAT, FORMAT_VERSION, INHERITED, Document, Value, plain_texts
from journeybook.load.nodes import Plain
from journeybook.model.base import Audience
from journeybook.model.files import ATLAS, FOLDERS
from journeybook.model.scalars import ID_PATTERN, LONGEST_ID


class Refused(ValueError):
    """A file that cannot be read as this format; the message says why, and what is needed."""


@dataclass(frozen=True)
class ImportedThing:
    """A thing to be written: the folder it belongs into (empty for `atlas.yml`), its data, and where it stood in the foreign file."""

    folder: str
    data: Plain
    where: str


@dataclass(frozen=True)
class LeftOver:
    """What could not be placed: where it stood, what it says, and why."""

    where: str
    text: str
    reason: str


@dataclass(frozen=True)
class Imported:
    """Everything that was read from a foreign file."""

    things: tuple[ImportedThing, ...]
    left_over: tuple[LeftOver, ...] = ()
    unstated: tuple[str, ...] = ()
    """What the result needs and the file does not say."""

    @property
    def files(self) -> dict[str, Plain]:
        """The data of each file inside `journeys/`: a map in its own, everything else with its like."""
        files: dict[str, Plain] = {}
        for thing in self.things:
            if not thing.folder:
                files[ATLAS] = thing.data
            elif thing.folder == "maps" and isinstance(thing.data, dict):
                files[f"maps/{thing.data['id']}.yml"] = thing.data
            else:
                items = files.setdefault(f"{thing.folder}/{thing.folder}.yml", [])
                assert isinstance(items, list)  # noqa: S101 - a folder's file is begun as a list
                items.append(thing.data)
        return files


def imported_diagram(file: str, identifier: str, name: str, stages: list[Plain], left_over: list[LeftOver]) -> Imported:
    """Return the map of a diagram, which does not say what it aims at and how its stages end."""
    ends: list[Plain] = [{**stage, "exit": [{"when": "unstated"}]} if isinstance(stage, dict) else stage for stage in stages]
    data = plain_texts({"id": identifier, "name": name, "stages": cast("Value", ends)})
    unstated = (
        "the goal of the map (goal)",
        *(f"how the stage '{stage['name']}' ends (exit)" for stage in stages if isinstance(stage, dict)),
    )
    return Imported((ImportedThing("maps", data, file),), tuple(left_over), unstated)


def imported_document(file: str, document: object) -> Imported:
    """Return the things of an atlas that was exported; raises Refused where it is not one, or was made for customers.

    What a variant inherits is not read: its bases say it.
    """
    written = _required(file, document)
    things: list[ImportedThing] = []
    left_over: list[LeftOver] = []
    for key, content in written.items():
        if key == ATLAS_KEY:
            things.append(ImportedThing("", _own(content, f"{file}: {key}"), f"{file}: {key}"))
        elif key in FOLDERS and isinstance(content, list):
            places = ((f"{file}: {key} {number}", item) for number, item in enumerate(content, start=1))
            things += [_thing(key, item, where) for where, item in places]
        elif key not in ("format", "version", "audience"):
            left_over.append(LeftOver(f"{file}: {key}", str(content), f"no folder is called {key}"))
    return Imported(tuple(things), tuple(left_over))


def _required(file: str, document: object) -> Document:
    """Return what was written as an atlas, or raise Refused."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refused(f"{file} holds no atlas: what `journeybook export` writes says `format: {FORMAT}`")
    if str(document.get("version")) != str(FORMAT_VERSION):
        raise Refused(f"{file} has the version {document.get('version')} of the format; this program reads {FORMAT_VERSION}")
    if document.get("audience") != Audience.INTERNAL:
        raise Refused(f"{file} was made for customers: its ids are numbers and most of it is left out; take the internal one")
    return document


def _thing(folder: str, item: Value, where: str) -> ImportedThing:
    """Return a thing of a folder; the id of a map becomes the name of its file, and has to be one."""
    data = _own(item, where)
    identifier = data.get("id") if isinstance(data, dict) else None
    if folder == "maps" and not (isinstance(identifier, str) and len(identifier) <= LONGEST_ID and ID_PATTERN.match(identifier)):
        raise Refused(f"{where} has no id of small letters, digits and hyphens, by which its file is called")
    return ImportedThing(folder, data, where)


def _own(item: Value, where: str) -> Plain:
    """Return the data of a thing without what it inherits; raises Refused where it is no group of keys with texts in it."""
    if not isinstance(item, dict):
        raise Refused(f"{where} is not a group of keys")
    inherited = item.get(INHERITED, [])
    kept = {name: value for name, value in item.items() if name != INHERITED}
    _require_values(kept, where)
    return plain_texts({name: value for name, value in kept.items() if not isinstance(inherited, list) or name not in inherited})


def _require_values(value: Value, where: str) -> None:
    """Raise Refused where something stands in the data that no author can write."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            _require_values(inner, where)
    elif not isinstance(value, str | bool | int):
        raise Refused(f"{where} holds {value!r}: write a text, a whole number, true or false")
