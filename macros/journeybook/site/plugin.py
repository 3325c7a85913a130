"""The MkDocs plugin: opens the book, adds its pages, and under `serve` keeps the last good one while files are broken."""

import os
from datetime import date
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from journeybook.findings import as_text
from journeybook.model.base import Audience
from journeybook.render.banner import banner
from journeybook.render.policy import with_policy
from journeybook.site import chrome, offline, theme
from journeybook.site.build_state import DESK
from journeybook.site.downloads import add_downloads
from journeybook.site.stubs import add_files, navigation
from journeybook.validate import Checked, check
from journeybook.views.base.book import Book, open_book
from journeybook.views.site_pages import site_pages


class Options(Config):
    """What `mkdocs.yml` may say about Journeybook."""

    audience = config_options.Choice([str(audience) for audience in Audience], default=str(Audience.PUBLIC))
    """Whose site this is: public (the default, so that forgetting it leaks nothing) or internal."""


class JourneybookPlugin(BasePlugin[Options]):
    """Makes the pages of one audience."""

    serving = False
    good: Checked | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs asks this way
        """Remember whether somebody is watching."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the project; a broken one stops a build, and under `serve` the last good one stays."""
        given = os.environ.get("JOURNEYBOOK_AS_OF")
        checked = check(Path(config.config_file_path).parent, as_of=date.fromisoformat(given) if given else None)
        if not checked.ok and not self.serving:
            raise PluginError(f"the journeys have mistakes:\n{as_text(checked.findings)}")
        self.good = checked if checked.ok or self.good is None else self.good
        DESK.book = self._opened(self.good)
        DESK.faults.clear()
        theme.set_theme(config, DESK.book)
        theme.set_extensions(config)
        chrome.dress(config, DESK.book)
        if offline.is_offline():
            offline.prepare(config)
        config.extra["journeybook_findings"] = banner(DESK.book, checked.findings) if self.serving and not checked.ok else ""
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the hand-written pages this audience may see, and add ours."""
        assert DESK.book is not None  # noqa: S101 - on_config has opened it
        chrome.keep_allowed(files, config, DESK.book)
        offline.keep_files(files, config)
        pages = site_pages(DESK.book)
        add_files(files, config, pages)
        chrome.add_assets(files, config, DESK.book)
        add_downloads(files, config, DESK.book)
        config.nav = navigation(pages, chrome.hand_written(files, pages, DESK.book.say("nav.help")))
        self.stubs = {stub.page: stub for stub in pages}
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs asks so
        """Put the page on the desk, so that what goes into it knows where it stands."""
        DESK.here = page.file.src_uri
        DESK.anchors = set()
        page.meta.update(chrome.meta(self.stubs.get(page.file.src_uri), page))
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs asks so
        """Tell strict link checks the spots that were put in, and stop at a macro that asks for what is not there."""
        page.present_anchor_ids = (page.present_anchor_ids or set()) | DESK.anchors
        if DESK.faults and not self.serving:
            raise PluginError("; ".join(DESK.faults))
        return html

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs asks so
        """Finish a page when everybody else has."""
        return self._finished(output)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs asks so
        """Finish the theme's own pages, such as the one that says that there is no such page."""
        return self._finished(output_content)

    def _finished(self, html: str) -> str:
        """Cure what the theme gets wrong; on the public site say what a page may load.

        Not while it is being watched, nor for a disk, where under a policy no script could read the search index.
        """
        cured = theme.cured(html)
        is_hosted = self.config.audience == Audience.PUBLIC and not self.serving and not offline.is_offline()
        return with_policy(cured) if is_hosted else cured

    @event_priority(-100)  # after the search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search of a site that is taken away work without a server."""
        if offline.is_offline():
            offline.write_index(config)

    def _opened(self, checked: Checked) -> Book:
        """Open the book of this site: on the public one of the segment and the map that the variables name."""
        audience = Audience(self.config.audience)
        if audience is Audience.INTERNAL:
            return open_book(checked, audience)
        segment, only = (os.environ.get(f"JOURNEYBOOK_{name}") for name in ("SEGMENT", "ONLY"))
        try:
            return open_book(checked, audience, segment, only)
        except LookupError as problem:
            raise PluginError(str(problem)) from None
