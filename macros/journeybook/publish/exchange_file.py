"""Exchanges a file for a finished one, in one step: whatever fails meanwhile, the old one stays."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from journeybook.publish.normalise import FILE_MODE


@contextmanager
def exchange_file(file: Path) -> Iterator[IO[bytes]]:
    """Yield what is to be written; it takes the file's place when the context is left, and raises OSError where it cannot."""
    if file.exists() and not file.is_file():  # a terminal or a pipe: nothing can take its place
        with file.open("wb") as output:
            yield output
        return
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        Path(name).chmod(FILE_MODE)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
