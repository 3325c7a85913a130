"""What one part has, lacks or says otherwise than another: each difference of each thing in it once, in the order of the things.

Things are paired by `model.pairing`. A thing has moved where its home is another, or where it stands in another order among those of its
siblings that both have; of these, as few as can be are said to have moved: all but a longest rising subsequence of their old places.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from journeybook.findings import Place
from journeybook.model.base import Blankness, Part
from journeybook.model.enumerations import Answer
from journeybook.model.field_info import part_fields
from journeybook.model.language.nodes import Condition
from journeybook.model.pairing import Pair, pair_things, things_in
from journeybook.model.timing import Timing
from journeybook.model.walk import Spot, field_values

NEVER_COMPARED = frozenset({"id", "blank"})
"""Fields that say nothing by themselves."""


class DifferenceKind(StrEnum):
    """What became of a thing: it is only here, only there, in the place of another, elsewhere, has another id, or says something else."""

    NEW = "new"
    GONE = "gone"
    REPLACED = "replaced"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True)
class PartDifference:
    """One difference: of which thing, before where it is not new and after where it is not gone, and in which field."""

    kind: DifferenceKind
    before: Spot | None
    after: Spot | None
    field: str = ""
    """The field that says something else; empty where the whole thing differs or stands elsewhere."""
    is_guess: bool = False

    @property
    def spot(self) -> Spot:
        """The thing as it is after, or before where it is gone."""
        spot = self.after or self.before
        assert spot is not None  # noqa: S101 - a difference is of a thing
        return spot


Renames = Mapping[tuple[str, str], str]
"""New ids by kind and old id."""
EMPTY: Renames = {}


def _never(_: Part) -> bool:
    return False


def _nothing(_: Spot, __: Sequence[Spot]) -> None:
    return None


@dataclass(frozen=True)
class PartComparison:
    """A part before and after, and what the caller knows of how the one became the other."""

    before: Part
    after: Part
    own_fields: frozenset[str] = frozenset()
    """Fields of the whole part that are no differences."""
    is_one_state: bool = True
    """Whether both stand in the same state of the files: then what was written at one place is one thing, and an id has one meaning."""
    is_moved_by_name: Callable[[Part], bool] = _never
    """Whether somebody said of a thing that it moved."""
    replaced: Callable[[Spot, Sequence[Spot]], Spot | None] = _nothing
    """Which of the missing things a new one replaces."""
    renames: Renames = field(default_factory=dict)
    """The new ids of things outside of the part."""

    def differences(self) -> Iterator[PartDifference]:
        """Yield the differences of the whole part, then those of its things, then what is gone; a new thing is told with what is in it."""
        before, after = things_in(self.before), things_in(self.after)
        pairs = pair_things(before, after, is_one_state=self.is_one_state)
        now = {id(pair.before.part): pair.after.part for pair in pairs} | {id(self.before): self.after}
        by_after = {id(pair.after): pair for pair in pairs}
        moved = self._moved(pairs, now)
        renames = {**self.renames, **renames_among(pairs)} if not self.is_one_state else {}
        yield from self._pair(Pair(Spot(self.before), Spot(self.after)), renames)
        known, known_before = {id(part) for part in now.values()}, frozenset(now)
        for spot in after:
            if pair := by_after.get(id(spot)):
                if id(spot.part) in moved:
                    yield PartDifference(DifferenceKind.MOVED, pair.before, pair.after, is_guess=pair.is_guess)
                yield from self._pair(pair, renames)
            elif id(_home(spot)) in known:
                old = self.replaced(spot, [candidate for candidate in before if id(candidate.part) not in now])
                now |= {id(old.part): spot.part} if old else {}
                yield PartDifference(DifferenceKind.REPLACED if old else DifferenceKind.NEW, old, spot)
        gone = (spot for spot in before if id(spot.part) not in now and id(_home(spot)) in known_before)
        yield from (PartDifference(DifferenceKind.GONE, spot, None) for spot in gone)

    def _pair(self, pair: Pair, renames: Renames) -> Iterator[PartDifference]:
        """Yield another id, and every field that says something else."""
        before, after = pair.before.part, pair.after.part
        if before is after:
            return
        old, new = (part.get("id", str) if part.KIND else None for part in (before, after))
        is_renamed = not self.is_one_state and old != new
        if is_renamed:
            yield PartDifference(DifferenceKind.RENAMED, pair.before, pair.after, "id", pair.is_guess)
        skipped = NEVER_COMPARED | (self.own_fields if after is self.after else frozenset()) | ({"formerly"} if is_renamed else frozenset())
        for name in changed_fields(before, after, renames):
            if name not in skipped:
                kind = DifferenceKind.MOVED if name == "lane" else DifferenceKind.CHANGED
                yield PartDifference(kind, pair.before, pair.after, name, pair.is_guess)

    def _moved(self, pairs: Sequence[Pair], now: dict[int, Part]) -> set[int]:
        """Return the things that stand in another home, or among their siblings in another order; those that were moved by name first."""
        moved = {id(pair.after.part) for pair in pairs if now.get(id(_home(pair.before))) is not _home(pair.after)}
        siblings: dict[tuple[int, str], list[Pair]] = {}
        for pair in pairs:
            if id(pair.after.part) not in moved:
                siblings.setdefault((id(_home(pair.after)), pair.after.path[-1]), []).append(pair)
        for line in siblings.values():
            order = {id(pair.before.part): index for index, pair in enumerate(sorted(line, key=_place_before))}
            places = [order[id(pair.before.part)] for pair in line]
            if places == sorted(places):
                continue
            moved_by_name = {id(pair.after.part) for pair in line if self.is_moved_by_name(pair.after.part)}
            rest = [(place, pair) for place, pair in zip(places, line, strict=True) if id(pair.after.part) not in moved_by_name]
            stay = {rest[index][0] for index in _longest_rising([place for place, _ in rest])}
            moved |= moved_by_name | {id(pair.after.part) for place, pair in rest if place not in stay}
        return moved


def renames_among(pairs: Sequence[Pair]) -> dict[tuple[str, str], str]:
    """Return the new ids of the things that have another one."""
    ids = ((pair.after.part.KIND, pair.before.part.get("id", str), pair.after.part.get("id", str)) for pair in pairs)
    return {(kind, old): new for kind, old, new in ids if old and new and old != new}


def changed_fields(before: Part, after: Part, renames: Renames = EMPTY) -> Iterator[str]:
    """Yield the names of the fields of a class, and of the lanes with an answer, in which two of its parts say something else.

    Things that stand in a field are compared for themselves; whether an answer stands there instead is said by the field.
    """
    fields = part_fields(type(after))
    lanes = (row.field for part in (before, after) for row in _blanks(part) if row.field not in fields)
    for name in (*fields, *dict.fromkeys(lanes)):
        part = fields[name].part if name in fields else None
        if name == "blank" or (before.blank is after.blank and before.get(name, object) is after.get(name, object)):
            continue
        holds_things = part is not None and bool(part.KIND)
        if _answers(before, name) != _answers(after, name) or (not holds_things and _says(before, name, renames) != _says(after, name)):
            yield name


def value_without_places(value: object, renames: Renames = EMPTY) -> object:
    """Return a value without the places at which it was written and with new ids, so that what says the same is equal."""
    if isinstance(value, Part):
        fields, model = part_fields(type(value)), type(value).model_fields
        values = {name: inner for name, inner in field_values(value) if inner != model[name].default}
        return {name: _renamed(inner, fields[name].names, renames) for name, inner in values.items()}
    return _renamed(value, (), renames)


def _renamed(value: object, kinds: tuple[str, ...], renames: Renames) -> object:
    if isinstance(value, tuple):
        return [_renamed(item, kinds, renames) for item in value]
    if isinstance(value, Part):
        return value_without_places(value, renames)
    if isinstance(value, Timing | Condition):
        return _renamed_words(repr(value), renames)
    if renames and kinds and isinstance(value, str):
        outer, slash, inner = value.rpartition("/")
        new = next((renames[kind, inner] for kind in kinds if (kind, inner) in renames), inner)
        return f"{renames.get(('map', outer), outer)}{slash}{new}"
    return value


def _renamed_words(text: str, renames: Renames) -> str:
    """Return a condition or time as text with every id renamed that is a whole word in it; Python's form of it has all names and words."""
    for (_, old), new in renames.items():
        text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)
    return text


