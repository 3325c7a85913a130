"""The server for editing: it looks at the files, reads them again when they have changed, and answers one request after another.

Threads wait for their answers; what makes them is the main thread alone, in which the limits of templates hold.
"""

import mimetypes
import os
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from urllib.parse import unquote, urlsplit

from mkdocs.plugins import get_plugin_logger

from journeybook.load.discover import FOLDER
from journeybook.load.static_files import DOCS, THEME_OVERRIDES
from journeybook.site.live_layer import FINDINGS_ADDRESS, STATE_HEADER, live_files
from journeybook.site.live_site import LiveAnswer, LiveSite

HOST = "127.0.0.1"
AUTHORS_FOLDERS = (FOLDER, DOCS, THEME_OVERRIDES)
SETTINGS_NAMES = ("mkdocs.yml", "mkdocs.internal.yml")
_PROGRAM = ".py"
_POLL_SECONDS, _QUIET_SECONDS, _QUIET_LOOKS = 0.15, 0.03, 20
"""Between two looks at the files; between two that have to be equal before changed ones are read; and how many such looks at most."""
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".gz": "application/gzip", ".md": "text/markdown", ".csv": "text/csv"}
_TEXTS = ("text/", "application/json", "application/xml")
_PAGES = ("/", ".html")
"""How the addresses of pages end; what belongs to a page is of the state in which it was made, or of the next."""
_LOG = get_plugin_logger("journeybook")
Look = dict[str, tuple[int, int, int]]
"""The number, time and size of each file that is looked at."""
_Question = tuple[str, "Future[LiveAnswer]"]


@dataclass
class Watch:
    """Looks at the files of a project, and knows what was there at the beginning."""

    project: Path
    more: tuple[str, ...] = ()
    """Other paths to be looked at."""
    _tops: tuple[str, ...] = field(init=False)
    _away: str = ""

    def __post_init__(self) -> None:
        """Note which folders and settings there are: while one of them is away, there is nothing to be read."""
        self._tops = tuple(name for name in (*AUTHORS_FOLDERS, *SETTINGS_NAMES) if (self.project / name).exists())

    def look(self) -> Look | None:
        """Return what is there now; nothing, and a line that says so, while something is away."""
        away = ", ".join(str(self.project / name) for name in self._tops if not (self.project / name).exists())
        if away and away != self._away:
            _LOG.warning(f"{away} is away: no change is seen until it is back.")
        self._away = away
        if away:
            return None
        paths = (*(self.project / name for name in (*AUTHORS_FOLDERS, *SETTINGS_NAMES)), *self.project.glob(f"*{_PROGRAM}"))
        return {path: status for top in (*map(str, paths), *self.more) for path, status in _statuses(top)}

    def needs_new_process(self, before: Look, now: Look) -> bool:
        """Whether settings or programs differ, which a process reads once."""
        changed = {path for path, _ in before.items() ^ now.items()}
        return any(path.endswith(_PROGRAM) or Path(path).name in SETTINGS_NAMES for path in changed)


def _statuses(top: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Yield a file, or every file in a folder, with what tells it from another one."""
    paths = [os.path.join(home, name) for home, _, names in os.walk(top) for name in names] if os.path.isdir(top) else [top]  # noqa: PTH112, PTH118 - so often
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116 - the same
        except OSError:
            continue
        yield path, (status.st_ino, status.st_mtime_ns, status.st_size)


class _Handler(BaseHTTPRequestHandler):
    """Asks the main thread, and writes what it answers."""

    server: "LiveServer"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == FINDINGS_ADDRESS:
            self._send(LiveAnswer(200, self.server.site.list_of_findings))
        elif file := live_files().get(path):
            self._send(LiveAnswer(200, file.read_bytes(), file.name))
        else:
            answer: Future[LiveAnswer] = Future()
            self.server.questions.put((path, answer))
            self._send(answer.result())

    do_HEAD = do_GET  # noqa: N815 - the same

    def _send(self, answer: LiveAnswer) -> None:
        self.send_response(answer.code)
        self.send_header("Content-Type", _content_type(answer.name))
        self.send_header("Content-Length", str(len(answer.data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header(STATE_HEADER, self.server.site.name_of_state)
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def log_message(self, *_: object) -> None:
        """Leave the terminal to what is wrong."""


class LiveServer(ThreadingHTTPServer):
    """Takes requests, each in a thread of its own."""

    def __init__(self, site: LiveSite, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.site = site
        self.questions: Queue[_Question] = Queue()


def serve_site(site: LiveSite, project: Path, port: int) -> bool:
    """Serve a site until Ctrl-C, or until settings or programs have changed, which is returned."""
    watch = Watch(project)
    seen = _settled(watch)
    site.renew()
    watch.more = site.watched
    seen |= watch.look() or {}
    with LiveServer(site, port) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        _LOG.info(f"Serving on http://{HOST}:{server.server_port}{site.mount}")
        try:
            return _keep_answering(server, watch, seen)
        except KeyboardInterrupt:
            return False
        finally:
            server.shutdown()
            site.end()


def _keep_answering(server: LiveServer, watch: Watch, seen: Look) -> bool:
    """Answer requests, each for a page after a look at the files, until a new process is needed."""
    while True:
        question = _next_question(server.questions)
        now = watch.look() if question is None or question[0].endswith(_PAGES) else None
        if now is not None and now != seen:
            if watch.needs_new_process(seen, now):
                return True
            seen = _settled(watch)
            server.site.renew()
        if question:
            _answer(server.site, *question)


def _next_question(questions: "Queue[_Question]") -> _Question | None:
    try:
        return questions.get(timeout=_POLL_SECONDS)
    except Empty:
        return None


def _answer(site: LiveSite, path: str, answer: "Future[LiveAnswer]") -> None:
    """Answer a request; a fault of ours is said with its traceback, and ends nothing."""
    try:
        answer.set_result(site.answer(path))
    except Exception:  # noqa: BLE001 - whatever it is, the next request is answered
        _LOG.exception(path)
        answer.set_result(LiveAnswer(HTTPStatus.INTERNAL_SERVER_ERROR, b"This could not be answered: see the terminal.", "fault.txt"))


def _settled(watch: Watch) -> Look:
    """Return what is there as soon as two looks are equal, so that a file that is being saved is read when it is whole."""
    before = watch.look()
    for _ in range(_QUIET_LOOKS):
        time.sleep(_QUIET_SECONDS)
        now = watch.look()
        if now == before:
            break
        before = now
    return before or {}


def _content_type(name: str) -> str:
    suffix = Path(name).suffix.lower()
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
