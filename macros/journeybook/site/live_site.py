"""The site that the server for editing shows: read as a whole after each change, and each page made when somebody looks at it.

The events, the pages and the templates are those of a build, in its order, and MkDocs' own functions write them; what a build does last,
making every page, is left until a page is asked for. One thread does it all, since MkDocs, its plugins and ours know one build at a time.
"""

import gc
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import _build_extra_template, _build_page, _build_theme_template, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, ConfigurationError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from journeybook.audience.build_request import report_file, set_source_date
from journeybook.edit.check_report import check_report, write_report
from journeybook.load.discover import ProjectMissing
from journeybook.measure.project_tables import checked_tables
from journeybook.render.banner import failed_page
from journeybook.site.build_state import BUILD
from journeybook.site.chrome import page_metadata
from journeybook.site.downloads import late_download
from journeybook.site.live_layer import live_bar, live_findings, with_live_layer
from journeybook.site.search import SEARCH_FOLDER, search_files
from journeybook.site.written_pages import WrittenPages, foreign_readers
from journeybook.validate import Checked, check
from journeybook.validate.check_memory import CheckMemory

if TYPE_CHECKING:
    from journeybook.findings import Finding

NO_PAGE = "404.html"
_PAGE = "index.html"
_SITEMAP, _PACKED_SITEMAP = "sitemap.xml", "sitemap.xml.gz"
_STATES_BETWEEN_COLLECTIONS = 10
"""After so many states the old ones, which are circles of garbage, are removed: Python alone would let many more of them wait."""
_AS_BEFORE = "The pages stay as they were until this is mended."
_LOG = get_plugin_logger("journeybook")
_THEIR_FAULTS = (BuildError, TemplateError, OSError, UnicodeError, SystemExit)
"""What authors' own templates, pages and plugins raise; everything else is a fault of ours, and has a traceback."""


@dataclass(frozen=True)
class LiveAnswer:
    """What the server says to a request: the code, the bytes, the file whose kind they are, and where to look instead."""

    code: int
    data: bytes = b""
    name: str = _PAGE
    location: str = ""


