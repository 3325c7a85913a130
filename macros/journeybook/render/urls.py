"""Addresses as the links of a page: relative, so that a site works under any path."""

import posixpath
from urllib.parse import quote, urlencode

from journeybook.views.base.elements import Address
from journeybook.views.blocks.suggest import Suggest


def url_of(page: str) -> str:
    """Return the URL of a page below the site's root, by its source path; any other file stands where it says.

    >>> url_of("maps/base/index.md"), url_of("maps/base/onboarding.md"), url_of("index.md"), url_of("maps/base/base.csv")
    ('maps/base/', 'maps/base/onboarding/', '', 'maps/base/base.csv')
    """
    stem = page.removesuffix(".md")
    if stem == page:
        return page
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def href(target: Address | Suggest | str, here: str, *, flat: bool = False) -> str:
    """Return the link from one page (its source path) to an address; an outside address stays as it is.

    In a flat site, which is opened from a disk, a page is a file and has no folder of its own.

    >>> href(Address("maps/base/onboarding.md", "step-invite"), "maps/base/index.md")
    'onboarding/#step-invite'
    >>> href(Address("index.md"), "maps/base/index.md"), href(Address("maps/base/base.csv"), "maps/base/index.md")
    ('../../', 'base.csv')
    >>> href(Suggest("mailto:a@example.org", (("subject", "R&D? 100%"),)), "index.md")
    'mailto:a@example.org?subject=R%26D%3F%20100%25'
    >>> href(Address("our-plan.md", "step"), "index.md", flat=True), href(Address("our-plan.md", "step"), "our-plan.md", flat=True)
    ('our-plan.html#step', '#step')
    """
    if isinstance(target, str):
        return target
    if isinstance(target, Suggest):
        return f"{target.base}{'&' if '?' in target.base else '?'}{urlencode(target.values, quote_via=quote)}"
    if flat:
        return _flat(target, here)
    start = url_of(here) or "."
    path = posixpath.relpath(url_of(target.page) or ".", start)
    anchor = f"#{target.anchor}" if target.anchor else ""
    if path == "." and anchor:
        return anchor
    closing = "" if url_of(target.page) == target.page else "/"
    return f"{path}{closing}{anchor}"


def _flat(target: Address, here: str) -> str:
    anchor = f"#{target.anchor}" if target.anchor else ""
    if target.page == here and anchor:
        return anchor
    stem = target.page.removesuffix(".md")
    file = target.page if stem == target.page else f"{stem}.html"
    return f"{posixpath.relpath(file, posixpath.dirname(here) or '.')}{anchor}"
