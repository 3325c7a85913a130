"""Gives an id to every step, milestone, play and other part that may have one and has none, made of its words.

Things are known again by their id in links, ticks and comparisons, so that words may change. Where the words themselves can be an id, a
step keeps the anchor that it had by them. A part in short form (a bare text) has no place for an id and is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from journeybook.edit.file_changes import changed_files, read_files
from journeybook.edit.text_edits import TextEdit, with_edits
from journeybook.findings import Place
from journeybook.load.characters import line_end
from journeybook.load.spans import TextSpan, nested_spans, read_spans
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.identity import spelled
from journeybook.model.scalars import LONGEST_ID, Identifier, suggested_id
from journeybook.model.walk import Spot
from journeybook.publish.exchange_file import FileChange

_LONGEST_WORDS = LONGEST_ID - 4
"""Letters of an id that is made of words: a number may follow."""


@dataclass(frozen=True)
class MissingIds:
    """The changes that write the ids, how many these are, and how many parts are in short form and stay without."""

    changes: tuple[FileChange, ...]
    written: int
    short: int


def missing_ids(project: Path, atlas: Atlas) -> MissingIds:
    """Return what gives every part without an id one; the project has no errors."""
    texts = read_files(project).texts
    spans = {path: _mappings(text) for path, text in texts.items()}
    edits: dict[str, list[TextEdit]] = {path: [] for path in texts}
    families, taken = _families(atlas), _taken(atlas)
    short = set[Place]()
    seen = set[Place]()
    for spot in atlas.spots:
        place = spot.part.origin.place
        if not _lacks_id(spot.part) or place in seen or place.file not in texts:
            continue
        seen.add(place)
        mapping = spans[place.file].get((place.line, place.column))
        if mapping is None or not _has_room(mapping, spot.part):
            short.add(place)
            continue
        family = families.get(spot.map.id, "") if spot.map and type(spot.part).LOCAL else spot.scope
        edits[place.file].append(id_edit(mapping, _free_id(spot, taken, family), texts[place.file]))
    changes = changed_files(project, texts, lambda path, text: with_edits(text, edits[path]))
    return MissingIds(changes, sum(map(len, edits.values())), len(short))


def id_edit(mapping: TextSpan, identifier: str, text: str) -> TextEdit:
    """Return the edit that writes an id before the first key of a mapping."""
    first = (mapping.entries or ())[0][0]
    behind = ", " if mapping.in_brackets else f"{line_end(text)}{' ' * first.column}"
    return TextEdit(first.start, first.start, f"id: {identifier}{behind}")


def _mappings(text: str) -> dict[tuple[int, int], TextSpan]:
    return {(span.line + 1, span.column + 1): span for span in nested_spans(read_spans(text)) if span.entries}


def _lacks_id(part: Part) -> bool:
    field = part_fields(type(part)).get("id")
    return field is not None and not field.required and not part.get("id", str) and not part.get("use", str)


def _has_room(mapping: TextSpan, part: Part) -> bool:
    """Whether a mapping is the part in its long form; `{a: b}` in a list may stand for two fields."""
    return not (type(part).KEYED and len(mapping.keys) == 1 and not mapping.keys.keys() & part_fields(type(part)).keys())


def _families(atlas: Atlas) -> dict[str, str]:
    """Return a name for each map that it shares with all maps that take from it, or from which it takes."""
    names = {journey.id: journey.id for journey in atlas.maps}
    for journey in atlas.maps:
        for base in journey.extends:
            old, new = names[journey.id], names.get(base, journey.id)
            names = {key: new if name == old else name for key, name in names.items()}
    return names


def _taken(atlas: Atlas) -> dict[str, set[str]]:
    """Return the ids that are taken: inside each family of maps, playbook and health model, and under an empty name everywhere.

    What is known everywhere is taken inside, too: a reference to it would lead to the new thing otherwise.
    """
    families, taken = _families(atlas), {"": set[str]()}
    for _, home, name in atlas.index:
        taken.setdefault(families.get(home, home), set()).add(name)
    return taken


def _free_id(spot: Spot, taken: dict[str, set[str]], family: str) -> str:
    everywhere = taken[""] if family else set().union(*taken.values())
    inside = taken.setdefault(family, set())
    wanted = _wanted(spot)
    names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    identifier = next(name for name in names if name not in everywhere and name not in inside)
    inside.add(identifier)
    return identifier


def _wanted(spot: Spot) -> str:
    """Return an id made of words; those that customers read where they may read the id as well."""
    is_public = bool(spot.map and spot.map.public and spot.map.public.known_by_id)
    words = spot.part.first_text(*(["customer_words"] if is_public else []), "what", "name")
    return next(name for name in _candidates(words or type(spot.part).KIND) if _is_id(name))


def _candidates(words: str) -> Iterator[str]:
    yield spelled(words)
    whole = suggested_id(words)
    cut = whole[: _LONGEST_WORDS + 1]
    yield whole if whole == cut[:_LONGEST_WORDS] else cut.rpartition("-")[0] or cut[:_LONGEST_WORDS]


def _is_id(text: str) -> bool:
    if len(text) > _LONGEST_WORDS:
        return False
    try:
        TypeAdapter(Identifier).validate_python(text)
    except ValidationError:
        return False
    return True
