"""A lock between processes, held on a file: the system releases it when its holder ends, however that comes about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class Busy(OSError):
    """Another process has held the lock for longer than we wait."""


@contextmanager
def exclusive_lock(file: Path, *, timeout: float, waiting: Callable[[], object]) -> Iterator[bool]:
    """Hold the lock on a file while the context is open; the value is false on a file system without locks.

    `waiting` is called once if another process holds the lock; after `timeout` seconds of that, Busy is raised.
    """
    if file.is_symlink():
        raise OSError(f"{file} is a link, and what it leads to was not made here: move it away, and build again")
    file.open("ab").close()  # where even the file cannot be written, this says why
    lock = FileLock(file, fallback_to_soft=False)  # a soft lock would outlive a holder that is killed
    is_locked = _acquire(lock, file, timeout, waiting)
    try:
        yield is_locked
    finally:
        lock.release()


def _acquire(lock: FileLock, file: Path, timeout: float, waiting: Callable[[], object]) -> bool:
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire(timeout=timeout)
    except Timeout:
        raise Busy(f"somebody else has held {file} for {timeout:g} seconds") from None
    except OSError:
        return False
    return True
