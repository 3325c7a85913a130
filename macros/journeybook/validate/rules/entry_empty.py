"""An entry says something of its own, and not only for whom it is or where it comes from.

A fact that has nothing but `applies:`, or a time without `at:` and `text:`, leaves an empty line on the page. Write its words, answer it
with `unknown`, or delete it.

Good:
    stages: [{id: set-up, name: Set-up, exit: {fact: Everybody is in, applies: {says: if they work in shifts}}}]

Good:
    stages: [{id: set-up, name: Set-up, exit: {fact: unknown, applies: {says: if they work in shifts}}}]

Bad:
    stages: [{id: set-up, name: Set-up, exit: {all: [Everybody is in, {applies: {says: if they work in shifts}}]}}]
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import Item
from journeybook.validate.nouns import noun_phrase
from journeybook.validate.problem import Problem

ID = "ENTRY-EMPTY"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every part in a file whose own fields are all empty."""
    for spot in atlas.spots:
        part = spot.part
        names = _own_fields(type(part))
        if part.origin.place.file and names and not any(_says(part, name) for name in names):
            key = type(part).SHORT or names[0]
            yield Problem(part, f"{noun_phrase(type(part))} says nothing", f"add `{key}:`, or delete it")


@cache
def _own_fields(model: type[Part]) -> tuple[str, ...]:
    """Return the fields that hold the subject of a class: those that not every item has; none where one of them is needed anyway."""
    own_fields = [field for field in part_fields(model).values() if field.name not in part_fields(Item)]
    return () if any(field.required for field in own_fields) else tuple(field.name for field in own_fields if field.name != "id")


def _says(part: Part, name: str) -> bool:
    value = part.get(name, object)
    return bool(part.answer_in(name)) or (value is not None and value != () and value != type(part).model_fields[name].default)
