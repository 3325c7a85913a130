"""Finds published public sites that say what is no longer public, or was said otherwise since; they are named, and nothing is removed."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from journeybook.audience.build_request import SITES, BuildRequest
from journeybook.audience.redact import redact
from journeybook.audience.serialise import plain_value
from journeybook.load.static_files import published_files
from journeybook.model.base import Audience
from journeybook.model.walk import field_values
from journeybook.publish.site_record import Content, read_record
from journeybook.validate import Checked

_REST, _FILES = "everything else", "files"
"""The names of what a site shows beside its maps, which are named by their slugs."""


def public_content(checked: Checked, request: BuildRequest) -> Content:
    """Return a digest of each map of a public site, of the rest of its atlas, and of the files that stand in it as they are."""
    atlas = redact(checked.atlas, Audience.PUBLIC, segment=request.segment)
    maps = {journey.public.slug: _digest(journey) for journey in atlas.maps if journey.public}
    rest = {_REST: _digest(tuple((name, value) for name, value in field_values(atlas) if name != "maps"))}
    files = tuple((path, _file_digest(request.project / path)) for path in sorted(published_files(request.project)))
    return maps | rest | {_FILES: _digest(files)}


def stale_site_warnings(project: Path, checked: Checked) -> Iterator[str]:
    """Yield a sentence for each public site of a project that is to be made anew or removed."""
    folder = project / SITES
    names = sorted(path.name for path in folder.iterdir() if (path / "index.html").is_file()) if folder.is_dir() else []
    for name in names:
        audience, _, segment = name.partition("-")
        if audience == Audience.PUBLIC and checked.ok:
            yield from _faults(checked, BuildRequest(project, Audience.PUBLIC, segment or None))


def _faults(checked: Checked, request: BuildRequest) -> Iterator[str]:
    site = request.site_folder
    again = f"journeybook build --audience public{f' --segment {request.segment}' if request.segment else ''}"
    if request.segment and request.segment not in {segment.id for segment in checked.atlas.segments}:
        yield f"{site} is an edition for '{request.segment}', and there is no such segment: remove it, here and where it is published"
        return
    before, now = read_record(site), public_content(checked, request)
    if before is None:
        yield f"{site} was not made by journeybook build, or by an older version: make it anew with {again}, or remove it"
        return
    withdrawn = sorted(before.keys() - now.keys())
    if withdrawn:
        yield f"{site} still shows {', '.join(withdrawn)}, which is no longer public: make it anew with {again}, or remove it"
    elif request.segment and before != now:
        yield f"{site} was made from older content: make it anew with {again}, or remove it"


def _file_digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(plain_value(value)).encode("utf-8")).hexdigest()
