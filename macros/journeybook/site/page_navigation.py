"""What the navigation of one page lists: what stands around the page, and the rest folded, so that the way to the content is short.

Who goes through a page by keyboard passes each link of the navigation before its content. Folded links are not passed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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


def page_navigation(nav: Navigation, page: Page | None, more: Callable[[int], str], *, has_tabs: bool) -> ListedLevel:
    """Return the navigation of a page, from the top; `more` is the title of so many folded entries. Tabs are never folded."""
    levels = _open_levels(nav, page)
    room = MOST_STOPS - (len(nav.items) if has_tabs else 0)
    below: ListedLevel | None = None
    for depth in reversed(range(len(levels))):
        entries, here = _entries(*levels[depth], page, below), levels[depth][1] or 0
        folded_above = depth - 1 if has_tabs else depth
        least = 1 if below else _LEAST_ROOM
        most = len(entries) if has_tabs and not depth else max(least, room - _FOLDS - folded_above * (_FOLDS + 1))
        below = _level(entries, here, most, more)
        room -= len(below.shown) + bool(below.before) + bool(below.after)
    return below or ListedLevel(None, (), None)


def headings(page: Page | None) -> tuple[AnchorLink, ...]:
    """Return the headings of a page below its title, each with those below it."""
    links = tuple(page.toc) if page else ()
    return tuple(links[0].children) if links and links[0].level == 1 else links


def _open_levels(nav: Navigation, page: Page | None) -> list[tuple[list[StructureItem], int | None]]:
    """Return the lists of entries from the top to the page, each with the position of the entry that leads on to the page."""
    chain = [page, *page.ancestors] if page else []
    levels: list[tuple[list[StructureItem], int | None]] = []
    items: list[StructureItem] | None = nav.items
    while items:
        here = next((position for position, item in enumerate(items) if any(item is step for step in chain)), None)
        levels.append((items, here))
        section = items[here] if here is not None else None
        items = _inside(section) if isinstance(section, Section) else None
    return levels


def _entries(items: Sequence[StructureItem], here: int | None, page: Page | None, below: ListedLevel | None) -> tuple[ListedLink, ...]:
    entries = [_entry(item, page) for item in items]
    if here is not None:
        entries[here] = replace(entries[here], level=below)
    return tuple(entries)


def _level(entries: tuple[ListedLink, ...], here: int, most: int, more: Callable[[int], str]) -> ListedLevel:
    begin, end = _window(len(entries), here, most)
    return ListedLevel(_fold(entries[:begin], more), entries[begin:end], _fold(entries[end:], more))


def _fold(entries: tuple[ListedLink, ...], more: Callable[[int], str]) -> LinkFold | None:
    return LinkFold(more(len(entries)), entries) if entries else None


def _window(count: int, here: int, most: int) -> tuple[int, int]:
    """Return from where to where so many of the entries are shown around one; to fold a single one saves nothing."""
    begin = max(0, min(here - most // 2, count - most))
    end = min(count, begin + most)
    return (0 if begin == 1 else begin), (count if end == count - 1 else end)


def _entry(item: StructureItem, page: Page | None) -> ListedLink:
    """Return the link to a page, or to the first page of a section."""
    target: StructureItem = item
    while isinstance(target, Section) and target.children:
        target = _index(target) or target.children[0]
    return ListedLink(
        item.title or "", getattr(target, "url", None) or "", is_page=page is not None and target is page and _is_own(item, page)
    )


def _is_own(item: StructureItem, page: Page) -> bool:
    """Whether an entry stands for a page, and not for a section that only begins with it."""
    return item is page or (isinstance(item, Section) and _index(item) is page)


def _index(section: Section) -> Page | None:
    return next((item for item in section.children if isinstance(item, Page) and item.is_index), None)


def _inside(section: Section) -> list[StructureItem]:
    index = _index(section)
    return [item for item in section.children if item is not index]
