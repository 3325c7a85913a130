"""A map's table beside that of another map: what is new or changed is marked in its cell, and what is gone is listed there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from journeybook.model.flow import stations
from journeybook.model.map import Map
from journeybook.model.pairing import pair_things, things_in
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address, Badge, Link
from journeybook.views.journey_map.curve import CurveKind, Extreme, curves
from journeybook.views.journey_map.grid import (
    Column,
    ColumnKey,
    Difference,
    GridCell,
    GridEntry,
    GridRow,
    RowGroup,
    map_columns,
    nearest_column,
)
from journeybook.views.journey_map.grid_rows import WHOLE_STAGE_ROWS, column_runs, row_groups
from journeybook.views.journey_map.map_differences import map_differences
from journeybook.views.links.links import map_page


class Relation(StrEnum):
    """Whether the other map comes before this one, as its base or as today's, or after it, as its future."""

    BEFORE = "before"
    AFTER = "after"


class ChangeKind(StrEnum):
    """What becomes of an entry: only here, different, in another stage, in another lane, or only there."""

    HERE = "here"
    CHANGED = "changed"
    MOVED = "moved"
    LANE = "lane"
    THERE = "there"


@dataclass(frozen=True)
class Compared:
    """A map beside this one: how many differences are listed, and where; which stages it alone has, and whether one sees them at first."""

    other: str
    name: str
    count: int
    listed_at: Address
    stages: tuple[str, ...]
    is_first: bool


Groups = tuple[RowGroup, ...]
BESIDE = (CurveKind.AIM, CurveKind.TODAY)
"""The rows that tell how it should feel or feels today: they are a comparison themselves."""
LANE = "lane."
"""How the keys of the rows of lanes begin."""
EVERYWHERE = ("touchpoints",)
"""The rows in which the same thing may stand in many columns."""