def _says(part: Part, name: str, renames: Renames = EMPTY) -> object:
    field = part_fields(type(part)).get(name)
    return _renamed(part.get(name, object), field.names if field else (), renames)


def _answers(part: Part, name: str) -> list[tuple[Answer, object]]:
    """Return the answer that stands in a field or lane, and who reads it."""
    return [(row.state, row.get("audience", object)) for row in _blanks(part) if row.field == name]


def written_at(part: Part, name: str) -> Place:
    """Return where a field was written, or why it says nothing."""
    return next((row.origin.place for row in _blanks(part) if row.field == name), part.origin.of(name))


def _blanks(part: Part) -> tuple[Blankness, ...]:
    return part.inside("blank", Blankness)


def _home(spot: Spot) -> Part:
    """Return the thing in which a thing stands, or the whole part."""
    return next((part for part in reversed(spot.parents) if part.KIND), spot.parents[0])


def _place_before(pair: Pair) -> int:
    line = _home(pair.before).inside(pair.before.path[-1], Part)
    return next((index for index, part in enumerate(line) if part is pair.before.part), 0)


def _longest_rising(numbers: list[int]) -> list[int]:
    """Return the positions of a longest rising subsequence (patience sorting with predecessors)."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for position, number in enumerate(numbers):
        pile = bisect_left([numbers[top] for top in tops], number)
        before[position] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [position]
    chain: list[int] = []
    at = tops[-1] if tops else None
    while at is not None:
        chain.append(at)
        at = before[at]
    return chain[::-1]
