"""An atlas of one segment, and the same with things of another segment put in wherever the model allows it."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from two_audiences import World

from journeybook.audience.withhold import changed
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import PartField, part_fields
from journeybook.model.item import Applies, Item
from journeybook.model.language.parser import parse_condition
from journeybook.model.people import Segment
from journeybook.model.walk import field_values, walk

OURS, THEIRS = "ours", "theirs"
OUR_WAY, THEIR_WAY = "our-way", "their-way"
MARK = "7qz7"
LIMITS = (
    Applies(segments=(THEIRS,)),
    Applies(except_segments=(OURS, "others")),
    Applies(coverage=(THEIR_WAY,)),
    Applies(when=parse_condition("segment is theirs")),
    Applies(when=parse_condition("not segment is ours")),
    Applies(when=parse_condition("segment in (theirs, others) and product is payroll")),
    Applies(when=parse_condition("heads > 7")),
    Applies(segments=("others", THEIRS), when=parse_condition("product is payroll")),
)
"""Every way of saying that something is not for our segment."""


def ours() -> Atlas:
    """Return an atlas with something in every field, all of it for everybody or for our segment."""
    atlas = _for_all(World().atlas())
    assert isinstance(atlas, Atlas)
    given = ((OURS, OUR_WAY, "heads <= 7"), (THEIRS, THEIR_WAY, "heads > 7"))
    segments = tuple(Segment(id=name, name=name, coverage=way, rule=parse_condition(rule)) for name, way, rule in given)
    return changed(atlas, segments=segments)


@dataclass(frozen=True)
class Theirs:
    """What the other segment has: chance decides how much stands where, what it says, and how it says for whom it is."""

    seed: int

    def put_into(self, atlas: Atlas) -> Atlas:
        """Return the atlas with all that in it."""
        return changed(atlas, **{name: self._among(value, part_fields(Atlas)[name], name) for name, value in field_values(atlas)})

    def _chance(self, place: str) -> int:
        return int.from_bytes(blake2b(f"{self.seed}{place}".encode(), digest_size=4).digest())

    def _part(self, part: Part, place: str) -> Part:
        """Return a part of ours with theirs inside."""
        abouts = part_fields(type(part))
        return changed(part, **{name: self._among(value, abouts[name], f"{place}.{name}") for name, value in field_values(part)})

    def _among(self, value: Any, about: PartField, place: str) -> Any:
        if isinstance(value, Part):
            return self._part(value, place)
        if not isinstance(value, tuple) or not value:
            return value
        if about.part is None or not issubclass(about.part, Item):
            return tuple(self._part(one, f"{place}{number}") if isinstance(one, Part) else one for number, one in enumerate(value))
        found: list[Part] = []
        for number, one in enumerate(value):
            before, behind = (self._chance(f"{place}{number}{side}") % 2 for side in "<>")
            found += [self._copy(one, f"{place}{number}<{copy}") for copy in range(before)]
            found += [one if isinstance(one, Segment) else self._part(one, f"{place}{number}")]
            found += [self._copy(one, f"{place}{number}>{copy}") for copy in range(behind)]
        return tuple(found)

    def _copy(self, part: Part, place: str) -> Part:
        """Return a copy of a part that is theirs alone, with other words and ids; what it names is the same."""
        limit = LIMITS[self._chance(place) % len(LIMITS)]
        inside = frozenset((spot.part.KIND, spot.part.__dict__.get("id")) for spot in walk(part))
        other = _reworded(part, f"{MARK}{self._chance(place + '!')}", inside)
        own = {"segments": (THEIRS,)} if "segments" in part_fields(type(part)) and self._chance(place + "?") % 2 else {"applies": limit}
        return changed(other, **own)


def _reworded(part: Part, word: str, inside: frozenset[tuple[str, Any]]) -> Part:
    """Return a part with a word added to all it says, to its ids, and to what it names of the things inside."""
    values: dict[str, Any] = {}
    for name, value in field_values(part):
        about = part_fields(type(part))[name]
        new = tuple(_said(one, about, word, inside) for one in (value if isinstance(value, tuple) else (value,)))
        values[name] = new if isinstance(value, tuple) else new[0]
    return part.holding(values)


def _said(value: Any, about: PartField, word: str, inside: frozenset[tuple[str, Any]]) -> Any:
    if isinstance(value, Part):
        return _reworded(value, word, inside)
    named = not about.names or any((kind, value) in inside for kind in about.names)
    return f"{value}-{word}" if type(value) is str and named and about.value_type is not Any else value


def _for_all(part: Part) -> Part:
    """Return a part in which nothing says for whom it is."""
    values: dict[str, Any] = {}
    for name, value in field_values(part):
        about = part_fields(type(part))[name]
        if name in ("applies", "when") and (about.part is Applies or about.part is None) and about.optional:
            values[name] = None
        elif about.names in (("segment",), ("coverage-model",)):
            values[name] = () if about.many else None
        elif isinstance(value, tuple):
            values[name] = tuple(_for_all(one) if isinstance(one, Part) else one for one in value)
        else:
            values[name] = _for_all(value) if isinstance(value, Part) else value
    return part.holding(values)
