"""The depth-first walk through a part and everything in it, and the map and stage each part stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.health import HealthModel
from journeybook.model.map import Map
from journeybook.model.plays import Playbook
from journeybook.model.stage import Stage


@dataclass(frozen=True)
class Spot:
    """A part and its surroundings; `path` holds the names of the fields that lead to it."""

    part: Part
    parents: tuple[Part, ...] = ()
    path: tuple[str, ...] = ()

    @property
    def map(self) -> Map | None:
        """The map it stands in, or is."""
        return next((part for part in (self.part, *self.parents) if isinstance(part, Map)), None)

    @property
    def stage(self) -> Stage | None:
        """The stage it stands in, or is."""
        return next((part for part in (self.part, *reversed(self.parents)) if isinstance(part, Stage)), None)

    @property
    def scope(self) -> str:
        """The id inside which its own id must be unique: its map's, playbook's or health model's, or nothing."""
        if not self.part.LOCAL:
            return ""
        return next((part.id for part in self.parents if isinstance(part, Map | Playbook | HealthModel)), "")


def walk(part: Part) -> Iterator[Spot]:
    """Yield a part and everything in it, in the order of the fields; withheld fields are passed over."""
    stack = [Spot(part)]
    while stack:
        spot = stack.pop()
        yield spot
        values = spot.part.held()
        children = [
            Spot(child, (*spot.parents, spot.part), (*spot.path, name))
            for name in _part_names(type(spot.part))
            if (value := values.get(name))
            for child in (value if isinstance(value, tuple) else (value,))
            if isinstance(child, Part)
        ]
        stack.extend(reversed(children))


def field_values(part: Part) -> Iterator[tuple[str, Any]]:
    """Yield the name and value of every field that is not withheld, in the order in which they are defined."""
    values = part.held()
    return ((name, values[name]) for name in _field_names(type(part)) if name in values)


@cache
def _part_names(model: type[Part]) -> tuple[str, ...]:
    """Return the names of the fields that hold parts."""
    return tuple(name for name in _field_names(model) if part_fields(model)[name].part)


@cache
def _field_names(model: type[Part]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name != "origin")
