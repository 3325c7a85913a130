"""Addresses as the links of a page: relative, so that a site works under any path."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from journeybook.render.editors import PlaceUrl, no_url
from journeybook.views.base.elements import Address
from journeybook.views.blocks.suggest import Suggest


def usual_url(page: str) -> str:
    """Return the URL of a page below the site's root, by its source path, where each page has a folder of its own; any other file stays.

    >>> usual_url("maps/base/index.md"), usual_url("maps/base/onboarding.md"), usual_url("index.md"), usual_url("maps/base/base.csv")
    ('maps/base/', 'maps/base/onboarding/', '', 'maps/base/base.csv')
    """
    stem = page.removesuffix(".md")
    if stem == page:
        return page
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


@dataclass(frozen=True)
class SiteUrls:
    """Where on a site each page is, by its source path, its own web address, if it has one, and where places in files are edited."""

    url_of: Callable[[str], str] = usual_url
    address: str = ""
    edit_url: PlaceUrl = no_url


def href(target: Address | Suggest | str, here: str, *, url_of: Callable[[str], str] = usual_url) -> str:
    """Return the link from one page (its source path) to an address; an outside address stays as it is.

    `url_of` says where on the site a source path is.

    >>> href(Address("maps/base/onboarding.md", "step-invite"), "maps/base/index.md")
    'onboarding/#step-invite'
    >>> href(Address("index.md"), "maps/base/index.md"), href(Address("maps/base/base.csv"), "maps/base/index.md")
    ('../../', 'base.csv')
    >>> href(Suggest("mailto:a@example.org", (("subject", "R&D? 100%"),)), "index.md")
    'mailto:a@example.org?subject=R%26D%3F%20100%25'
    >>> flat = {"index.md": "index.html", "our-plan.md": "our-plan.html"}.__getitem__
    >>> href(Address("our-plan.md", "step"), "index.md", url_of=flat), href(Address("our-plan.md", "step"), "our-plan.md", url_of=flat)
    ('our-plan.html#step', '#step')
    """
    if isinstance(target, str):
        return target
    if isinstance(target, Suggest):
        return f"{target.base}{'&' if '?' in target.base else '?'}{urlencode(target.values, quote_via=quote)}"
    anchor = f"#{target.anchor}" if target.anchor else ""
    if target.page == here and anchor:
        return anchor
    return f"{_relative(url_of(target.page), url_of(here))}{anchor}"


@lru_cache(maxsize=4096)
def _relative(url: str, here: str) -> str:
    """Return the way from one URL below the site's root to another; a page names most of its neighbours several times."""
    path = posixpath.relpath(f"/{url}", f"/{posixpath.dirname(here)}")
    return f"{path}/" if not url or url.endswith("/") else path
