"""Formatted text of authors as HTML: a few kinds of Markdown tokens, no raw HTML, checked links."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from journeybook.model.urls import is_published
from journeybook.views.base.elements import Link

_RULES = ["emphasis", "list", "backticks", "link", "newline", "balance_pairs"]
_TAGS = frozenset({"p", "em", "strong", "ul", "ol", "li", "code", "a", "br"})
_ATTRIBUTES = {"a": ("href",), "ol": ("start",)}
_READER = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True, "maxNesting": 10}).enable(_RULES)
_READER.validateLink = is_published  # type: ignore[method-assign]  # the reader asks this of every link


def formatted(text: str) -> Markup:
    """Return an author's formatted text as HTML; whatever is not emphasis, list, code or a checked link stays as typed.

    >>> formatted("a *b* <script> [x](javascript:1)")
    Markup('<p>a <em>b</em> &lt;script&gt; [x](javascript:1)</p>')
    >>> formatted("[a](mailto:a@b.example) [b](mailto:b)")
    Markup('<p><a href="mailto:a@b.example">a</a> [b](mailto:b)</p>')
    """
    return Markup("").join(_html(token) for token in _READER.parse(text)).strip()


def with_written(links: tuple[Link, ...], texts: tuple[str, ...]) -> tuple[Link, ...]:
    """Return these links, and after them those that are written in formatted texts and lead elsewhere.

    >>> with_written((Link("A", "https://a.example"),), ("[a](https://a.example) and [b](https://b.example)",))
    (Link(text='A', to='https://a.example'), Link(text='b', to='https://b.example'))
    """
    known = {link.to: link for link in links}
    for text in texts:
        for link in _links(text):
            known.setdefault(link.to, link)
    return tuple(known.values())


def lines(text: str) -> Markup:
    r"""Return an author's plain text as HTML: escaped, line breaks kept.

    >>> lines("a\n<b>")
    Markup('a<br>&lt;b&gt;')
    """
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _links(text: str) -> Iterator[Link]:
    """Yield the links of a formatted text, each with its words."""
    for block in _READER.parse(text):
        tokens = block.children or []
        opened = [place for place, token in enumerate(tokens) if token.type == "link_open"]
        closed = [place for place, token in enumerate(tokens) if token.type == "link_close"]
        for first, last in zip(opened, closed, strict=True):
            yield Link("".join(token.content for token in tokens[first:last]), str(tokens[first].attrs["href"]))


def _html(token: Token) -> Markup:
    if token.type == "inline":
        return Markup("").join(_html(child) for child in token.children or ())
    if token.type == "code_inline":
        return Markup("<code>{}</code>").format(token.content)
    if token.type in ("softbreak", "hardbreak"):
        return Markup("<br>")
    if token.type == "text":
        return escape(token.content)
    return _tag(token)


def _tag(token: Token) -> Markup:
    if token.tag not in _TAGS:
        raise ValueError(f"formatted text made an element that is not allowed: {token.type}")
    if token.hidden:
        return Markup("")
    return Markup("</{}>").format(token.tag) if token.nesting < 0 else Markup("<{}{}>").format(token.tag, _attributes(token))


def _attributes(token: Token) -> Markup:
    allowed = _ATTRIBUTES.get(token.tag, ())
    return Markup("").join(Markup(' {}="{}"').format(name, str(token.attrs[name])) for name in allowed if name in token.attrs)
