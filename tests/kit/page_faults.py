"""What is wrong with a page in a browser: what it complains of, what it asks of other sites, and the barriers that axe knows."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import ConsoleMessage, Error, Page, Request

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


@contextmanager
def page_faults(page: "Page", address: str) -> "Iterator[list[str]]":
    """Gather what a page complains of, and what it asks of other sites."""
    faults: list[str] = []

    def hear(message: "ConsoleMessage") -> None:
        if message.type in ("error", "warning"):
            faults.append(f"{message.type}: {message.text}")

    def catch(error: "Error") -> None:
        faults.append(str(error))

    def follow(request: "Request") -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            faults.append(f"asks {request.url}")

    page.on("console", hear)
    page.on("pageerror", catch)
    page.on("request", follow)
    yield faults
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", catch)
    page.remove_listener("request", follow)


def barriers(page: "Page", *, colours: bool = True) -> list[str]:
    """Return every barrier that axe finds on a page as it stands; to measure colours takes most of its time."""
    rules = {"rules": {rule: {"enabled": colours} for rule in ("color-contrast", "link-in-text-block")}}
    violations = Axe().run(page, options=_RULES | rules).response["violations"]
    return [
        f"{rule['id']}: {node['target'][-1]} {node['failureSummary']} {node['html'][:160]}" for rule in violations for node in rule["nodes"]
    ]
