"""Marks our texts that stand in English for want of a translation, each in an element of its own; attributes and drawings can hold none."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup, escape

from journeybook.render.escape import theme_text
from journeybook.words.mixed_texts import MixedText, Untranslated, pieces_of

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)|<!--|>")
_MARK = Markup(' lang="en" dir="ltr"')
_TEXT_ALONE = frozenset({"title", "desc", "text", "tspan", "option", "script", "style", "textarea"})
"""Elements whose text no other element may stand around."""


def with_language(text: str, write: Callable[[str], Markup] = escape) -> Markup:
    """Return a text as HTML, written by a function that escapes it, and marked as English as far as it is not translated."""
    if not isinstance(text, MixedText | Untranslated):
        return write(text)
    return Markup("").join(_marked(write(piece)) if is_english else write(piece) for piece, is_english in pieces_of(text))


def theme_title(text: str) -> str:
    """Return a title for the theme, whose templates do not escape, marked as English as far as it is not translated.

    >>> theme_title(Untranslated("A < B")), theme_title("A {B}")
    ('<span lang="en" dir="ltr">A &lt; B</span>', 'A &#123;B&#125;')
    """
    if not isinstance(text, MixedText | Untranslated):
        return theme_text(text)
    return "".join(str(_marked(piece)) if is_english else theme_text(piece) for piece, is_english in pieces_of(text))


def _marked(text: str) -> Markup:
    return Markup("<span{}>{}</span>").format(_MARK, text)


@pass_context
def in_its_language(_: Context, value: object) -> Any:  # noqa: ANN401 - what a template prints may be anything
    """Return a text without translation as HTML that says that it is English; anything else as it is."""
    return with_language(value) if isinstance(value, MixedText | Untranslated) else value


def language_mark(text: str) -> Markup:
    """Return the attributes of an element into which a script writes a text: that it is English, where it is not translated."""
    return _MARK if isinstance(text, Untranslated) else Markup("")


class MarkUntranslated(Extension):
    """Sends what a template prints between tags through `in_its_language`; what stands inside of a tag stays as it is."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template with the filter behind every expression that stands where elements may."""
        is_in_tag, element, is_marked = False, "", False
        for token in stream:
            if token.type == "data":
                is_in_tag, element = _state_after(str(token.value), is_in_tag=is_in_tag, element=element)
            if token.type == "variable_end" and is_marked:
                yield from (Token(token.lineno, *piece) for piece in (("rparen", ")"), ("pipe", "|"), ("name", "in_its_language")))
            yield token
            if token.type == "variable_begin":
                is_marked = not is_in_tag and element not in _TEXT_ALONE
                if is_marked:
                    yield Token(token.lineno, "lparen", "(")


def _state_after(html: str, *, is_in_tag: bool, element: str) -> tuple[bool, str]:
    """Return whether a tag is open behind this HTML, and the element that was opened last and not closed since."""
    for tag in _TAG.finditer(html):
        if tag[2]:
            is_in_tag, element = True, "" if tag[1] else tag[2].lower()
        elif tag[0] == ">":
            is_in_tag = False
    return is_in_tag, element
