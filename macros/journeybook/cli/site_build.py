"""Builds a site: MkDocs in a process of its own, and the gates that a finished site passes before anybody reads it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import IO, Annotated

import typer

from journeybook.audience.build_request import BuildRequest
from journeybook.cli.mkdocs_output import describe_failure
from journeybook.cli.mkdocs_process import mkdocs, mkdocs_environment, settings_file
from journeybook.cli.terminal import FAILED, say
from journeybook.findings import nearest
from journeybook.model.base import Audience
from journeybook.prove import hits_as_text, prove_site
from journeybook.validate import Checked

SiteFolder = Annotated[
    Path | None,
    typer.Argument(metavar="SITE", help="The folder of the public site. [default: where build puts it]", show_default=False),
]
SegmentOption = Annotated[str | None, typer.Option("--segment", metavar="ID", help="The segment whose edition it is.", show_default=False)]


@dataclass(frozen=True)
class SiteBuild:
    """A build in progress: its request, the checked project, the folder it fills, and the MkDocs process with its output."""

    request: BuildRequest
    checked: Checked
    folder: Path
    process: Popen[bytes]
    output: IO[bytes]


@contextmanager
def start_build(request: BuildRequest, checked: Checked, folder: Path) -> Iterator[SiteBuild]:
    """Start a build into a folder; its process has ended when the context is left. Raises ProjectMissing where the site has no settings."""
    arguments = ["build", "--strict", "--config-file", str(settings_file(request)), "--site-dir", str(folder.resolve())]
    environment = mkdocs_environment(request)
    with (
        tempfile.TemporaryFile() as output,
        mkdocs(arguments, project=request.project, environment=environment, output=output) as process,
    ):
        yield SiteBuild(request, checked, folder, process, output)


def failed_gate(build: SiteBuild) -> str:
    """Return the message of the first gate that a finished build does not pass; the empty text if it passes all."""
    return next(filter(None, (gate(build) for gate in GATES)), "")


def public_site(folder: Path | None, request: BuildRequest) -> Path:
    """Return the folder of a built public site, the given one or the project's own; one without pages raises FileNotFoundError."""
    site = folder or request.site_folder
    if not (site / "index.html").is_file():
        raise FileNotFoundError(f"{site} holds no site: make one with journeybook build --audience public")
    return site


def require_segment(checked: Checked, segment: str | None) -> None:
    """End the command if there is no such segment, with the nearest guess and a list of those there are."""
    known = [known_segment.id for known_segment in checked.atlas.segments]
    if segment is None or segment in known:
        return
    guess = nearest(segment, known)
    say(f"There is no segment '{segment}'{f': did you mean {guess}?' if guess else '.'} There is: {', '.join(known) or 'none'}")
    raise typer.Exit(FAILED)


def _mkdocs_gate(build: SiteBuild) -> str:
    """Return what MkDocs printed, unless its strict build ended without a warning."""
    if build.process.returncode == 0:
        return ""
    build.output.seek(0)
    output = build.output.read().decode("utf-8", "replace")
    site = build.request.site_folder
    return describe_failure(output, site.with_name(f"{site.name}.log")) or f"MkDocs ended with {build.process.returncode}"


def _proof_gate(build: SiteBuild) -> str:
    """Return everything internal that is found on a public site."""
    if build.request.audience is Audience.INTERNAL:
        return ""
    return hits_as_text(prove_site(build.folder, build.checked, build.request)).rstrip()


GATES: tuple[Callable[[SiteBuild], str], ...] = (_mkdocs_gate, _proof_gate)
"""What a site passes before it is published, in this order."""
