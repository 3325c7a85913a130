"""A map's table beside that of another map: the listed differences, each marked where its thing stands in the table.

A thing that both maps have bears its differences; one that this map alone has is new; what the other alone has is added to the cell in
which it would stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address
from journeybook.views.base.labels import stage_text
from journeybook.views.journey_map.curve import CurveKind, curves
from journeybook.views.journey_map.entry_differences import EntryDifferences, Relation, entry_differences
from journeybook.views.journey_map.grid import (
    Column,
    ColumnKey,
    Difference,
    EntrySubject,
    GridCell,
    GridEntry,
    GridRow,
    RowGroup,
    grid_entry,
    map_columns,
    nearest_column,
)
from journeybook.views.journey_map.grid_rows import WHOLE_STAGE_ROWS, column_runs, row_groups
from journeybook.views.links.links import map_page


@dataclass(frozen=True)
class Compared:
    """A map beside this one: how many differences are listed, where, and which stages it alone has."""

    other: str
    name: str
    count: int
    listed_at: Address
    stages: tuple[str, ...]


Groups = tuple[RowGroup, ...]
HeadingDifferences = dict[ColumnKey, tuple[Difference, ...]]
"""What differs of each stage, and of each sub-stage, by its ids."""
BESIDE = (CurveKind.AIM, CurveKind.TODAY)
"""The rows that tell how it should feel or feels today: they are a comparison themselves."""


@dataclass(frozen=True)
class Comparison:
    """The rows of a map with everything marked that differs, the marks of its headings, and the maps it is compared with."""

    groups: Groups
    headings: HeadingDifferences
    maps: tuple[Compared, ...]


def compare(book: Book, journey: Map, over: tuple[Column, ...], groups: Groups) -> Comparison:
    """Return a map's rows and headings compared with its bases, the map of today and the map of the future."""
    maps: list[Compared] = []
    headings: HeadingDifferences = {}
    for other, relation in compared_maps(book, journey):
        differences = entry_differences(book, journey, other, relation)
        pair = _Pair(book, other, over, differences)
        groups = pair.groups(groups)
        listed_at = map_page(journey, difference_anchor(other))
        maps.append(Compared(other.id, other.name, len(differences.listing), listed_at, pair.only_there()))
        for key, part in _heads(over).items():
            headings[key] = (*headings.get(key, ()), *differences.of_subject(EntrySubject(part)), *pair.lost_parts(key))
    return Comparison(groups, headings, tuple(maps))


def difference_anchor(other: Map) -> str:
    """Return where on a map's page its differences from another stand."""
    return f"differences-{other.id}"


def compared_maps(book: Book, journey: Map) -> Iterator[tuple[Map, Relation]]:
    """Yield the maps to compare with: that of today, the bases, those of the future; none of them twice."""
    before = dict.fromkeys(filter(None, (journey.future_of, *journey.extends)))
    maps = (book.atlas.find(Map, reference) for reference in before)
    yield from ((other, Relation.BEFORE) for other in maps if other)
    yield from ((other, Relation.AFTER) for other in book.atlas.maps if other.future_of == journey.id)


