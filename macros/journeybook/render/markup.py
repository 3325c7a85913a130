"""Formatted text of authors as HTML: a few kinds of Markdown tokens, no raw HTML, checked links."""

import re

from markdown_it.token import Token
from markupsafe import Markup, escape

from journeybook.model.formatted_text import parse_formatted
from journeybook.render.untranslated import with_language

_DATE = re.compile(r"(\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b)")
_TAGS = frozenset({"p", "em", "strong", "ul", "ol", "li", "code", "a", "br"})
_ATTRIBUTES = {"a": ("href",), "ol": ("start",)}


def formatted(text: str) -> Markup:
    r"""Return an author's formatted text as HTML; whatever is not emphasis, list, code or a checked link stays as typed.

    >>> formatted("a *b* <script> [x](javascript:1)")
    Markup('<p>a <em>b</em> &lt;script&gt; [x](javascript:1)</p>')
    >>> formatted("[a](mailto:a@b.example) [b](mailto:b)")
    Markup('<p><a href="mailto:a@b.example">a</a> [b](mailto:b)</p>')
    >>> formatted("Run:\n```\nif:\n  - one\n```")
    Markup('<p>Run:</p><pre><code>if:\n  - one\n</code></pre>')
    """
    return Markup("").join(_html(token) for token in parse_formatted(text)).strip()


def formatted_line(text: str) -> Markup:
    """Return formatted text as HTML, without the paragraph around it where it is a single one.

    >>> formatted_line("a *b*"), formatted_line("- a")
    (Markup('a <em>b</em>'), Markup('<ul><li>a</li></ul>'))
    """
    tokens = parse_formatted(text)
    is_single = [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return _html(tokens[1]) if is_single else formatted(text)


def lines(text: str) -> Markup:
    r"""Return an author's plain text as HTML: escaped, line breaks kept, none inside a date.

    >>> lines("a\n<b>")
    Markup('a<br>&lt;b&gt;')
    """
    return Markup("<br>").join(whole_dates(line) for line in text.split("\n")) if "\n" in text else whole_dates(text)


def whole_dates(text: str) -> Markup:
    """Return a plain text as HTML in which no line breaks inside a date.

    >>> whole_dates("Due 2026-10-01 & later")
    Markup('Due <span class="jb-date">2026-10-01</span> &amp; later')
    """
    if not _DATE.search(text):
        return with_language(text)
    return with_language(text, _with_dates)


def _with_dates(text: str) -> Markup:
    return Markup("").join(
        Markup('<span class="jb-date">{}</span>').format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(_DATE.split(text))
    )


def _html(token: Token) -> Markup:
    if token.type == "inline":
        return Markup("").join(_html(child) for child in token.children or ())
    if token.type == "code_inline":
        return Markup("<code>{}</code>").format(token.content)
    if token.type == "fence":
        return Markup("<pre><code>{}</code></pre>").format(token.content)
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
