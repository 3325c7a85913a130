"""The hand-written pages under the server for editing: each is read and rendered again only when it, or what it links to, has changed."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from journeybook.site.build_state import BUILD, PageSection
from journeybook.site.page_templates import MACROS
from journeybook.site.theme import EXTENSIONS, PACKAGE

PLUGIN = "journeybook"
_ALWAYS_THERE = {"toc", "tables", "fenced_code"}
"""The Markdown extensions that MkDocs adds itself."""
_KNOWN_EXTENSIONS = {*_ALWAYS_THERE, *EXTENSIONS, PACKAGE}
_KNOWN_PLUGINS = {PLUGIN, MACROS, "material/search"}
_VIEW = "data-journeybook"
_READING_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content")


@dataclass(frozen=True)
class ReadPage:
    """What came of reading and rendering a hand-written page."""

    markdown: str | None
    content: str | None
    meta: dict[str, Any]
    toc: TableOfContents
    title: str | None
    anchors: frozenset[str]
    edit_url: str | None
    sections: list[PageSection] | None

    def put_into(self, page: Page) -> None:
        """Make a new page of the same file what reading it would make of it."""
        page.markdown, page.content, page.meta, page.toc = self.markdown, self.content, copy.deepcopy(self.meta), self.toc
        page._title_from_render, page.edit_url = self.title, self.edit_url  # noqa: SLF001 - MkDocs sets it while it renders
        page.present_anchor_ids = set(self.anchors)
        if self.sections is not None:
            BUILD.sections[page.file.src_uri] = self.sections


def page_as_read(page: Page) -> ReadPage:
    """Return what has come of a page that was read and rendered."""
    title = page._title_from_render  # noqa: SLF001 - MkDocs sets it while it renders
    anchors = frozenset(page.present_anchor_ids or ())
    sections = BUILD.sections.get(page.file.src_uri)
    return ReadPage(page.markdown, page.content, copy.deepcopy(dict(page.meta)), page.toc, title, anchors, page.edit_url, sections)


class WrittenPages:
    """Reads the hand-written pages of one state of the files after another."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[object, ReadPage]] = {}
        self._now: dict[str, tuple[object, ReadPage]] = {}

    def turn(self) -> None:
        """Begin another state of the files; pages that it does not have are forgotten."""
        self._before, self._now = self._now, {}

    def read(self, file: File, config: MkDocsConfig, files: Files, addresses: Mapping[str, object]) -> None:
        """Read and render a page, or take it as it was where nothing that it is made of has changed."""
        assert file.page is not None  # noqa: S101 - each page in or beside the navigation has one
        key = (file.content_bytes, addresses)
        known = self._before.get(file.src_uri)
        if known and known[0] == key:
            known[1].put_into(file.page)
        else:
            _populate_page(file.page, config, files)
        if _is_made_of_itself(file.page, config):
            self._now[file.src_uri] = (key, known[1] if known and known[0] == key else page_as_read(file.page))


def foreign_readers(config: MkDocsConfig) -> list[str]:
    """Return the plugins and hooks of others that read or change what stands on pages, and may put together what they have read."""
    return sorted({name for event in _READING_EVENTS for name in _listeners(config, event)} - _KNOWN_PLUGINS)


def _listeners(config: MkDocsConfig, event: str) -> list[str]:
    origins = config.plugins._event_origins  # noqa: SLF001 - MkDocs tells nowhere else whose a method is
    return [origins.get(method, "") for method in config.plugins.events[event]]


def _is_made_of_itself(page: Page, config: MkDocsConfig) -> bool:
    """Whether a page is made of its own file and of addresses alone: it asks for no view, and nothing unknown reads it."""
    macros: Any = config.plugins.get(MACROS)
    source = page.file.content_string
    is_plain = _VIEW not in source and not (macros and macros.has_j2(source))
    return is_plain and set(config.markdown_extensions) <= _KNOWN_EXTENSIONS and not foreign_readers(config)
