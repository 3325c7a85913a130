"""A function in a process of its own, which ends by force when it takes too much time or memory.

What a template does cannot be counted from outside: one call of Python can fill the memory or run for hours, and nothing in the same
process can stop it. The process is a copy of this one (fork); a system that cannot make one, such as Windows, sets no limits.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

PROCESS_SECONDS = 2
"""Seconds of computing time."""
MEGABYTES = 256
"""Megabytes of memory, in addition to what is in use."""
MOST_ANSWER_BYTES = 500_000
"""Bytes of the answer, in UTF-8."""
_FAILED, _OUT_OF_MEMORY = 121, 122
"""How the process ends beside 0: with the error in the place of the answer, and for want of memory."""
_MOST_OF_ERROR = 500
_DATA = 5
"""The column of `/proc/self/statm` that counts pages of data (proc(5))."""


class LimitPassedError(Exception):
    """The function took more than a limit allows."""


def run_limited(function: Callable[[], str]) -> str:
    """Return what the function returns; raise LimitPassedError at a limit, and RuntimeError with the message of an error in it."""
    if not hasattr(os, "fork"):
        return function()
    reading, writing = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(function, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        text = answer.read(MOST_ANSWER_BYTES + 1)
    _, status = os.waitpid(child, 0)
    if len(text) > MOST_ANSWER_BYTES or os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == _OUT_OF_MEMORY:
        raise LimitPassedError
    if status:
        raise RuntimeError(text.decode("utf-8", "replace"))
    return text.decode("utf-8", "surrogatepass")


def memory_in_use() -> int:
    """Return the bytes of memory that this process has asked for, as Linux limits them; elsewhere the most that it has used."""
    import resource  # noqa: PLC0415 - there is none on Windows

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[_DATA])
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return pages * resource.getpagesize()


def _run(function: Callable[[], str], writing: int) -> NoReturn:
    """Write what the function returns, or the error in it, and end this process whatever happens."""
    status = _OUT_OF_MEMORY
    try:
        _set_limits()
        status, text = _answer(function)
        with os.fdopen(writing, "wb") as answer:
            answer.write(text.encode("utf-8", "surrogatepass")[: MOST_ANSWER_BYTES + 1])
    except (MemoryError, BrokenPipeError):
        status = _OUT_OF_MEMORY
    finally:
        os._exit(status)


def _answer(function: Callable[[], str]) -> tuple[int, str]:
    """Return 0 and what the function returns, or how it fails and its error; where it ends the process, the error that made it do so."""
    try:
        return 0, function()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - all of them are told by whoever waits
        cause = error
        while isinstance(cause, SystemExit) and isinstance(cause.__context__, Exception):
            cause = cause.__context__
        text = " ".join(f"{type(cause).__name__}: {cause}".split())
        return _OUT_OF_MEMORY if isinstance(cause, MemoryError) else _FAILED, text[:_MOST_OF_ERROR]


def _set_limits() -> None:
    import resource  # noqa: PLC0415 - there is none where no process can be copied

    resource.setrlimit(resource.RLIMIT_CPU, (PROCESS_SECONDS, PROCESS_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (memory_in_use() + MEGABYTES * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
