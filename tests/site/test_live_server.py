"""The server for editing looks at files by itself, reads them when they are whole, and answers findings while pages are made."""

import logging
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from journeybook.cli.mkdocs_process import SETTINGS
from journeybook.site import live_server
from journeybook.site.live_layer import FINDINGS_ADDRESS, live_files
from journeybook.site.live_server import SETTINGS_NAMES, LiveServer, Watch
from journeybook.site.live_site import LiveAnswer


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("journeys/maps", "docs", "overrides"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("mkdocs.yml", "mkdocs.internal.yml", "main.py", "notes.txt"):
        (tmp_path / name).write_text("x: 1\n", encoding="utf-8")
    return tmp_path


def test_the_settings_of_both_sites_are_looked_at() -> None:
    assert set(SETTINGS_NAMES) == set(SETTINGS.values())


def test_what_comes_goes_and_changes_is_seen_and_nothing_else(project: Path) -> None:
    watch = Watch(project)
    page, aside = project / "docs/page.md", project / "docs/other.md"
    looks = [watch.look()]
    for change in (
        lambda: page.write_text("# Page\n", encoding="utf-8"),
        lambda: page.write_text("# Pages\n", encoding="utf-8"),
        lambda: page.rename(aside),
        (project / "journeys/maps/new.yml").touch,
        aside.unlink,
    ):
        change()
        looks.append(watch.look())
    (project / "notes.txt").unlink()
    looks.append(watch.look())
    assert [before == after for before, after in pairwise(looks)] == [False] * 5 + [True]
    assert None not in looks


@pytest.mark.skipif(sys.platform == "win32", reason="only an administrator makes links there")
def test_links_that_lead_back_are_not_followed(project: Path) -> None:
    for name in "abc":
        (project / "docs" / name).symlink_to(project / "docs", target_is_directory=True)
    look = Watch(project).look()
    assert look is not None
    assert [path for path in look if path.startswith(str(project / "docs"))] == []


@pytest.mark.parametrize(
    ("name", "is_new"),
    [("mkdocs.yml", True), ("mkdocs.internal.yml", True), ("main.py", True), ("overrides/hook.py", True), ("overrides/main.html", False)],
)
def test_settings_and_programs_are_for_a_new_process(project: Path, name: str, is_new: bool) -> None:  # noqa: FBT001 - a case
    watch = Watch(project)
    before = watch.look() or {}
    (project / name).write_text("y: 2 and more\n", encoding="utf-8")
    assert watch.needs_new_process(before, watch.look() or {}) is is_new


@pytest.mark.parametrize("name", ["journeys", "docs", "mkdocs.yml"])
def test_what_is_away_is_told_once_and_nothing_is_read_until_it_is_back(project: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    watch = Watch(project)
    before = watch.look()
    (project / name).rename(project / "aside")
    with caplog.at_level(logging.WARNING):
        assert (watch.look(), watch.look()) == (None, None)
    assert caplog.messages == [f"journeybook: {project / name} is away: no change is seen until it is back."]
    (project / "aside").rename(project / name)
    assert watch.look() == before


def test_a_folder_that_was_never_there_is_not_missed(project: Path) -> None:
    (project / "overrides").rmdir()
    watch = Watch(project)
    assert watch.look() is not None
    (project / "overrides").mkdir()
    (project / "overrides/main.html").touch()
    assert str(project / "overrides/main.html") in (watch.look() or {})


def test_a_file_is_read_when_it_is_whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = project / "docs/page.md"
    pieces = ["# Page", "\n\nIt is ", "whole.\n"]

    def save(_: float) -> None:
        if pieces:
            with page.open("a", encoding="utf-8") as file:
                file.write(pieces.pop(0))

    monkeypatch.setattr(time, "sleep", save)
    watch = Watch(project)
    assert (live_server._settled(watch), pieces) == (watch.look(), [])
    assert page.read_text(encoding="utf-8") == "# Page\n\nIt is whole.\n"


@dataclass
class FakeSite:
    """Answers with the path and the number of times that it was renewed."""

    list_of_findings: bytes = b"<p>one</p>"
    renewals: int = 0
    renewed: threading.Event = field(default_factory=threading.Event)

    @property
    def name_of_state(self) -> str:
        return f"7-{self.renewals}"

    def renew(self) -> None:
        self.renewals += 1
        self.renewed.set()

    def answer(self, path: str) -> LiveAnswer:
        if path == "/fault":
            raise KeyError(path)
        if path == "/from":
            return LiveAnswer(302, location="/to")
        return LiveAnswer(200, f"{path} {self.renewals}".encode())


@pytest.fixture
def server() -> Iterator[LiveServer]:
    site: Any = FakeSite()
    with LiveServer(site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(server: LiveServer, path: str) -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode(), answer.headers["Journeybook-State"]
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers["Journeybook-State"]


def test_findings_and_the_files_of_the_bar_are_answered_while_nobody_makes_pages(server: LiveServer) -> None:
    assert ask(server, FINDINGS_ADDRESS) == (200, "<p>one</p>", "7-0")
    server.site.list_of_findings = b""
    assert ask(server, FINDINGS_ADDRESS) == (200, "", "7-0")
    assert sorted(live_files()) == ["/-/findings.css", "/-/findings.js"]
    for address, file in live_files().items():
        assert ask(server, address)[:2] == (200, file.read_text(encoding="utf-8"))


def test_each_request_is_answered_after_a_look_at_the_files(project: Path, server: LiveServer, caplog: pytest.LogCaptureFixture) -> None:
    watch = Watch(project)
    ended: list[bool] = []
    thread = threading.Thread(target=lambda: ended.append(live_server._keep_answering(server, watch, watch.look() or {})))
    thread.start()
    assert ask(server, "/page%20one/?a=b") == (200, "/page one/ 0", "7-0")
    (project / "docs/page.md").touch()
    assert ask(server, "/") == (200, "/ 1", "7-1")
    with caplog.at_level(logging.ERROR):
        assert ask(server, "/fault")[:2] == (500, "This could not be answered: see the terminal.")
    assert [bool(record.exc_info) for record in caplog.records] == [True]
    site: Any = server.site
    site.renewed.clear()
    (project / "docs/page.md").write_text("more", encoding="utf-8")
    assert site.renewed.wait(20), "it is seen without a request"
    (project / "mkdocs.yml").write_text("y: 2 and more\n", encoding="utf-8")
    thread.join(20)
    assert ended == [True]


def test_a_question_gets_the_kind_of_its_file() -> None:
    names = ("index.html", "a.css", "a.js", "a.json", "a.svg", "a.csv", "sitemap.xml", "sitemap.xml.gz", "a.woff2", "a.unknown")
    assert [live_server._content_type(name).partition(";")[0] for name in names] == [
        *("text/html", "text/css", "text/javascript", "application/json", "image/svg+xml", "text/csv"),
        *("application/xml", "application/gzip", "font/woff2", "application/octet-stream"),
    ]
