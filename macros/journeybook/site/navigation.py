"""Long sections of the navigation: a page lists of its section the first entries and those around itself, so that pages cost no square.

A theme writes the whole section into each of its pages. Where something is left out stands an entry that leads to the middle of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

MOST_ENTRIES = 60
"""Entries of a section that are listed whole."""
_FIRST, _AROUND = 20, 10
"""Of more: the entries at the beginning, and on each side of the page."""


class LongSections:
    """The entries of a navigation that a page lists: its top level and the sections around the page, cut short where they are long.

    Of the other sections a theme that prunes writes only a link to their first page, so that they hold no more than that.
    """

    def __init__(self, nav: Navigation, more: Callable[[int], str], *, is_pruned: bool) -> None:
        """Find them; `more` is the title of the entry for as many that are left out, `is_pruned` whether the theme prunes."""
        self._more = more
        self._is_pruned = is_pruned
        self._levels = {id(section): _Level.of(entries) for section, entries in _entry_lists(nav)}
        self._shown = [*self._levels.values()]

    def show_near(self, page: Page | None) -> None:
        """Leave in each of them the entries that are listed on a page, or on one outside of the navigation."""
        chain = [page, *page.ancestors] if page else []
        if self._is_pruned:
            for level in self._shown:
                level.entries[:] = level.whole[:1]
            self._shown = [self._levels[key] for key in (id(None), *map(id, chain)) if key in self._levels]
        for level in self._shown:
            here = next((level.places[id(item)] for item in chain if id(item) in level.places), 0)
            level.entries[:] = self._near(level.whole, here) if len(level.whole) > MOST_ENTRIES else level.whole

    def _near(self, whole: tuple[StructureItem, ...], here: int) -> Iterator[StructureItem]:
        begin = max(_FIRST, here - _AROUND)
        end = max(begin, min(len(whole), here + _AROUND + 1))
        yield from whole[:_FIRST]
        yield from self._gap(whole[_FIRST:begin])
        yield from whole[begin:end]
        yield from self._gap(whole[end:])

    def _gap(self, left_out: tuple[StructureItem, ...]) -> Iterator[StructureItem]:
        page = _first_page(left_out[len(left_out) // 2 :])
        if page:
            yield Link(self._more(len(left_out)), page.url)


@dataclass(frozen=True)
class _Level:
    """The entries of a section as they are listed, whole, and where each stands."""

    entries: list[StructureItem]
    whole: tuple[StructureItem, ...]
    places: dict[int, int]

    @classmethod
    def of(cls, entries: list[StructureItem]) -> "_Level":
        return cls(entries, tuple(entries), {id(entry): place for place, entry in enumerate(entries)})


def _entry_lists(nav: Navigation) -> Iterator[tuple[Section | None, list[StructureItem]]]:
    """Yield the top level of a navigation, and each section with its entries."""
    waiting: list[tuple[Section | None, list[StructureItem]]] = [(None, nav.items)]
    while waiting:
        section, entries = waiting.pop()
        yield section, entries
        waiting += [(entry, entry.children) for entry in entries if isinstance(entry, Section)]


def _first_page(entries: tuple[StructureItem, ...] | list[StructureItem]) -> Page | None:
    for entry in entries:
        page = entry if isinstance(entry, Page) else _first_page(entry.children) if isinstance(entry, Section) else None
        if page:
            return page
    return None
