"""Long sections of the navigation: a page lists of its section the first entries and those around itself, so that pages cost no square.

A theme writes the whole section into each of its pages. Where something is left out stands an entry that leads to the middle of it.
"""

from collections.abc import Callable, Iterator

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

MOST_ENTRIES = 60
"""Entries of a section that are listed whole."""
_FIRST, _AROUND = 20, 10
"""Of more: the entries at the beginning, and on each side of the page."""


class LongSections:
    """The sections of a navigation, and its top level, that have too many entries to be listed on each page."""

    def __init__(self, nav: Navigation, more: Callable[[int], str]) -> None:
        """Find them; `more` is the title of the entry for as many that are left out."""
        self._more = more
        self._sections = [
            (entries, tuple(entries), {id(entry): place for place, entry in enumerate(entries)})
            for entries in _entry_lists(nav.items)
            if len(entries) > MOST_ENTRIES
        ]

    def show_near(self, page: Page | None) -> None:
        """Leave in each of them the entries that are listed on a page, or on one outside of the navigation."""
        chain = [page, *page.ancestors] if page else []
        for entries, whole, places in self._sections:
            here = next((places[id(item)] for item in chain if id(item) in places), 0)
            entries[:] = self._near(whole, here)

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


def _entry_lists(entries: list[StructureItem]) -> Iterator[list[StructureItem]]:
    waiting = [entries]
    while waiting:
        level = waiting.pop()
        yield level
        waiting += [entry.children for entry in level if isinstance(entry, Section)]


def _first_page(entries: tuple[StructureItem, ...] | list[StructureItem]) -> Page | None:
    for entry in entries:
        page = entry if isinstance(entry, Page) else _first_page(entry.children) if isinstance(entry, Section) else None
        if page:
            return page
    return None
