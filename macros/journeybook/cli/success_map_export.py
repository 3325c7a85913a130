"""Exports a success map: its page with everything that belongs to it, as an archive that opens from a disk, or as PDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.browser import BrowserError, find_browser, page_as_pdf
from journeybook.cli.site_build import failed_gate, start_build
from journeybook.cli.terminal import FAILED, FOUND, console, say
from journeybook.findings import nearest
from journeybook.model.base import Audience
from journeybook.model.enumerations import Edition
from journeybook.model.map import PublicFace
from journeybook.publish.archive import pack
from journeybook.publish.exchange_file import exchange_file
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked
from journeybook.views.base.book import open_book
from journeybook.views.pages.success_map import view
from journeybook.views.success_map.account_plan import PLAN_FRAGMENT


@dataclass(frozen=True)
class ExportedMap:
    """A success map to be exported, with its project."""

    project: Path
    checked: Checked
    face: PublicFace


@dataclass(frozen=True)
class Choices:
    """What the reader of a PDF would have chosen in the page."""

    start: date | None = None
    edition: Edition | None = None
    customer: str | None = None

    def __bool__(self) -> bool:
        return self != Choices()


def find_success_map(project: Path, checked: Checked, identifier: str) -> ExportedMap:
    """Return the success map with this id or slug, or end the command with what there is."""
    shown = [journey.public.slug for journey in open_book(checked, Audience.PUBLIC).atlas.maps if journey.public]
    faces = {journey.public.slug: journey for journey in checked.atlas.maps if journey.public and journey.public.slug in shown}
    meant = faces.get(identifier) or next((journey for journey in faces.values() if journey.id == identifier), None)
    if meant and meant.public:
        return ExportedMap(project, checked, meant.public)
    known = {slug: journey.id for slug, journey in faces.items()}
    guess = nearest(identifier, [*known, *known.values()])
    hint = f": did you mean {guess}?" if guess else "."
    say(
        f"There is no success map '{identifier}'{hint} There is: {', '.join(f'{known[slug]} ({slug})' for slug in sorted(known)) or 'none'}"
    )
    raise typer.Exit(FAILED)


def export_success_map(exported: ExportedMap, files: dict[str, Path], choices: Choices, *, must_print: bool) -> None:
    """Write a success map to files, by format: zip, pdf, or both. Where there is no browser, a PDF that need not be is left out."""
    if "pdf" in files and must_print:
        require_browser(files["pdf"])
    fragment = _fragment(exported, choices)
    request = BuildRequest(exported.project, Audience.PUBLIC, only=exported.face.slug)
    with console().status(f"Making {' and '.join(map(str, files.values()))} ..."), exported_site(request, exported.checked) as folder:
        page = folder / f"{exported.face.slug}.html"
        data = printed_page(page, fragment, files["pdf"], must=must_print) if "pdf" in files else None
        write_exported(folder, data, files)


@contextmanager
def exported_site(request: BuildRequest, checked: Checked) -> Iterator[Path]:
    """Yield the site of one map in a temporary folder, once it has passed the gates of a published site."""
    slug = str(request.only)
    with temporary_folder() as home:
        folder = home / slug
        with start_build(request, checked, folder) as build:
            build.process.wait()
            problem = failed_gate(build)
        if problem:
            say(problem)
            say(f"The success map {slug} could not be made: see above. Nothing is exported.")
            raise typer.Exit(FOUND)
        yield folder


def printed_page(page: Path, fragment: str, file: Path, *, must: bool) -> bytes | None:
    """Return a page as PDF, with what the fragment of its address chooses; None where there is no browser and it need not be printed."""
    try:
        return page_as_pdf(f"{page.as_uri()}{fragment}", beside=file.parent)
    except BrowserError as problem:
        say(f"{file} cannot be made: {problem}")
        if must:
            raise typer.Exit(FAILED) from None
        return None


def write_exported(folder: Path, printed: bytes | None, files: dict[str, Path]) -> None:
    """Write a site as the zip that is asked for, and a printed page as the PDF."""
    if "zip" in files:
        pack(folder, files["zip"], top=folder.name)
        say(f"{files['zip']} is written: unpack it, and open index.html")
    if "pdf" in files and printed is not None:
        with exchange_file(files["pdf"]) as output:
            output.write(printed)
        say(f"{files['pdf']} is written")


def require_browser(file: Path) -> None:
    """End the command before anything is built if there is no browser."""
    try:
        find_browser()
    except BrowserError as problem:
        say(f"{file} cannot be made: {problem}")
        raise typer.Exit(FAILED) from None


def _fragment(exported: ExportedMap, choices: Choices) -> str:
    """Return the fragment of the address of a page with these choices, as the plan's script writes it."""
    if not choices:
        return ""
    face = exported.face
    if choices.edition and choices.edition not in face.editions:
        say(f"There is no {choices.edition} edition. There is: {', '.join(face.editions) or 'only one for everybody'}")
        raise typer.Exit(FAILED)
    plan = view(open_book(exported.checked, Audience.PUBLIC, only=face.slug), face.slug).plan
    if choices.start and not plan.days:
        say(f"Nothing in the plan {face.slug} has a date, so there is no day on which it starts: leave out --start")
        raise typer.Exit(FAILED)
    choice = {
        str(plan.document["start"]): choices.start and choices.start.isoformat(),
        "edition": choices.edition,
        "for": choices.customer,
    }
    return PLAN_FRAGMENT + urlencode({name: value for name, value in choice.items() if value})
