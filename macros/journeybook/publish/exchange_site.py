"""Exchanges the site that readers find for a finished folder, in one step: the site is a link, and a new link takes its name.

Beside the site stands `.made`, with a folder for each site. In it lie the copy that the link leads to, the copy before it (a server may
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
"""How many seconds a build waits for another one of the same site."""
_NO_LINKS = (errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


class ExchangeMethod(StrEnum):
    """How a site was exchanged: without readers noticing, or with a moment in which there was nothing."""

    ONE_STEP = "one step"
    FROM_FOLDER = "a folder gave way to a link"
    NO_LINKS = "there are no links here"


@contextmanager
def fresh_copy(
    site: Path,
    *,
    waiting: Callable[[], object] = lambda: None,
    unlocked: Callable[[], object] = lambda: None,
    timeout: float = LOCK_TIMEOUT,
) -> Iterator[Path]:
    """Yield a fresh folder in which to build the site; unless it has become the site, it is removed in the end.

    `waiting` is called if another build of the site goes on, and `unlocked` if this file system cannot keep two of them apart. Raises
    Busy if the other one does not end, and OSError if what stands there is not of our making.
    """
    home = site.parent / COPIES / site.name
    home.mkdir(parents=True, exist_ok=True)
    with exclusive_lock(home.with_name(f"{site.name}.lock"), timeout=timeout, waiting=waiting) as is_locked:
        if not is_locked:
            unlocked()
        _require_ours(site, home)
        _recover(site, home)
        _sweep(site, home)
        folder = Path(tempfile.mkdtemp(dir=home))
        try:
            yield folder
        finally:
            if _copy_at(site) != folder:
                _remove(folder)


def exchange_site(folder: Path, site: Path) -> ExchangeMethod:
    """Make a finished fresh copy the site that readers find; raises OSError, and then the old site is still there."""
    normalise_folder(folder)
    link = _link(folder, site)
    method = _swap(link or folder, site, folder.with_name(PREVIOUS))
    with suppress(OSError):  # the exchange is done already
        flush_folder(site.parent)
    return method if link else ExchangeMethod.NO_LINKS


def _link(folder: Path, site: Path) -> Path | None:
    """Return a new link to the folder, to be renamed to the site; none on a file system without links."""
    link = folder.with_name(LINK)
    try:
        link.symlink_to(os.path.relpath(folder, site.parent), target_is_directory=True)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        return None
    return link


def _swap(new: Path, site: Path, before: Path) -> ExchangeMethod:
    if new.is_symlink() and not _is_folder(site):
        try:
            new.replace(site)
        except PermissionError:
            if os.name != "nt":  # Windows never replaces a link to a folder in one step
                raise
        else:
            return ExchangeMethod.ONE_STEP
    if not os.path.lexists(site):
        new.rename(site)
        return ExchangeMethod.ONE_STEP
    method = ExchangeMethod.FROM_FOLDER if _is_folder(site) else ExchangeMethod.NO_LINKS
    site.rename(before)
    try:
        new.rename(site)
    except BaseException:
        before.rename(site)
        raise
    return method


def _require_ours(site: Path, home: Path) -> None:
    copy = _copy_at(site)
    if copy and copy.parent.resolve() != home.resolve():
        raise OSError(f"{site} is a link to {copy}, which was not made here: remove it, and let what reads there read {site}")
    if not copy and os.path.lexists(site) and not _is_folder(site):
        raise OSError(f"{site} is a file, and a site is to stand there: move it away")


def _recover(site: Path, home: Path) -> None:
    """Bring back what was moved aside by a build that ended before it put something else there."""
    if not os.path.lexists(site) and os.path.lexists(home / PREVIOUS):
        (home / PREVIOUS).rename(site)


def _sweep(site: Path, home: Path) -> None:
    """Remove the copies that nobody reads any more, and what crashed builds left."""
    kept = _copy_at(site)
    for old in home.iterdir():
        if old != kept:
            _remove(old)


def _copy_at(site: Path) -> Path | None:
    """Return the copy to which the link at the site leads."""
    return site.parent / site.readlink() if site.is_symlink() else None


def _is_folder(site: Path) -> bool:
    return site.is_dir() and not site.is_symlink()


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)
