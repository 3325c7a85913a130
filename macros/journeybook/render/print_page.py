"""A map as one page that needs nothing else, for a browser to print: its goal, its table and its swimlane, and no link inwards."""

import re

from markupsafe import Markup

from journeybook.draw.swimlane import TooLarge
from journeybook.load.theme import components, style_sheet
from journeybook.model.map import Map
from journeybook.render.brand import brand_css
from journeybook.render.downloads import map_svg
from journeybook.render.environment import render, render_alone
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.views.base.book import Book
from journeybook.views.links.links import map_page

_INWARDS = re.compile(r' href="(?!https://|mailto:)[^"]*"')
_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')
A4 = (1123, 794)
"""A4 across, in pixels."""
MARGIN = 76
"""The margins of a page on both sides, in pixels."""
SAY_SIZE = Markup("document.documentElement.dataset.size = `${document.body.offsetWidth}x${document.body.offsetHeight}`")
"""Lets the page say how large it is, for a browser that makes a picture of it."""


def poster(book: Book, map_id: str, logo: str = "") -> str:
    """Return a map as an HTML document with all its styles, and with the logo that this address holds."""
    journey = book.find(Map, map_id)
    table = render(book, "journey_map", (map_id,), here=map_page(journey).page)
    drawing, reason = _drawing(book, map_id)
    return render_alone(
        "poster",
        say=book.say,
        language=book.language,
        organisation=book.atlas.file.organisation.name,
        logo=logo,
        title=journey.name,
        goal=journey.goal,
        styles=_styles(book, _page(drawing)),
        table=_on_paper(table) if journey.stages else "",
        drawing=drawing,
        reason=reason,
        script=SAY_SIZE,
    )


def _styles(book: Book, page: tuple[int, int]) -> Markup:
    names = ("tokens", *(f"components/{name}" for name in components()), "poster")
    sheets = [style_sheet(name) for name in names]
    paper = f"@page swimlane {{ size: {page[0]}px {page[1]}px; }}"
    return Markup("\n".join([*sheets[:1], brand_css(book.atlas.file.brand), *sheets[1:], paper]))  # noqa: S704 - our own style sheets


def _on_paper(html: Markup) -> Markup:
    """Take away the links that would lead into the site."""
    return Markup(_INWARDS.sub("", html))  # noqa: S704 - was markup before


def _drawing(book: Book, map_id: str) -> tuple[Markup, str]:
    if not book.find(Map, map_id).stages:
        return Markup(""), ""
    try:
        return Markup(map_svg(book, map_id).partition("\n")[2]), ""  # noqa: S704 - rebuilt from an allow-list
    except (TooLarge, DrawingFailed) as error:
        return Markup(""), str(error)


def _page(drawing: str) -> tuple[int, int]:
    """Return the size of the page on which a drawing is neither cut nor shrunk, at least A4 across."""
    found = _SIZE.search(drawing)
    wide, high = (float(found[1]), float(found[2])) if found else (0, 0)
    return max(A4[0], round(wide) + MARGIN + 2), max(A4[1], round(high) + 2 * MARGIN)