@dataclass(frozen=True)
class _Pair:
    """This map's columns beside the rows of another map, and the differences of the parts of both."""

    book: Book
    other: Map
    over: tuple[Column, ...]
    differences: EntryDifferences

    def groups(self, here: Groups) -> Groups:
        """Return the groups of this map with the other's differences."""
        over = map_columns(self.other)
        there = {group.name: group for group in row_groups(self.book, self.other, over, curves(self.book, self.other))}
        self.differences.read_rows(row for group in there.values() for row in group.rows)
        mine = {group.name: group for group in here}
        names = [name for name in ("experience", "floating", "lanes", "results") if name in mine or name in there]
        return tuple(
            RowGroup(name, (mine.get(name) or there[name]).title, rows)
            for name in names
            if (rows := self._rows(mine[name].rows if name in mine else (), there[name].rows if name in there else ()))
        )

    def only_there(self) -> tuple[str, ...]:
        """Return the stages that only the other map has."""
        return tuple(stage_text(self.book, stage) for stage in self.other.stages if id(stage) in self.differences.missing)

    def lost_parts(self, key: ColumnKey) -> Iterator[Difference]:
        """Yield the marks of the sub-stages of a stage that only the other map has."""
        parts = (part for stage in self.other.stages if (stage.id, "") == key for part in stage.sub_stages)
        for part in parts:
            yield from (replace(mark, said=part.name) for mark in self.differences.of_missing(grid_entry(part.name, EntrySubject(part))))

    def _rows(self, here: tuple[GridRow, ...], there: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
        """Return the rows compared; those that only the other map has stand behind the row that they follow there."""
        gone = [_Gone(row.key, cell.column_key, entry) for row in there for cell in row.cells for entry in self._gone(row, cell)]
        rows = [replace(row, cells=tuple(self._cell(row.key, cell) for cell in row.cells)) for row in here]
        first = {_family(row.key): row.key for row in reversed(here)}
        known = {row.key for row in here}
        rows = [self._with_gone(row, [entry for entry in gone if row.key == _now_in(entry.row, known, first)]) for row in rows]
        behind = ""
        for row in there:
            if _family(row.key) in first:
                behind = _now_in(row.key, known, first)
            elif any(entry.row == row.key for entry in gone):
                index = next((number + 1 for number, known_row in enumerate(rows) if known_row.key == behind), 0)
                rows.insert(index, self._lonely(row, gone))
                behind = row.key
        return tuple(rows)

    def _gone(self, row: GridRow, cell: GridCell) -> Iterator[GridEntry]:
        """Yield the entries of a cell of the other map that tell of nothing that this map has."""
        for entry in cell.entries if _family(row.key) not in BESIDE else ():
            differences = self.differences.of_missing(entry)
            if differences:
                yield replace(entry, differences=differences)

    def _lonely(self, row: GridRow, all_gone: list["_Gone"]) -> GridRow:
        """Return a row of the other map's over the columns of this one."""
        whole = row.key in WHOLE_STAGE_ROWS
        cells = tuple(GridCell(len(run), (), (), run[0].column_key) for run in column_runs(self.over, whole=whole))
        gone = [entry for entry in all_gone if entry.row == row.key]
        return self._with_gone(replace(row, cells=cells, line="", only_in=(self.other.id,)), gone)

    def _with_gone(self, row: GridRow, gone: list["_Gone"]) -> GridRow:
        """Add to the cells of a row what the other map alone has; what has no column here is counted with its stage."""
        cells = list(row.cells)
        numbers = {key: number for number, cell in enumerate(cells) for key in self._covered(cell)}
        for missing in gone:
            number = numbers.get(nearest_column(missing.column_key, self.over) or missing.column_key)
            if number is not None:
                cells[number] = replace(cells[number], gone=(*cells[number].gone, missing.entry))
        only_in = (*row.only_in, self.other.id) if row.only_in and gone and self.other.id not in row.only_in else row.only_in
        return replace(row, cells=tuple(cells), only_in=only_in)

    def _cell(self, row: str, cell: GridCell) -> GridCell:
        if _family(row) in BESIDE:
            return cell
        entries = (replace(entry, differences=(*entry.differences, *self.differences.at_entry(entry))) for entry in cell.entries)
        return replace(cell, entries=tuple(entries))

    def _covered(self, cell: GridCell) -> Iterator[ColumnKey]:
        """Yield the places of the columns over which a cell goes."""
        first = next((number for number, column in enumerate(self.over) if column.column_key == cell.column_key), 0)
        yield from (column.column_key for column in self.over[first : first + cell.span])


@dataclass(frozen=True)
class _Gone:
    """An entry that only the other map has, with its row and place there."""

    row: str
    column_key: ColumnKey
    entry: GridEntry


def _family(row: str) -> str:
    """Return by what the rows of another map are found: feelings belong together, whoever is said to have them."""
    kind = row.partition(".")[0]
    return kind if kind in ("feels", *BESIDE) else row


def _now_in(row: str, known: set[str], first: dict[str, str]) -> str:
    """Return the row of this map in which something of a row of the other map would stand."""
    return row if row in known else first.get(_family(row), "")


def _heads(over: tuple[Column, ...]) -> dict[ColumnKey, Stage | SubStage]:
    """Return the stages and sub-stages that have headings."""
    stages: dict[ColumnKey, Stage | SubStage] = {(column.stage.id, ""): column.stage for column in over}
    return stages | {(column.stage.id, column.part.id): column.part for column in over if column.part}
