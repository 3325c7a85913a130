"""What a template writes a page with: the URLs, anchors and headings of one page, kept as they are written."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from markupsafe import Markup, escape

from journeybook.findings import Place
from journeybook.render.editors import PlaceUrl, no_url
from journeybook.render.markup import formatted, lines, whole_dates
from journeybook.render.untranslated import with_language
from journeybook.views.base.elements import Address, Badge, Cell, FoldedLinks, Inline, Joiner, Line, Link, Prefix, Rich
from journeybook.views.blocks.suggest import Suggest
from journeybook.views.links.web_links import bare_address

_HREF, _QUOTE = Markup(' href="'), Markup('"')
_BADGE, _BADGE_TEXT, _BADGE_END = Markup('<span class="jb-badge jb-badge--'), Markup('">'), Markup("</span>")
_LINK, _LINK_TEXT, _LINK_END = Markup("<a"), Markup(">"), Markup("</a>")
_DOT, _BLANK, _BREAK = Markup(" · "), Markup(" "), Markup("/<wbr>")
_STICKING = Badge | FoldedLinks | Joiner | Rich
"""Inlines beside which there is no dot."""


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its level from 1 to 6, its text, and its anchor, which is empty where nothing links to it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class PageWriter:
    """Writes the links, anchors and headings of one page, and remembers the anchors and the headings."""

    url: Callable[[Address | Suggest | str], str]
    """Returns the URL of a target as seen from this page; an empty one is not linked."""
    address: str = ""
    """The web address of this page; nothing where the site has none."""
    edit_url: PlaceUrl = no_url
    """Returns the URL at which a place in an author's file is edited."""
    depth: int = 0
    """How many levels deeper headings stand, where a whole page is embedded in another."""
    headings: list[Heading] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def embedded(self) -> "PageWriter":
        """Return a writer for a page inside this one: its headings stand one level deeper."""
        return replace(self, depth=self.depth + 1)

    def href(self, target: Address | Suggest | str) -> Markup:
        """Return the attribute of a link; nothing where the target has no URL."""
        url = self.url(target)
        return _HREF + url + _QUOTE if url else Markup("")

    def inline(self, inline: Inline) -> Markup:
        """Return an inline as HTML."""
        match inline:
            case Link():
                return _linked(self.href(inline.to), with_language(inline.text))
            case Badge():
                return Markup("").join((_BADGE, inline.tone, _BADGE_TEXT, self.badge_text(inline), _BADGE_END))
            case Rich():
                return formatted(inline.text)
            case Line():
                return _linked(self.edit(inline.place), escape(inline.text).replace("/", _BREAK))
            case FoldedLinks():
                rows = Markup("").join(Markup("<li>{}</li>").format(self.inline(link)) for link in inline.links)
                return Markup('<details class="jb-also"><summary>{}</summary><ul>{}</ul></details>').format(
                    with_language(inline.text), rows
                )
        return lines(inline.words if isinstance(inline, Prefix) else inline)

    def badge_text(self, badge: Badge) -> Markup:
        """Return the text of a badge as HTML, linked where it leads somewhere."""
        text = whole_dates(badge.text)
        return _linked(self.href(badge.to), text) if badge.to else text

    def cell(self, inlines: Cell) -> Markup:
        """Return a cell as HTML: its inlines, parted by a dot, or by a blank around badges, formatted text and words that join."""
        pieces: list[Markup] = []
        before: Inline | None = None
        for inline in inlines:
            if before is not None:
                sticks = isinstance(before, Prefix | _STICKING) or isinstance(inline, _STICKING)
                pieces.append(_BLANK if sticks else _DOT)
            pieces.append(self.inline(inline))
            before = inline
        return Markup("").join(pieces)

    def edit(self, place: Place | None) -> Markup:
        """Return the attribute of a link that opens a place in an author's file; nothing where it cannot be opened."""
        url = self.edit_url(place) if place else ""
        return Markup(' href="{}"').format(url) if url else Markup("")

    def printed(self, target: Address | Suggest | str) -> str:
        """Return the address of a link as people write it."""
        return bare_address(urljoin(self.address, self.url(target)))

    def id(self, anchor: str) -> Markup:
        """Return the attribute that makes an element the target of links; nothing for an empty anchor."""
        if not anchor:
            return Markup("")
        self.anchors.append(anchor)
        return Markup(' id="{}"').format(anchor)

    def heading(self, level: int, text: str, anchor: str = "", style: str = "", *, badge: str = "") -> Markup:
        """Return a heading with its anchor, its class and a badge behind its text."""
        deeper = min(level + self.depth, 6)
        self.headings.append(Heading(deeper, text + f" {badge}" if badge else text, anchor))
        classes = Markup(' class="{}"').format(style) if style else Markup("")
        label = Markup(' <span class="jb-badge jb-badge--neutral">{}</span>').format(with_language(badge)) if badge else Markup("")
        return Markup("<h{0}{1}{2}>{3}{4}</h{0}>").format(deeper, self.id(anchor), classes, with_language(text), label)


def _linked(href: Markup, text: Markup) -> Markup:
    return Markup("").join((_LINK, href, _LINK_TEXT, text, _LINK_END))
