"""Our own Jinja environment: escaping on, undefined names are errors, no loader outside this package."""

import importlib
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from journeybook.model.base import Audience
from journeybook.registry import modules
from journeybook.render.downloads import downloads
from journeybook.render.markup import formatted, lines
from journeybook.render.swimlane_picture import picture
from journeybook.render.urls import href
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Address

FAMILIES = ("pages", "tables", "diagrams")
"""The families of views; a view's name is unique across them."""


@cache
def view_names() -> dict[str, str]:
    """Return the family of every view by its name."""
    return {name: family for family in FAMILIES for name in modules(f"journeybook.views.{family}")}


def render(book: Book, name: str, arguments: tuple[str, ...], *, here: str, flat: bool = False) -> Markup:
    """Return a view as HTML for the page with this source path; an id that does not exist raises NoSuchThing.

    In a flat site, which is opened from a disk, links name files.
    """
    family = view_names()[name]
    module = importlib.import_module(f"journeybook.views.{family}.{name}")
    return render_view(book, family, name, module.view(book, *arguments), here=here, flat=flat)


def render_view(book: Book, family: str, name: str, view: object, *, here: str, flat: bool = False) -> Markup:  # noqa: PLR0913 - two words on where it stands
    """Return a view that is already made as HTML, by the template of its name, or of its family where it has none."""
    templates = [f"{family}/{name}.html.jinja", f"{family}/_any.html.jinja"]
    template = _environment().select_template(templates)

    def link(target: Address | str) -> str:
        return href(target, here, flat=flat)

    def embed(inner: str, *arguments: str) -> Markup:
        return render(book, inner, arguments, here=here, flat=flat)

    def embed_public(inner: str, *arguments: str) -> Markup:
        return lowered(render(book.customer_book or book, inner, arguments, here=here, flat=flat))

    html = template.render(
        view=view,
        say=book.say,
        href=link,
        embed=embed,
        embed_public=embed_public,
        picture=lambda sheet: picture(sheet, link),
        downloads=lambda map_id: downloads(book, map_id),
        public=book.audience is Audience.PUBLIC,
    )
    return Markup(html)  # noqa: S704 - made by our own template with escaping on


def render_alone(name: str, **values: object) -> str:
    """Return a document that stands alone, by the template of its name."""
    return _environment().get_template(f"{name}.html.jinja").render(**values)


def lowered(html: Markup) -> Markup:
    """Return HTML with every heading one level deeper, for a whole page that stands inside another.

    >>> lowered(Markup('<h1 id="a">A</h1>'))
    Markup('<h2 id="a">A</h2>')
    """
    deeper = re.sub(r"(</?h)([1-5])(?=[ >])", lambda found: f"{found[1]}{int(found[2]) + 1}", html)
    return Markup(deeper)  # noqa: S704 - was markup before


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("journeybook.render", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    filters: dict[str, Any] = {"formatted": formatted, "lines": lines, "kind": lambda piece: type(piece).__name__}
    environment.filters.update(filters)
    return environment
