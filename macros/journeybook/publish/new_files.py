"""Writes new files, all of them or none, and never over others."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_new_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their path in a folder, which is made if it is missing; folders between are made as well.

    Raises FileExistsError where one is there already. Whatever goes wrong or stops it, what was written is removed again.
    """
    written: list[Path] = []
    made_folders: list[Path] = []
    try:
        for name, data in files.items():
            path = folder / name
            missing = [parent for parent in path.parents if not parent.exists()]
            for parent in reversed(missing):
                parent.mkdir()
                made_folders.append(parent)
            with path.open("xb") as output:
                written.append(path)
                output.write(data)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for parent in reversed(made_folders):
            with suppress(OSError):
                parent.rmdir()
        raise
