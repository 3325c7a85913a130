"""The cards and sections that long pages are made of: what matters in sight, the rest folded."""

from dataclasses import dataclass
from typing import TypeAlias

from journeybook.views.base.elements import Cell, Inline, Labelled, Link, Table
from journeybook.views.blocks.suggest import ChangeLinks


@dataclass(frozen=True)
class Points:
    """A label and a list of points behind it."""

    label: str
    points: tuple[Cell, ...]


Detail: TypeAlias = Labelled | Points


@dataclass(frozen=True)
class Card:
    """One thing: its name, badges, what is said of it at once, what is folded, how it is changed, and anchors besides its own."""

    anchor: str
    title: str
    badges: Cell = ()
    lead: tuple[Detail, ...] = ()
    more: tuple[Detail, ...] = ()
    change: ChangeLinks | None = None
    other_anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CardGroup:
    """Cards under a heading of their own; a group without a title is the section's own."""

    anchor: str
    title: str
    summary: str
    cards: tuple[Card, ...]
    facts: tuple[Detail, ...] = ()
    blank: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page that folds; `blank` says in words why something is not there."""

    anchor: str
    title: str
    unfolded: bool = False
    entries: tuple[Detail, ...] = ()
    groups: tuple[CardGroup, ...] = ()
    tables: tuple[Table, ...] = ()
    blank: str = ""
    count: int = 0
    is_background: bool = False
    """Whether paper leaves it out unless its reader opened it."""

    @property
    def worth_showing(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.entries or any(group.cards or group.blank for group in self.groups) or self.tables or self.blank)


@dataclass(frozen=True)
class TileLine:
    """A line of a tile: what it says, and what stands smaller beneath."""

    text: Cell
    beneath: Cell = ()


@dataclass(frozen=True)
class TileGroup:
    """Lines under a small heading; folded where they are not the reader's own."""

    title: str
    lines: tuple[TileLine, ...]
    folded: bool = False


@dataclass(frozen=True)
class Tile:
    """One answer of a first screen; `empty` says in words why there is none."""

    name: str
    title: str
    groups: tuple[TileGroup, ...]
    empty: str = ""
    rest: Link | None = None


def cards(*members: Card) -> tuple[CardGroup, ...]:
    """Return cards as a group without a title."""
    return (CardGroup("", "", "", members),) if members else ()


def points(label: str, *texts: Cell | Inline) -> Points | None:
    """Return a list of the points that say something, or nothing where none does."""
    kept = tuple(point if isinstance(point, tuple) else (point,) for point in texts if point)
    return Points(label, kept) if kept else None


def fact(label: str, value: Cell | str | None) -> Labelled | None:
    """Return a fact, or nothing where it would say nothing."""
    return Labelled(label, (value,) if isinstance(value, str) else value) if value else None


def details(*entries: Detail | None) -> tuple[Detail, ...]:
    """Return the entries that are there."""
    return tuple(entry for entry in entries if entry)