@dataclass
class _SiteState:
    """Everything that a build knows before it writes the first page."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    documents: list[File]
    places: dict[str, File] = field(default_factory=dict)
    """What stands on the site, by its place."""
    is_finished: bool = False
    """Whether plugins have added what they add last."""
    is_searched: bool = False
    """Whether the index of the search has been written."""


class LiveSite:
    """One site of a project, as its files are now or as they last were without errors."""

    def __init__(self, settings: Path, folder: Path) -> None:
        """Take the settings, and a folder in which finished pages are kept until the next state."""
        self._settings, self._folder = settings, folder
        self._written, self._memory = WrittenPages(), CheckMemory()
        self._state: _SiteState | None = None
        self._findings: tuple[Finding, ...] = ()
        self._number = 0
        self.list_of_findings = b""
        BUILD.is_live = True

    @property
    def name_of_state(self) -> str:
        """A text that is another one whenever pages may be."""
        return f"{os.getpid()}-{self._number}"

    @property
    def _pages(self) -> Path:
        """The folder of the pages that were made of this state."""
        return self._folder / str(self._number)

    @property
    def mount(self) -> str:
        """The path at which the site stands, as its settings say."""
        path = urlsplit(self._state.config.site_url or "/").path if self._state else "/"
        return f"{path.rstrip('/')}/"

    @property
    def watched(self) -> tuple[str, ...]:
        """What the settings want to be watched besides the files of the project."""
        return tuple(map(str, self._state.config.watch)) if self._state else ()

    def renew(self) -> None:
        """Read the project again; while it has errors, or cannot be read, the pages stay as they were.

        The first time, pages are made of what has no errors; what makes that impossible is raised.
        """
        before = dict(vars(BUILD))
        try:
            checked = self._check()
            if checked.ok or self._state is None:
                BUILD.checked = checked
                self._state = self._read()
                shutil.rmtree(self._pages, ignore_errors=True)
                self._number += 1
                if self._number % _STATES_BETWEEN_COLLECTIONS == 0:
                    gc.collect()
        except Exception as problem:
            vars(BUILD).update(before)
            if self._state is None:
                raise
            _say(problem, _AS_BEFORE)
        if BUILD.book:
            self.list_of_findings = live_findings(BUILD.book, self._findings, BUILD.edit_url)

    def _check(self) -> Checked:
        """Check the project, and report on it to the command."""
        project = self._settings.parent
        checked = check(project, memory=self._memory)
        self._findings = (*checked.findings, *checked_tables(project, checked.atlas))
        if report := report_file():
            write_report(check_report(checked, self._findings), report)
        return checked

    def _read(self) -> _SiteState:
        """Return the state of a build that has read everything and written nothing."""
        folder = self._folder / str(self._number + 1)
        shutil.rmtree(folder, ignore_errors=True)
        config = load_config(config_file=str(self._settings), site_dir=str(folder))
        assert BUILD.checked is not None  # noqa: S101 - it was checked a moment ago
        if self._state is None:
            config.plugins.on_startup(command="serve", dirty=False)
        config = config.plugins.on_config(config)
        assert BUILD.request is not None  # noqa: S101 - our plugin has just set it
        set_source_date(BUILD.request.audience, BUILD.checked.as_of)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        self._read_pages(config, files)
        env = config.plugins.on_env(env, config=config, files=files)
        documents = list(files.documentation_pages())
        places = {file.dest_uri: file for file in files if file.inclusion.is_in_serve()}  # type: ignore[no-untyped-call]  # as MkDocs has it
        return _SiteState(config, files, nav, env, documents, places)

    def _read_pages(self, config: MkDocsConfig, files: Files) -> None:
        """Read every hand-written page, and of our own what stands in their stubs, as long as nobody else wants to read them."""
        is_read_whole = bool(foreign_readers(config))
        self._written.turn()
        addresses = {file.src_uri: (file.url, file.inclusion) for file in files}
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            stub = BUILD.stubs.get(file.src_uri)
            if stub is None:
                self._written.read(file, config, files, addresses)
            elif is_read_whole:
                _populate_page(page, config, files)
            else:
                page.markdown, page.meta = "", page_metadata(stub, page)

    def answer(self, path: str) -> LiveAnswer:
        """Return what stands at a path of the site."""
        if not path.startswith(self.mount):
            return LiveAnswer(302, location=quote(self.mount)) if path == "/" else self._no_page()
        name = path.removeprefix(self.mount)
        name = f"{name}{_PAGE}" if not name or name.endswith("/") else name
        data = self._data(name)
        if data is None and self._data(f"{name}/{_PAGE}") is not None:
            return LiveAnswer(302, location=f"{quote(path)}/")
        return self._shown(200, name, data) if data is not None else self._no_page()

    def _no_page(self) -> LiveAnswer:
        return self._shown(404, NO_PAGE, self._data(NO_PAGE) or b"404")

    def _shown(self, code: int, name: str, data: "bytes | _Failure") -> LiveAnswer:
        if BUILD.book is None:
            return LiveAnswer(503, b"The project is being read.", "wait.txt")
        if isinstance(data, _Failure):
            code, name, data = 500, _PAGE, failed_page(BUILD.book, data.text).encode()
        if name.endswith(".html"):
            data = with_live_layer(data, live_bar(BUILD.book, self._findings, BUILD.edit_url, self.name_of_state))
        return LiveAnswer(code, data, name)

    def _data(self, name: str) -> "bytes | _Failure | None":
        """Return what a build would write to a place, or why that cannot be made; nothing where it would write nothing."""
        state = self._state
        if state is None:
            return None
        written = self._pages / name
        if not written.resolve().is_relative_to(self._pages.resolve()):
            return None
        try:
            if not written.is_file():
                self._write(state, name)
            return written.read_bytes() if written.is_file() else None
        except _Failed as failure:
            return _Failure(str(failure))

    def _write(self, state: _SiteState, name: str) -> None:
        """Write one file of the site, as the build would."""
        config, file = state.config, state.places.get(name)
        templates = _SITEMAP if name == _PACKED_SITEMAP else name
        if file and file.is_documentation_page():
            _made(file.src_uri, lambda: _write_page(state, file))
        elif templates in config.theme.static_templates:
            _made(name, lambda: _build_theme_template(templates, state.env, state.files, config, state.nav))
        elif name in config.extra_templates:
            _made(name, lambda: _build_extra_template(name, state.files, config, state.nav))
        elif name.startswith(SEARCH_FOLDER) and BUILD.book and not state.is_searched:
            state.is_searched, book = True, BUILD.book
            for place, data in _made(name, lambda: search_files(state.files, config, book)).items():
                self._keep(place, data)
        elif file and BUILD.book:
            data = file.content_bytes or (late_download(BUILD.book, name) if file.generated_by == "journeybook" else b"")
            if data is not None:
                self._keep(name, data)
        elif not state.is_finished:
            state.is_finished = True
            _made(name, lambda: config.plugins.on_post_build(config=config))

    def _keep(self, name: str, data: bytes) -> None:
        path = self._pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def end(self) -> None:
        """Let plugins end what they have begun."""
        if self._state:
            self._state.config.plugins.on_shutdown()


class _Failed(Exception):
    """Raised for what could not be made, with what is said of it."""


@dataclass(frozen=True)
class _Failure:
    """Why a page could not be made."""

    text: str


def _write_page(state: _SiteState, file: File) -> None:
    page = file.page or Page(None, file, state.config)  # a draft has none yet
    if page.content is None:
        _populate_page(page, state.config, state.files)
    contents, is_draft = page.toc, file.inclusion.is_excluded()  # type: ignore[no-untyped-call]  # the same
    try:
        _build_page(page, state.config, state.documents, state.nav, state.env, excluded=is_draft)
    finally:
        page.toc = contents  # our navigation takes it from the theme, and a page that failed is made once more


def _made(name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is made
    """Return what a function makes; where it fails, say so and raise _Failed, so that one page leaves the others alone."""
    try:
        return make()
    except (Exception, SystemExit) as problem:
        _say(problem, f"{name} could not be made.")
        raise _Failed(f"{name}: {problem}") from problem


def _say(problem: BaseException, consequence: str) -> None:
    """Say what went wrong in a line, and with a traceback where it is a fault of ours."""
    if isinstance(problem, (*_THEIR_FAULTS, ConfigurationError, ProjectMissing)):
        _LOG.error(f"{problem}\n{consequence}")
    else:
        _LOG.error(consequence, exc_info=problem)
