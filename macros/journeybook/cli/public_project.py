"""The temporary project in which a public site is made: it holds what may be public, and no way back to the project it comes from."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journeybook.audience.build_request import BuildRequest
from journeybook.audience.redact import redact
from journeybook.audience.serialise import atlas_to_json
from journeybook.cli.mkdocs_process import SETTINGS
from journeybook.load.discover import FOLDER, read_project_file
from journeybook.load.settings import PUBLIC_SETTINGS
from journeybook.load.static_files import LARGEST_FILE
from journeybook.model.atlas import Atlas
from journeybook.model.base import Audience
from journeybook.prove.public_files import OVERRIDES, public_files
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.render.brand import LARGEST_LOGO

_BASE_SETTINGS = "public-settings.yml"


@contextmanager
def temporary_project(request: BuildRequest, atlas: Atlas) -> Iterator[BuildRequest]:
    """Yield the request for a temporary project of the redacted atlas, the public settings, and the files that authors made public.

    Raises OSError where the folder for temporary files lies in the project, from which it would lead back.
    """
    public = redact(atlas, Audience.PUBLIC, segment=request.segment, only=request.only, plan=request.plan)
    with temporary_folder() as project:
        if project.is_relative_to(request.project.resolve()):
            raise OSError(f"{project.parent} lies in the project: set TMPDIR to a folder outside of it")
        for folder in ("docs", FOLDER, OVERRIDES):
            if (request.project / folder).is_dir():
                (project / folder).mkdir()
        for path in public_files(request.project):
            _write(project / path, read_project_file(request.project, path, most=LARGEST_FILE))
        logo = public.file.brand.logo
        if logo:
            path = f"{FOLDER}/resources/{logo}"
            _write(project / path, read_project_file(request.project, path, most=LARGEST_LOGO))
        (project / PUBLIC_SETTINGS).rename(project / _BASE_SETTINGS)
        _write(project / SETTINGS[Audience.PUBLIC], json.dumps({"INHERIT": _BASE_SETTINGS, "watch": []}).encode())
        handed = project / "atlas.json"
        _write(handed, atlas_to_json(public).encode("utf-8"))
        yield BuildRequest(project, Audience.PUBLIC, only=request.only, atlas=handed, from_disk=request.from_disk)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
