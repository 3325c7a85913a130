"""Normalises modes and times of files: in a finished folder they follow from its content alone; all of it is flushed to the disk."""

import errno
import os
import zlib
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o644, 0o755
FIRST_DAY = 315_532_800
"""The first of January 1980 in seconds: the earliest day that archives know."""
SPAN = 30 * 365 * 24 * 60 * 60


def normalise_folder(folder: Path) -> None:
    """Set modes and times of everything in a folder and of the folder itself, and flush them; raises OSError where the disk refuses."""
    for home, _, names in os.walk(folder, topdown=False):
        for name in names:
            _normalise_file(Path(home, name))
        Path(home).chmod(FOLDER_MODE)
        os.utime(home, (FIRST_DAY, FIRST_DAY))
        flush_folder(Path(home))


def is_normalised(folder: Path) -> bool:
    """Whether everything in a folder still has the time that `normalise_folder` gave it: we made it, and nobody has changed it since."""
    return all(
        Path(home).stat().st_mtime == FIRST_DAY
        and all(file.stat().st_mtime == content_time(file.read_bytes()) for file in (Path(home, name) for name in names) if file.is_file())
        and not any(Path(home, name).is_symlink() for name in (*folders, *names))
        for home, folders, names in os.walk(folder)
    )


def content_time(data: bytes) -> int:
    """Return the modification time of a file in seconds since 1970: fixed by its content, and another one for other content.

    Why: a web server tells by size and time that a page is still the same; with one time for all files, a page in which one digit
    changed would never reach somebody who has the old one.
    """
    return FIRST_DAY + zlib.crc32(data) % SPAN


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)


def _normalise_file(file: Path) -> None:
    file.chmod(FILE_MODE)
    with file.open("r+b") as handle:
        seconds = content_time(handle.read())
        os.fsync(handle.fileno())
    os.utime(file, (seconds, seconds))
