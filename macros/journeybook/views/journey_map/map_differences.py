"""What one map has, lacks or says otherwise than another: each difference once, with both values and where it was written."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from journeybook.findings import Place
from journeybook.model.alteration import Alteration
from journeybook.model.base import Blankness, Part
from journeybook.model.field_info import part_fields
from journeybook.model.identity import spelled
from journeybook.model.map import Map
from journeybook.model.pairing import Pair, home_of, pair_things, spot_words, things_in
from journeybook.model.walk import Spot
from journeybook.validate.variants import OWN_KEYS
from journeybook.views.base.answers import answer_text, field_name
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Cell, cell
from journeybook.views.base.labels import spot_title
from journeybook.views.journey_map.field_values import value_cell, value_without_places
from journeybook.views.links.provenance import ancestors

NEVER_COMPARED = frozenset({"id", "blank"})
"""Fields that say nothing by themselves."""


class DifferenceKind(StrEnum):
    """What became of a thing: it is only here, only there, in the place of another, elsewhere, or says something else."""

    NEW = "new"
    GONE = "gone"
    REPLACED = "replaced"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class MapDifference:
    """One difference: of which thing (as it is here, or there where it is gone), in what, from what to what, why, and where written."""

    kind: DifferenceKind
    spot: Spot
    field: str
    old: Cell
    new: Cell
    alteration: Alteration | None
    place: Place
    is_guess: bool = False
    before: Spot | None = None
    """The thing as it is there, where both have it."""
    key: tuple[str, str] = ("", "")
    """The same in every map that is compared with the same other one: the thing there, and the field."""


def map_differences(book: Book, other: Map, journey: Map) -> tuple[MapDifference, ...]:
    """Return everything in which a map differs from another, such as its base, in the order of its things; what is gone comes last."""
    return _differences(book, other.id, journey.id)


@remembered
def _differences(book: Book, other_id: str, journey_id: str) -> tuple[MapDifference, ...]:
    other, journey = book.find(Map, other_id), book.find(Map, journey_id)
    names = _names(journey) | _names(other)
    return tuple(_Comparison(book, other, journey, tuple(_alterations_between(book, other, journey)), names).differences())


@dataclass(frozen=True)
class _Comparison:
    """A map, the one it is compared with, and the alterations that made the one of the other."""

    book: Book
    other: Map
    journey: Map
    alterations: tuple[Alteration, ...]
    names: dict[int, str]
    """By what each thing of both maps is known in every comparison with the other, by the part's object identity."""

    def differences(self) -> Iterator[MapDifference]:
        """Yield the differences of the map itself, then those of its things, then what is gone."""
        before, after = things_in(self.other), things_in(self.journey)
        pairs = pair_things(before, after)
        now = {id(pair.before.part): pair.after.part for pair in pairs} | {id(self.other): self.journey}
        by_after = {id(pair.after): pair for pair in pairs}
        moved = self._moved(pairs, now)
        yield from self._fields(Pair(Spot(self.other), Spot(self.journey)))
        known, known_before = {id(part) for part in now.values()}, frozenset(now)
        for spot in after:
            pair = by_after.get(id(spot))
            if pair:
                yield from self._place(pair) if id(spot.part) in moved else ()
                yield from self._fields(pair)
            elif id(home_of(spot)) in known:
                old = self._replaced(spot, [candidate for candidate in before if id(candidate.part) not in now])
                now |= {id(old.part): spot.part} if old else {}
                yield self._new(spot, old)
        yield from (self._gone(spot) for spot in before if id(spot.part) not in now and id(home_of(spot)) in known_before)

    def _moved(self, pairs: Sequence[Pair], now: dict[int, Part]) -> set[int]:
        """Return the things that stand in another home, or among their siblings in another order; those that were moved by name first."""
        moved = {id(pair.after.part) for pair in pairs if now.get(id(home_of(pair.before))) is not home_of(pair.after)}
        siblings: dict[tuple[int, str], list[Pair]] = {}
        for pair in pairs:
            if id(pair.after.part) not in moved:
                siblings.setdefault((id(home_of(pair.after)), pair.after.path[-1]), []).append(pair)
        for line in siblings.values():
            order = {id(pair.before.part): index for index, pair in enumerate(sorted(line, key=_place_before))}
            places = [order[id(pair.before.part)] for pair in line]
            if places == sorted(places):
                continue
            moved_by_name = {id(pair.after.part) for pair in line if self._alteration_of(pair.after.part, "move")}
            rest = [(place, pair) for place, pair in zip(places, line, strict=True) if id(pair.after.part) not in moved_by_name]
            stay = {rest[index][0] for index in _longest_rising([place for place, _ in rest])}
            moved |= moved_by_name | {id(pair.after.part) for place, pair in rest if place not in stay}
        return moved

    def _replaced(self, spot: Spot, missing: list[Spot]) -> Spot | None:
        """Return the thing that a new one replaces under another id."""
        alteration = self._alteration_at(spot.part.origin.place)
        if alteration is None or alteration.replace is None:
            return None
        return next((old for old in missing if old.part.KIND == spot.part.KIND and old.part.get("id", str) == alteration.replace), None)

    def _new(self, spot: Spot, old: Spot | None) -> MapDifference:
        alteration, title = self._alteration_at(spot.part.origin.place), cell(spot_title(self.book, spot))
        kind = DifferenceKind.REPLACED if old else DifferenceKind.NEW
        there = cell(spot_title(self.book, old)) if old else ()
        return MapDifference(
            kind, spot, "", there, title, alteration, spot.part.origin.place, before=old, key=(self.names[id((old or spot).part)], "")
        )

    def _gone(self, spot: Spot) -> MapDifference:
        alteration = self._alteration_of(spot.part, "remove", "replace") or self._keeping(spot)
        place = alteration.origin.place if alteration else self.journey.origin.place
        difference = MapDifference(DifferenceKind.GONE, spot, "", cell(spot_title(self.book, spot)), (), alteration, place)
        return replace(difference, key=(self.names[id(spot.part)], ""))

    def _place(self, pair: Pair) -> Iterator[MapDifference]:
        alteration = self._alteration_of(pair.after.part, "move")
        place = alteration.origin.place if alteration else pair.after.part.origin.place
        old, new = self._stands(pair.before), self._stands(pair.after)
        words, key = self.book.say("differs.stands"), (self.names[id(pair.before.part)], "stands")
        yield MapDifference(DifferenceKind.MOVED, pair.after, words, old, new, alteration, place, pair.is_guess, pair.before, key)

    def _stands(self, spot: Spot) -> Cell:
        """Return in which thing another stands, and behind what."""
        home = home_of(spot)
        line = home.inside(spot.path[-1], Part) if home else ()
        index = next((number for number, part in enumerate(line) if part is spot.part), 0)
        where = spot_title(self.book, Spot(home)) if home and not isinstance(home, Map) else None
        behind = (
            self.book.say("differs.behind", name=spot_title(self.book, Spot(line[index - 1]))) if index else self.book.say("differs.first")
        )
        return cell(where, behind)

    def _fields(self, pair: Pair) -> Iterator[MapDifference]:
        """Yield every field of a thing that says something else here."""
        before, after = pair.before.part, pair.after.part
        if before is after:
            return
        is_map = isinstance(after, Map)
        for name, field in part_fields(type(after)).items():
            if name in NEVER_COMPARED or (is_map and name in OWN_KEYS) or (field.part and field.part.KIND):
                continue
            if _says(before, name) != _says(after, name):
                old, new = self._value(before, name, self.other), self._value(after, name, self.journey)
                place = _written_at(after, name)
                kind = DifferenceKind.MOVED if name == "lane" else DifferenceKind.CHANGED
                words, key = field_name(self.book, type(after), name), (self.names[id(pair.before.part)], name)
                # What a map says of itself stands beside its alterations, and in none of them.
                alteration = None if is_map else self._alteration_at(place)
                yield MapDifference(kind, pair.after, words, old, new, alteration, place, pair.is_guess, pair.before, key)

    def _value(self, part: Part, name: str, home: Map) -> Cell:
        """Return what a part says in a field in words, or why it says nothing there."""
        answer = answer_text(self.book, part, name)
        value = part.get(name, object)
        is_said = value != type(part).model_fields[name].default
        return (answer,) if answer else (value_cell(self.book, part_fields(type(part))[name], value, scope=home.id) if is_said else ())

    def _alteration_at(self, place: Place) -> Alteration | None:
        """Return the alteration in which something was written."""
        before = [known for known in self.alterations if known.origin.place.file == place.file and known.origin.place <= place]
        return max(before, key=lambda known: known.origin.place, default=None)

    def _alteration_of(self, part: Part, *verbs: str) -> Alteration | None:
        """Return the last alteration that does such a thing to a part."""
        identifier = part.first_text("id", "use")
        does = (known for known in self.alterations if identifier and identifier in {known.get(verb, str) for verb in verbs})
        return next(does, None)

    def _keeping(self, spot: Spot) -> Alteration | None:
        """Return the alteration that kept others of the stage in which something stood."""
        homes = {part.get("id", str) for part in spot.parents}
        return next((known for known in self.alterations if known.keep is not None and known.of in homes), None)


