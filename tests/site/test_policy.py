"""The public site under its content security policy, as every page says it and as a header, and how much a page weighs."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from sites import Sites

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLAN = "publish-rotas-at-every-site/"
MOST_BYTES = 200_000

WATCH = """
window.violations = []
document.addEventListener("securitypolicyviolation", one => violations.push(`${one.violatedDirective} ${one.blockedURI}`))
"""
INJECT = """
const script = document.createElement("script")
script.textContent = "window.injected = true"
document.body.append(script)
"""


@pytest.fixture(scope="module")
def under_header(sample: Sites) -> Iterator[str]:
    """Serve the public site of the sample with the header that the command prints, and say where."""
    folder = sample["public"].folder
    command = [sys.executable, "-m", "journeybook", "policy", str(folder)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_WithHeader, printed.strip(), directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_everything_works_under_the_header(under_header: str, browser: "Browser") -> None:
    page = _watched(browser)
    for path in ("", PLAN, "404.html"):
        page.goto(f"{under_header}{path}", wait_until="load")
    page.goto(f"{under_header}{PLAN}", wait_until="load")
    page.click(".jb-search-button")
    page.wait_for_selector(".jb-search[open]")
    page.keyboard.type("rota")
    page.wait_for_selector(".jb-search__hit")
    assert page.evaluate("violations") == []
    page.context.close()


@pytest.mark.parametrize("served", ["under_header", "addresses"])
def test_a_script_that_is_not_ours_does_not_run(served: str, browser: "Browser", request: pytest.FixtureRequest) -> None:
    where = request.getfixturevalue(served)
    page = _watched(browser)
    page.goto(f"{where if isinstance(where, str) else where['public']}{PLAN}", wait_until="load")
    page.evaluate(INJECT)
    page.wait_for_function("() => violations.length > 0")
    assert page.evaluate("[violations, window.injected]") == [["script-src-elem inline"] * (2 if served == "under_header" else 1), None]
    page.context.close()


def test_a_success_map_is_light(addresses: dict[str, str], browser: "Browser") -> None:
    page = browser.new_context().new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url.removeprefix(addresses["public"]), len(gzip.compress(answer.body()))))
    page.goto(f"{addresses['public']}{PLAN}", wait_until="networkidle")
    assert {PLAN, "assets/stylesheets/journeybook.css", "assets/javascripts/search.js"} < sizes.keys()
    assert [name for name in sizes if name.startswith("search/") or "javascripts/search-" in name] == []
    assert sum(sizes.values()) < MOST_BYTES, sizes
    page.context.close()


class _WithHeader(SimpleHTTPRequestHandler):
    def __init__(self, header: str, *arguments: object, directory: str) -> None:
        self.header = header.partition(": ")
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # what the server hands over

    def end_headers(self) -> None:
        self.send_header(self.header[0], self.header[2])
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def _watched(browser: "Browser") -> "Page":
    page = browser.new_context().new_page()
    page.add_init_script(WATCH)
    return page
