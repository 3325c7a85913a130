"""Finds what a browser would run or fetch in an SVG, XML or HTML file: such a file is published as it is, without the policy of our pages.

All are read by expat, HTML as well: that of a drawing or a feed is XML, and a page that is no XML is refused, since no two parsers read it
in one way. So is in a page whatever XML knows and HTML reads otherwise: comments, sections of characters, instructions.
"""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

HTML_SUFFIXES = (".html", ".htm", ".shtml")
MARKUP_SUFFIXES = (*HTML_SUFFIXES, ".svg", ".xml", ".xhtml", ".xht", ".xsl", ".xslt", ".rdf", ".atom", ".rss")
LARGEST_MARKUP = 5_000_000
"""In bytes."""
Fault = tuple[int, int, str]
"""Line and column, counted from 1, and what is there."""
_XHTML = "http://www.w3.org/1999/xhtml"
_RUNNING_NAMES = "script handler listener foreignobject iframe object embed applet frame frameset portal base link"
_RUNNING = frozenset(_RUNNING_NAMES.split())
_HTML_NAMES = (
    "html head title meta body h1 h2 h3 h4 h5 h6 p br hr a b i em strong small u s sub sup code pre kbd samp var abbr cite q blockquote dl "
    "dt dd ul ol li table caption colgroup col thead tbody tfoot tr th td div span section article aside header footer main nav address "
    "figure figcaption img picture time mark style"
)
_HTML_ELEMENTS = frozenset(_HTML_NAMES.split())
_ANIMATING_NAMES = "animate animatecolor animatemotion animatetransform set"
_ANIMATING = frozenset(_ANIMATING_NAMES.split())
_FETCHING_NAMES = (
    "href src action formaction poster background manifest data ping longdesc codebase archive classid profile usemap lowsrc dynsrc base "
    "from to by values"
)
_FETCHING = frozenset(_FETCHING_NAMES.split())
_STYLED_NAMES = "style fill stroke filter mask clip-path marker marker-start marker-mid marker-end cursor color-profile from to by values"
_STYLED = frozenset(_STYLED_NAMES.split())
_LEADS_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_WEB_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_FETCHING_STYLE = re.compile(r"@import|(?<![\w-])(?:[a-z-]*image(?:-set)?|src|expression)\(|behavior\s*:|-moz-binding|\\|<", re.IGNORECASE)
_STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?\s*([^)]{0,60})", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:(?:image/(?:png|jpe?g|gif|webp)|(?:application|font)/[\w.+-]*)[;,]", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]+")


def active_content(name: str, data: bytes) -> list[Fault]:
    """Return everything in a file that a browser would run or fetch from elsewhere, and what it might read otherwise than we do."""
    if len(data) > LARGEST_MARKUP:
        return [(1, 1, "is too large to be looked through")]
    reader = _Reader(is_html=name.lower().endswith(HTML_SUFFIXES))
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat asks this way whether it is all
    except _EntityFound:
        pass  # it is among the faults
    except expat.ExpatError as problem:
        reader.faults.append((problem.lineno, problem.offset + 1, "is no well-formed XML from here on"))
    except (ValueError, LookupError):
        reader.faults.append((1, 1, "is written in an encoding that is not known here: save it in UTF-8"))
    return reader.faults


class _EntityFound(Exception):
    """An entity is declared, which may grow without end."""


class _Reader:
    def __init__(self, *, is_html: bool) -> None:
        self.faults: list[Fault] = []
        self.is_html = is_html
        self.is_style = False
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.ProcessingInstructionHandler = lambda target, _: self._add([f"<?{target}?> may load a style or a program"])
        parser.EntityDeclHandler = self._entity
        if is_html:
            parser.XmlDeclHandler = lambda *_: self._add(["<?xml?> is no HTML"])
            parser.CommentHandler = lambda _: self._add(["a comment is read by those who look"])
            parser.StartCdataSectionHandler = lambda: self._add(["<![CDATA[ is no HTML"])
            parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        self.is_style = name.lower() == "style"
        if self.is_html and name.lower() not in _HTML_ELEMENTS | _RUNNING:
            self._add([f"<{name}> is more than text, tables and pictures"])
        elif not self.is_html and namespace == _XHTML:
            self._add([f"<{name}> is an element of HTML"])
        self._add(_element_faults(name, ((key.rpartition(" ")[2], value) for key, value in attributes.items())))

    def _end(self, _: str) -> None:
        self.is_style = False

    def _data(self, text: str) -> None:
        self._add(_style_faults(text) if self.is_style else [])

    def _doctype(self, _: str, system: str | None, public: str | None, has_more: int) -> None:
        self._add(["<!DOCTYPE> says more than html"] if system or public or has_more else [])

    def _entity(self, *_: object) -> None:
        self._add(["declares an entity"])
        raise _EntityFound

    def _add(self, faults: Iterable[str]) -> None:
        self.faults += [(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, fault) for fault in faults]


def _element_faults(tag: str, attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    element = tag.lower()
    if element in _RUNNING:
        yield f"<{tag}> runs or loads something"
    for key, value in attributes:
        name, text = key.lower().rpartition(":")[2], _BLANKS.sub("", value)
        if name.startswith("on"):
            yield f"{key} runs a program"
        elif name == "http-equiv":
            yield f"{key} may lead elsewhere"
        elif element in _ANIMATING and name == "attributename" and re.search(r"href|^on|:on", text, re.IGNORECASE):
            yield f"<{tag}> changes an address or a program"
        elif name == "srcset" and re.search(r":|//", text):
            yield f"{key} loads from elsewhere: {text[:60]}"
        elif name in _FETCHING and _LEADS_OUTSIDE.match(text) and not _is_allowed(element, text):
            yield f"{key} leads elsewhere or runs a program: {text[:60]}"
        elif name in _STYLED:
            yield from _style_faults(value)


def _is_allowed(element: str, address: str) -> bool:
    """Whether a picture lies in its address, or somebody has to click before it is followed."""
    return bool((_WEB_LINK if element in {"a", "area"} else _PICTURE).match(address))


def _style_faults(style: str) -> Iterator[str]:
    for hit in _FETCHING_STYLE.finditer(style):
        yield f"a style may load from elsewhere: {hit[0]}"
    for address in _STYLE_ADDRESS.findall(style):
        if not _INSIDE.match(address):
            yield f"a style loads: {address.strip()[:60]}"
