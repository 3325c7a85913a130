"""Addresses on the web as they are published: in the letters that URLs have (RFC 3986), hosts in the form that is asked for (RFC 3490)."""

import re
from contextlib import suppress
from urllib.parse import quote, urljoin, urlsplit

PUBLISHED_LINK = re.compile(
    r"(https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?([/?#][^\s\"'<>\\]*)?|mailto:[^\s\"'<>\\@]+@[^\s\"'<>\\]+)\Z"
)
"""A whole address that may be linked: of a page, or of somebody's mail."""
_HOST = re.compile(r"(https?://|mailto:[^@]*@)([^/?#:]*)(.*)", re.DOTALL)
_RELATIVE = re.compile(r"(/(?!/)|\.{1,2}/)[^\s\"'<>\\]*\Z")
_PAGE_FILE = re.compile(r"[\w.-]+\.(html?|php|aspx?|pdf|md|docx?|pptx?|xlsx?|png|jpe?g|svg)\Z")
_NO_URL_LETTER = re.compile(r"[^\x00-\x7f]|[\[\]{}|`^]|%(?![0-9A-Fa-f]{2})")


def encoded_url(text: str) -> str:
    """Return an address with every letter that no URL has percent-encoded, and its host as DNS has it; others come back as they are.

    >>> encoded_url("https://bücher.example/süß?q=[1]"), encoded_url("https://example.org/a%20b#c")
    ('https://xn--bcher-kva.example/s%C3%BC%C3%9F?q=%5B1%5D', 'https://example.org/a%20b#c')
    """
    parts = _HOST.match(text)
    if parts is None:
        return text
    start, host, rest = parts.groups()
    with suppress(UnicodeError):
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    return _encoded(start) + host + _encoded(rest)


def is_relative(text: str) -> bool:
    """Whether a text is an address on the base address's host: it begins with `/`, `./` or `../`, and never with `//`."""
    return bool(_RELATIVE.match(text))


def is_page_file(text: str) -> bool:
    """Whether a text is the name of a file as websites have them, without its folder: `guide.html`."""
    return bool(_PAGE_FILE.match(text))


def absolute_url(text: str, base: str) -> str:
    """Return a relative address written out from a base address (RFC 3986); others, and all without a base, come back as they are.

    >>> absolute_url("/fees", "https://www.example.org/help"), absolute_url("./fees", "https://www.example.org/help")
    ('https://www.example.org/fees', 'https://www.example.org/help/fees')
    >>> absolute_url("//other.example/fees", "https://www.example.org"), absolute_url("/fees", "")
    ('//other.example/fees', '/fees')
    """
    return urljoin(f"{base.rstrip('/')}/", text) if base and is_relative(text) else text


def is_published(url: str) -> bool:
    """Whether an address may be linked: it has the form of PUBLISHED_LINK, and its port is one."""
    try:
        return bool(PUBLISHED_LINK.match(url)) and (urlsplit(url).port or 0) >= 0
    except ValueError:
        return False


def _encoded(text: str) -> str:
    return _NO_URL_LETTER.sub(lambda letter: quote(letter[0], safe=""), text)
