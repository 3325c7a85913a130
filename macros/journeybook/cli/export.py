"""`journeybook export`: take the atlas, a map or a success map away as a file."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.browser import BrowserError, html_as_pdf, html_as_png
from journeybook.cli.data_export import ATLAS_FORMATS, MAP_FORMATS, export_atlas, export_map_data
from journeybook.cli.plan_export import export_plan, find_plan
from journeybook.cli.sites_export import export_sites
from journeybook.cli.success_map_export import Choices, export_success_map, find_success_map
from journeybook.cli.terminal import FAILED, ProjectFolder, checked_project, console, counts_in_words, print_findings, read_day, say
from journeybook.draw.swimlane import TooLarge
from journeybook.findings import nearest
from journeybook.model.base import Audience
from journeybook.model.enumerations import Edition
from journeybook.model.map import Map
from journeybook.model.organisation import Paper
from journeybook.publish.exchange_file import exchange_file
from journeybook.render.brand import logo_uri
from journeybook.render.downloads import map_csv, map_drawing
from journeybook.render.graphviz_program import DrawingFailed
from journeybook.render.print_page import SheetSize, print_page, usual_sheet
from journeybook.validate import Checked
from journeybook.views.base.book import Book, open_book

EXAMPLES = (
    "journeybook export map our-map --to pdf",
    "journeybook export map our-map --to pdf --paper a3 --swimlane",
    "journeybook export map our-map --to svg --out pictures/journey.svg",
    "journeybook export map our-map --to journey",
    "journeybook export atlas --to json",
    "journeybook export atlas --to xlsx --audience public --out ../atlas.xlsx",
    "journeybook export success-map our-map",
    "journeybook export plan tern-tours",
    "journeybook export sites --to zip --out preview.zip",
    "journeybook export success-map our-map --to pdf --start 2027-03-01 --customer 'Tern Tours'",
)


class Subject(StrEnum):
    """What can be exported."""

    ATLAS = "atlas"
    MAP = "map"
    SUCCESS_MAP = "success-map"
    PLAN = "plan"
    SITES = "sites"


class FileFormat(StrEnum):
    """The format of an exported file."""

    PNG = "png"
    PDF = "pdf"
    SVG = "svg"
    CSV = "csv"
    ZIP = "zip"
    JSON = "json"
    XLSX = "xlsx"
    JOURNEY = "journey"
    FLOWCHART = "flowchart"
    MARKDOWN = "markdown"
    SCHEMA = "schema"


FORMATS = {
    Subject.ATLAS: tuple(map(FileFormat, ATLAS_FORMATS)),
    Subject.MAP: (FileFormat.PNG, FileFormat.PDF, FileFormat.SVG, FileFormat.CSV, *map(FileFormat, MAP_FORMATS)),
    Subject.SUCCESS_MAP: (FileFormat.ZIP, FileFormat.PDF),
    Subject.PLAN: (FileFormat.ZIP, FileFormat.PDF),
    Subject.SITES: (FileFormat.ZIP,),
}
UNNAMED = (Subject.ATLAS, Subject.SITES)
"""What there is only one of, so that nobody names it."""
PICTURED = (FileFormat.PDF, FileFormat.PNG)
"""In what the table of a map may stand with its swimlane."""
PRINTED = (Subject.SUCCESS_MAP, Subject.PLAN)
"""What is taken away as zip and PDF at once where nobody says as what."""


_Identifier = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]", help="The id of the map; of a success map, its slug as well; of a plan, its id or account.", show_default=False
    ),
]
_To = Annotated[FileFormat | None, typer.Option(help="As what. [default for a success map or plan: zip and pdf]", show_default=False)]
_Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The file to write. [default: here, ID.internal.pdf, SLUG.pdf or ID.plan.pdf]", show_default=False),
]
_For = Annotated[Audience, typer.Option(help="Of the atlas, and of a map as data: all of it, or what customers may see.")]
_Start = Annotated[
    date | None, typer.Option(metavar="DATE", parser=read_day, help="In the PDF of a success map: the day it starts.", show_default=False)
]
_Edition = Annotated[Edition | None, typer.Option(help="In that PDF: the edition.", show_default=False)]
_Customer = Annotated[str | None, typer.Option(metavar="NAME", help="In that PDF: for whom it is.", show_default=False)]
_Paper = Annotated[
    SheetSize | None,
    typer.Option(
        help="The paper of a PDF; of success maps and plans a4 or letter. [default: as atlas.yml says; for broad maps the next larger]",
        show_default=False,
    ),
]
_Swimlane = Annotated[bool, typer.Option("--swimlane", help="In the PDF or PNG of a map: its swimlane as well.")]


def export(  # noqa: PLR0913 - the options of a command
    thing: Annotated[Subject, typer.Argument(help="What is taken away.", show_default=False)],
    identifier: _Identifier = None,
    *,
    to: _To = None,
    project: ProjectFolder = Path(),
    out: _Out = None,
    audience: _For = Audience.INTERNAL,
    start: _Start = None,
    edition: _Edition = None,
    customer: _Customer = None,
    paper: _Paper = None,
    swimlane: _Swimlane = False,
) -> None:
    """Take away the atlas or a map, with all that the company may see; a success map or a plan, with what customers may; or both sites.

    Of a map, csv is the table, for spreadsheet programs; svg is its swimlane; pdf is the table on as few sheets as hold it with type of 7
    points or more, and png in one picture. Of a success map, zip is its page with search and all: unpacked, it opens from a disk, as the
    zip of both sites does. Both pass the gates of a published site. pdf is in print. Of an account's success plan, both hold its success
    map with that plan alone, and are searched for words of colleagues and of others.

    As data, json and xlsx hold everything that is written, and of the atlas csv does, as a zip of tables; schema says what the json may
    hold. journey and flowchart are diagrams of Mermaid, markdown is a document. With --audience public, all of these hold what is left for
    customers, with numbers for ids, and are refused where they say what no page of theirs says and nobody marked for them.

    pdf and png are printed by Chromium or Chrome: the one that the variable CHROMIUM names, else the first that is found on this machine.
    Ends with 1 if the journeys have errors or a gate is not passed, and with 2 if there is no such map or no browser.
    """
    forms = _forms(thing, to, out, choices := Choices(start, edition, customer), paper)
    _require_sense(thing, identifier, forms[0], audience)
    _require_picture(forms[0], has_swimlane=swimlane)
    checked = _exportable(project, Paper(paper) if paper and thing in PRINTED else None)
    if thing in PRINTED:
        _export_printed(thing, project, checked, identifier or "", _Printing(forms, choices, out, to is FileFormat.PDF))
    elif thing is Subject.SITES:
        export_sites(project, checked, out or Path("sites.zip"))
    elif thing is Subject.ATLAS:
        export_atlas(project, checked, forms[0], audience, out)
    else:
        _export_map(project, checked, identifier or "", _MapFile(forms[0], out, audience, paper, has_swimlane=swimlane))


@dataclass(frozen=True)
class _MapFile:
    """A file of a map: its format, where it goes if somebody said it, for whom, on which paper, and whether it shows the swimlane."""

    form: FileFormat
    out: Path | None
    audience: Audience
    paper: SheetSize | None
    has_swimlane: bool


@dataclass(frozen=True)
class _Printing:
    """How a success map or a plan is taken away: as what, with which choices, to which file, and whether it has to be printed."""

    forms: tuple[FileFormat, ...]
    choices: Choices
    out: Path | None
    must_print: bool

    def files(self, name: str) -> dict[str, Path]:
        """Return the file of each format; usually it has the name of what is taken away."""
        return {form: self.out or Path(f"{name}.{form}") for form in self.forms}


def _export_printed(thing: Subject, project: Path, checked: Checked, identifier: str, printing: _Printing) -> None:
    """Write a success map, or an account's plan, as zip and PDF."""
    if thing is Subject.PLAN:
        plan = find_plan(project, checked, identifier)
        export_plan(plan, printing.files(f"{plan.plan.id}.plan"), must_print=printing.must_print)
    else:
        exported = find_success_map(project, checked, identifier)
        export_success_map(exported, printing.files(exported.face.slug), printing.choices, must_print=printing.must_print)


