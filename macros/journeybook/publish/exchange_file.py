"""Exchanges a file for a finished one, in one step: whatever fails meanwhile, the old one stays."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from journeybook.publish.normalise import FILE_MODE
from journeybook.publish.temporary_folder import temporary_folder


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
            output.flush()
            os.fsync(output.fileno())
        finished.chmod(FILE_MODE)
        finished.replace(file)
