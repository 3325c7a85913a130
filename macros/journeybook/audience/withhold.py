"""Withholds from an atlas what may not be public: fields by their ceiling, items by their audience; ids stay the authors' own."""

from dataclasses import dataclass
from typing import TypeVar

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.map import Map
from journeybook.model.step import Step
from journeybook.model.visibility import handed_on, may_be_public, own_audience, seen_lanes
from journeybook.model.vocabulary import LANES
from journeybook.model.walk import field_values

Made = TypeVar("Made", bound=Part)


def withhold(atlas: Atlas) -> Atlas:
    """Return the atlas without what is withheld; lanes that are not written are the usual ones."""
    public = _PublicParts(seen_lanes(atlas)).part(atlas, Audience.INTERNAL)
    assert isinstance(public, Atlas)  # noqa: S101 - the atlas itself starts public
    if atlas.file.lanes:
        return public
    parts = _PublicParts(frozenset())
    lanes = tuple(lane for usual in LANES if (lane := parts.part(usual, Audience.PUBLIC)))
    return changed(public, file=changed(public.file, lanes=lanes))


def made(model: type[Made], values: dict[str, object]) -> Made:
    """Make a part that has these fields only; unlike a constructor this fills in no defaults, and reading another field raises."""
    return model.holding(values)


def changed(part: Made, **values: object) -> Made:
    """Return a part of which some fields differ."""
    return made(type(part), dict(field_values(part)) | values)


def reworded_fields(part: Part) -> frozenset[str]:
    """Return the fields of a part for which it has a customers' wording."""
    return frozenset(field.instead_of for name, field in part_fields(type(part)).items() if field.instead_of and part.get(name, str))


@dataclass(frozen=True)
class _PublicParts:
    """The public remainder of parts, given the lanes that customers see."""

    lanes: frozenset[str]

    def part(self, part: Part, around: Audience) -> Part | None:
        """Return the part without what is withheld, or nothing where nothing of it is public."""
        if not may_be_public(part):
            return None
        audience = own_audience(part, around, self.lanes)
        values: dict[str, object] = {}
        reworded = reworded_fields(part)
        for name, value in field_values(part):
            field = part_fields(type(part))[name]
            if field.ceiling is not Audience.PUBLIC or name in reworded:
                continue
            if field.part:
                values[name] = self.value(part, value, audience)
            elif audience is Audience.PUBLIC:
                values[name] = value
        if audience is Audience.PUBLIC:
            return made(type(part), values)
        return _way_in(part, values)

    def value(self, part: Part, value: object, audience: Audience) -> object:
        """Return a field's value with the public remainder of the parts in it."""
        if isinstance(value, tuple):
            return tuple(public for child in value if (public := self.value(part, child, audience)) is not None)
        return self.part(value, handed_on(part, value, audience)) if isinstance(value, Part) else value


def _way_in(part: Part, values: dict[str, object]) -> Part | None:
    """Return the public remainder of an internal part: the bare way to the public parts in its fields, or None where there is none.

    It has no id, so that nothing can name it; only a map keeps its own, inside which the others are found. A step is no way to anything:
    without what is done there is nothing that a pain point or a recipient in it could be about.
    """
    if isinstance(part, Step) or not any(
        isinstance(child, Part) for value in values.values() for child in (value if isinstance(value, tuple) else (value,))
    ):
        return None
    return made(type(part), values | ({"id": part.id} if isinstance(part, Map) else {}))
