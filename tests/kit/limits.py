"""Limits of time and memory for one input of a test."""

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MOST_KILOBYTES = 1_000_000
"""Memory of the whole process at its highest."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what takes more computing time than that, and refuse what took too much memory."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"this input takes more than {seconds:g} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    scale = 1024 if sys.platform == "darwin" else 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale < MOST_KILOBYTES
