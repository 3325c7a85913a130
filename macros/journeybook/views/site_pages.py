"""Every page of one site, in the order of the site map."""

from collections import Counter

from journeybook.registry import modules
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Stub
from journeybook.views.links.site_map import SITE_MAP


def site_pages(book: Book) -> tuple[Stub, ...]:
    """Return every page that a book's audience reads, in the order of the navigation; two pages at one address raise ValueError."""
    kinds = [kind.view for kind in SITE_MAP if kind.audience in (None, book.audience) and (book.figures or not kind.needs_figures)]
    views = modules("journeybook.views.pages", kinds)
    stubs = tuple(stub for kind in kinds for stub in views[kind].pages(book))
    counts = Counter(stub.page.removesuffix("/index.md").removesuffix(".md").lower() for stub in stubs)
    repeated = sorted(address for address, count in counts.items() if count > 1)
    if repeated:
        raise ValueError(f"two pages share an address: {', '.join(repeated)}")
    return stubs
