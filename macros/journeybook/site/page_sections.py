"""What a hand-written page says, section by section: read from its Markdown, before anything of ours is put in."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from journeybook.site.build_state import PageSection

_HEADINGS = ("h1", "h2", "h3")
_BLOCKS = {
    *("blockquote", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("li", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
"""The elements whose texts stand apart from those of their neighbours."""
_STASHED = re.compile("\x02(?!amp\x03)[^\x02\x03]*\x03")
"""What Python-Markdown has put aside: HTML, and code that stands by itself."""


def page_sections(root: Element) -> list[PageSection]:
    """Return the sections of a page in their order, each with its texts in plain words."""
    sections = [PageSection("", "")]
    for element in root:
        if element.tag in _HEADINGS:
            sections.append(PageSection(_words(element), element.get("id", "")))
        else:
            sections[-1].texts += _texts(element)
    return sections


def _texts(element: Element) -> Iterator[str]:
    """Yield the text of each innermost block."""
    inner = [child for child in element if child.tag in _BLOCKS]
    texts = [_words(element)] if not inner else [_plain(element.text or ""), *(text for child in inner for text in _texts(child))]
    yield from filter(None, texts)


def _words(element: Element) -> str:
    return _plain("".join(_pieces(element)))


def _pieces(element: Element) -> Iterator[str]:
    """Yield the pieces of an element's text, without the sign behind headings that links to them."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "headerlink":
            yield from _pieces(child)
        yield child.tail or ""


def _plain(text: str) -> str:
    return " ".join(_STASHED.sub(" ", text).replace("\x02amp\x03", "&").split())
