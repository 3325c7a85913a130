"""A map as one document that needs nothing else, for a browser to print: its table on sheets of paper, and no link inwards."""

from enum import StrEnum

from markupsafe import Markup

from journeybook.audience.assets import ON_PAPER
from journeybook.load.theme import script_text, style_sheet
from journeybook.model.map import Map
from journeybook.model.organisation import Paper
from journeybook.render.brand import brand_css
from journeybook.render.environment import render_paper
from journeybook.render.swimlane_picture import Picture, picture
from journeybook.views.base.book import Book
from journeybook.views.diagrams.swimlane import laid_out
from journeybook.views.journey_map.paper_map import paper_map
from journeybook.views.tables import journey_map


class SheetSize(StrEnum):
    """A size of paper on which maps are printed, always across."""

    A0 = "a0"
    A1 = "a1"
    A2 = "a2"
    A3 = "a3"
    A4 = "a4"
    LETTER = "letter"
    TABLOID = "tabloid"


SIZES = {
    SheetSize.A0: (1189, 841),
    SheetSize.A1: (841, 594),
    SheetSize.A2: (594, 420),
    SheetSize.A3: (420, 297),
    SheetSize.A4: (297, 210),
    SheetSize.LETTER: (279.4, 215.9),
    SheetSize.TABLOID: (431.8, 279.4),
}
"""Widths and heights of sheets across, in millimetres."""
_USUAL = {
    Paper.A4: (SheetSize.A4, SheetSize.A3),
    Paper.LETTER: (SheetSize.LETTER, SheetSize.TABLOID),
}
"""On what the maps of an atlas are printed where nobody says it: those of few columns, and broad ones."""
_STYLES = ("components/badge", "components/curve", "components/swimlane", "poster")
_MARGIN, _PIXELS = 8, 96 / 25.4
"""The margin of a sheet in millimetres, and the pixels of a millimetre."""


def usual_sheet(book: Book, map_id: str) -> SheetSize:
    """Return on what a map is printed where nobody says it."""
    return _USUAL[book.atlas.file.paper][journey_map.view(book, map_id).is_broad]


def print_page(book: Book, map_id: str, logo: str = "", *, sheet: SheetSize | None = None, has_swimlane: bool = False) -> str:
    """Return a map as an HTML document with all its styles, and with the logo that this address holds.

    Its script lays the table out on sheets of this size, with type of at least 7 points; without a size on one as large as need be.
    """
    width, height = SIZES[sheet] if sheet else (0.0, 0.0)
    return render_paper(
        book,
        "print_page",
        language=book.language,
        direction=book.direction,
        organisation=book.atlas.file.organisation.name,
        logo=logo,
        view=paper_map(book, map_id),
        table=journey_map.view(book, map_id) if book.find(Map, map_id).stages else None,
        pictures=_pictures(book, map_id, width) if has_swimlane else (),
        styles=_styles(book, width, height),
        width=f"{width}mm" if width else "max-content",
        height=f"{height}mm" if height else "auto",
        is_endless=sheet is None,
        script=Markup("\n".join(map(script_text, ON_PAPER))),  # noqa: S704 - our own script
    )


def _styles(book: Book, width: float, height: float) -> Markup:
    sheets = [style_sheet("tokens"), brand_css(book.atlas.file.brand), *map(style_sheet, _STYLES)]
    page = f"@page {{ size: {width}mm {height}mm; }}"
    return Markup("\n".join([*sheets, page] if width else sheets))  # noqa: S704 - our own style sheets


def _pictures(book: Book, map_id: str, width: float) -> tuple[tuple[str, Picture], ...]:
    """Return the pictures of a map's swimlane with their headings, laid out for sheets of this width in millimetres."""
    if not book.find(Map, map_id).stages:
        return ()
    shown = laid_out(book, map_id, width=(width - 2 * _MARGIN) * _PIXELS if width else float("inf"))
    return tuple((sheet.heading, picture(sheet, lambda _: "")) for sheet in shown.sheets)
