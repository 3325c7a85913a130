"""The server for editing: what MkDocs' own would not see, follow without end, or answer with a traceback.

MkDocs begins to look when the first site is built, and what changed meanwhile is never seen; so the first look is taken before.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileSystemEvent
from watchdog.observers.api import BaseObserver, EventQueue, ObservedWatch
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot

from journeybook.load.own_pages import leads_back

FINDINGS_ADDRESS = "/-/findings"
"""Where pages that are being edited ask what is wrong with the files."""
_POLL_SECONDS = 0.5
_AS_BEFORE = "The pages stay as they were until this is mended."
_LOG = get_plugin_logger("journeybook")
Snapshots = Mapping[str, DirectorySnapshot]
"""What was there when a path was first looked at."""


def take_snapshots(config: MkDocsConfig) -> Snapshots:
    """Look at everything that the server will watch; what is not there is left out."""
    snapshots = {}
    for path in map(os.path.abspath, filter(None, (config.docs_dir, config.config_file_path, *config.watch))):
        with suppress(OSError):
            snapshots[path] = DirectorySnapshot(path, stat=_status)
    return snapshots


def prepare_server(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None], snapshots: Snapshots) -> None:
    """Give a server that does not serve yet our own observer, and a builder whose failures are told without a traceback."""
    watched = [path for path in (config.docs_dir, config.config_file_path) if path]
    for path in watched:
        server.unwatch(path)
    emitter: Any = partial(_Emitter, snapshots=snapshots)
    server.observer = BaseObserver(emitter, timeout=_POLL_SECONDS)  # type: ignore[assignment]  # any observer will do
    for path in watched:
        server.watch(path)
    server.builder = _builder_in_plain_words(builder)


def answer_findings(server: LiveReloadServer, fragment: Callable[[], str]) -> None:
    """Let a server answer at once what is wrong with the files, as HTML; it keeps readers of pages waiting while it builds them."""
    serve_site = server.get_app()

    def serve(asked: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - as WSGI has them
        if asked["PATH_INFO"] != FINDINGS_ADDRESS:
            return serve_site(asked, start_response)  # type: ignore[misc]  # set by its constructor
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        return [fragment().encode()]

    server.set_app(serve)


class _Emitter(PollingEmitter):
    """Looks at a path again and again, and begins with what was there at an earlier look."""

    def __init__(
        self,
        event_queue: EventQueue,
        watch: ObservedWatch,
        *,
        timeout: float,
        event_filter: list[type[FileSystemEvent]] | None = None,
        snapshots: Snapshots,
    ) -> None:
        super().__init__(event_queue, watch, timeout=timeout, event_filter=event_filter, stat=_status)
        self._earlier = snapshots.get(str(watch.path))

    def on_thread_start(self) -> None:
        super().on_thread_start()
        self._snapshot = self._earlier or self._snapshot


def _builder_in_plain_words(builder: Callable[[], None]) -> Callable[[], None]:
    """Return a builder that says in a line what is wrong with files or settings, after which the last pages are shown again.

    MkDocs would show none until the next build. Our own faults still show a traceback.
    """

    def build() -> None:
        try:
            builder()
        except Abort:  # MkDocs has said why
            _LOG.error(_AS_BEFORE)
        except (ConfigurationError, OSError, UnicodeError) as problem:
            _LOG.error(f"{problem}\n{_AS_BEFORE}")

    return build


def _status(name: str) -> os.stat_result:
    """Return the status of a file or folder; of a link that leads back to a folder in which it lies, that of the link."""
    path = Path(name)
    return path.stat(follow_symlinks=not leads_back(path))
