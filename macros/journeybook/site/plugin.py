"""The MkDocs plugin: opens the book and adds its pages."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from jinja2 import Environment, Template
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_theme_dir
from mkdocs.utils.templates import TemplateContext

from journeybook.audience.build_request import UNPROVED, BuildRequest, may_be_unproved, request_from_variables
from journeybook.audience.serialise import atlas_from_json
from journeybook.findings import Place, as_text
from journeybook.load.own_pages import FILE_DOCS
from journeybook.load.static_files import DOCS, FILE_PUBLISHED
from journeybook.model.base import Audience
from journeybook.prove.allow_list import refused_markup
from journeybook.render.policy import with_policy
from journeybook.render.template_cache import LiveTemplateCache, TemplateCache
from journeybook.render.untranslated import theme_title
from journeybook.site import chrome, offline, page_templates, settings, templates, theme
from journeybook.site.build_state import BUILD
from journeybook.site.downloads import add_downloads
from journeybook.site.page_navigation import PageNavigation, headings
from journeybook.site.search import add_search, remove_themes_search, set_search
from journeybook.site.stubs import add_files, marked_titles, navigation
from journeybook.site.time_limit import end_limit, start_limit
from journeybook.validate import Checked, check, read_checked
from journeybook.views.base.book import Book, open_book
from journeybook.views.site_pages import site_pages

if TYPE_CHECKING:
    from journeybook.measure.figures import Figures

_ENDLESS = (FILE_DOCS.id, FILE_PUBLISHED.id)
"""Rules about files that MkDocs might read without end, so that even a server for editing does not let it."""
_LOG = get_plugin_logger("journeybook")
_NO_GATES = "MkDocs alone does not prove that nothing internal is on a public site:"
_PUSHED = f"mkdocs gh-deploy would push the internal site to a branch: put site/internal behind a log-in, or set {UNPROVED}=1 to push it"


class Options(Config):
    """What `mkdocs.yml` may say about Journeybook."""

    audience = config_options.Choice([str(audience) for audience in Audience], default=str(Audience.PUBLIC))
    """Whose site this is: public (the default, so that forgetting it leaks nothing) or internal."""


class JourneybookPlugin(BasePlugin[Options]):
    """Makes the pages of one audience."""

    is_shown = False
    """Whether the server of MkDocs shows what is built."""
    is_pushing = False
    """Whether what is built is pushed to a branch as soon as it is there."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs asks this way
        """Note whether the server of MkDocs shows the site, and whether it is pushed to a branch."""
        self.is_shown, self.is_pushing = command == "serve" and not BUILD.is_live, command == "gh-deploy"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the project; a broken one stops a build."""
        request = request_from_variables(Path(config.config_file_path).parent, Audience(self.config.audience))
        self._require_gates(request)
        BUILD.request, BUILD.book = request, _redacted_book(request.atlas) if request.atlas else self._checked_book(request)
        BUILD.faults, BUILD.sections = [], {}
        settings.require_usual_folders(config)
        settings.require_short_patterns(config)
        if BUILD.is_public:
            settings.require_repeatable_plugins(config)
        theme.set_theme(config, BUILD.book)
        theme.set_extensions(config)
        chrome.set_chrome(config, BUILD.book)
        if request.is_offline:
            offline.set_offline(config)
        elif BUILD.is_public and not BUILD.is_live:
            settings.require_site_url(config)
        BUILD.address = config.site_url or ""
        BUILD.edit_url = settings.edit_urls(config, request)
        return config

    @staticmethod
    def _checked_book(request: BuildRequest) -> Book:
        """Return the book of the project as a command has checked it, else as it is now; while it is edited, a broken one too."""
        checked = BUILD.checked or (read_checked(request.checked) if request.checked else check(request.project, as_of=request.as_of))
        is_endless = any(finding.rule in _ENDLESS for finding in checked.findings)
        if not checked.ok and (is_endless or not BUILD.is_live):
            raise PluginError(f"the journeys have mistakes:\n{as_text(checked.findings)}")
        return _book(checked, request)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Let pages run in a sandbox and with limits, and faults be told with their line, when every plugin is configured."""
        if BUILD.is_public:
            templates.sandbox_pages(config)
        page_templates.report_faults(config)
        templates.limit_pages(config)

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add the search; let the public site's theme run in a sandbox, when everybody else has added to it."""
        set_search(config, _open_book())
        if not BUILD.is_live:
            add_search(files, config, _open_book())
        env = templates.sandbox_theme(env) if BUILD.is_public else env
        cache = LiveTemplateCache if BUILD.is_live else TemplateCache
        env.bytecode_cache = cache(env, Path(get_theme_dir("material")))
        env.filters["in_its_language"] = marked_titles(BUILD.stubs.values(), _open_book().say("nav.help"))
        return env

    def _require_gates(self, request: BuildRequest) -> None:
        """Stop a public site that no command of ours asked for, or say so while it is only looked at; stop the push of an internal one."""
        if may_be_unproved():
            return
        if request.audience is Audience.INTERNAL:
            if self.is_pushing:
                raise PluginError(_PUSHED)
            return
        if not self.is_shown:
            raise PluginError(f"{_NO_GATES} use journeybook build, or set {UNPROVED}=1 to publish without its gates")
        _LOG.info(f"{_NO_GATES} look at it here, and publish what journeybook build makes")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the hand-written pages this audience may see, and add ours."""
        assert BUILD.book is not None  # noqa: S101 - on_config has opened it
        assert BUILD.request is not None  # noqa: S101 - the same
        chrome.keep_allowed(files, config, BUILD.book)
        offline.remove_unneeded_files(files, config, BUILD.request)
        remove_themes_search(files, config)
        pages = tuple(stub for stub in site_pages(BUILD.book) if stub.is_listed or not BUILD.is_offline)
        add_files(files, config, pages)
        chrome.add_assets(files, config, BUILD.book)
        add_downloads(files, config, BUILD.book, is_late=BUILD.is_live)
        config.nav = navigation(pages, chrome.hand_written_navigation(files, pages, BUILD.book.say("nav.help")))
        BUILD.stubs = {stub.page: stub for stub in pages}
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Note where each file is on the site, and the navigation, when everybody else has added, removed and renamed files."""
        BUILD.navigation = PageNavigation(nav, _folded_title, has_tabs="navigation.tabs" in config.theme["features"])
        BUILD.urls = settings.urls_of(files, is_serving=self.is_shown)
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs asks so
        """Note which page is being built, so that links in it start from there, and add its metadata."""
        BUILD.page = page.file.src_uri
        BUILD.anchors = set()
        BUILD.is_hand_written = page.file.src_uri not in BUILD.stubs
        BUILD.source = page.file.content_string
        BUILD.lines_before = max(0, BUILD.source.count("\n") - markdown.count("\n"))
        BUILD.faults += self._refused_in_metadata(page)
        self._set_edit_url(page)
        page.meta.update(chrome.page_metadata(BUILD.stubs.get(page.file.src_uri), page))
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs asks so
        """Add the anchors of views for strict link checks, and stop at a wrong macro call; while files are edited, say so."""
        page.present_anchor_ids = (page.present_anchor_ids or set()) | BUILD.anchors
        if BUILD.faults and not BUILD.is_live:
            raise PluginError("; ".join(BUILD.faults))
        while BUILD.faults:
            _LOG.warning(BUILD.faults.pop(0))
        return html

    @staticmethod
    def _set_edit_url(page: Page) -> None:
        """Let the page's edit link open the line of the YAML that made it, and a hand-written page in the editor if there is one."""
        stub = BUILD.stubs.get(page.file.src_uri)
        if stub is not None:
            page.edit_url = (BUILD.edit_url(stub.source) if stub.source else "") or None
        elif BUILD.request and BUILD.request.editor:
            page.edit_url = BUILD.edit_url(Place(f"{DOCS}/{page.file.src_uri}"))

    @event_priority(-100)
    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:  # noqa: ARG002 - MkDocs asks so
        """List on a page what stands around it, and fold what is farther away."""
        start_limit(page.file.src_uri)
        return self._with_navigation(context, page)

    @event_priority(-100)
    def on_pre_template(self, template: Template, *, template_name: str, config: MkDocsConfig) -> Template:  # noqa: ARG002 - MkDocs asks so
        """Limit the time of a page of the theme's own."""
        start_limit(template_name)
        return template

    @event_priority(-100)
    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:  # noqa: ARG002 - MkDocs asks so
        """Give the theme's own pages their navigation."""
        return self._with_navigation(context, None)

    def _with_navigation(self, context: TemplateContext, page: Page | None) -> TemplateContext:
        level, contents = BUILD.navigation.of(page) if BUILD.navigation else None, headings(page)
        if page:
            page.toc = TableOfContents([])  # the theme's own skip link would pass over the title, and what stands below it
        return cast("TemplateContext", {**context, "journeybook_navigation": level, "journeybook_headings": contents})

    @staticmethod
    def _refused_in_metadata(page: Page) -> list[str]:
        """Return what may not stand at the top of a hand-written page for customers, because the theme prints it as markup."""
        texts = [text for text in page.meta.values() if isinstance(text, str)] if BUILD.must_be_searched else []
        return [f"docs/{BUILD.page}: {fault}" for text in texts for fault in refused_markup(text)]

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs asks so
        """Finish a page when everybody else has."""
        end_limit()
        return self._finished(output)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs asks so
        """Finish the theme's own pages, such as the one that says that there is no such page."""
        end_limit()
        return self._finished(output_content)

    def _finished(self, html: str) -> str:
        """Repair the HTML of the theme, and on the public site add the policy of what a page may load.

        Not where the server of MkDocs adds a script, nor for a disk, where no file is of the same origin as another.
        """
        cured = theme.repair_theme_html(html)
        is_hosted = BUILD.is_public and not self.is_shown and not BUILD.is_offline
        return with_policy(cured) if is_hosted else cured


def _folded_title(count: int) -> str:
    """Return the title of so many entries of the navigation that are not listed."""
    return theme_title(_open_book().say("nav.more", count=count))


def _open_book() -> Book:
    assert BUILD.book is not None  # noqa: S101 - on_config has opened it
    return BUILD.book


def _redacted_book(file: Path) -> Book:
    """Return the book of a redacted atlas."""
    return Book(atlas_from_json(file.read_text(encoding="utf-8")), Audience.PUBLIC)


def _book(checked: Checked, request: BuildRequest) -> Book:
    """Return the book of the site asked for; a segment or map that does not exist raises PluginError."""
    try:
        book = open_book(checked, request.audience, request.segment, request.only)
    except LookupError as problem:
        raise PluginError(str(problem)) from None
    return replace(book, figures=_figures(checked, request))


def _figures(checked: Checked, request: BuildRequest) -> "Figures | None":
    """Return what account data say, for the internal site of a project that has some."""
    if request.audience is not Audience.INTERNAL or not checked.atlas.metrics:
        return None
    from journeybook.measure.figures import open_figures  # noqa: PLC0415 - a project without account data starts no query engine

    return open_figures(request.project, checked.atlas)