def _require_sense(thing: Subject, identifier: str | None, form: FileFormat, audience: Audience) -> None:
    """End the command where a map is not named, the atlas is, or an audience cannot be chosen."""
    if (identifier is None) is not (thing in UNNAMED):
        raise typer.BadParameter(f"name the {thing} by its id" if identifier is None else f"leave out the name: {thing} means all there is")
    if audience is Audience.PUBLIC and thing is not Subject.ATLAS and (thing is not Subject.MAP or form not in MAP_FORMATS):
        printed = "; customers have the success map: journeybook export success-map" if thing is Subject.MAP else ""
        raise typer.BadParameter(f"--audience is for the atlas, and for a map as {' or '.join(MAP_FORMATS)}{printed}")


def _require_picture(form: FileFormat, *, has_swimlane: bool) -> None:
    """End the command where a swimlane is asked for in what shows none beside the table."""
    if has_swimlane and form not in PICTURED:
        raise typer.BadParameter("--swimlane is for the PDF or PNG of a map; svg is the swimlane alone")


def _exportable(project: Path, paper: Paper | None) -> Checked:
    """Return a checked project without errors, on this paper or its own, or end the command."""
    checked = checked_project(project)
    if not checked.ok:
        say(f"{counts_in_words(checked.findings)}: nothing is exported")
        raise print_findings(checked.findings)
    return replace(checked, atlas=checked.atlas.on_paper(paper)) if paper else checked


