"""The one table of what authors may publish beside the views: endings of files, elements of pages, and where their pictures lie."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from journeybook.prove.page import LINK_ATTRIBUTES, Element, read_page

SUFFIXES = frozenset([".css", ".html", ".ico", ".jpeg", ".jpg", ".json", ".md", ".png", ".svg", ".txt", ".webp", ".woff2", ".xml"])
"""The endings of files that may stand beside public pages."""
_ELEMENTS = (
    "a abbr article aside b bdi bdo blockquote body br caption circle cite clippath code col colgroup dd defs del desc details dfn "
    "div dl dt ellipse em figcaption figure footer g h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label li line "
    "lineargradient main mark marker mask meta nav ol p path pattern polygon polyline pre q radialgradient rect s samp section "
    "small span stop strong style sub summary sup svg symbol table tbody td text tfoot th thead time title tr tspan u ul use var "
    "wbr"
)
ELEMENTS = frozenset(_ELEMENTS.split())
"""The elements of hand-written pages and pictures: none of them runs, sends or shows something from elsewhere."""
_SCHEMES = ("", "http", "https", "mailto", "tel")
_LOADED = re.compile(r"url\s*\(\s*['\"]?(?!\s*(?:#|data:))|@import", re.IGNORECASE)
"""What a style loads that is not in the page itself."""


def refused_markup(html: str) -> Iterator[str]:
    """Yield what may not stand in a hand-written page, in words, each once."""
    page = read_page(html)
    faults = ["a comment is published like everything else"] if page.comments else []
    faults += ["a style may not load anything" for piece in page.pieces if piece.channel == "style" and _LOADED.search(piece.text)]
    for element in page.elements:
        faults += _faults(element)
    yield from dict.fromkeys(faults)


def _faults(element: Element) -> Iterator[str]:
    if element.name not in ELEMENTS:
        yield f"<{element.name}> may not stand on a public page"
    for name, value in element.attributes:
        address = "".join(value.split())
        if name.startswith("on") or name in ("srcdoc", "formaction", "action", "ping"):
            yield f"the attribute {name} may not stand on a public page"
        elif name in LINK_ATTRIBUTES and element.name == "a":
            if _scheme(address) not in _SCHEMES:
                yield f"{address[:80]} is no address of a page"
        elif name in LINK_ATTRIBUTES and any(_is_foreign(part) for part in (value.split(",") if name == "srcset" else [value])):
            yield f"{address[:80]} lies outside the site: put the picture into docs/public"
        elif name == "http-equiv":
            yield "a public page may not send its reader elsewhere"


def _is_foreign(address: str) -> bool:
    parts = address.split()
    return bool(parts) and (_scheme(parts[0]) != "" or parts[0].replace("\\", "/").startswith("//"))


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return "broken"
