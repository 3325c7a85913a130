"""What every test may use: drawn projects, a browser, a small web server, and the rule that nothing is skipped in silence."""

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter
    from playwright.sync_api import Browser
    from sites import Built

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSER = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FEATURES_OFF = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable"),
    *("LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"),
)
"""What Playwright switches off in Chromium, whose list this one replaces, and then the processes that every context would start
for an address bar that nobody sees and for a page to come: half of what it costs to open a small page."""
QUIET_BROWSER = (
    f"--disable-features={','.join(FEATURES_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
)

os.environ.pop("GITHUB_ACTIONS", None)  # else `check` would write annotations about the projects of tests

settings.register_profile("default", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("long", derandomize=True, deadline=None, max_examples=2000)
settings.register_profile("small", derandomize=True, deadline=None, max_examples=15)
settings.load_profile(os.environ.get("JOURNEYBOOK_TEST_SIZE") or "default")


@pytest.fixture(scope="session")
def draw_tree() -> Callable[[str, Path], Path]:
    """Make a folder from an indented tree; lines that start with ``|`` are the text of the file above them."""

    def draw(tree: str, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        _draw(tree, folder)
        return folder

    return draw


@pytest.fixture
def draw_project(tmp_path: Path, draw_tree: Callable[[str, Path], Path]) -> Callable[[str], Path]:
    """Make a project of a test from an indented tree."""
    return lambda tree: draw_tree(tree, tmp_path / "project")


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine until the tests end, and say its address (with the closing slash)."""
    servers: list[ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_SilentHandler, directory=str(folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def start_browser() -> "Iterator[Callable[..., Browser]]":
    """Return what starts a Chromium; whoever starts one closes it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the driver starts a process: only where a browser is wanted

    program = find_browser()
    if program is None:
        pytest.skip("no Chromium found: install one, or name it in the variable CHROMIUM")
    with sync_playwright() as playwright:
        yield partial(playwright.chromium.launch, executable_path=program, args=list(QUIET_BROWSER))


@pytest.fixture(scope="session")
def browser(start_browser: "Callable[..., Browser]") -> "Iterator[Browser]":
    """Start one Chromium for all tests of a worker; each test opens its own context in it."""
    with start_browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> "dict[str, Built]":
    """Build both sites of the sample atlas, once for all workers; no test changes them."""
    from shared import shared_folder  # noqa: PLC0415 - this file is also used where the kit is not
    from sites import build_sample, built_sites  # noqa: PLC0415 - the same

    return built_sites(shared_folder(tmp_path_factory, "sample", build_sample))


def find_browser() -> str | None:
    """Return the Chromium to use: the one named in the variable CHROMIUM, else the first known name found."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or (str(MAC_BROWSER) if MAC_BROWSER.exists() else None)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist writes the groups into the tests' ids
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests; what a file makes once, and browsers and sites for all, is made on one worker: its tests stay together."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "start_browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        if ({"start_browser", "sample"} & set(fixtures) or _module_fixtures(item)) and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what lives until the end: modules and tests are most of all objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped something where nothing may be skipped."""
    if _skips(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: "TerminalReporter") -> None:
    """Name every skipped test where nothing may be skipped."""
    for test in _skips(terminalreporter.config):
        terminalreporter.write_line(f"SKIPPED, and JOURNEYBOOK_NO_SKIP forbids it: {test}", red=True)


class _SilentHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _draw(tree: str, project: Path) -> None:
    branches: list[tuple[int, Path]] = [(-1, project)]
    for line in filter(str.strip, tree.splitlines()):
        depth, name = len(line) - len(line.lstrip()), line.strip()
        if name.startswith("|"):
            with branches[-1][1].open("a", encoding="utf-8", newline="\n") as file:
                file.write(line.lstrip()[1:].removeprefix(" ") + "\n")
            continue
        while branches[-1][0] >= depth:
            branches.pop()
        path = branches[-1][1] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(exist_ok=True) if name.endswith("/") else path.write_text("", encoding="utf-8")
        branches.append((depth, path))


def _module_fixtures(item: pytest.Item) -> set[str]:
    """Return the fixtures of a test that its file makes once."""
    known = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    return {name for name, definitions in known.items() if any(one.scope == "module" for one in definitions)}


def _skips(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("JOURNEYBOOK_NO_SKIP") or reporter is None:
        return []
    return sorted(f"{report.nodeid}: {report.longrepr[-1]}" for report in reporter.stats.get("skipped", []))
