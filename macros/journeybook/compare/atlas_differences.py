"""What differs between two states of an atlas, each difference once: what variants take over from a base stands with the base's.

The whole atlas is compared file by file of its things: the settings of `atlas.yml`, then each map, play, persona and so on with its
namesake, then what is in them. A difference of a variant that was written at the same places as one of its base is the base's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.compare.part_differences import (
    DifferenceKind,
    PartComparison,
    PartDifference,
    Renames,
    renames_among,
    value_without_places,
    written_at,
)
from journeybook.model.alteration import OWN_KEYS, Alteration
from journeybook.model.atlas import Atlas
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.map import Map
from journeybook.model.pairing import pair_things, spot_words, things_in
from journeybook.model.walk import Spot

RESOLVED = frozenset({"alterations"})
"""Fields of a map whose effect is compared instead: a variant holds what its alterations made."""


@dataclass(frozen=True)
class AtlasDifference:
    """A difference with the things of the atlas in which it is, and what it does to the variants of the map in which it was written."""

    difference: PartDifference
    home_before: Part | None
    home_after: Part | None
    following: tuple[Map, ...] = ()
    """Variants, as they are after, in which the same changes."""
    keeping: tuple[Map, ...] = ()
    """Variants that it does not change, since they say something of their own there, or do not have the thing."""

    @property
    def home(self) -> Part:
        """The map, play or other thing of the atlas, after, or before where it is gone; the settings where it stands in `atlas.yml`."""
        home = self.home_after or self.home_before
        assert home is not None  # noqa: S101 - a difference is of something
        return home


def atlas_differences(before: Atlas, after: Atlas) -> tuple[AtlasDifference, ...]:
    """Return everything in which an atlas differs from an earlier state of itself, by things known again by id, else by words."""
    pairs = tuple(_pairs(before, after))
    renames = _renames(before, after, pairs)
    return tuple(_folded([row for old, new in pairs for row in _differences(old, new, renames)], after))


def _pairs(before: Atlas, after: Atlas) -> Iterator[tuple[Spot | None, Spot | None]]:
    """Yield the settings and every thing of the atlas as they are before and after; None where there is none."""
    yield Spot(before.file), Spot(after.file)
    for name, field in part_fields(Atlas).items():
        if not (field.part and field.part.KIND):
            continue
        old, new = ([Spot(part, (atlas,), (name,)) for part in atlas.inside(name, Part)] for atlas in (before, after))
        paired = pair_things(old, new, is_one_state=False)
        partners = {id(pair.after): pair.before for pair in paired}
        known = {id(pair.before) for pair in paired}
        yield from ((partners.get(id(spot)), spot) for spot in new)
        yield from ((spot, None) for spot in old if id(spot) not in known)


def _renames(before: Atlas, after: Atlas, pairs: tuple[tuple[Spot | None, Spot | None], ...]) -> dict[tuple[str, str], str]:
    """Return the new ids of what the whole atlas may name: its things, and those of `atlas.yml`."""
    things = {
        (new.part.KIND, old.part.first_text("id")): new.part.first_text("id")
        for old, new in pairs
        if old and new and old.part.KIND and old.part.get("id", str) != new.part.get("id", str)
    }
    return things | renames_among(pair_things(things_in(before.file), things_in(after.file), is_one_state=False))


def _differences(old: Spot | None, new: Spot | None, renames: Renames) -> Iterator[AtlasDifference]:
    if old is None or new is None:
        kind = DifferenceKind.GONE if new is None else DifferenceKind.NEW
        yield AtlasDifference(PartDifference(kind, old, new), old.part if old else None, new.part if new else None)
    elif old.part is not new.part and value_without_places(old.part) != value_without_places(new.part):
        comparison = PartComparison(old.part, new.part, RESOLVED, is_one_state=False, renames=renames)
        yield from (AtlasDifference(difference, old.part, new.part) for difference in comparison.differences())
        if isinstance(old.part, Map) and isinstance(new.part, Map) and _reasons_differ(old.part, new.part):
            yield AtlasDifference(PartDifference(DifferenceKind.CHANGED, old, new, "alterations"), old.part, new.part)


def _reasons_differ(old: Map, new: Map) -> bool:
    """Whether an alteration that both have is given another reason; whatever else an alteration says shows in what it makes."""
    before, after = ({repr(value_without_places(_without_reason(row))): row.why for row in journey.alterations} for journey in (old, new))
    return any(before[key] != after[key] for key in before.keys() & after.keys())


def _without_reason(alteration: Alteration) -> Part:
    return alteration.model_copy(update={"why": None})


def _folded(differences: list[AtlasDifference], after: Atlas) -> Iterator[AtlasDifference]:
    """Yield the differences without those of variants that were written in a base, which stand with that of the base."""
    groups: dict[object, list[AtlasDifference]] = {}
    for number, row in enumerate(differences):
        groups.setdefault(_key(row) or number, []).append(row)
    for group in groups.values():
        origin = next((row for row in group if _is_written_here(row)), group[0])
        others = {id(row.home) for row in group if row is not origin}
        is_in_base = isinstance(origin.home, Map) and origin.home_before and origin.home_after and not _is_own(origin.difference)
        variants = _variants(after, origin.home) if isinstance(origin.home, Map) and is_in_base else ()
        following = tuple(journey for journey in variants if id(journey) in others)
        keeping = tuple(journey for journey in variants if id(journey) not in others and _is_known(journey, differences))
        yield replace(origin, following=following, keeping=keeping)


def _key(row: AtlasDifference) -> object:
    """Return what a difference has in common with the same one in a variant; None outside of what variants take over."""
    difference = row.difference
    spots = [spot for spot in (difference.before, difference.after) if spot]
    if not isinstance(row.home, Map) or (spots[0].part.KIND == Map.KIND and not difference.field):
        return None
    places = tuple(_written(spot, difference.field) for spot in spots)
    values = tuple(repr(value_without_places(spot.part.get(difference.field, object))) for spot in spots) if difference.field else ()
    return (difference.kind, difference.field, places, values)


def _is_own(difference: PartDifference) -> bool:
    """Whether a difference is of what variants never take over from a map."""
    return isinstance(difference.spot.part, Map) and difference.field in OWN_KEYS


def _written(spot: Spot, name: str) -> object:
    """Return where a thing or its field was written; a field that was not written is known by its thing."""
    if not name or name == "id":
        return spot.part.origin.place
    place = written_at(spot.part, name)
    return place if place != spot.part.origin.place else (spot.part.KIND, spot.part.first_text("id") or spot_words(spot))


def _is_written_here(row: AtlasDifference) -> bool:
    files = {
        written_at(spot.part, row.difference.field).file if row.difference.field else spot.part.origin.place.file
        for home, spot in ((row.home_before, row.difference.before), (row.home_after, row.difference.after))
        if spot and home
    }
    return files <= {home.origin.place.file for home in (row.home_before, row.home_after) if home}


def _variants(atlas: Atlas, base: Map) -> tuple[Map, ...]:
    """Return the maps that extend another, or extend one that does."""
    known = {base.id}
    while True:
        further = {journey.id for journey in atlas.maps if known & set(journey.extends)} - known
        if not further:
            return tuple(journey for journey in atlas.maps if journey.id in known and journey.id != base.id)
        known |= further


def _is_known(journey: Map, differences: list[AtlasDifference]) -> bool:
    """Whether a variant was there before."""
    return not any(row.home_after is journey and row.home_before is None for row in differences)
