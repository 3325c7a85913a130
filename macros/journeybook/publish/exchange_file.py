"""Exchanges a file for a finished one, in one step: whatever fails meanwhile, the old one stays; or several files, all or none."""

import os
import signal
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from journeybook.publish.lock import exclusive_lock
from journeybook.publish.normalise import FILE_MODE
from journeybook.publish.temporary_folder import temporary_folder

LONGEST_WAIT = 10
"""Seconds for which a command waits for another that is changing files of the same project."""


@contextmanager
def exchange_file(file: Path) -> Iterator[IO[bytes]]:
    """Yield what is to be written; it takes the file's place when the context is left, and raises OSError where it cannot.

    What a killed command left beside the file is removed.
    """
    if file.exists() and not file.is_file():  # a terminal or a pipe: nothing can take its place
        with file.open("wb") as output:
            yield output
        return
    with temporary_folder(file.parent) as folder:
        finished = folder / "file"
        with finished.open("wb") as output:
            yield output
        place_file(finished, file)


def place_file(finished: Path, file: Path) -> None:
    """Put a finished file of the same disk in its place in one step, when it is down on the disk; raises OSError where it cannot."""
    with finished.open("rb") as written:
        os.fsync(written.fileno())
    finished.chmod(FILE_MODE)
    finished.replace(file)


@contextmanager
def pulling_alone(home: Path) -> Iterator[None]:
    """Let one process at a time write snapshots of a project; Busy where another does."""
    with exclusive_lock(_lock(home, "pull"), timeout=0, waiting=lambda: None):
        yield


@dataclass(frozen=True)
class FileChange:
    """A file as it was read, none where it is new, and what it is to be; `moved_to` names its new place where it has one."""

    file: Path
    old: bytes | None
    new: bytes
    moved_to: Path | None = None

    @property
    def place(self) -> Path:
        """Where the file is to stand."""
        return self.moved_to or self.file


def write_new_files(home: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their path in a folder as `exchange_files` does; raises OSError where one is there already."""
    exchange_files(home, [FileChange(home / name, None, data) for name, data in files.items()])


def exchange_files(home: Path, changes: Sequence[FileChange]) -> None:
    """Exchange several files for what they are to be: all of them, or none where one cannot be written or is no more as it was read.

    They are made in a folder in `home`, on whose disk they lie. Folders that are missing are made. Ctrl-C waits until all are exchanged or
    as before.
    """
    lock = exclusive_lock(_lock(home), timeout=LONGEST_WAIT, waiting=lambda: None)
    with lock, _folders_of(change.place for change in changes), temporary_folder(home) as folder:
        for number, change in enumerate(changes):
            _require_as_read(change)
            _write(folder / f"new-{number}", change.new, change)
            if change.old is not None:
                _write(folder / f"old-{number}", change.old, change)
        with _uninterrupted():
            _exchange_all(folder, changes)


@contextmanager
def _folders_of(files: Iterable[Path]) -> Iterator[None]:
    """Make the folders of files that are missing, and remove them again where the files are not written."""
    missing: list[Path] = []
    try:
        for file in files:
            for folder in reversed([parent for parent in file.parents if not parent.exists()]):
                folder.mkdir()
                missing.append(folder)
        yield
    except BaseException:
        for folder in reversed(missing):
            with suppress(OSError):
                folder.rmdir()
        raise


def _require_as_read(change: FileChange) -> None:
    """Raise OSError where a file is no more as it was read, or something stands at its new place."""
    if change.old is not None and change.file.read_bytes() != change.old:
        raise OSError(f"{change.file} has changed meanwhile: nothing was written; run the command again")
    if (change.old is None or change.moved_to is not None) and os.path.lexists(change.place):
        raise OSError(f"{change.place} is there already: nothing was written")


def _exchange_all(folder: Path, changes: Sequence[FileChange]) -> None:
    """Put every new file in its place; if one cannot be put there, the others are put back."""
    done: list[tuple[int, FileChange]] = []
    try:
        for number, change in enumerate(changes):
            done.append((number, change))
            (folder / f"new-{number}").replace(change.place)
            if change.moved_to is not None:
                change.file.unlink()
    except BaseException:
        for number, change in reversed(done):
            if change.old is not None:
                (folder / f"old-{number}").replace(change.file)
            if change.old is None or change.moved_to is not None:
                change.place.unlink(missing_ok=True)
        raise


def _write(path: Path, data: bytes, change: FileChange) -> None:
    """Write a file down to the disk, with the mode of the one that it takes the place of."""
    with path.open("wb") as output:
        output.write(data)
        output.flush()
        os.fsync(output.fileno())
    if change.old is not None:
        path.chmod(change.file.stat().st_mode & 0o777)


def _lock(home: Path, purpose: str = "files") -> Path:
    """Return a lock of a project, outside of it, so that no repository shows it."""
    user = os.geteuid() if hasattr(os, "geteuid") else 0
    digest = sha256(str(home.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"journeybook-{purpose}-{user}-{digest}.lock"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back what would end the process, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
