"""Finds published public sites that say what is no longer public, or was said otherwise since; nothing is removed."""

import hashlib
import json
from pathlib import Path

from journeybook.audience.build_request import SITES, BuildRequest
from journeybook.audience.redact import redact
from journeybook.audience.serialise import plain_value
from journeybook.findings import Finding, Place
from journeybook.load.static_files import published_files
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.model.people import Segment
from journeybook.model.visibility import may_be_public
from journeybook.model.walk import field_values
from journeybook.publish.site_record import Content, read_record
from journeybook.validate import Checked
from journeybook.validate.site_rules import SITE_STALE, SITE_UNKNOWN

_REST, _FILES = "everything else", "files"
"""The names of what a site shows beside its maps, which are named by their slugs."""


def public_content(checked: Checked, request: BuildRequest) -> Content:
    """Return a digest of each map of a public site, of the rest of its atlas, and of the files that stand in it as they are."""
    atlas = redact(checked.atlas, Audience.PUBLIC, segment=request.segment)
    maps = {journey.public.slug: _digest(journey) for journey in atlas.maps if journey.public}
    rest = {_REST: _digest(tuple((name, value) for name, value in field_values(atlas) if name != "maps"))}
    files = tuple((path, _file_digest(request.project / path)) for path in sorted(published_files(request.project)))
    return maps | rest | {_FILES: _digest(files)}


def stale_site_findings(project: Path, checked: Checked) -> tuple[Finding, ...]:
    """Return a finding for each public site of a project that is to be made anew or removed, as far as errors let it be known."""
    folder = project / SITES
    names = sorted(path.name for path in folder.iterdir() if (path / "index.html").is_file()) if folder.is_dir() else []
    segments = [segment for audience, _, segment in (name.partition("-") for name in names) if audience == Audience.PUBLIC]
    requests = [BuildRequest(project, Audience.PUBLIC, segment or None) for segment in segments]
    return tuple(finding for request in requests if (finding := _finding(checked, request)))


def _finding(checked: Checked, request: BuildRequest) -> Finding | None:
    place = Place(f"{SITES}/{request.site_folder.name}".encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    again = (
        f"make it anew with journeybook build --audience public{f' --segment {request.segment}' if request.segment else ''}, or remove it"
    )
    if _is_segment_gone(checked, request.segment):
        hint = "remove it, here and where it is published"
        return SITE_STALE.at(place, f"this is an edition for '{request.segment}', and there is no such segment", hint)
    before = read_record(request.site_folder)
    if before is None:
        return SITE_UNKNOWN.at(place, "this was not made by journeybook build, or by an older version", again)
    now = public_content(checked, request) if checked.ok else None
    withdrawn = sorted(before.keys() - now.keys()) if now else sorted(before.keys() & _withdrawn(checked.atlas))
    if withdrawn:
        return SITE_STALE.at(place, f"this still shows {', '.join(withdrawn)}, which is no longer public", again)
    if now is None:
        return SITE_UNKNOWN.at(place, "this cannot be compared with journeys that have errors", "cure the errors first")
    return SITE_STALE.at(place, "this was made from older content", again) if request.segment and before != now else None


def _is_segment_gone(checked: Checked, segment: str | None) -> bool:
    """Whether there is no such segment, not even in a file that could not be read."""
    known = {known_segment.id for known_segment in checked.atlas.segments}
    return segment is not None and segment not in known and not checked.lost.may_define((Segment.KIND,), segment)


def _withdrawn(atlas: Atlas) -> set[str]:
    """Return the slugs that only maps have which may not be public."""
    slugs: dict[bool, set[str]] = {True: set(), False: set()}
    for journey in atlas.maps:
        if journey.public:
            slugs[may_be_public(journey)].add(journey.public.slug)
    return slugs[False] - slugs[True]


def _file_digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(plain_value(value)).encode("utf-8")).hexdigest()
