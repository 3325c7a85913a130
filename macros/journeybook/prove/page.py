"""Parses a page: every text of it, with the channel in which it would be read."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

ATTRIBUTE_CHANNELS = {
    "class": "CSS class",
    "id": "anchor",
    "style": "style",
    "content": "meta",
    "title": "tooltip",
    "alt": "words of a picture",
    "d": "drawing",
}
LINK_ATTRIBUTES = (
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "poster",
    "cite",
    "data",
    "ping",
    "background",
    "manifest",
    "xlink:href",
)
ELEMENT_CHANNELS = {"title": "title", "script": "script", "style": "style", "desc": "SVG description", "metadata": "SVG metadata"}


@dataclass(frozen=True)
class SiteText:
    """A text, and the channel in which it stands; `across` joins what stands in several elements."""

    channel: str
    text: str
    across: bool = False


@dataclass(frozen=True)
class Element:
    """A start tag as it was written."""

    name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass
class Page:
    """A page or drawing: its pieces and its elements, in order."""

    pieces: list[SiteText] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


VOID_ELEMENTS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}


def read_page(text: str) -> Page:
    """Return the texts and elements of HTML or SVG."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    page = reader.page
    page.pieces.append(SiteText("text across elements", " ".join(reader.visible), across=True))
    hidden = (value for element in page.elements for name, value in element.attributes if name == "id" or name.startswith("data-"))
    page.pieces.append(SiteText("attributes across elements", " ".join(hidden), across=True))
    return page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[str] = []
        self.open_counts: Counter[str] = Counter()
        """How often each name is among the open elements, since a page may open a hundred thousand."""
        self.visible: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = tuple((name, value or "") for name, value in attrs)
        self.page.elements.append(Element(tag, written))
        for name, value in written:
            self.page.pieces.append(SiteText(self._channel(tag, name), value))
            self.page.pieces.append(SiteText("name of an attribute", name))
        self.page.pieces.append(SiteText("name of an element", tag))
        if tag not in VOID_ELEMENTS:
            self.open.append(tag)
            self.open_counts[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open_counts[tag]:
            closed = self.open.pop()
            self.open_counts[closed] -= 1
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.page.pieces.append(SiteText(self._data_channel(), data))
            if self.open[-1:] not in (["script"], ["style"]):
                self.visible.append(data)

    def handle_comment(self, data: str) -> None:
        self.page.comments.append(data)
        self.page.pieces.append(SiteText("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.page.pieces.append(SiteText("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.page.pieces.append(SiteText("processing instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.page.pieces.append(SiteText("declaration", data))

    def _data_channel(self) -> str:
        channel = (
            "SVG title"
            if self.open[-1:] == ["title"] and self.open_counts["svg"]
            else ELEMENT_CHANNELS.get(self.open[-1] if self.open else "", "")
        )
        return channel or ("SVG text" if self.open_counts["svg"] else "text")

    def _channel(self, tag: str, name: str) -> str:
        if name in LINK_ATTRIBUTES:
            return "link" if tag in ("a", "area", "link", "base") else "address"
        if name.startswith("data-"):
            return f"data attribute {name}"
        if name.startswith("aria-"):
            return f"accessible name {name}"
        return ATTRIBUTE_CHANNELS.get(name, f"attribute {name}")
