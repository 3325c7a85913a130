"""Chromium as a child process that prints a page to PDF or PNG; it has ended when a function returns."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from math import floor, sqrt
from pathlib import Path

from journeybook.publish.temporary_folder import temporary_folder

_VARIABLE = "CHROMIUM"
"""The environment variable that names the browser."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_OPTIONS = (
    "--headless",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
)
_TIMEOUT = 120
_DENSITY, _LONGEST_SIDE, _LARGEST_AREA = 2.0, 16_000, 40_000_000
"""How many dots a pixel has, and the longest side and the largest area in dots that a browser still paints whole."""
_DATES = re.compile(rb"/(?:Creation|Mod)Date \(D:[0-9+'-]*\)")
"""When a browser printed a PDF: the same page gives the same bytes without."""
_SIZE = re.compile(r'data-size="(\d+)x(\d+)"')


class BrowserError(Exception):
    """The browser is missing or did not do its work; the text says what to do."""


def find_browser(variables: Mapping[str, str] | None = None) -> str:
    """Return the Chromium or Chrome of this machine: the one that the variable names, else the first that is found."""
    wanted = (os.environ if variables is None else variables).get(_VARIABLE)
    if wanted:
        program = shutil.which(wanted)
        if not program:
            raise BrowserError(f"the variable {_VARIABLE} names {wanted}, and there is no such program")
        return program
    program = next(filter(None, map(shutil.which, NAMES)), None) or (str(MAC) if MAC.exists() else None)
    if not program:
        raise BrowserError(
            f"png and pdf are made by Chromium or Chrome, and none is found: install one, or name it in the variable {_VARIABLE}; "
            "svg, csv and zip need none"
        )
    return program


def html_as_pdf(html: str, *, beside: Path) -> bytes:
    """Return a page as PDF; the temporary files stand in a folder of their own, beside the file that is wanted."""
    return _run_on_text(html, beside, "--no-pdf-header-footer", option="--print-to-pdf", kind="pdf")


def page_as_pdf(address: str, *, beside: Path) -> bytes:
    """Return a page that stands at an address as PDF, after its scripts have run."""
    with temporary_folder(beside) as home:
        return _run(address, home, "--no-pdf-header-footer", option="--print-to-pdf", kind="pdf")


def html_as_png(html: str, *, beside: Path) -> bytes:
    """Return a page as one picture of its whole size, which the page itself says."""
    size = _SIZE.search(_run_on_text(html, beside, "--dump-dom", "--window-size=1600,1200").decode("utf-8", "replace"))
    if size is None:
        raise BrowserError("the browser does not say how large the page is")
    width, height = int(size[1]), int(size[2])
    options = (f"--window-size={width},{height}", f"--force-device-scale-factor={pixel_density(width, height):g}")
    return _run_on_text(html, beside, *options, option="--screenshot", kind="png")


def pixel_density(width: int, height: int) -> float:
    """Return how many dots a pixel of a picture gets; fewer where the picture would be too large to be painted whole.

    >>> pixel_density(1000, 500), pixel_density(10000, 2000), pixel_density(32000, 10)
    (2.0, 1.41, 0.5)
    """
    return floor(min(_DENSITY, _LONGEST_SIDE / max(width, height), sqrt(_LARGEST_AREA / (width * height))) * 100) / 100


def _run_on_text(html: str, beside: Path, *options: str, option: str = "", kind: str = "") -> bytes:
    """Run the browser on HTML; return the file that it writes with the last option, or its standard output where there is none."""
    with temporary_folder(beside) as home:
        page = home / "page.html"
        page.write_text(html, encoding="utf-8")
        return _run(page.as_uri(), home, *options, option=option, kind=kind)


def _run(address: str, home: Path, *options: str, option: str, kind: str) -> bytes:
    program, output = find_browser(), home / f"made.{kind}"
    arguments = [*_OPTIONS, *_as_root(), f"--user-data-dir={home / 'profile'}", *options]
    command = [program, *arguments, *([f"{option}={output}"] if option else []), address]
    try:
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIMEOUT, check=False)  # noqa: S603 - a browser of this machine, and options written here
    except subprocess.TimeoutExpired:
        raise BrowserError(f"{program} has not finished after {_TIMEOUT} seconds") from None
    if answer.returncode or (option and not output.is_file()):
        reason = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BrowserError(f"{program} cannot make it: {reason[-1] if reason else f'it ended with {answer.returncode}'}")
    data = output.read_bytes() if option else answer.stdout
    return _DATES.sub(lambda date: b" " * len(date[0]), data) if kind == "pdf" else data


def _as_root() -> tuple[str, ...]:
    """Return what the browser asks of an administrator, as in a container, and of nobody else."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
