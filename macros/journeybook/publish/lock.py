"""A lock between processes: the system lets it go when its holder ends, however that comes about."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

GLANCE = 0.1
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Busy(OSError):  # noqa: N818 - it says how things stand
    """Somebody else has held the lock for longer than we wait."""


@contextmanager
def alone(file: Path, *, patience: float, waiting: Callable[[], object]) -> Iterator[bool]:
    """Let one process in at a time; say whether there is a lock at all, since some file systems have none.

    `waiting` is called once if somebody else is inside; after `patience` seconds of that, Busy is raised.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield _taken(handle, file, patience, waiting)
    finally:
        os.close(handle)


def _taken(handle: int, file: Path, patience: float, waiting: Callable[[], object]) -> bool:
    end = time.monotonic() + patience
    told = False
    while True:
        try:
            _take(handle)
        except OSError as problem:
            if problem.errno not in _TAKEN:
                return False
            if time.monotonic() >= end:
                raise Busy(f"somebody else has held {file} for {patience:g} seconds") from None
            told = told or (waiting(), True)[1]
            time.sleep(GLANCE)
        else:
            return True


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
