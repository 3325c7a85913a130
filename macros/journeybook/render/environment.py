"""Our own Jinja environment: escaping on, undefined names are errors, no loader outside this package."""

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from journeybook.model.base import Audience
from journeybook.registry import module_names
from journeybook.render.downloads import downloads
from journeybook.render.markup import formatted, formatted_line, lines, whole_dates
from journeybook.render.page_writer import Heading, PageWriter
from journeybook.render.swimlane_picture import picture
from journeybook.render.template_cache import TemplateCache
from journeybook.render.untranslated import MarkUntranslated, in_its_language, language_mark
from journeybook.render.urls import SiteUrls, href
from journeybook.views.base.book import Book
from journeybook.views.blocks.listing import without_empty_columns

if TYPE_CHECKING:
    from journeybook.views.blocks.chart_sheet import ChartSheet

FAMILIES = ("pages", "tables", "diagrams")
"""The families of views; a view's name is unique across them."""
_TEMPLATES = Path(__file__).parent / "templates"
USUAL = SiteUrls()
"""Where pages are on a site that has no web address."""


@cache
def view_names() -> dict[str, str]:
    """Return the family of every view by its name."""
    return {name: family for family in FAMILIES for name in module_names(f"journeybook.views.{family}")}


def view_function(name: str) -> Callable[..., Any]:
    """Return the function that makes a view of a book and of the ids that a macro is called with."""
    function: Callable[..., Any] = importlib.import_module(f"journeybook.views.{view_names()[name]}.{name}").view
    return function


@cache
def view_arguments(name: str) -> tuple[tuple[str, ...], int]:
    """Return the names of the ids that a view is called with, and how many of them it needs."""
    _, *ids = inspect.signature(view_function(name)).parameters.values()
    return tuple(parameter.name for parameter in ids), sum(parameter.default is parameter.empty for parameter in ids)


@dataclass(frozen=True)
class RenderedView:
    """A view as HTML, with its headings and anchors in order."""

    html: Markup
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]


def render_page(book: Book, name: str, arguments: tuple[str, ...], *, here: str, site: SiteUrls = USUAL) -> RenderedView:
    """Return a view for the page with this source path; an id that does not exist raises NoSuchThing."""
    address = urljoin(site.address, site.url_of(here)) if site.address else ""
    writer = PageWriter(lambda target: href(target, here, url_of=site.url_of), address, site.edit_url)
    html = _render(book, name, arguments, writer)
    return RenderedView(html, tuple(writer.headings), tuple(writer.anchors))


def render(book: Book, name: str, arguments: tuple[str, ...], *, here: str) -> Markup:
    """Return a view as HTML for the page with this source path."""
    return render_page(book, name, arguments, here=here).html


def render_view(book: Book, name: str, view: object) -> Markup:
    """Return a view that is made already as HTML, by the template of this name, without links to pages of the site."""
    return _rendered(book, name, view, PageWriter(lambda target: target if isinstance(target, str) else ""))


def render_alone(name: str, **values: object) -> str:
    """Return a document that stands alone, by the template of its name."""
    return _environment().get_template(f"{name}.html.jinja").render(**values)


def render_paper(book: Book, name: str, **values: object) -> str:
    """Return a document for paper, by the template of its name: in it only addresses outside the site are linked."""
    writer = PageWriter(lambda target: target if isinstance(target, str) else "")
    return render_alone(name, say=book.say, page=writer, **values)


def _render(book: Book, name: str, arguments: tuple[str, ...], writer: PageWriter) -> Markup:
    return _rendered(book, name, view_function(name)(book, *arguments), writer)


def _rendered(book: Book, name: str, view: object, writer: PageWriter) -> Markup:
    """Return a view by the template of its name, or of its family where it has none."""
    family = view_names()[name]
    template = _environment().select_template([f"{family}/{name}.html.jinja", f"{family}/_any.html.jinja"])
    html = template.render(
        view=view,
        say=book.say,
        page=writer,
        embed=lambda inner, *given: _render(book, inner, given, writer),
        embed_public=lambda inner, *given: _render(book.customer_book or book, inner, given, writer.embedded()),
        picture=lambda sheet: picture(sheet, writer.url),
        downloads=lambda map_id: downloads(book, map_id),
        public=book.audience is Audience.PUBLIC,
        paper=book.atlas.file.paper,
        data_day=str(book.figures.as_of) if book.figures else "",
    )
    return Markup(html)  # noqa: S704 - made by our own template with escaping on


def _chart_picture(sheet: "ChartSheet") -> Markup:
    from journeybook.render.chart_picture import chart_svg  # noqa: PLC0415 - pages without account data draw no chart

    return chart_svg(sheet.chart, sheet.direction)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("journeybook.render", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", MarkUntranslated],
    )
    filters: dict[str, Any] = {
        "formatted": formatted,
        "in_its_language": in_its_language,
        "language_mark": language_mark,
        "formatted_line": formatted_line,
        "lines": lines,
        "whole_dates": whole_dates,
        "chart_picture": _chart_picture,
        "without_empty_columns": without_empty_columns,
        "kind": lambda piece: type(piece).__name__,
    }
    environment.filters.update(filters)
    environment.bytecode_cache = TemplateCache(environment, _TEMPLATES)
    return environment
