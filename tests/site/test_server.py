"""The server for editing sees changes beside links that lead back, and says in a line what stops a build."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from journeybook.site.server import FINDINGS_ADDRESS, answer_findings, prepare_server, take_snapshots

PATIENCE = 20


def nothing() -> None:
    pass


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.load_dict({"docs_dir": str(tmp_path / "docs")})
    return config


@pytest.fixture
def server(config: MkDocsConfig) -> Iterator[LiveReloadServer]:
    with LiveReloadServer(nothing, "127.0.0.1", 0, "") as server:
        for path in (config.docs_dir, config.config_file_path):
            server.watch(str(path))
        yield server


@pytest.mark.skipif(sys.platform == "win32", reason="only an administrator makes links there")
def test_changes_are_seen_beside_links_that_lead_back(server: LiveReloadServer, config: MkDocsConfig) -> None:
    docs = Path(config.docs_dir)
    for name in "abc":
        (docs / name).symlink_to(docs, target_is_directory=True)
    prepare_server(server, config, nothing, {})
    assert is_seen(server, lambda: (docs / "page.md").write_text("# Page\n", encoding="utf-8"))


def test_what_changed_during_the_first_build_is_seen(server: LiveReloadServer, config: MkDocsConfig) -> None:
    page = Path(config.docs_dir) / "page.md"
    page.write_text("# Page\n", encoding="utf-8")
    snapshots = take_snapshots(config)
    assert set(snapshots) == {config.docs_dir, config.config_file_path}
    page.write_text("# A page that somebody changed\n", encoding="utf-8")
    prepare_server(server, config, nothing, snapshots)
    assert is_seen(server, nothing)


def is_seen(server: LiveReloadServer, change: Callable[[], object]) -> bool:
    """Whether a server wants to build again after a change."""
    server.observer.start()
    try:
        change()
        end = time.monotonic() + PATIENCE
        while not server._want_rebuild and time.monotonic() < end:
            time.sleep(0.1)
        return server._want_rebuild
    finally:
        server.observer.stop()
        server.observer.join(PATIENCE)


def broken(problem: BaseException) -> Callable[[], None]:
    def build() -> None:
        raise problem

    return build


@pytest.mark.parametrize("problem", [Abort("stopped"), ConfigurationError("no such plugin"), OSError("no space"), UnicodeError("what")])
def test_what_stops_a_build_is_said_and_the_pages_stay(
    server: LiveReloadServer, config: MkDocsConfig, caplog: pytest.LogCaptureFixture, problem: BaseException
) -> None:
    prepare_server(server, config, broken(problem), {})
    with caplog.at_level("ERROR", "mkdocs"):
        server.builder()
    said = "\n".join(caplog.messages)
    assert ("The pages stay as they were until this is mended." in said, str(problem) in said) == (True, not isinstance(problem, Abort))


def test_a_fault_of_ours_is_not_hidden(server: LiveReloadServer, config: MkDocsConfig) -> None:
    prepare_server(server, config, broken(KeyError("ours")), {})
    with pytest.raises(KeyError):
        server.builder()


def test_findings_are_answered_while_pages_are_built(server: LiveReloadServer) -> None:
    answers = iter(["<p>one</p>", ""])
    server._visible_epoch, server._wanted_epoch = 0, 1  # a page would wait for the build
    answer_findings(server, lambda: next(answers))
    application: Any = server.get_app()
    started: list[Any] = []
    for body in (b"<p>one</p>", b""):
        assert application({"PATH_INFO": FINDINGS_ADDRESS}, lambda *start: started.append(start)) == [body]
    assert started == [("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])] * 2
    server._visible_epoch = 1
    assert application({"PATH_INFO": "/nowhere/"}, lambda *start: started.append(start)) == [b"404 Not Found"]
