"""Keeps of an atlas what may be public: fields by their ceiling, items by their audience. Ids and references are still the authors'."""

from dataclasses import dataclass
from typing import TypeVar

from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import anatomy
from journeybook.model.map import Map
from journeybook.model.organisation import LANES
from journeybook.model.visibility import handed_on, may_be_public, own_audience, seen_lanes
from journeybook.model.walk import fields

Made = TypeVar("Made", bound=Part)


def keep(atlas: Atlas) -> Atlas:
    """Return the atlas without what is withheld; lanes that are not written are the usual ones."""
    kept = _Keeper(seen_lanes(atlas)).part(atlas, Audience.INTERNAL)
    assert isinstance(kept, Atlas)  # noqa: S101 - the atlas itself starts public
    if atlas.file.lanes:
        return kept
    keeper = _Keeper(frozenset())
    lanes = tuple(lane for usual in LANES if (lane := keeper.part(usual, Audience.PUBLIC)))
    return changed(kept, file=changed(kept.file, lanes=lanes))


def made(model: type[Made], values: dict[str, object]) -> Made:
    """Make a part that has these fields only; unlike a constructor this fills in no defaults, and reading another field raises."""
    return model.holding(values)


def changed(part: Made, **values: object) -> Made:
    """Return a part of which some fields differ."""
    return made(type(part), dict(fields(part)) | values)


@dataclass(frozen=True)
class _Keeper:
    """Keeps what may be public, knowing the lanes that customers see."""

    lanes: frozenset[str]

    def part(self, part: Part, around: Audience) -> Part | None:
        """Return the part without what is withheld, or nothing where nothing of it is public."""
        if not may_be_public(part):
            return None
        own = own_audience(part, around, self.lanes)
        values: dict[str, object] = {}
        for name, value in fields(part):
            field = anatomy(type(part))[name]
            if field.ceiling is not Audience.PUBLIC:
                continue
            if field.part:
                values[name] = self.inside(part, value, own)
            elif own is Audience.PUBLIC:
                values[name] = value
        if own is Audience.PUBLIC:
            return made(type(part), values)
        return _shell(part, values)

    def inside(self, part: Part, value: object, own: Audience) -> object:
        """Return what is left of the parts inside one of a part's fields."""
        if isinstance(value, tuple):
            return tuple(kept for child in value if (kept := self.inside(part, child, own)) is not None)
        return self.part(value, handed_on(part, value, own)) if isinstance(value, Part) else value


def _shell(part: Part, inside: dict[str, object]) -> Part | None:
    """Return what is left of an internal part: nothing, or the bare way to the public ones inside it.

    It has no id, so that nothing can name it; only a map keeps its own, inside which the others are found.
    """
    if not any(isinstance(child, Part) for value in inside.values() for child in (value if isinstance(value, tuple) else (value,))):
        return None
    return made(type(part), inside | ({"id": part.id} if isinstance(part, Map) else {}))
