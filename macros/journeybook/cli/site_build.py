"""Making a site: MkDocs in a process of its own, then the gates that a finished site passes before anybody reads it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import Popen
from typing import IO, Annotated

import typer

from journeybook.cli.mkdocs_process import mkdocs, settings_file, surroundings
from journeybook.cli.terminal import FAILED, say
from journeybook.findings import nearest
from journeybook.model.base import Audience
from journeybook.prove import hits_as_text, prove
from journeybook.validate import Checked

SITES = "site"
"""The folder of a project in which the sites stand."""
SiteFolder = Annotated[
    Path | None,
    typer.Argument(metavar="SITE", help="The folder of the public site. [default: where build puts it]", show_default=False),
]
SegmentOption = Annotated[str | None, typer.Option("--segment", metavar="ID", help="The segment whose edition it is.", show_default=False)]


@dataclass(frozen=True)
class Wanted:
    """Which site is wanted; a public one may be for one segment, or hold only the map with one slug and open from a disk."""

    project: Path
    checked: Checked
    audience: Audience
    segment: str | None = None
    only: str | None = None
    as_of: date | None = None

    @property
    def place(self) -> Path:
        """Where it stands when it is finished."""
        return site_folder(self.project, self.audience, self.segment)

    def __str__(self) -> str:
        return f"{self.audience} site{f' for {self.segment}' if self.segment else ''}"


@dataclass(frozen=True)
class Making:
    """A site that is being made in a folder."""

    wanted: Wanted
    folder: Path
    process: Popen[bytes]
    output: IO[bytes]


@contextmanager
def started(wanted: Wanted, folder: Path) -> Iterator[Making]:
    """Let MkDocs make a site in a folder; it never outlives us. Raises ProjectMissing where there are no settings for the site."""
    settings = settings_file(wanted.project, wanted.audience)
    arguments = ["build", "--strict", "--config-file", str(settings), "--site-dir", str(folder.resolve())]
    variables = surroundings(wanted.audience, as_of=wanted.as_of, segment=wanted.segment, only=wanted.only)
    with tempfile.TemporaryFile() as output, mkdocs(arguments, project=wanted.project, variables=variables, output=output) as process:
        yield Making(wanted, folder, process, output)


def site_folder(project: Path, audience: Audience, segment: str | None) -> Path:
    """Return where a site of a project stands; the edition for one segment has a folder of its own."""
    return project / SITES / (f"{audience}-{segment}" if segment else str(audience))


def public_site(folder: Path | None, project: Path, segment: str | None) -> Path:
    """Return the folder of a built public site, the named one or the project's own; one without pages raises FileNotFoundError."""
    found = folder or site_folder(project, Audience.PUBLIC, segment)
    if not (found / "index.html").is_file():
        raise FileNotFoundError(f"{found} holds no site: make one with journeybook build --audience public")
    return found


def what_stops(made: Making) -> str:
    """Return what the first gate says that a finished site does not pass, and nothing if it passes all."""
    return next(filter(None, (gate(made) for gate in GATES)), "")


def require_segment(checked: Checked, segment: str | None) -> None:
    """End the command if there is no such segment, with the nearest guess and what there is."""
    known = [one.id for one in checked.atlas.segments]
    if segment is None or segment in known:
        return
    guess = nearest(segment, known)
    say(f"There is no segment '{segment}'{f': did you mean {guess}?' if guess else '.'} There is: {', '.join(known) or 'none'}")
    raise typer.Exit(FAILED)


def _is_made(made: Making) -> str:
    """MkDocs is strict: a link that leads nowhere, or any other warning, stops it."""
    if made.process.returncode == 0:
        return ""
    made.output.seek(0)
    return made.output.read().decode("utf-8", "replace").rstrip() or f"MkDocs ended with {made.process.returncode}"


def _is_proved(made: Making) -> str:
    """Nothing internal is on a public site."""
    wanted = made.wanted
    if wanted.audience is Audience.INTERNAL:
        return ""
    return hits_as_text(prove(made.folder, wanted.project, wanted.checked, segment=wanted.segment, only=wanted.only)).rstrip()


GATES: tuple[Callable[[Making], str], ...] = (_is_made, _is_proved)