def compare(book: Book, journey: Map, over: tuple[Column, ...], groups: Groups) -> tuple[Groups, tuple[Compared, ...]]:
    """Return the rows with everything marked that differs from the bases, the map of today and the map of the future."""
    comparisons: list[Compared] = []
    for other, relation in compared_maps(book, journey):
        pair = _Pair(book, other, relation, over, _keys_here(other, journey))
        groups = pair.groups(groups)
        stages = pair.only_there()
        is_first = relation is Relation.BEFORE and not comparisons
        there, here = (other, journey) if relation is Relation.BEFORE else (journey, other)
        count = len(map_differences(book, there, here))
        comparisons.append(Compared(other.id, other.name, count, map_page(journey, difference_anchor(other)), stages, is_first))
    return groups, tuple(comparisons)


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
    """This map's columns beside the rows of another map."""

    book: Book
    other: Map
    relation: Relation
    over: tuple[Column, ...]
    keys_here: dict[str, str]
    """The keys in this map of the other's steps."""

    def groups(self, here: Groups) -> Groups:
        """Return the groups of this map with the other's differences."""
        over = map_columns(self.other)
        there = {group.name: group for group in row_groups(self.book, self.other, over, curves(self.book, self.other))}
        mine = {group.name: group for group in here}
        names = [name for name in ("experience", "floating", "lanes", "results") if name in mine or name in there]
        return tuple(
            RowGroup(name, (mine.get(name) or there[name]).title, rows)
            for name in names
            if (rows := self._rows(mine[name].rows if name in mine else (), there[name].rows if name in there else ()))
        )

    def only_there(self) -> tuple[str, ...]:
        """Return the stages that only the other map has."""
        known = {column.stage.id for column in self.over}
        return tuple(stage.name for stage in self.other.stages if stage.id not in known)

    def _rows(self, here: tuple[GridRow, ...], there: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
        """Return the rows compared family by family; those that only the other map has stand behind the row that they follow there."""
        left = [
            _Left(row.key, cell.column_key, self._known_here(entry), row.title)
            for row in there
            for cell in row.cells
            for entry in cell.entries
        ]
        rows = [replace(row, cells=tuple(self._cell(row.key, cell, left) for cell in row.cells)) for row in here]
        first = {_family(row.key): row.key for row in reversed(here)}
        known = {row.key for row in here}
        rows = [self._with_gone(row, [entry for entry in left if row.key == _now_in(entry.row, known, first)]) for row in rows]
        behind = ""
        for row in there:
            if _family(row.key) in first:
                behind = _now_in(row.key, known, first)
            elif any(cell.entries for cell in row.cells):
                index = next((number + 1 for number, known_row in enumerate(rows) if known_row.key == behind), 0)
                rows.insert(index, self._lonely(row, left))
                behind = row.key
        return tuple(rows)

    def _lonely(self, row: GridRow, left: list["_Left"]) -> GridRow:
        """Return a row of the other map's over the columns of this one."""
        whole = row.key in WHOLE_STAGE_ROWS
        cells = tuple(GridCell(len(run), (), (), run[0].column_key) for run in column_runs(self.over, whole=whole))
        gone = [entry for entry in left if entry.row == row.key]
        return self._with_gone(replace(row, cells=cells, line="", only_in=(self.other.id,)), gone)

    def _with_gone(self, row: GridRow, gone: list["_Left"]) -> GridRow:
        """Add to the cells of a row what the other map alone has; what has no column here is counted with its stage."""
        cells = list(row.cells)
        numbers = {key: number for number, cell in enumerate(cells) for key in self._covered(cell)}
        for missing in gone:
            number = numbers.get(nearest_column(missing.column_key, self.over) or missing.column_key)
            if number is not None:
                entry = self._marked(missing.entry, ChangeKind.THERE)
                cells[number] = replace(cells[number], gone=(*cells[number].gone, entry))
        only_in = (*row.only_in, self.other.id) if row.only_in and gone and self.other.id not in row.only_in else row.only_in
        return replace(row, cells=tuple(cells), only_in=only_in)

    def _cell(self, row: str, cell: GridCell, left: list["_Left"]) -> GridCell:
        if _family(row) in BESIDE:
            return cell
        return replace(cell, entries=tuple(self._entry(_Left(row, cell.column_key, entry), left) for entry in cell.entries))

    def _covered(self, cell: GridCell) -> Iterator[ColumnKey]:
        """Yield the places of the columns over which a cell goes."""
        first = next((number for number, column in enumerate(self.over) if column.column_key == cell.column_key), 0)
        yield from (column.column_key for column in self.over[first : first + cell.span])

    def _entry(self, mine: "_Left", left: list["_Left"]) -> GridEntry:
        """Return an entry with its differences, and take what it corresponds to from what is left of the other map's."""
        same = [other for other in left if other.identity == mine.identity]
        if not same:
            return self._marked(mine.entry, ChangeKind.HERE)
        match = min(same, key=lambda other: (other.row != mine.row, other.column_key != mine.column_key))
        left.remove(match)
        entry = mine.entry
        if match.column_key[0] != mine.column_key[0]:
            stage = next(stage.name for stage in self.other.stages if stage.id == match.column_key[0])
            entry = self._marked(entry, ChangeKind.MOVED, stage)
        if match.row != mine.row and mine.row.startswith(LANE):
            entry = self._marked(entry, ChangeKind.LANE, match.title)
        before, now = _parts(match.entry), _parts(mine.entry)
        if before == now:
            return entry
        lost, won = ([part for part in some if part not in others] for some, others in ((before, now), (now, before)))
        return self._marked(entry, ChangeKind.CHANGED, self.book.say("list.semicolon").join(lost or won), "said" if lost else "won")

    def _known_here(self, entry: GridEntry) -> GridEntry:
        """Return an entry of the other map with the key of the same step here."""
        return replace(entry, key=self.keys_here.get(entry.key, entry.key)) if entry.key else entry

    def _marked(self, entry: GridEntry, change: ChangeKind, detail: str = "", how: str = "said") -> GridEntry:
        word = self.book.say(f"compare.{self.relation}.{change}")
        more = self.book.say(f"compare.{self.relation}.{change}.{how}", what=detail) if detail else ""
        return replace(entry, differences=(*entry.differences, Difference(self.other.id, word, more)))


def _keys_here(other: Map, journey: Map) -> dict[str, str]:
    """Return the key in this map of each step of another that both have."""
    there, here = ({id(station.step): station.key for station in stations(home)} for home in (other, journey))
    pairs = pair_things(things_in(other), things_in(journey))
    steps = ((id(pair.before.part), id(pair.after.part)) for pair in pairs)
    return {there[before]: here[after] for before, after in steps if before in there and after in here}


@dataclass(frozen=True)
class _Left:
    """An entry of a map with its row and place, until it is found in the other map."""

    row: str
    column_key: ColumnKey
    entry: GridEntry
    title: str = ""

    @property
    def identity(self) -> tuple[str, str, ColumnKey | None]:
        """By what it is known in another map: by its own id anywhere, else by what it says in the same column."""
        is_anywhere = self.entry.key and self.row not in EVERYWHERE
        family = LANE if is_anywhere and self.row.startswith(LANE) else _family(self.row)
        return family, self.entry.key or self.entry.text + self.entry.rest, None if is_anywhere else self.column_key


def _family(row: str) -> str:
    """Return by what the rows of another map are found: feelings belong together, whoever is said to have them."""
    kind = row.partition(".")[0]
    return kind if kind in ("feels", *BESIDE) else row


def _now_in(row: str, known: set[str], first: dict[str, str]) -> str:
    """Return the row of this map in which something of a row of the other map would stand."""
    return row if row in known else first.get(_family(row), "")


def _parts(entry: GridEntry) -> tuple[str, ...]:
    """Return everything that an entry says, part by part; that it is the highest point of a curve is not said of it alone."""
    small = tuple(inline.text if isinstance(inline, Link | Badge) else str(inline) for line in entry.small for inline in line)
    badges = tuple(badge.text for badge in entry.badges if isinstance(badge, Badge) or badge.shape not in tuple(Extreme))
    return (entry.text + entry.rest, *badges, *small)
