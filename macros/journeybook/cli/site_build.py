"""Builds a site: MkDocs in a process of its own, and the gates that a finished site passes before anybody reads it."""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import Popen
from typing import IO, Annotated

import typer

from journeybook.audience.build_request import DISK_FULL, FINISHED, PLUGIN_MISSING, WITHOUT_US, BuildRequest
from journeybook.cli.mkdocs_output import MACHINE, describe_failure, read_output
from journeybook.cli.mkdocs_process import mkdocs, mkdocs_environment, settings_file
from journeybook.cli.public_project import temporary_project
from journeybook.cli.terminal import FAILED, say
from journeybook.findings import Level, as_text, nearest
from journeybook.model.base import Audience
from journeybook.prove.account_leaks import account_leaks, unsearched_finding
from journeybook.prove.hit import hits_as_text
from journeybook.prove.public_sources import prove_sources
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked, write_checked

SiteFolder = Annotated[
    Path | None,
    typer.Argument(metavar="SITE", help="The folder of the public site. [default: where build puts it]", show_default=False),
]
SegmentOption = Annotated[str | None, typer.Option("--segment", metavar="ID", help="The segment whose edition it is.", show_default=False)]


ISOLATION = (
    "A public site is made of docs/public, overrides, mkdocs.yml and the public atlas alone: whatever else it needs, such as a hook, "
    "a module of macros or inherited settings, has to stand in overrides."
)
"""The message beside what MkDocs says of a file that it misses."""

_ENDS = {
    DISK_FULL: "No space is left on the disk: make room, and build again",
    WITHOUT_US: PLUGIN_MISSING,
}
"""The message on how a MkDocs process ended, by its code."""


@dataclass(frozen=True)
class SiteBuild:
    """A build in progress: its request, the checked project, the folder it fills, and the MkDocs process with its output."""

    request: BuildRequest
    checked: Checked
    folder: Path
    process: Popen[bytes]
    output: IO[bytes]
    isolated: BuildRequest | None = None
    """Of a public site: the request for the temporary project in which it is made."""


@contextmanager
def start_build(request: BuildRequest, checked: Checked, folder: Path) -> Iterator[SiteBuild]:
    """Start a build into a folder; its process has ended when the context is left. Raises ProjectMissing where the site has no settings.

    The public site is made in a temporary project out of what may be public, and stands in the folder once it has passed the first gate.
    """
    settings_file(request)
    is_public = request.audience is Audience.PUBLIC
    inside = temporary_project(request, checked.atlas) if is_public else _handed_over(request, checked)
    with inside as inner, tempfile.TemporaryFile() as output:
        isolated = inner if is_public else None
        target = isolated.site_folder if isolated else folder.resolve()
        arguments = ["build", "--strict", "--config-file", str(settings_file(inner)), "--site-dir", str(target)]
        environment = mkdocs_environment(inner, away_from=request.project)
        with mkdocs(arguments, project=inner.project, environment=environment, output=output) as process:
            yield SiteBuild(request, checked, folder, process, output, isolated)


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


@contextmanager
def _handed_over(request: BuildRequest, checked: Checked) -> Iterator[BuildRequest]:
    """Yield the request for an internal site of the project as it was checked, so that MkDocs does not check it again."""
    with temporary_folder() as folder:
        write_checked(checked, folder / "checked")
        yield replace(request, checked=folder / "checked")


def _mkdocs_gate(build: SiteBuild) -> str:
    """Return what MkDocs printed, unless its strict build ended without a warning; a public site then leaves its temporary project."""
    if build.process.returncode == FINISHED:
        return _copied(build.isolated.site_folder, build.folder) if build.isolated else ""
    site, code = build.request.site_folder, build.process.returncode
    if code in _ENDS:
        return _ENDS[code]
    text = describe_failure(read_output(build.output), site.with_name(f"{site.name}.log"), code)
    return _of_project(text, build.isolated, build.request) if build.isolated else text


def _copied(site: Path, folder: Path) -> str:
    """Copy a finished site out of its temporary project; return why the first file that cannot be copied is not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(site.rglob("*")):
            target = folder / path.relative_to(site)
            target.mkdir(exist_ok=True) if path.is_dir() else shutil.copy2(path, target)
    except OSError as problem:
        is_full = problem.errno in {errno.ENOSPC, errno.EDQUOT}
        return _ENDS[DISK_FULL] if is_full else f"{MACHINE} {problem.strerror}: {problem.filename2 or problem.filename}"
    return ""


def _of_project(text: str, isolated: BuildRequest, request: BuildRequest) -> str:
    """Return what MkDocs printed in a temporary project with the paths of the real one, and what such a project holds."""
    temporary = str(isolated.project)
    reason = f"\n{ISOLATION}" if temporary in text and not text.startswith(MACHINE) else ""
    return text.replace(temporary, str(request.project.resolve())) + reason


def _tables_gate(build: SiteBuild) -> str:
    """Return why the tables of the project cannot be searched for names, before anything is searched."""
    finding = unsearched_finding(build.request.project) if build.request.audience is Audience.PUBLIC else None
    return as_text((finding,)).rstrip() if finding else ""


def _proof_gate(build: SiteBuild) -> str:
    """Return everything internal that authors wrote where customers read; print what only might be."""
    if build.request.audience is Audience.INTERNAL:
        return ""
    hits = prove_sources(build.checked, build.request, build.folder)
    refused = [hit for hit in hits if hit.level is Level.ERROR]
    doubts = hits_as_text(hit for hit in hits if hit.level is Level.WARNING).rstrip()
    if doubts:
        say(doubts)
    leaks = account_leaks(build.checked, build.request.project)
    return f"{as_text(leaks)}{hits_as_text(refused)}".rstrip()


GATES: tuple[Callable[[SiteBuild], str], ...] = (_mkdocs_gate, _tables_gate, _proof_gate)
"""What a site passes before it is published, in this order."""
