"""Formatted text of authors: which Markdown is read in it, where its links lead, and relative links written out."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from journeybook.model.urls import absolute_url, is_published, is_relative

_RULES = ["emphasis", "list", "backticks", "fence", "link", "newline", "balance_pairs"]
_OPTIONS = {"html": False, "linkify": False, "breaks": True, "maxNesting": 10}
_READER = MarkdownIt("zero", _OPTIONS).enable(_RULES)
_READER.validateLink = is_published  # type: ignore[method-assign]  # the reader asks this of every link
_ANY_LINK = MarkdownIt("zero", _OPTIONS).enable(_RULES)
_ANY_LINK.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - the same text, with links that are refused
_TARGET = re.compile(r"(?<=\]\()[^\s()]+(?=\))")
LINK = re.compile(r"\[([^\[\]]+)\]\(((?:https?://|www\.|mailto:|\.{0,2}/)[^\s()]+)\)")
"""A link as authors write it in a text that is no formatted one: its words and its address."""
WHOLE_LINK = re.compile(r"\[([^\[\]]+)\]\(([^\s()]+)\)")
"""A text that is a link and nothing else, whatever its address is: no author means its brackets to be read."""


def parse_formatted(text: str) -> list[Token]:
    """Return the Markdown tokens of a formatted text: emphasis, lists, code and links that may be published; anything else is text."""
    return _READER.parse(text)


def refused_link(text: str) -> str:
    """Return the first address in a formatted text that is written as a link and may not be one; an empty text where there is none.

    >>> refused_link("[a](https://example.org/a) `[b](ftp://b)`"), refused_link("[a](ftp://a)")
    ('', 'ftp://a')
    """
    return next((url for url in _written_addresses(text) if not is_published(url)), "")


def links_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words and the address of each link of a formatted text.

    >>> links_in("See [the *fees*](https://example.org)")
    (('the fees', 'https://example.org'),)
    """
    links: list[tuple[str, str]] = []
    for token in parse_formatted(text):
        is_open = False
        for child in token.children or ():
            if child.type in ("link_open", "link_close"):
                is_open = child.type == "link_open"
                links += [("", str(child.attrs["href"]))] if is_open else []
            elif is_open:
                words, url = links[-1]
                links[-1] = (words + child.content, url)
    return tuple(links)


def plain_words(text: str) -> str:
    """Return a formatted text without its formatting, its links as their words.

    >>> plain_words("See [the *fees*](https://example.org)")
    'See the fees'
    """
    blocks = (
        "".join("\n" if child.type.endswith("break") else child.content for child in token.children or ()) or token.content
        for token in parse_formatted(text)
        if token.type in ("inline", "fence")
    )
    return "\n".join(blocks)


def with_absolute_links(text: str, base: str) -> str:
    """Return a formatted text with its relative links written out from a base address.

    >>> with_absolute_links("[fees](/fees), `[a](/b)`", "https://www.example.org")
    '[fees](https://www.example.org/fees), `[a](/b)`'
    """
    relative = {url for url in _written_addresses(text) if is_relative(url)}

    def absolute(target: re.Match[str]) -> str:
        return absolute_url(target[0], base) if _ANY_LINK.normalizeLink(target[0]) in relative else target[0]

    return _TARGET.sub(absolute, text) if relative else text


def _written_addresses(text: str) -> Iterator[str]:
    """Yield the address of each link in a formatted text, those that are refused among them, as Markdown normalises it."""
    for token in _ANY_LINK.parse(text) if "](" in text else ():
        yield from (str(child.attrs["href"]) for child in token.children or () if child.type == "link_open")
