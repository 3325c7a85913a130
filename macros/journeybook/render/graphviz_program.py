"""The Graphviz program: which one it is, and how it is run so that it reads no file, sees no secret and always comes to an end."""

import atexit
import os
import subprocess
import sys
from contextlib import ExitStack
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from journeybook.publish.temporary_folder import temporary_folder

_SECONDS = 20
_SETTING = "JOURNEYBOOK_GRAPHVIZ"


class DrawingFailed(Exception):
    """A picture could not be drawn; the message is one line that says why."""


def graphviz(dot: str, *, output: str = "svg") -> bytes:
    """Return what the Graphviz program makes of positioned DOT; the same text is drawn once in a process."""
    return _run(_program(), dot, output=output)


@lru_cache(maxsize=256)
def _run(program: str, dot: str, *, output: str) -> bytes:
    try:
        finished = subprocess.run(  # noqa: S603 - a list without a shell; the program is ours or the one that was set
            [program, "-Kneato", "-n2", f"-T{output}"],
            input=dot.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            cwd=_empty_folder(),
            env={"SERVER_NAME": "x"},  # with this name set Graphviz refuses to open files
        )
    except subprocess.TimeoutExpired:
        raise DrawingFailed(f"Graphviz took longer than {_SECONDS} seconds") from None
    except (OSError, UnicodeEncodeError) as problem:
        raise DrawingFailed(f"Graphviz could not be started: {problem}") from None
    if finished.returncode:
        reason = next(iter(finished.stderr.decode(errors="replace").splitlines()), "it gave no reason")
        raise DrawingFailed(f"Graphviz ended with {finished.returncode}: {reason}")
    return finished.stdout


@lru_cache(maxsize=1)
def _empty_folder() -> Path:
    """Return a folder in which there is nothing to read, and which goes away with this process."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(temporary_folder())


def _program() -> str:
    """Return the program that the environment names, else the one that was installed with us."""
    return os.environ.get(_SETTING) or _installed()


@lru_cache(maxsize=1)
def _installed() -> str:
    beside = [Path(sys.executable).parent / name for name in ("graphviz-pure", "graphviz-pure.exe")]
    for candidate in (*beside, *_packaged()):
        if candidate.is_file():
            return str(candidate)
    raise DrawingFailed(f"the Graphviz program is missing: install the package graphviz-pure, or set {_SETTING} to a program")


def _packaged() -> list[Path]:
    try:
        return [Path(str(file.locate())) for file in files("graphviz-pure") or [] if file.stem == "graphviz-pure"]
    except PackageNotFoundError:
        return []
