"""Temporary folders whose remains are cleared: a command that is killed leaves its folder, and the next command removes it.

Beside each folder lies a lock that its command holds. The lock is there before the folder, so a folder whose lock is free is nobody's.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journeybook.publish.lock import exclusive_lock

_PREFIX, _FOLDER, _LOCK = "journeybook-", ".tmp", ".lock"
_ANY = "[a-z0-9_]" * 8
"""What makes a name unlike others, as a pattern; nothing of another length is ours."""


@contextmanager
def temporary_folder(home: Path | None = None) -> Iterator[Path]:
    """Yield a fresh folder in the given one, or in that for temporary files; it is removed in the end.

    What killed commands left there is removed as well. Raises OSError where no folder can be made.
    """
    home = Path(home or tempfile.gettempdir()).resolve()
    _sweep(home)
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=f"{_FOLDER}{_LOCK}", dir=home)
    os.close(handle)
    lock = Path(name)
    try:
        with exclusive_lock(lock, timeout=0, waiting=lambda: None):
            folder = lock.with_suffix("")
            folder.mkdir(mode=0o700)
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        with suppress(OSError):
            lock.unlink()


def _sweep(home: Path) -> None:
    """Remove the folders of commands that were killed."""
    for lock in home.glob(f"{_PREFIX}{_ANY}{_FOLDER}{_LOCK}"):
        folder = lock.with_suffix("")
        if not (_is_ours(lock) and _is_ours(folder) and folder.is_dir()):
            continue
        with suppress(OSError), exclusive_lock(lock, timeout=0, waiting=lambda: None) as is_locked:
            if is_locked:
                shutil.rmtree(folder, ignore_errors=True)
                lock.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Whether something is there that this user made himself, and no link."""
    with suppress(OSError):
        return not path.is_symlink() and (not hasattr(os, "geteuid") or path.lstat().st_uid == os.geteuid())
    return False
