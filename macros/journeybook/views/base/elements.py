"""The elements that views are made of: addresses, links, lines, badges, cells and tables."""

from dataclasses import dataclass
from typing import Self, TypeAlias

from journeybook.findings import Place


@dataclass(frozen=True, order=True)
class Address:
    """A page of the site by its source path (`maps/base/index.md`), and an anchor on it."""

    page: str
    anchor: str = ""


@dataclass(frozen=True, order=True)
class Link:
    """A text that leads somewhere: to an address of this site, or outside to a checked web address."""

    text: str
    to: Address | str


@dataclass(frozen=True, order=True)
class Badge:
    """A short label with a tone: good, average, poor, neutral, info; it may lead to where it is explained."""

    text: str
    tone: str = "neutral"
    to: Address | None = None


@dataclass(frozen=True, order=True)
class Rich:
    """An author's text in which emphasis, lists, code and links are allowed."""

    text: str


@dataclass(frozen=True, order=True)
class Line:
    """A line in an author's file, which leads to where it is edited."""

    place: Place

    @property
    def text(self) -> str:
        """Return the file and the number of the line, apart by a colon."""
        return f"{self.place.file}:{self.place.line}"


@dataclass(frozen=True, order=True)
class FoldedLinks:
    """Links behind words that count them."""

    text: str
    links: tuple[Link, ...]


class Joiner(str):
    """Words that join the inline before to the inline after, so that no dot parts them."""

    __slots__ = ()


class Prefix(str):
    """Words that lead to the inline after, such as a label and its colon; a dot parts them from the one before."""

    __slots__ = ("words",)
    words: str
    """The words, which know what of them is English for want of a translation."""

    def __new__(cls, words: str) -> Self:
        """Return the words as a prefix."""
        prefix = super().__new__(cls, words)
        prefix.words = words
        return prefix


Inline: TypeAlias = str | Link | Badge | Rich | Line | FoldedLinks
Cell: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True)
class Row:
    """One row: its cells, the first of which names it, the anchor at which it can be linked, and those that it had before."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    other_anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with a caption; `empty` says why there are no rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str


@dataclass(frozen=True)
class Labelled:
    """A label and what stands behind it; one without a value is left out by whoever makes it."""

    label: str
    value: Cell


@dataclass(frozen=True)
class Stub:
    """A page that exists: its address, title (and a shorter one for the navigation), the place to edit, and the arguments of its view."""

    view: str
    arguments: tuple[str, ...]
    page: str
    title: str
    section: tuple[str, ...] = ()
    source: Place | None = None
    description: str = ""
    short: str = ""
    is_listed: bool = True
    """Whether the navigation, the search and the list of pages for search engines hold it; a page that has moved is in none of them."""


def linked(text: str, to: Address | str | None) -> Inline:
    """Return a text as a link where there is an address, else as it is."""
    return Link(text, to) if to else text


def cell(*inlines: Inline | None) -> Cell:
    """Return a cell of the inlines that are there."""
    return tuple(inline for inline in inlines if inline)


def plain_text(inline: Inline) -> str:
    """Return the words of an inline, without what it leads to."""
    return inline if isinstance(inline, str) else inline.text


def cell_text(inlines: Cell, *, dot: str = " · ") -> str:
    """Return a cell as plain text, parted as pages part it: by a dot, or by a blank around badges and words that join.

    >>> cell_text((Prefix("not for"), Link("Small", ""), "by mail"), dot=", ")
    'not for Small, by mail'
    """
    text = ""
    before: Inline | None = None
    for inline in inlines:
        sticks = isinstance(before, Prefix) or any(isinstance(neighbour, Badge | FoldedLinks | Joiner) for neighbour in (before, inline))
        text += ("" if before is None else " " if sticks else dot) + plain_text(inline)
        before = inline
    return text


def facts(*pairs: tuple[str, Cell | str | None]) -> tuple[Labelled, ...]:
    """Return labelled values of the pairs that say something."""
    return tuple(Labelled(label, (value,) if isinstance(value, str) else value) for label, value in pairs if value)
