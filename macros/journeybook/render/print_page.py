"""A map as one page that needs nothing else, for a browser to print: its goal, its table and its swimlane, and no link inwards."""

from markupsafe import Markup

from journeybook.draw.swimlane import TooLarge
from journeybook.load.theme import components, style_sheet
from journeybook.model.map import Map
from journeybook.model.organisation import Paper
from journeybook.render.brand import brand_css
from journeybook.render.downloads import map_drawing
from journeybook.render.environment import render_alone, render_unlinked
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.standalone import StandaloneDrawing
from journeybook.views.base.book import Book

SHEETS = {Paper.A4: (1123, 794), Paper.LETTER: (1056, 816)}
"""Sheets across, in pixels."""
MARGIN = 76
"""The margins of a page on both sides, in pixels."""
SAY_SIZE = Markup("document.documentElement.dataset.size = `${document.body.offsetWidth}x${document.body.offsetHeight}`")
"""Lets the page say how large it is, for a browser that makes a picture of it."""


def print_page(book: Book, map_id: str, logo: str = "") -> str:
    """Return a map as an HTML document with all its styles, and with the logo that this address holds."""
    journey = book.find(Map, map_id)
    drawing, reason = _drawing(book, map_id)
    return render_alone(
        "print_page",
        say=book.say,
        language=book.language,
        direction=book.direction,
        organisation=book.atlas.file.organisation.name,
        logo=logo,
        title=journey.name,
        goal=journey.goal,
        styles=_styles(book, _sheet_size(drawing, book.atlas.file.paper)),
        table=render_unlinked(book, "journey_map", (map_id,)) if journey.stages else "",
        drawing=Markup(drawing.markup) if drawing else "",  # noqa: S704 - rebuilt from an allow-list
        reason=reason,
        script=SAY_SIZE,
    )


def _styles(book: Book, page: tuple[int, int]) -> Markup:
    names = ("tokens", *(f"components/{name}" for name in components()), "poster")
    sheets = [style_sheet(name) for name in names]
    paper = f"@page {{ size: {book.atlas.file.paper} landscape; }} @page swimlane {{ size: {page[0]}px {page[1]}px; }}"
    return Markup("\n".join([*sheets[:1], brand_css(book.atlas.file.brand), *sheets[1:], paper]))  # noqa: S704 - our own style sheets


def _drawing(book: Book, map_id: str) -> tuple[StandaloneDrawing | None, str]:
    """Return the swimlane of a map, or the reason why there is none."""
    if not book.find(Map, map_id).stages:
        return None, ""
    try:
        return map_drawing(book, map_id), ""
    except (TooLarge, DrawingFailed) as error:
        return None, str(error)


def _sheet_size(drawing: StandaloneDrawing | None, paper: Paper) -> tuple[int, int]:
    """Return the size in pixels of a sheet on which a drawing is neither cut nor shrunk, at least that of the paper across."""
    least = SHEETS[paper]
    width, height = (drawing.width, drawing.height) if drawing else (0, 0)
    return max(least[0], round(width) + MARGIN + 2), max(least[1], round(height) + 2 * MARGIN)