def _says(part: Part, name: str) -> object:
    return value_without_places(part.get(name, object)), [blank.state for blank in _blanks(part, name)]


def _blanks(part: Part, name: str) -> tuple[Blankness, ...]:
    return tuple(blank for blank in part.inside("blank", Blankness) if blank.field == name)


def _written_at(part: Part, name: str) -> Place:
    """Return where a field was written, or why it says nothing."""
    return next((blank.origin.place for blank in _blanks(part, name)), part.origin.of(name))


def _alterations_between(book: Book, other: Map, journey: Map) -> Iterator[Alteration]:
    """Yield the alterations by which a map became another than one of its bases: the latest first."""
    waiting, seen = [journey.id], {other.id, *(base.id for base in ancestors(book, other))}
    while waiting:
        name = waiting.pop(0)
        altering = book.atlas.find(Map, name) if name not in seen else None
        seen.add(name)
        if altering:
            yield from reversed(altering.alterations)
            waiting += altering.extends


def _place_before(pair: Pair) -> int:
    home = home_of(pair.before)
    line = home.inside(pair.before.path[-1], Part) if home else ()
    return next((index for index, part in enumerate(line) if part is pair.before.part), 0)


def _names(journey: Map) -> dict[int, str]:
    """Return a name for a map and each thing in it: its kind, stage, and id or words; things that have all of it in common are counted."""
    names: dict[int, str] = {id(journey): "map"}
    times = Counter[str]()
    for spot in things_in(journey):
        name = ".".join(
            (spot.part.KIND, spot.part.first_text("id") or f"{spot.stage.id if spot.stage else ''}.{spelled(spot_words(spot))}")
        )
        times[name] += 1
        names[id(spot.part)] = f"{name}.{times[name]}"
    return names


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
