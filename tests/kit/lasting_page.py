"""One page of a browser for many tests: to go to another address costs a third of what it costs to open another page."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_FORGET = 'if (location.protocol === "http:") { localStorage.clear(); sessionStorage.clear(); }'


@contextmanager
def lasting_page(browser: "Browser", **settings: Any) -> "Iterator[Page]":
    """Open a page that has stored nothing whenever it comes to an address."""
    context = browser.new_context(**settings)
    context.add_init_script(_FORGET)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def as_new(page: "Page", *, width: int = 1280, height: int = 900) -> "Page":
    """Give a page the size and the media of a new one."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="null", color_scheme="light")
    return page
