"""Addresses as the links of a page: relative, so that a site works under any path."""

import posixpath
from urllib.parse import quote, urlencode

from journeybook.views.pieces import Address
from journeybook.views.suggest import Suggest


def url_of(page: str) -> str:
    """Return the URL of a page below the site's root, by its source path; any other file stands where it says.

    >>> url_of("maps/base/index.md"), url_of("maps/base/onboarding.md"), url_of("index.md"), url_of("maps/base/base.csv")
    ('maps/base/', 'maps/base/onboarding/', '', 'maps/base/base.csv')
    """
    stem = page.removesuffix(".md")
    if stem == page:
        return page
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def href(target: Address | Suggest | str, here: str) -> str:
    """Return the link from one page (its source path) to an address; an outside address stays as it is.

    >>> href(Address("maps/base/onboarding.md", "step-invite"), "maps/base/index.md")
    'onboarding/#step-invite'
    >>> href(Address("index.md"), "maps/base/index.md"), href(Address("maps/base/base.csv"), "maps/base/index.md")
    ('../../', 'base.csv')
    >>> href(Suggest("mailto:a@example.org", (("subject", "R&D? 100%"),)), "index.md")
    'mailto:a@example.org?subject=R%26D%3F%20100%25'
    """
    if isinstance(target, str):
        return target
    if isinstance(target, Suggest):
        return f"{target.base}{'&' if '?' in target.base else '?'}{urlencode(target.values, quote_via=quote)}"
    start = url_of(here) or "."
    path = posixpath.relpath(url_of(target.page) or ".", start)
    anchor = f"#{target.anchor}" if target.anchor else ""
    if path == "." and anchor:
        return anchor
    closing = "" if url_of(target.page) == target.page else "/"
    return f"{path}{closing}{anchor}"
