"""The names of CSS itself in style sheets, which an author does not choose: properties, values and at-rules of several words."""

import re
from functools import cache
from pathlib import Path

from pygments.lexers.css import CssLexer
from pygments.token import Keyword, Name

LARGEST = 1_000_000
"""The bytes of the largest file that is looked at; in a larger one every name is searched."""
STYLES = ".css"
PAGES = (".html", ".htm", ".md", ".svg")
_IN_PAGE = re.compile(
    r"""(?is)<style\b[^>]*>(?P<sheet>.*?)</style\s*>|<[a-z][^<>]*?\sstyle\s*=\s*(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')"""
)
LONGEST_NAME, MOST_OPEN = 1_000, 1_000
"""Letters of the longest name, and addresses that are never closed, in what is looked at: the lexer takes the square of their number."""
_LONG_NAME = re.compile(rf"[\w-]{{{LONGEST_NAME}}}")
_BLOCK = "a{"
"""What stands before declarations."""


def without_css_names(path: str, data: bytes) -> bytes:
    """Return a style sheet or page with blanks for names of CSS itself; comments, texts, selectors and names of the author's own stay."""
    suffix = Path(path).suffix.lower()
    if suffix not in (STYLES, *PAGES) or len(data) > LARGEST:
        return data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return (_blanked(text) if suffix == STYLES else _IN_PAGE.sub(_blanked_in_page, text)).encode("utf-8")


def _blanked_in_page(element: re.Match[str]) -> str:
    group = element.lastgroup or ""
    before = "" if group == "sheet" else _BLOCK
    start, end = (position - element.start() for position in element.span(group))
    styled = _blanked(before + element[group]).removeprefix(before)
    return element[0][:start] + styled + element[0][end:]


def _blanked(text: str) -> str:
    if _LONG_NAME.search(text) or text.count("(") - text.count(")") > MOST_OPEN:
        return text
    pieces = []
    for _, kind, value in CssLexer(ensurenl=False, stripnl=False).get_tokens_unprocessed(text):
        is_of_css = "-" in value and (kind in Keyword or (kind in Name.Tag and _is_property(value)))
        pieces.append(" " * len(value) if is_of_css else value)
    return "".join(pieces)


@cache
def _is_property(name: str) -> bool:
    """Whether a name is that of a property, as in a font face or a media query, where Pygments takes it for that of an element."""
    kinds = [kind for _, kind, value in CssLexer().get_tokens_unprocessed(f"{_BLOCK}{name}:0}}") if value == name]
    return kinds == [Keyword]
