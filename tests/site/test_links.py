"""Every link of both sample sites ends inside the site, at a page and at a spot that exist, or outside at a checked address."""

from urllib.parse import urlsplit

import pytest
from site_links import broken_links, links_of, read_site_page
from sites import Built


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_links_end_where_something_is(sample: dict[str, Built], audience: str) -> None:
    folder = sample[audience].folder
    assert len({path for path, _ in links_of(folder)}) > 3
    assert len(links_of(folder)) > 50
    assert broken_links(folder) == []


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_page_uses_a_spot_twice(sample: dict[str, Built], audience: str) -> None:
    pages = sorted(sample[audience].folder.rglob("index.html"))
    assert len(pages) > 3
    for path in pages:
        spots = read_site_page(path).spots
        assert sorted(set(spots)) == sorted(spots), path


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_pages_load_nothing_from_elsewhere(sample: dict[str, Built], audience: str) -> None:
    loads = [(path, load) for path in sorted(sample[audience].folder.rglob("index.html")) for load in read_site_page(path).loads]
    assert len(loads) > 20
    own = ("https://example.org/", "https://internal.example.org/")
    assert [(path, load) for path, load in loads if urlsplit(load).scheme not in ("", "data") and not load.startswith(own)] == []
