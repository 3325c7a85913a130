"""The bar under `serve` in a real browser: it says what is wrong, folds by keyboard, fits a phone, has no barrier, and loads pages anew."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from page_faults import barriers, page_faults
from playwright.sync_api import expect
from typer.testing import CliRunner

from journeybook.cli.main import assemble_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATIENCE = 60
WAYS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new repository in which nothing is wrong."""
    folder = tmp_path / "ours"
    assert CliRunner().invoke(assemble_program(), ["init", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def address(project: Path, tmp_path: Path) -> Iterator[str]:
    """Where that repository is served, as soon as its pages can be asked for."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "journeybook", "serve", "--project", str(project), "--port", str(port)]
    with (tmp_path / "log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait(PATIENCE)


def test_the_bar_is_quiet_folds_fits_has_no_barrier_and_loads_the_page_anew(project: Path, address: str, browser: "Browser") -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce")
    page.set_default_timeout(PATIENCE * 1000)
    _wait_for(address)
    with page_faults(page, address) as faults:
        page.goto(f"{address}maps/first-map/")
        bar = page.locator(".jb-findings")
        expect(bar).to_be_hidden()
        _make_mistakes(project)
        expect(bar.get_by_role("listitem")).to_contain_text(["error", "warning", "warning", "warning"], timeout=PATIENCE * 1000)
        for width, scheme in WAYS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert barriers(page) == []
        fold = bar.locator("summary")
        fold.focus()
        page.keyboard.press("Enter")
        expect(bar.get_by_role("listitem")).to_have_count(0)
        expect(fold).to_be_focused()
        page.reload()
        expect(fold).to_have_text("1 error, 3 warnings")
        expect(bar.get_by_role("listitem")).to_have_count(0)
        _mend(project)
        expect(page.get_by_role("heading", name="Zebra crossing", level=1)).to_be_visible(timeout=PATIENCE * 1000)
        expect(bar.get_by_text("error")).to_have_count(0)
        assert faults == []
    page.close()


def _wait_for(address: str) -> None:
    """Return when the first pages are there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(address, timeout=PATIENCE):  # noqa: S310 - our own address
            return
        time.sleep(0.2)
    raise TimeoutError(address)


def _make_mistakes(project: Path) -> None:
    """Write an owner that is nobody, and let the map be live without a review or a sign that something goes wrong."""
    journey = project / "journeys" / "maps" / "first-map.yml"
    text = journey.read_text(encoding="utf-8")
    wrong = text.replace("\nowner: customer-success\n", "\nowner: custmer-success\nstatus: live\n", 1)
    assert wrong != text
    journey.write_text(wrong, encoding="utf-8")


def _mend(project: Path) -> None:
    """Take the mistake back, and give the map another name."""
    journey = project / "journeys" / "maps" / "first-map.yml"
    lines = journey.read_text(encoding="utf-8").replace("custmer-success", "customer-success").splitlines(keepends=True)
    journey.write_text("".join("name: Zebra crossing\n" if line.startswith("name: ") else line for line in lines), encoding="utf-8")
