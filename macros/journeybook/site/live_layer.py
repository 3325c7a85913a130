"""What a page has while its files are edited, and no built page: the bar of findings, and the script that loads the page anew.

It is added to the finished page, so that what is beneath is what a build writes. Its files stand at addresses that no site has.
"""

from collections.abc import Sequence
from pathlib import Path

from journeybook.audience.assets import SERVED, script
from journeybook.findings import Finding
from journeybook.load.theme import STYLES, theme_folder
from journeybook.render.banner import findings_bar, findings_list
from journeybook.render.editors import PlaceUrl
from journeybook.views.base.book import Book

ROOT = "/-/"
"""Where the addresses of the layer begin."""
FINDINGS_ADDRESS = f"{ROOT}findings"
"""Where pages that are being edited ask what is wrong with the files."""
STATE_HEADER = "Journeybook-State"
"""The header of that answer, which says of which state of the files the pages are now."""
_BODY_END = b"</body>"


def with_live_layer(page: bytes, bar: str) -> bytes:
    """Return a finished page with the bar and what it needs; a page without an end stays as it is."""
    before, end, after = page.rpartition(_BODY_END)
    return b"".join((before, bar.encode(), end, after)) if end else page


def live_bar(book: Book, findings: Sequence[Finding], edit_url: PlaceUrl, state: str) -> str:
    """Return the bar of each page with its style sheet and its script."""
    links = [f'<link rel="stylesheet" href="{ROOT}{name}.css"><script src="{ROOT}{name}.js" defer></script>' for name in SERVED]
    return f"{findings_bar(book, findings, edit_url, FINDINGS_ADDRESS, state)}{''.join(links)}"


def live_findings(book: Book, findings: Sequence[Finding], edit_url: PlaceUrl) -> bytes:
    """Return what the bar is brought up to date with."""
    return str(findings_list(book, findings, edit_url)).encode()


def live_files() -> dict[str, Path]:
    """Return the files that the bar needs, by their addresses."""
    folder = theme_folder()
    scripts = {f"{ROOT}{name}.js": folder / script(name) for name in SERVED}
    return scripts | {f"{ROOT}{name}.css": folder / STYLES / "components" / f"{name}.css" for name in SERVED}
