"""What a public variant takes from its bases and customers do not read, since no file that wrote it says that it is public."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from journeybook.findings import Place
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience, Part
from journeybook.model.field_info import part_fields
from journeybook.model.map import Choice, Map
from journeybook.model.stage import Milestone, Outcome
from journeybook.model.step import Step
from journeybook.model.visibility import (
    AudienceContext,
    as_live,
    audience_context,
    lent_fields,
    may_be_public,
    public_fields,
    surroundings_of,
)
from journeybook.model.walk import Spot, field_values, walk
from journeybook.validate.nouns import noun_phrase, with_article
from journeybook.validate.problem import Problem

GRAVE = (Step, Milestone, Outcome, Choice)
"""Parts without which the public page says something else than the map."""


@dataclass(frozen=True)
class PublicFields:
    """The fields of a part that customers read, and whether they read the part as such."""

    is_public: bool
    fields: dict[str, Any]


@dataclass
class LeftBehind:
    """An item of which something stays behind: the item as a whole, or some of its fields."""

    spot: Spot
    is_whole: bool = False
    """Whether customers read nothing of it."""
    fields: list[str] = field(default_factory=list)
    """The fields of it that stay behind, where something of it is read."""
    parts: list[Part] = field(default_factory=list)
    """The parts that stay behind, itself among them where it is read as no whole."""

    @property
    def is_grave(self) -> bool:
        """Whether a step, a milestone, an outcome or a choice stays behind."""
        return any(isinstance(part, GRAVE) for part in self.parts)

    @property
    def place(self) -> Place:
        """The place at which `audience: public` lets it through; of a map, which has one in each of its files, where its base wrote it."""
        part = self.spot.part
        return part.origin.of(self.fields[0]) if isinstance(part, Map) else part.origin.place


def left_behind(atlas: Atlas, journey: Map) -> tuple[LeftBehind, ...]:
    """Return what a map with a public face takes from its bases and does not show, by the items that can be marked as public."""
    if not journey.extends or journey.public is None or journey.audience is not Audience.PUBLIC:
        return ()
    alone = Atlas.holding(dict(field_values(atlas)) | {"maps": (as_live(journey),)}, atlas.origin)
    spots = tuple(spot for spot in walk(alone) if spot.map)
    before, now = (_public_fields(spots, audience_context(atlas, is_inheriting=old)) for old in (True, False))
    shown = {id(part) for spot in spots if now[id(spot.part)].is_public for part in (*spot.parents, spot.part)}
    items: dict[tuple[int, str], LeftBehind] = {}
    for spot in spots:
        is_lost = not now[id(spot.part)].is_public
        lost = _lost(spot.part, before[id(spot.part)], now[id(spot.part)])
        if not before[id(spot.part)].is_public or not (is_lost or lost):
            continue
        item = _markable(spot, shown)
        for name in lost if spot is item else [spot.path[len(item.path)]]:
            writer = item.part.origin.of(name).file if isinstance(item.part, Map) else ""
            entry = items.setdefault((id(item.part), writer), LeftBehind(item, is_whole=id(item.part) not in shown))
            entry.fields.append(name)
            entry.parts += [spot.part] if is_lost else []
    return tuple(items.values())


def problems(atlas: Atlas, *, is_grave: bool) -> Iterator[Problem]:
    """Yield what stays behind of each public map as a problem at the line of the map that takes it from its bases.

    It is grave where a live map loses a step, a milestone, an outcome or a choice.
    """
    files = {journey.origin.place.file: journey.id for journey in atlas.maps}
    for journey in atlas.maps:
        for item in left_behind(atlas, journey):
            if (item.is_grave and may_be_public(journey)) is is_grave:
                base = files.get(item.place.file, item.place.file)
                head = f"at the head of '{base}' for all that it writes"
                hint = f"to show it, add `audience: public` {head if isinstance(item.spot.part, Map) else f'at {item.place}, or {head}'}"
                hint += "; where several bases write it, each has to say so" if len(journey.extends) > 1 else ""
                yield Problem(journey, f"customers do not read {_described(item)}: '{base}' wrote it and is internal", hint, "extends")


def _public_fields(spots: tuple[Spot, ...], context: AudienceContext) -> dict[int, PublicFields]:
    """Return the public fields of each part, or those that an internal one lends to what is public in it."""
    fields: dict[int, PublicFields] = {}
    for spot in spots:
        inside = surroundings_of(spot, context)
        public = public_fields(spot.part, inside) if inside else None
        lent = lent_fields(spot.part, inside) if inside and public is None else {}
        fields[id(spot.part)] = PublicFields(public is not None, lent if public is None else public)
    return fields


def _lost(part: Part, before: PublicFields, now: PublicFields) -> list[str]:
    """Return the written fields of a part that would be read if a public map spoke for its bases, and are not."""
    written = {key for key, _ in part.origin.keys}
    return [name for name, value in before.fields.items() if name in written - {"id"} and now.fields.get(name) != value]


def _markable(spot: Spot, shown: set[int]) -> Spot:
    """Return the outermost part of which customers read nothing, else the nearest part around that can be marked as public."""
    line = (*spot.parents, spot.part)
    start = next(index for index, part in enumerate(line) if isinstance(part, Map)) + 1
    markable = [index for index in range(start, len(line)) if "audience" in part_fields(type(line[index]))] or [start - 1]
    index = next((index for index in markable if id(line[index]) not in shown), markable[-1])
    return Spot(line[index], line[:index], spot.path[:index]) if index < len(line) - 1 else spot


def _described(item: LeftBehind) -> str:
    part = item.spot.part
    identity = part.get("id", str) or part.first_text("name", "what")
    name = f"{noun_phrase(type(part)).replace('a ', 'the ', 1).replace('an ', 'the ', 1)} '{identity}'"
    if not item.is_whole:
        return f"{', '.join(f'`{name}`' for name in dict.fromkeys(item.fields))} of {name}"
    counts = Counter(noun_phrase(type(inner)) for inner in item.parts if isinstance(inner, GRAVE) and inner is not part)
    return name + (f" with {', '.join(_counted(noun, count) for noun, count in counts.items())}" if counts else "")


def _counted(noun: str, count: int) -> str:
    bare = noun.partition(" ")[2]
    return with_article(bare) if count == 1 else f"{count} {bare}s"
