"""The elements of a map drawn as a table: columns of stages, rows of lanes, and cells that hold entries."""

from dataclasses import dataclass, field
from typing import TypeAlias

from journeybook.model.base import Part
from journeybook.model.flow import Station, stations
from journeybook.model.map import Map
from journeybook.model.stage import Stage, SubStage
from journeybook.model.step import Experience
from journeybook.views.base.elements import Address, Badge, Cell

LONG = 220
"""A text with more letters than this is folded behind its beginning."""


@dataclass(frozen=True)
class Sign:
    """A mark with a shape of its own, so that it is known without colour, and with its word: a moment, a milestone, a pain, a chance."""

    shape: str
    text: str
    tone: str


@dataclass(frozen=True)
class Difference:
    """The mark of a difference from another map: which map, a word such as new or changed, what it was, and which difference it is."""

    other: str
    word: str
    said: str = ""
    key: tuple[str, str] = field(default=("", ""), compare=False, repr=False)


@dataclass(frozen=True)
class EntrySubject:
    """What an entry tells of: a part of a map as a whole, or one of its fields, and in which words where it tells of several."""

    part: Part
    field: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class GridEntry:
    """One thing in a cell: what it says, the folded rest of a long text, where it leads, its badges, and lines of small print."""

    text: str
    rest: str = ""
    to: Address | str | None = None
    badges: tuple[Badge | Sign, ...] = ()
    small: tuple[Cell, ...] = ()
    differences: tuple[Difference, ...] = ()
    about: tuple[EntrySubject, ...] = field(default=(), compare=False, repr=False)
    concerns: tuple[str, ...] = ()
    """The tokens of the people and channels that it concerns, where a reader may choose among them."""


ColumnKey: TypeAlias = tuple[str, str]
"""The ids of a stage and, where it has one, of a sub-stage."""


@dataclass(frozen=True)
class GridCell:
    """One cell: over how many columns it goes, its entries, the words that say why it is empty, and where it stands."""

    span: int
    entries: tuple[GridEntry, ...]
    blank: tuple[str, ...] = ()
    column_key: ColumnKey = ("", "")
    gone: tuple[GridEntry, ...] = ()
    """What only another map has here."""


@dataclass(frozen=True)
class GridRow:
    """One row: its name, a note such as whose lane it is, its cells from the first column to the last, and by what it is known."""

    title: str
    note: str
    cells: tuple[GridCell, ...]
    key: str = ""
    role: str = ""
    """Whose side a lane is on."""
    line: str = ""
    """The line that is drawn above it: of interaction, of visibility, or both."""
    only_in: tuple[str, ...] = ()
    """The ids of the maps that alone have something in this row."""


@dataclass(frozen=True)
class RowGroup:
    """Rows that belong together, under a title."""

    name: str
    title: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class ColumnHeading:
    """The heading of a stage or sub-stage: over how many columns it goes, where it leads, its badges, a note, and its anchor."""

    title: str
    to: Address
    span: int
    badges: tuple[Badge, ...] = ()
    note: str = ""
    differences: tuple[Difference, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Column:
    """One column: a stage or one of its sub-stages, with its steps; `whole` where it also holds what the stage itself says."""

    stage: Stage
    part: SubStage | None
    whole: bool
    stations: tuple[Station, ...]

    @property
    def column_key(self) -> ColumnKey:
        """The ids of its stage and sub-stage."""
        return self.stage.id, self.part.id if self.part else ""

    def experiences(self) -> tuple[tuple[Experience, Station | None], ...]:
        """Return everything in the column that may tell an experience: the stage where it belongs here, then the steps."""
        whole: tuple[tuple[Experience, Station | None], ...] = ((self.stage, None),) if self.whole else ()
        return (*whole, *((station.step, station) for station in self.stations))


def map_columns(journey: Map) -> tuple[Column, ...]:
    """Return the columns of a map: one for each stage, or one for each of its sub-stages behind one for the stage itself.

    Stages that float stand behind all others.
    """
    line = stations(journey)
    stages = sorted(journey.stages, key=lambda stage: stage.floats is not None)
    return tuple(column for stage in stages for column in _of_stage(stage, tuple(station for station in line if station.stage is stage)))


def nearest_column(key: ColumnKey, over: tuple[Column, ...]) -> ColumnKey | None:
    """Return the column for a place of this or another map: its own, else the first one of its stage, else none."""
    known_keys = [column.column_key for column in over]
    return key if key in known_keys else next((known for known in known_keys if known[0] == key[0]), None)


def grid_entry(
    text: str,
    *about: EntrySubject,
    to: Address | str | None = None,
    badges: tuple[Badge | Sign, ...] = (),
    small: tuple[Cell, ...] = (),
) -> GridEntry:
    """Return an entry, folding a long text at a blank; nothing of it is lost, and lines without words are left out.

    >>> folded = grid_entry("word " * 60)
    >>> len(folded.text), folded.text + folded.rest == "word " * 60
    (219, True)
    """
    cut = text.rfind(" ", 0, LONG) if len(text) > LONG else len(text)
    cut = cut if cut > 0 else LONG
    return GridEntry(text[:cut], text[cut:], to, badges, tuple(line for line in small if line), about=about)


def _of_stage(stage: Stage, line: tuple[Station, ...]) -> tuple[Column, ...]:
    whole = tuple(station for station in line if station.part is None)
    if not stage.sub_stages:
        return (Column(stage, None, whole=True, stations=whole),)
    parts = tuple(
        Column(stage, part, whole=False, stations=tuple(station for station in line if station.part is part)) for part in stage.sub_stages
    )
    if whole or _tells(stage):
        return (Column(stage, None, whole=True, stations=whole), *parts)
    return parts


def _tells(stage: Stage) -> bool:
    return any(getattr(stage, name) for name in Experience.model_fields if name in Experience.__annotations__)
