"""Where the links of a site lead: to a file and an anchor in it, or to an address outside that customers are meant to know."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from journeybook.prove.hit import Hit
from journeybook.prove.page import LINK_ATTRIBUTES, Element, Page

OUTSIDE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"'<>)\]]+")
_URL = re.compile(r"url\(\s*[\"']?([^\"')]*)[\"']?\s*\)|@import\s+[\"']([^\"']*)[\"']")
_THEME_ADDRESSES = ("https://squidfunk.github.io/mkdocs-material/",)
_SVG_DATA = re.compile(r"data:image/svg\+xml(?:;charset=utf-8)?,")
_SCRIPT_ANCHORS = ("__", "#")


class Links:
    """Every file and anchor of a site, and every address outside that may be named."""

    def __init__(self, files: Iterable[str], pages: Mapping[str, Page], outside: Iterable[str]) -> None:
        """Gather where links may lead."""
        self.files = set(files)
        self.anchors = {
            path: {value for element in page.elements for name, value in element.attributes if name in ("id", "name")}
            for path, page in pages.items()
        }
        self.outside = {address.rstrip(".,;:") for address in outside} | set(outside) | set(_THEME_ADDRESSES)
        self.home = next((value for element in pages.get("index.html", Page()).elements for value in _canonical(element)), "")

    def target(self, address: str) -> str:
        """Return the path of the file that a whole address of this site means."""
        inside = address.removeprefix(self.home) if self.home and address.startswith(self.home) else address
        return self._file(unquote(inside))

    def of_page(self, path: str, page: Page) -> Iterator[Hit]:
        """Yield the links of a page that lead astray."""
        for element in page.elements:
            for name, value in element.attributes:
                if name in LINK_ATTRIBUTES:
                    values = [source.split()[0] for source in value.split(",") if source.strip()] if name == "srcset" else [value]
                    yield from (hit for address in values for hit in self._check(path, address, element))
                elif name == "style":
                    yield from self.of_style(path, value)
                elif name == "http-equiv" and value.lower() == "refresh":
                    yield Hit(path, "redirect", "a public page may not send its reader elsewhere")

    def of_style(self, path: str, text: str) -> Iterator[Hit]:
        """Yield the addresses of a style sheet that lead astray."""
        for url in _URL.finditer(text):
            address = url[1] or url[2] or ""
            if not _SVG_DATA.match(address) and not address.startswith("#"):
                yield from self._check(path, address, None)

    def _check(self, path: str, value: str, element: Element | None) -> Iterator[Hit]:
        address, parts = value.strip(), urlsplit(value.strip())
        if parts.scheme or address.startswith("//"):
            if not self._is_known(address):
                yield Hit(path, "link", f"{address[:120]} stands in no public text")
            return
        if self.home == "" and address.startswith("/"):
            yield Hit(path, "link", f"{address[:120]} leads out of the site")
            return
        home = "" if address.startswith("/") or path == "404.html" else posixpath.dirname(path)
        target = path if not parts.path else self._file(self._joined(home, unquote(parts.path)))
        if target not in self.files:
            yield Hit(path, "link", f"{address[:120]} leads to no file of the site")
        elif parts.query and element:
            yield Hit(path, "link", f"{address[:120]} carries more than an address")
        elif parts.fragment and target in self.anchors and not self._is_anchor(target, unquote(parts.fragment)):
            yield Hit(path, "link", f"{address[:120]} leads to no spot of the page")

    def _is_anchor(self, target: str, anchor: str) -> bool:
        return anchor in self.anchors[target] or anchor.startswith(_SCRIPT_ANCHORS)

    def _is_known(self, address: str) -> bool:
        if address in self.outside or (self.home and address.startswith(self.home) and self.target(address) in self.files):
            return True
        whom, _, _ = address.partition("?")
        return address.startswith("mailto:") and (whom in self.outside or whom.removeprefix("mailto:") in self.outside)

    def _joined(self, home: str, address: str) -> str:
        base = urlsplit(self.home).path if address.startswith("/") else ""
        inside = address.removeprefix(base).lstrip("/") if address.startswith("/") else address
        joined = posixpath.normpath(posixpath.join(home, inside)) if inside else home
        return "" if joined == "." else joined + ("/" if inside.endswith("/") else "")

    def _file(self, path: str) -> str:
        name = path.partition("#")[0]
        options = (name, f"{name.rstrip('/')}/index.html".lstrip("/"), f"{name}.html")
        return next((option for option in options if option in self.files), name)


def _canonical(element: Element) -> Iterator[str]:
    attributes = dict(element.attributes)
    if element.name == "link" and attributes.get("rel") == "canonical":
        yield attributes.get("href", "")
