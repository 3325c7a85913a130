"""What a build is asked for, and the environment variables that carry it to the MkDocs process: written and read here alone."""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from journeybook.model.base import Audience

SITES = "site"
"""The folder of a project in which its sites stand."""
_AS_OF, _SEGMENT, _ONLY, _ATLAS = "JOURNEYBOOK_AS_OF", "JOURNEYBOOK_SEGMENT", "JOURNEYBOOK_ONLY", "JOURNEYBOOK_ATLAS"
_FINDINGS, _EDITOR, _FROM_DISK = "JOURNEYBOOK_FINDINGS", "JOURNEYBOOK_OPENS_IN", "JOURNEYBOOK_FROM_DISK"
_CHECKED = "JOURNEYBOOK_CHECKED"
VARIABLES = (_AS_OF, _SEGMENT, _ONLY, _ATLAS, _FINDINGS, _EDITOR, _FROM_DISK, _CHECKED)
"""The names of the variables, none of which a build may inherit from elsewhere."""
_PUBLIC_PREFIX = "JOURNEYBOOK_PUBLIC_"
"""How the names of variables begin that the build of a public site sees."""
UNPROVED = "JOURNEYBOOK_UNPROVED"
"""The variable that lets MkDocs make a public site: our commands set it, since their gates come after, and so may who wants no gates."""
SOURCE_DATE = "SOURCE_DATE_EPOCH"
"""The variable that says to MkDocs when a site is made."""
EPOCH = date(1980, 1, 1)
"""The build date of the public site, whose bytes never depend on the date."""
LATEST = date(2100, 1, 1)
"""The latest build date: file formats of a site know no day before EPOCH, and none much later."""
LIVE = "live"
"""The argument by which the process of MkDocs serves a site while its files are edited; settings, a folder and a port follow."""
DISK_FULL = errno.ENOSPC
"""The exit code of a MkDocs process that found no space on a disk."""
FINISHED = 100
"""The exit code of a MkDocs process that came to its end; a program in it that ends it early can do so with 0."""
CHANGED = 102
"""The exit code of the server for editing where settings or programs of the project have changed, which only a new process reads."""
WITHOUT_US = 101
"""The exit code of a MkDocs process that came to its end without our plugin, so that its pages are none of ours."""
PLUGIN_MISSING = (
    "The settings switch the plugin journeybook off, which makes the pages and keeps internal ones off the public site: "
    "write it under `plugins`, without `enabled: false`"
)
"""The message about settings without our plugin."""


@dataclass(frozen=True)
class BuildRequest:
    """One site of a project: that of an audience, of one segment's customers, or with a single map, which is opened from a disk."""

    project: Path
    audience: Audience
    segment: str | None = None
    """The id of the segment whose edition of the public site it is."""
    only: str | None = None
    """The slug of the only map on the public site."""
    plan: str | None = None
    """The id of the success plan whose customer reads the site with its map alone."""
    as_of: date | None = None
    """The day from which ages are counted, where it is not the project's own."""
    atlas: Path | None = None
    """The file of the redacted atlas, where the site is made of that alone and the project's own journeys are out of reach."""
    checked: Path | None = None
    """The file with the checked project, where the command that asks for the internal site has checked it already."""
    findings: Path | None = None
    """The file in which the server for editing reports on its checks to the command that started it."""
    editor: str = ""
    """The editor in which that command's pages open files; empty where they open none."""
    from_disk: bool = False
    """Whether the whole site is opened from a disk."""

    def __post_init__(self) -> None:
        """Raise ValueError where the internal site is asked for in part."""
        if self.audience is Audience.INTERNAL and (self.segment or self.only or self.atlas):
            raise ValueError("only the public site can be for one segment, hold one map or be made of a redacted atlas")
        if self.audience is Audience.PUBLIC and self.checked:
            raise ValueError("only the internal site may be made of the whole project as it was checked")
        if self.plan and not self.only:
            raise ValueError("a site for the customer of a success plan holds the map of that plan alone")

    @property
    def is_offline(self) -> bool:
        """Whether the site is opened from a disk, without a server."""
        return self.from_disk or self.only is not None

    @property
    def site_folder(self) -> Path:
        """The folder in which readers find the finished site; the edition for one segment has its own."""
        return self.project / SITES / (f"{self.audience}-{self.segment}" if self.segment else str(self.audience))

    def __str__(self) -> str:
        return f"{self.audience} site{f' for {self.segment}' if self.segment else ''}"


def source_date(audience: Audience, as_of: date | None) -> str:
    """Return the seconds of the day on which a site is said to be made: the public one is always made on the same."""
    day = min(max(as_of, EPOCH), LATEST) if audience is Audience.INTERNAL and as_of else EPOCH
    return str(int(datetime.combine(day, datetime.min.time(), UTC).timestamp()))


def set_source_date(audience: Audience, as_of: date | None) -> None:
    """Let what is made from now on in this process be made on the day of a site."""
    os.environ[SOURCE_DATE] = source_date(audience, as_of)


def request_to_variables(request: BuildRequest) -> dict[str, str]:
    """Return the environment variables of a request: MkDocs knows project and audience, and only the internal site has a day."""
    day = request.as_of if request.audience is Audience.INTERNAL else None
    values = {_AS_OF: day and day.isoformat(), _SEGMENT: request.segment, _ONLY: request.only, _ATLAS: request.atlas and str(request.atlas)}
    values |= {_CHECKED: request.checked and str(request.checked)}
    values |= {_FINDINGS: request.findings and str(request.findings), _EDITOR: request.editor, _FROM_DISK: "1" if request.from_disk else ""}
    return {name: value for name, value in values.items() if value}


def report_file(variables: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file in which the server for editing reports on its checks, where somebody wants to know."""
    file = variables.get(_FINDINGS)
    return Path(file) if file else None


def public_variables(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables that settings and pages of the public site may read, by name; an empty one is as good as none."""
    return {name: value for name, value in sorted(variables.items()) if value and name.startswith(_PUBLIC_PREFIX)}


def may_be_unproved(variables: Mapping[str, str] = os.environ) -> bool:
    """Whether a public site may be made by MkDocs alone, which lets it pass no gate: 1 says so, and nothing else, such as 0 or no."""
    return variables.get(UNPROVED) == "1"


def request_from_variables(project: Path, audience: Audience, variables: Mapping[str, str] = os.environ) -> BuildRequest:
    """Return the request that environment variables carry; those for the public site say nothing to the internal one."""
    day, atlas = variables.get(_AS_OF), variables.get(_ATLAS)
    as_of = date.fromisoformat(day) if day else None
    editor = variables.get(_EDITOR, "")
    shown = BuildRequest(project, audience, as_of=as_of, findings=report_file(variables), editor=editor)
    shown = replace(shown, from_disk=variables.get(_FROM_DISK) == "1")
    if audience is Audience.INTERNAL:
        checked = variables.get(_CHECKED)
        return replace(shown, checked=Path(checked) if checked else None)
    segment, only = variables.get(_SEGMENT) or None, variables.get(_ONLY) or None
    return replace(shown, segment=segment, only=only, atlas=Path(atlas) if atlas else None)
