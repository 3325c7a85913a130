"""Puts a finished folder in the place where readers find it, in one step: the place is a link, and a new link takes its name.

Beside the place stands `.made`, with a folder for each place. In it lie the copy that the link leads to, the copy before it (a server may
have looked the link up a moment ago), and a lock beside it. Whatever else is found there was left by a build that ended early.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from journeybook.publish.lock import exclusive_lock
from journeybook.publish.normalise import flush_folder, normalise_folder

COPIES, LINK, PREVIOUS = ".made", "link", "before"
LOCK_TIMEOUT = 600.0
"""How many seconds a build waits for another one of the same place."""
_NO_LINKS = (errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


class ExchangeMethod(StrEnum):
    """How a folder came to its place: without readers noticing, or with a moment in which there was nothing."""

    ONE_STEP = "one step"
    FROM_FOLDER = "a folder gave way to a link"
    NO_LINKS = "there are no links here"


@contextmanager
def fresh_copy(
    place: Path,
    *,
    waiting: Callable[[], object] = lambda: None,
    unlocked: Callable[[], object] = lambda: None,
    timeout: float = LOCK_TIMEOUT,
) -> Iterator[Path]:
    """Give a fresh folder in which to make what will stand at the place; if it never gets there, it is gone in the end.

    `waiting` is called if another build of the place goes on, and `unlocked` if this file system cannot keep two of them apart. Raises
    Busy if the other one does not end, and OSError if something stands at the place that is none of ours.
    """
    home = place.parent / COPIES / place.name
    home.mkdir(parents=True, exist_ok=True)
    with exclusive_lock(home.with_name(f"{place.name}.lock"), timeout=timeout, waiting=waiting) as is_locked:
        if not is_locked:
            unlocked()
        _require_ours(place, home)
        _recover(place, home)
        _sweep(place, home)
        folder = Path(tempfile.mkdtemp(dir=home))
        try:
            yield folder
        finally:
            if _copy_at(place) != folder:
                _remove(folder)


def exchange_site(folder: Path, place: Path) -> ExchangeMethod:
    """Let a finished fresh copy take the place; on OSError what stood there stands there still."""
    normalise_folder(folder)
    link = _link(folder, place)
    way = _swap(link or folder, place, folder.with_name(PREVIOUS))
    with suppress(OSError):  # it has its place already
        flush_folder(place.parent)
    return way if link else ExchangeMethod.NO_LINKS


def _link(folder: Path, place: Path) -> Path | None:
    """Make a link to the folder that will be right once it has the name of the place; nothing where there are no links."""
    made = folder.with_name(LINK)
    try:
        made.symlink_to(os.path.relpath(folder, place.parent), target_is_directory=True)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        return None
    return made


def _swap(new: Path, place: Path, before: Path) -> ExchangeMethod:
    if new.is_symlink() and not _is_folder(place):
        try:
            new.replace(place)
        except PermissionError:
            if os.name != "nt":  # Windows never replaces a link to a folder in one step
                raise
        else:
            return ExchangeMethod.ONE_STEP
    if not os.path.lexists(place):
        new.rename(place)
        return ExchangeMethod.ONE_STEP
    way = ExchangeMethod.FROM_FOLDER if _is_folder(place) else ExchangeMethod.NO_LINKS
    place.rename(before)
    try:
        new.rename(place)
    except BaseException:
        before.rename(place)
        raise
    return way


def _require_ours(place: Path, home: Path) -> None:
    copy = _copy_at(place)
    if copy and copy.parent.resolve() != home.resolve():
        raise OSError(f"{place} is a link to {copy}, which was not made here: remove it, and let what reads there read {place}")
    if not copy and os.path.lexists(place) and not _is_folder(place):
        raise OSError(f"{place} is a file, and a site is to stand there: move it away")


def _recover(place: Path, home: Path) -> None:
    """Bring back what was moved aside by a build that ended before it put something else there."""
    if not os.path.lexists(place) and os.path.lexists(home / PREVIOUS):
        (home / PREVIOUS).rename(place)


def _sweep(place: Path, home: Path) -> None:
    """Remove the copies that nobody reads any more, and what crashed builds left."""
    kept = _copy_at(place)
    for old in home.iterdir():
        if old != kept:
            _remove(old)


def _copy_at(place: Path) -> Path | None:
    """Return the copy to which the link at the place leads."""
    return place.parent / place.readlink() if place.is_symlink() else None


def _is_folder(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink()


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)
