"""Limits of time and memory for one input of a test."""

import re
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_KILOBYTES = 1_000_000
"""Memory that one input may take, above what the process has before."""
PROCESS = Path("/proc/self")


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what takes more computing time than that, and refuse what took too much memory."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"this input takes more than {seconds:g} seconds")

    memory = _begin_peak()
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert _peak() - memory < MOST_KILOBYTES


def _begin_peak() -> float:
    """Return the kilobytes in use, and let the peak begin anew where the system can: other tests of the same process had theirs."""
    if (PROCESS / "clear_refs").exists():
        (PROCESS / "clear_refs").write_text("5", encoding="ascii")
    return _peak()


def _peak() -> float:
    if (PROCESS / "status").exists():
        peak = re.search(r"^VmHWM:\s+(\d+) kB$", (PROCESS / "status").read_text(encoding="ascii"), re.MULTILINE)
        assert peak is not None
        return float(peak[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
