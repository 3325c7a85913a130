"""Exchanges the site that readers find for a finished folder, in one step: the site is a link, and a new link takes its name.

Beside the site stands `.made`, with a folder for each site. In it lie the copy that the link leads to, the copy before it (a server may
have looked the link up a moment ago), and a lock beside it. What else of this kind is found there was left by a build that ended early.

Removed is only what is known as our own: `.made` holds a file of ours that says so, each folder on the way to a copy is a folder and no
link, and a copy has a name that only we give. A folder that gave way to a link is ours if it is as `normalise` left it, to the time of
each file; any other is kept.
"""

import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from itertools import count
from pathlib import Path

from journeybook.publish.lock import exclusive_lock
from journeybook.publish.normalise import flush_folder, is_normalised, normalise_folder

COPIES, LINK, PREVIOUS, KEPT = ".made", "link", "before", "kept-"
MARKER = "README.txt"
"""The file by which `.made` is known as ours."""
_ABOUT = "Made by journeybook: copies of the sites beside this folder, cleared by each build. Keep and serve nothing here.\n"
_COPY_PREFIX = "copy-"
_OUR_NAMES = re.compile(rf"{_COPY_PREFIX}[a-z0-9_]{{8}}|{LINK}|{PREVIOUS}")
"""What `mkdtemp` and we call the copies of one site."""
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

    What killed builds of this site or of others beside it left is removed. `waiting` is called if another build of the site goes on, and
    `unlocked` if this file system cannot keep two of them apart. Raises Busy if the other one does not end, and OSError if what stands
    there is not of our making.
    """
    home = _home(site)
    with exclusive_lock(home.with_name(f"{site.name}.lock"), timeout=timeout, waiting=waiting) as is_locked:
        if not is_locked:
            unlocked()
        _require_ours(site, home)
        _recover(site, home)
        _sweep(site, home)
        _sweep_others(site)
        folder = Path(tempfile.mkdtemp(prefix=_COPY_PREFIX, dir=home))
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
        _keep_foreign(folder.parent)
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


def _home(site: Path) -> Path:
    """Return the folder of the copies of a site; raises OSError where it, or a folder on the way to it, is not of our making."""
    copies = site.parent / COPIES
    home = copies / site.name
    site.parent.mkdir(parents=True, exist_ok=True)
    for folder in (site.parent, copies, home):
        with suppress(FileExistsError):
            folder.mkdir()
        if not _is_folder(folder):
            kind = "a link" if folder.is_symlink() else "no folder"
            raise OSError(f"{folder} is {kind}, and what lies behind it was not made here: move it away, and build again")
        if folder == copies:
            _mark(copies)
    return home


def _mark(copies: Path) -> None:
    """Mark the folder of all copies as ours, as long as it is empty; raises OSError where it holds something, and no mark of ours."""
    marker = copies / MARKER
    if not _is_file(marker) and any(copies.iterdir()) and not _is_file(marker):  # asked again: another build may just have written it
        raise OSError(f"{copies} is not empty, and was not made here, or by an older version: move it away, and build again")
    if not _is_file(marker):
        with suppress(FileExistsError):
            marker.open("x", encoding="utf-8").close()
    if marker.stat().st_size == 0:
        marker.write_text(_ABOUT, encoding="utf-8")


def _require_ours(site: Path, home: Path) -> None:
    copy = _copy_at(site)
    if copy and copy.parent.resolve() != home.resolve():
        raise OSError(f"{site} is a link to {copy}, which was not made here: remove it, and let what reads there read {site}")
    if not copy and os.path.lexists(site) and not _is_folder(site):
        raise OSError(f"{site} is a file, and a site is to stand there: move it away")


def kept_folders(site: Path) -> tuple[Path, ...]:
    """Return the folders that gave way to the site and were not of our making; nothing of ours removes them."""
    return tuple(sorted((site.parent / COPIES / site.name).glob(f"{KEPT}*")))


def _keep_foreign(home: Path) -> None:
    """Give what was moved aside a name under which it is kept, unless it is ours."""
    aside = home / PREVIOUS
    if _is_folder(aside) and not is_normalised(aside):
        aside.rename(next(place for number in count(1) if not os.path.lexists(place := home / f"{KEPT}{number}")))


def _recover(site: Path, home: Path) -> None:
    """Bring back what was moved aside by a build that ended before it put something else there."""
    if not os.path.lexists(site) and os.path.lexists(home / PREVIOUS):
        (home / PREVIOUS).rename(site)


def _sweep(site: Path, home: Path) -> None:
    """Remove the copies that nobody reads any more, and what crashed builds left."""
    _keep_foreign(home)
    kept = _copy_at(site)
    for old in home.iterdir():
        if old != kept and _OUR_NAMES.fullmatch(old.name):
            _remove(old)


def _sweep_others(site: Path) -> None:
    """Do the same for the other sites beside this one, as long as no build of theirs goes on."""
    for lock in (site.parent / COPIES).glob("*.lock"):
        other = site.parent / lock.stem
        home = lock.with_suffix("")
        if other == site or not _is_folder(home) or lock.is_symlink():
            continue
        with suppress(OSError), exclusive_lock(lock, timeout=0, waiting=lambda: None) as is_locked:
            if is_locked and not os.path.lexists(home / PREVIOUS):  # else the site may have to be recovered
                _sweep(other, home)


def _copy_at(site: Path) -> Path | None:
    """Return the copy to which the link at the site leads."""
    return site.parent / site.readlink() if site.is_symlink() else None


def _is_folder(path: Path) -> bool:
    """Whether this is a folder itself, and no link to one."""
    return stat.S_ISDIR(path.lstat().st_mode) if os.path.lexists(path) else False


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _remove(path: Path) -> None:
    if _is_folder(path):
        shutil.rmtree(path, ignore_errors=True)
    elif path.is_symlink():
        path.unlink(missing_ok=True)
