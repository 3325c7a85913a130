"""The files of a project that its authors made public by where they stand: pages, the project's theme, and the public settings."""

import os
from collections.abc import Iterator
from pathlib import Path

from journeybook.load.settings import PUBLIC_SETTINGS

PUBLIC_DOCS = "docs/public"
OVERRIDES = "overrides"


def public_files(project: Path) -> Iterator[str]:
    """Yield the path in the project of every public file, sorted; links are passed over."""
    if (project / PUBLIC_SETTINGS).is_file():
        yield PUBLIC_SETTINGS
    for folder in (PUBLIC_DOCS, OVERRIDES):
        if not any((project / way).is_symlink() for way in (folder, folder.partition("/")[0])):
            yield from sorted(path.relative_to(project).as_posix() for path in _walk(project / folder))


def _walk(folder: Path) -> Iterator[Path]:
    for home, _, names in os.walk(folder):
        yield from (
            path for name in names if not (path := Path(home, name)).is_symlink() and path.is_file() and "__pycache__" not in path.parts
        )
