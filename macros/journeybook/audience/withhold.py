"""Withholds from an atlas what may not be public: fields by their ceiling, items by their audience; ids stay the authors' own."""

from dataclasses import dataclass
from typing import TypeVar

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Blankness, Part
from journeybook.model.field_info import part_fields
from journeybook.model.item import Item
from journeybook.model.step import Step
from journeybook.model.visibility import (
    OUTSIDE,
    AudienceContext,
    Surroundings,
    audience_context,
    handed_on,
    lent_fields,
    may_be_public,
    public_fields,
    surroundings_in,
)
from journeybook.model.walk import field_values

Changed = TypeVar("Changed", bound=Part)


def withhold(atlas: Atlas, context: AudienceContext | None = None) -> Atlas:
    """Return the atlas without what is withheld; lanes that are not written are the usual ones.

    The context is that of the whole atlas where this one lacks maps.
    """
    public = _PublicParts(context or audience_context(atlas)).part(atlas, OUTSIDE)
    if not isinstance(public, Atlas):
        raise TypeError("the atlas itself starts public")
    if atlas.file.lanes:
        return public
    parts = _PublicParts(AudienceContext())
    lanes = tuple(lane for usual in atlas.lanes if (lane := parts.part(usual, OUTSIDE)))
    return changed(public, file=changed(public.file, lanes=lanes))


def changed(part: Changed, **values: object) -> Changed:
    """Return a part of which some fields differ."""
    return part.holding(dict(field_values(part)) | values, part.origin)


@dataclass(frozen=True)
class _PublicParts:
    """The public remainder of parts, given what their audiences depend on."""

    context: AudienceContext

    def part(self, part: Part, around: Surroundings) -> Part | None:
        """Return the part without what is withheld, or nothing where nothing of it is public."""
        if not may_be_public(part):
            return None
        inside = surroundings_in(part, around, self.context)
        children = {
            name: self.value(part, value, inside)
            for name, value in field_values(part)
            if (about := part_fields(type(part))[name]).part and about.ceiling is Audience.PUBLIC
        }
        values = public_fields(part, inside)
        if values is not None:
            return part.holding(_in_order(part, values | children | {"blank": _of_public_fields(part, children)}), part.origin)
        return _way_in(part, lent_fields(part, inside), children)

    def value(self, part: Part, value: object, inside: Surroundings) -> object:
        """Return a field's value with the public remainder of the parts in it."""
        if isinstance(value, tuple):
            return tuple(public for child in value if (public := self.value(part, child, inside)) is not None)
        return self.part(value, handed_on(part, value, inside)) if isinstance(value, Part) else value


def _way_in(part: Part, lent: dict[str, object], children: dict[str, object]) -> Part | None:
    """Return the public remainder of an internal part: the bare way to the public parts in its fields, or None where there is none.

    It has no id, so that nothing can name it; only a map keeps its own, inside which the others are found. What is no item of its own,
    such as the day of a milestone, says nothing without the words around it, unless these can be done without.
    A step is no way to anything: without what is done there is nothing that a pain point or a recipient in it could be about.
    """
    if isinstance(part, Step):
        return None
    kept = {name: value for name, value in children.items() if name != "blank" and (type(part).LENDS or _holds(value, Item))}
    if set(lent) <= set(type(part).LENDS) and not any(_holds(value, Part) for value in kept.values()):
        return None
    return part.holding(_in_order(part, lent | kept), part.origin)


def _of_public_fields(part: Part, children: dict[str, object]) -> tuple[object, ...]:
    """Return the public answers of a part that stand in fields which customers may read."""
    fields = part_fields(type(part))
    blanks = children.get("blank")
    rows = blanks if isinstance(blanks, tuple) else ()
    return tuple(row for row in rows if isinstance(row, Blankness) and row.field in fields and fields[row.field].ceiling is Audience.PUBLIC)


def _holds(value: object, kind: type[Part]) -> bool:
    return any(isinstance(child, kind) for child in (value if isinstance(value, tuple) else (value,)))


def _in_order(part: Part, values: dict[str, object]) -> dict[str, object]:
    """Return values by field, in the order in which the fields are defined."""
    return {name: values[name] for name, _ in field_values(part) if name in values}
