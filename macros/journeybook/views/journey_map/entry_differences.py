"""The differences between two maps as marks at the entries of a table: made of the list of differences and of nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from journeybook.compare.part_differences import DifferenceKind
from journeybook.model.base import Part
from journeybook.model.map import Map
from journeybook.model.walk import walk
from journeybook.views.base.book import Book
from journeybook.views.base.elements import plain_text
from journeybook.views.journey_map.grid import LONG, Difference, EntrySubject, GridEntry, GridRow
from journeybook.views.journey_map.map_differences import MapDifference, map_differences

WHOLE = (DifferenceKind.NEW, DifferenceKind.GONE, DifferenceKind.REPLACED, DifferenceKind.MOVED)
"""Differences of a thing as a whole."""
LANE = "lane"
"""The field of a step that says in which lane it stands: a step of another lane is no other step, and has not moved along the map."""


class Relation(StrEnum):
    """Whether the other map comes before this one, as its base or as today's, or after it, as its future."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class EntryDifferences:
    """The differences of a map from another, by the parts of either that differ."""

    book: Book
    other: Map
    relation: Relation
    listing: tuple[MapDifference, ...]
    """All of them, as they are listed on the map's page."""
    homes: dict[int, tuple[Part, ...]]
    """Each part of both maps with those around it, the nearest first, by its object identity."""
    differences: dict[int, list[MapDifference]] = field(default_factory=dict)
    """By the object identity of the part of this map that differs."""
    missing: dict[int, MapDifference] = field(default_factory=dict)
    """By that of the part that only the other map has."""
    words: dict[tuple[int, str], set[tuple[str, ...]]] = field(default_factory=dict)
    """What the entries of the other map say of a field of a part."""

    def at_entry(self, entry: GridEntry) -> tuple[Difference, ...]:
        """Return the differences of everything that an entry of this map tells of."""
        words = _words(entry)
        return tuple(dict.fromkeys(difference for subject in entry.about for difference in self.of_subject(subject, words)))

    def of_subject(self, subject: EntrySubject, words: tuple[str, ...] = ()) -> Iterator[Difference]:
        """Yield those of the thing as a whole, then of the fields that are told; of a field only where it tells otherwise there.

        What stands in a thing that this map alone has is new with it.
        """
        for part in (home for home in self.homes.get(id(subject.part), ()) if home.KIND):
            differences = self.differences.get(id(part), [])
            whole = [difference for difference in differences if _is_whole(difference)]
            yield from (self._mark(difference) for difference in whole if part is subject.part or self._is_only_here(difference))
            if part is subject.part:
                rest = (difference for difference in differences if not _is_whole(difference))
                yield from (self._mark(difference) for difference in rest if self._tells(subject, words, difference))
            if whole:
                return

    def of_missing(self, entry: GridEntry) -> tuple[Difference, ...]:
        """Return the differences of an entry of the other map that tells of nothing that this map has; nothing where it tells of more."""
        missing = [self._missing(subject.part) for subject in entry.about]
        word = self.book.say(f"compare.{self.relation}.there")
        marks = (Difference(self.other.id, word, key=difference.key) for difference in missing if difference)
        return tuple(dict.fromkeys(marks)) if all(missing) else ()

    def read_rows(self, rows: Iterable[GridRow]) -> None:
        """Keep what the rows of the other map say."""
        for entry in (entry for row in rows for cell in row.cells for entry in cell.entries):
            for subject in entry.about:
                self.words.setdefault((id(subject.part), subject.field), set()).add(subject.words or _words(entry))

    def _missing(self, part: Part) -> MapDifference | None:
        """Return the difference that a part of the other map, or one around it, is not in this map."""
        return next((difference for home in self.homes.get(id(part), ()) if (difference := self.missing.get(id(home)))), None)

    def _is_only_here(self, difference: MapDifference) -> bool:
        return difference.kind is (DifferenceKind.NEW if self.relation is Relation.BEFORE else DifferenceKind.GONE)

    def _tells(self, subject: EntrySubject, words: tuple[str, ...], difference: MapDifference) -> bool:
        """Whether what an entry tells of is that in which a thing differs."""
        if not subject.field:
            return True
        there = difference.before if self.relation is Relation.BEFORE else difference.spot
        known = self.words.get((id(there.part), subject.field), set()) if there else set()
        return difference.key[1] == subject.field and (subject.words or words) not in known

    def _mark(self, difference: MapDifference) -> Difference:
        """Return a difference as a mark: its word, and what it was or will be."""
        if self._is_only_here(difference):
            return Difference(self.other.id, self.book.say(f"compare.{self.relation}.here"), key=difference.key)
        value = difference.old if self.relation is Relation.BEFORE else difference.new
        is_field = difference.kind is DifferenceKind.CHANGED
        joint = self.book.say("list.semicolon") if is_field else " "
        what = _shortened(joint.join(map(plain_text, value))) or self.book.say("differs.unsaid")
        words = self.book.say(f"compare.{self.relation}.said", what=what)
        if is_field:
            words = self.book.say(f"compare.{self.relation}.field", field=difference.field, what=what)
        kind = LANE if difference.key[1] == LANE else difference.kind
        return Difference(self.other.id, self.book.say(f"compare.{self.relation}.{kind}"), words, difference.key)


def entry_differences(book: Book, journey: Map, other: Map, relation: Relation) -> EntryDifferences:
    """Return the differences of a map from another that comes before or after it."""
    there, here = (other, journey) if relation is Relation.BEFORE else (journey, other)
    homes = {id(spot.part): (spot.part, *reversed(spot.parents)) for home in (other, journey) for spot in walk(home)}
    by_entry = EntryDifferences(book, other, relation, map_differences(book, there, here), homes)
    for difference in by_entry.listing:
        part = _here(difference, relation)
        if part is None:
            by_entry.missing[id(difference.spot.part)] = difference
        else:
            by_entry.differences.setdefault(id(part), []).append(difference)
    return by_entry


def _here(difference: MapDifference, relation: Relation) -> Part | None:
    """Return the thing of this map that differs, or None where only the other has it."""
    if relation is Relation.BEFORE:
        return None if difference.kind is DifferenceKind.GONE else difference.spot.part
    if difference.kind is DifferenceKind.GONE:
        return difference.spot.part
    return difference.before.part if difference.before else None


def _is_whole(difference: MapDifference) -> bool:
    return difference.kind in WHOLE and difference.key[1] != LANE


def _words(entry: GridEntry) -> tuple[str, ...]:
    """Return everything that an entry says, part by part."""
    small = tuple(plain_text(inline) for line in entry.small for inline in line)
    return (entry.text + entry.rest, *(badge.text for badge in entry.badges), *small)


def _shortened(text: str) -> str:
    """Return the beginning of a long text; the list of differences has the whole."""
    return text if len(text) <= LONG else f"{text[:LONG].rpartition(' ')[0] or text[:LONG]} \N{HORIZONTAL ELLIPSIS}"