def _forms(thing: Subject, to: FileFormat | None, out: Path | None, choices: Choices, paper: SheetSize | None) -> tuple[FileFormat, ...]:
    """Return the formats asked for, or end the command where the options contradict each other."""
    if to is not None and to not in FORMATS[thing]:
        raise typer.BadParameter(f"a {thing} is taken away as {' or '.join(FORMATS[thing])}, not as {to}")
    if to is None and (thing not in PRINTED or out):
        raise typer.BadParameter(f"say as what: --to {' or '.join(FORMATS[thing])}")
    if choices and (thing is not Subject.SUCCESS_MAP or to is FileFormat.ZIP):
        raise typer.BadParameter("--start, --edition and --customer are for the PDF of a success map")
    if paper and to not in (FileFormat.PDF, None):
        raise typer.BadParameter("--paper is for a PDF")
    if paper and thing in PRINTED and str(paper) not in map(str, Paper):
        raise typer.BadParameter(f"a {thing} is printed on {' or '.join(Paper)}, not on {paper}")
    return (to,) if to else FORMATS[thing]


def _export_map(project: Path, checked: Checked, identifier: str, wanted: _MapFile) -> None:
    if wanted.form in MAP_FORMATS:
        export_map_data(project, checked, identifier, wanted.form, audience=wanted.audience, out=wanted.out)
    else:
        _export_shown_map(project, checked, identifier, wanted)


def _export_shown_map(project: Path, checked: Checked, identifier: str, wanted: _MapFile) -> None:
    """Write a map as people look at it: in print, as a picture, a drawing or a table."""
    book, file = open_book(checked, Audience.INTERNAL), wanted.out or Path(f"{identifier}.internal.{wanted.form}")
    if book.atlas.find(Map, identifier) is None:
        ids = [journey.id for journey in book.atlas.maps]
        guess = nearest(identifier, ids)
        hint = f": did you mean {guess}?" if guess else "."
        say(f"There is no {Subject.MAP} '{identifier}'{hint} There is: {', '.join(ids) or 'none'}")
        raise typer.Exit(FAILED)
    try:
        with console().status(f"Making {file} ..."):
            data = _content(book, identifier, wanted, logo=logo_uri(project, book.atlas.file.brand), beside=file.parent)
            with exchange_file(file) as output:
                output.write(data)
    except (BrowserError, DrawingFailed, TooLarge) as problem:
        say(f"{file} cannot be made: {problem}")
        raise typer.Exit(FAILED) from None
    say(f"{file} is written")


def _content(book: Book, identifier: str, wanted: _MapFile, *, logo: str, beside: Path) -> bytes:
    has_swimlane = wanted.has_swimlane
    match wanted.form:
        case FileFormat.CSV:
            return map_csv(book, identifier)
        case FileFormat.SVG:
            return map_drawing(book, identifier).file
        case FileFormat.PDF:
            sheet = wanted.paper or usual_sheet(book, identifier)
            return html_as_pdf(print_page(book, identifier, logo, sheet=sheet, has_swimlane=has_swimlane), beside=beside)
        case FileFormat.PNG:
            return html_as_png(print_page(book, identifier, logo, has_swimlane=has_swimlane), beside=beside)
        case _:
            raise ValueError(f"{wanted.form} is no picture or table of a map")
