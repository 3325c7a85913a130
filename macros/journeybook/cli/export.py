"""`journeybook export`: take a map away as a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.browser import BrowserFailed, as_pdf, as_png
from journeybook.cli.terminal import FAILED, ProjectFolder, checked_project, console, counted, refuse, say
from journeybook.draw.place import TooLarge
from journeybook.model.base import Audience
from journeybook.model.map import Map
from journeybook.render.brand import logo_uri
from journeybook.render.downloads import map_csv, map_svg
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.poster import poster
from journeybook.views.book import Book, open_book

EXAMPLES = ("journeybook export map our-map --to pdf", "journeybook export map our-map --to svg --out pictures/journey.svg")


class Thing(StrEnum):
    """What can be taken away."""

    MAP = "map"


class Form(StrEnum):
    """As what."""

    PNG = "png"
    PDF = "pdf"
    SVG = "svg"
    CSV = "csv"


def export(
    thing: Annotated[Thing, typer.Argument(help="What is taken away.", show_default=False)],
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of the map.", show_default=False)],
    to: Annotated[Form, typer.Option(help="As what.", show_default=False)],
    project: ProjectFolder = Path(),
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The file to write. [default: the id, here]", show_default=False)] = None,
) -> None:
    """Take a map away as a file, with everything in it that the company may see.

    csv is the table of the map, for spreadsheet programs; svg is its swimlane. pdf and png show both, and are printed by Chromium or
    Chrome: the one that the variable CHROMIUM names, else the first that is found on this machine. Ends with 1 if the journeys have
    errors, and with 2 if there is no such map or no browser.
    """
    checked = checked_project(project)
    if not checked.ok:
        say(f"{counted(checked.findings)}: nothing is exported")
        raise refuse(checked.findings)
    book = open_book(checked, Audience.INTERNAL)
    if book.atlas.find(Map, identifier) is None:
        say(f"There is no {thing} '{identifier}'. There is: {', '.join(journey.id for journey in book.atlas.maps) or 'none'}")
        raise typer.Exit(FAILED)
    file = out or Path(f"{identifier}.{to}")
    try:
        with console().status(f"Making {file} ..."):
            file.write_bytes(_made(book, identifier, to, logo=logo_uri(project, book.atlas.file.brand), beside=file.parent))
    except (BrowserFailed, DrawingFailed, TooLarge) as problem:
        say(f"{file} cannot be made: {problem}")
        raise typer.Exit(FAILED) from None
    say(f"{file} is written")


def _made(book: Book, identifier: str, form: Form, *, logo: str, beside: Path) -> bytes:
    match form:
        case Form.CSV:
            return map_csv(book, identifier)
        case Form.SVG:
            return map_svg(book, identifier).encode()
        case Form.PDF:
            return as_pdf(poster(book, identifier, logo), beside=beside)
        case Form.PNG:
            return as_png(poster(book, identifier, logo), beside=beside)
