"""The links of a built site, and where they end."""

import os
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class SitePage(HTMLParser):
    """A page with its links, its ids and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.spots: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.spots.append(value)
            elif name in ("href", "src") and value:
                (self.links if tag == "a" else self.loads).append(value)

    @cached_property
    def distinct_spots(self) -> frozenset[str]:
        """The ids, to look one up quickly when the page is read."""
        return frozenset(self.spots)


@cache
def read_site_page(path: Path) -> SitePage:
    page = SitePage()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def links_of(folder: Path) -> list[tuple[Path, str]]:
    """Return every link with its page, but for those of the page that stands for missing ones, which lead from the root."""
    pages = [path for path in sorted(folder.rglob("*.html")) if path.name != "404.html"]
    return [(path, link) for path in pages for link in read_site_page(path).links]


def broken_links(folder: Path) -> list[str]:
    """Return the links that end at no page or spot of the site, and at no checked address outside."""
    return [f"{path.relative_to(folder)} -> {link}" for path, link in links_of(folder) if not _leads_somewhere(folder, path, link)]


def _leads_somewhere(folder: Path, page: Path, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme in ("https", "mailto", "tel"):
        return True
    if parts.scheme or parts.netloc:
        return False
    target = _file(folder, os.path.normpath(page.parent / unquote(parts.path))) if parts.path else page
    spot = unquote(parts.fragment)
    return target is not None and (not spot or spot == "__tabbed" or spot in read_site_page(target).distinct_spots)


@cache
def _file(folder: Path, place: str) -> Path | None:
    """Return the file of a site that stands at a place, or nothing."""
    target = Path(place)
    target = target / "index.html" if target.is_dir() else target
    return target if target.is_relative_to(folder) and target.is_file() else None
