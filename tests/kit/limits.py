"""Limits of time and memory for one input of a test."""

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

MOST_SECONDS = 10.0
"""Computing time that one input may take: a stop, not a measure."""
MOST_KILOBYTES = 1_000_000
"""Memory that one input may take, above what the process has before."""
PROCESS = Path("/proc/self")
_STOPPED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({0}, {0}))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Starts Python so that the system stops it, and each process that it starts, after some seconds of computing time."""


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


def run_limited(arguments: list[str], seconds: float) -> tuple[int, str]:
    """Run Python with these arguments and return its exit code and output; it and all that it starts keep the limits of one input."""
    with TemporaryFile() as output:
        command = [sys.executable, "-c", _STOPPED.format(int(seconds) + 1), *arguments]
        process = subprocess.Popen(command, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        told = output.read().decode("utf-8", "replace")
    assert used.ru_utime + used.ru_stime < seconds, told
    assert used.ru_maxrss / (1024 if sys.platform == "darwin" else 1) < MOST_KILOBYTES, told
    return process.returncode, told


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
