"""What all workers of a test run share: the first that needs it makes it, the others wait, and nobody changes it afterwards."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared_folder(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder of this name, which `make` fills once in a test run, whichever worker comes first."""
    base = factory.getbasetemp()
    home = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, finished = home / name, home / f"{name}.finished"
    with FileLock(home / f"{name}.lock"):
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)  # the rest of a worker that failed here
            folder.mkdir()
            make(folder)
            finished.touch()
    return folder
