"""What the navigation of one page lists: what stands around the page, and the rest folded, so that the way to the content is short.

Who goes through a page by keyboard passes each link of the navigation before its content. Folded links are not passed. Of a long
fold stand the entries that are nearest to the page, and one that leads to the middle of the others, so that pages cost no square.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

MOST_STOPS = 30
"""Tab stops of tabs and navigation together; skip links, header and the way to the page have ten more."""
_LEAST_ROOM = 6
"""Entries of the innermost level that are listed whatever stands above it."""
_FOLDS = 2
"""The most stops that the folds of one level are: what is before, and what is after."""
MOST_FOLDED = 30
"""Entries of a fold that are listed; one more leads to the others."""


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link of the navigation; the page itself, and what it stands in, hold the level below them."""

    title: str
    url: str
    is_page: bool = False
    level: "ListedLevel | None" = None


@dataclass(frozen=True, slots=True)
class LinkFold:
    """Entries that are shown when somebody opens them."""

    title: str
    entries: tuple[ListedLink, ...]


@dataclass(frozen=True, slots=True)
class ListedLevel:
    """The entries of one section: those that are shown, and those folded before and after them."""

    before: LinkFold | None
    shown: tuple[ListedLink, ...]
    after: LinkFold | None


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the navigation, or its top: the page that it begins with, its other entries, and where each of these stands."""

    index: Page | None
    items: list[StructureItem]
    places: dict[int, int]
    """Positions by the identities of entries."""


@dataclass
class PageNavigation:
    """Lists the navigation of one page after the other; `more` is the title of so many folded entries. Tabs are never folded."""

    nav: Navigation
    more: Callable[[int], str]
    has_tabs: bool
    _sections: dict[int, _Section] = field(default_factory=dict)
    """What pages have needed so far, by the identities of sections."""

    def of(self, page: Page | None) -> ListedLevel:
        """Return the navigation of a page, from the top."""
        levels = self._open_levels(page)
        room = MOST_STOPS - (len(self.nav.items) if self.has_tabs else 0)
        below: ListedLevel | None = None
        for depth in reversed(range(len(levels))):
            items, here = levels[depth]
            folded_above = depth - 1 if self.has_tabs else depth
            least = 1 if below else _LEAST_ROOM
            is_tabs = self.has_tabs and not depth
            most = len(items) if is_tabs else max(least, room - _FOLDS - folded_above * (_FOLDS + 1))
            begin, end = _window(len(items), here or 0, most)
            entries = [self._entry(item, page) for item in items[begin:end]]
            if here is not None:
                entries[here - begin] = replace(entries[here - begin], level=below)
            below = ListedLevel(self._before(items, begin), tuple(entries), self._after(items, end))
            room -= len(below.shown) + bool(below.before) + bool(below.after)
        return below or ListedLevel(None, (), None)

    def _open_levels(self, page: Page | None) -> list[tuple[list[StructureItem], int | None]]:
        """Return the lists of entries from the top to the page, each with the position of the entry that leads on to the page."""
        chain = [page, *page.ancestors] if page else []
        levels: list[tuple[list[StructureItem], int | None]] = []
        section: StructureItem | Navigation | None = self.nav
        while isinstance(section, Navigation | Section) and self._section(section).items:
            level = self._section(section)
            here = next((level.places[id(step)] for step in chain if id(step) in level.places), None)
            levels.append((level.items, here))
            section = None if here is None else level.items[here]
        return levels

    def _section(self, section: Navigation | Section) -> _Section:
        if id(section) not in self._sections:
            items = section.items if isinstance(section, Navigation) else section.children
            pages = (item for item in items if isinstance(item, Page) and item.is_index)
            index = None if isinstance(section, Navigation) else next(pages, None)
            others = [item for item in items if item is not index]
            self._sections[id(section)] = _Section(index, others, {id(item): place for place, item in enumerate(others)})
        return self._sections[id(section)]

    def _entry(self, item: StructureItem, page: Page | None = None) -> ListedLink:
        """Return the link to a page, or to the first page of a section; of a section it is the page itself if that is its index."""
        target: StructureItem = item
        while isinstance(target, Section) and target.children:
            target = self._section(target).index or target.children[0]
        is_own = item is page or (isinstance(item, Section) and self._section(item).index is page)
        return ListedLink(item.title or "", getattr(target, "url", None) or "", is_page=page is not None and target is page and is_own)

    def _before(self, items: list[StructureItem], end: int) -> LinkFold | None:
        begin = max(0, end - MOST_FOLDED)
        entries = (*self._gap(items, 0, begin), *map(self._entry, items[begin:end]))
        return LinkFold(self.more(end), entries) if entries else None

    def _after(self, items: list[StructureItem], begin: int) -> LinkFold | None:
        end = min(len(items), begin + MOST_FOLDED)
        entries = (*map(self._entry, items[begin:end]), *self._gap(items, end, len(items)))
        return LinkFold(self.more(len(items) - begin), entries) if entries else None

    def _gap(self, items: list[StructureItem], begin: int, end: int) -> Iterator[ListedLink]:
        """Yield an entry that leads to the middle of entries that are not even folded."""
        if end > begin:
            yield replace(self._entry(items[(begin + end) // 2]), title=self.more(end - begin))


def headings(page: Page | None) -> tuple[AnchorLink, ...]:
    """Return the headings of a page below its title, each with those below it."""
    links = tuple(page.toc) if page else ()
    return tuple(links[0].children) if links and links[0].level == 1 else links


def _window(count: int, here: int, most: int) -> tuple[int, int]:
    """Return from where to where so many of the entries are shown around one; to fold a single one saves nothing."""
    begin = max(0, min(here - most // 2, count - most))
    end = min(count, begin + most)
    return (0 if begin == 1 else begin), (count if end == count - 1 else end)
