"""Every link of both sample sites ends inside the site, at a page and at a spot that exist, or outside at a checked address."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sites import Built


class _Page(HTMLParser):
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


@cache
def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_links_end_where_something_is(sample: dict[str, Built], audience: str) -> None:
    folder = sample[audience].folder
    pages = [path for path in sorted(folder.rglob("*.html")) if path.name != "404.html"]
    links = [(path, link) for path in pages for link in _read(path).links]
    assert len(pages) > 3
    assert len(links) > 50
    assert [f"{path.relative_to(folder)} -> {link}" for path, link in links if not _leads_somewhere(folder, path, link)] == []


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_page_uses_a_spot_twice(sample: dict[str, Built], audience: str) -> None:
    pages = sorted(sample[audience].folder.rglob("index.html"))
    assert len(pages) > 3
    for path in pages:
        spots = _read(path).spots
        assert sorted(set(spots)) == sorted(spots), path


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_pages_load_nothing_from_elsewhere(sample: dict[str, Built], audience: str) -> None:
    loads = [(path, load) for path in sorted(sample[audience].folder.rglob("index.html")) for load in _read(path).loads]
    assert len(loads) > 20
    own = ("https://example.org/", "https://internal.example.org/")
    assert [(path, load) for path, load in loads if urlsplit(load).scheme not in ("", "data") and not load.startswith(own)] == []


def _leads_somewhere(folder: Path, page: Path, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme in ("https", "mailto"):
        return True
    if parts.scheme or parts.netloc:
        return False
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_relative_to(folder.resolve()):
        return False
    target = target / "index.html" if target.is_dir() else target
    return target.is_file() and (not parts.fragment or parts.fragment == "__tabbed" or unquote(parts.fragment) in _read(target).spots)
