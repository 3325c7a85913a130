"""What one map has, lacks or says otherwise than another: each difference once, with both values and where it was written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeybook.compare.part_differences import DifferenceKind, PartComparison, PartDifference, written_at
from journeybook.findings import Place
from journeybook.model.alteration import OWN_KEYS, Alteration
from journeybook.model.base import Part
from journeybook.model.identity import spelled
from journeybook.model.map import Map
from journeybook.model.pairing import home_of, spot_words, things_in
from journeybook.model.walk import Spot
from journeybook.views.base.answers import field_name
from journeybook.views.base.book import Book, remembered
from journeybook.views.base.elements import Cell, cell
from journeybook.views.base.labels import spot_title
from journeybook.views.journey_map.field_values import field_cell


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
        comparison = PartComparison(
            self.other,
            self.journey,
            OWN_KEYS,
            is_moved_by_name=lambda part: bool(self._alteration_of(part, "move")),
            replaced=self._replaced,
        )
        return map(self._in_words, comparison.differences())

    def _in_words(self, difference: PartDifference) -> MapDifference:
        """Return a difference with its values in words, why it is, and where it was written."""
        before, after = difference.before, difference.after
        if before is None or difference.kind is DifferenceKind.REPLACED:
            return self._new(difference.spot, before)
        if after is None:
            return self._gone(before)
        if not difference.field:
            return self._place(difference, before, after)
        return self._field(difference, before.part, after)

    def _replaced(self, spot: Spot, missing: Sequence[Spot]) -> Spot | None:
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

    def _place(self, difference: PartDifference, before: Spot, after: Spot) -> MapDifference:
        alteration = self._alteration_of(after.part, "move")
        place = alteration.origin.place if alteration else after.part.origin.place
        old, new = stands(self.book, before), stands(self.book, after)
        words, key = self.book.say("differs.stands"), (self.names[id(before.part)], "stands")
        return MapDifference(DifferenceKind.MOVED, after, words, old, new, alteration, place, difference.is_guess, before, key)

    def _field(self, difference: PartDifference, before: Part, after: Spot) -> MapDifference:
        """Return a field of a thing that says something else here."""
        name, part = difference.field, after.part
        old, new = field_cell(self.book, before, name, scope=self.other.id), field_cell(self.book, part, name, scope=self.journey.id)
        place = written_at(part, name)
        words, key = field_name(self.book, type(part), name), (self.names[id(before)], name)
        # What a map says of itself stands beside its alterations, and in none of them.
        alteration = None if isinstance(part, Map) else self._alteration_at(place)
        return MapDifference(difference.kind, after, words, old, new, alteration, place, difference.is_guess, difference.before, key)

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


def stands(book: Book, spot: Spot) -> Cell:
    """Return in which thing another stands, and behind what."""
    home = home_of(spot)
    around = home or (spot.parents[0] if spot.parents else None)
    line = around.inside(spot.path[-1], Part) if around else ()
    index = next((number for number, part in enumerate(line) if part is spot.part), 0)
    where = spot_title(book, Spot(home)) if home and not isinstance(home, Map) else None
    behind = book.say("differs.behind", name=spot_title(book, Spot(line[index - 1]))) if index else book.say("differs.first")
    return cell(where, behind)


def _alterations_between(book: Book, other: Map, journey: Map) -> Iterator[Alteration]:
    """Yield the alterations by which a map became another than one of its bases: the latest first."""
    waiting, seen = [journey.id], {other.id, *(base.id for base in book.atlas.bases_of(other))}
    while waiting:
        name = waiting.pop(0)
        altering = book.atlas.find(Map, name) if name not in seen else None
        seen.add(name)
        if altering:
            yield from reversed(altering.alterations)
            waiting += altering.extends


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
