"""How long after saving a file the bar under `serve` says what is wrong, on the sample, while its pages are being built.

Run it as `python bench/live_check.py`. A mistake is saved and mended in turn. It prints the median seconds until the server's address of
findings says so, and how many times as long as one check of the same files takes by itself, measured in the same run between the saves. A
page asks that address three times a second, which comes on top for a reader.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from build import sample

SAVES, BETWEEN_SAVES, LONGEST_WAIT, POLL = 10, 4.0, 120.0, 0.02
"""How many files are saved, the seconds between two of them, and those after which a wait has failed and between two looks."""
CHECK = (
    "import gc, sys, time; from pathlib import Path; from journeybook.validate import check; gc.set_threshold(200_000); "
    "check(Path(sys.argv[1])); start = time.perf_counter(), time.process_time(); check(Path(sys.argv[1])); "
    "print(time.perf_counter() - start[0], time.process_time() - start[1])"
)
"""A second check in one process, as the server repeats it."""
FILE, RIGHT, WRONG = "journeys/personas/personas.yml", "  role: ", "  rolle: "


def main() -> None:
    """Serve the sample, save mistakes, and print the figures."""
    with tempfile.TemporaryDirectory() as place:
        project, log = sample(Path(place)), Path(place) / "log"
        command = [sys.executable, "-m", "journeybook", "serve", "--project", str(project), "--port", "8765", "--editor", "none"]
        with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output, env=_environment()) as server:  # noqa: S603 - a fixed command
            try:
                address = _address(log)
                checks, waits = zip(*((_check(project), _save(project, address, number)) for number in range(SAVES)), strict=True)
            finally:
                server.terminate()
    ratios = [wait / seconds for wait, (seconds, _) in zip(waits, checks, strict=True)]
    print(f"{statistics.median(waits):.2f} s ({min(waits):.2f} to {max(waits):.2f}) from saving to the bar, in {SAVES} saves")
    alone, computed = (statistics.median(column) for column in zip(*checks, strict=True))
    print(f"{statistics.median(ratios):.1f} times as long as a check alone, {alone:.2f} s, of which it computes {computed:.2f} s")


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def _address(log: Path) -> str:
    """Return the address of findings as soon as the first site is there."""
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        served = re.search(r"Serving on (http://\S+?)/?\s", log.read_text(encoding="utf-8", errors="replace"))
        if served:
            host = "/".join(served[1].split("/")[:3])
            return f"{host}/-/findings"
        time.sleep(POLL)
    raise TimeoutError(log.read_text(encoding="utf-8", errors="replace"))


def _save(project: Path, address: str, number: int) -> float:
    """Save a mistake, or mend it, and return the seconds until the server says so; then leave it time to build."""
    file = project / FILE
    is_mistake = number % 2 == 0
    text = file.read_text(encoding="utf-8")
    start = time.perf_counter()
    file.write_text(text.replace(RIGHT, WRONG, 1) if is_mistake else text.replace(WRONG, RIGHT, 1), encoding="utf-8")
    while (WRONG.strip(" :") in _answer(address)) is not is_mistake:
        if time.perf_counter() - start > LONGEST_WAIT:
            raise TimeoutError("the server does not say what was saved")
        time.sleep(POLL)
    seconds = time.perf_counter() - start
    time.sleep(BETWEEN_SAVES)
    return seconds


def _answer(address: str) -> str:
    with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - an address of this machine
        return str(answer.read().decode())


def _check(project: Path) -> tuple[float, float]:
    """Return the seconds that a check takes, and those in which it computes, which are as many on a machine with nothing else to do."""
    answer = subprocess.run([sys.executable, "-c", CHECK, str(project)], check=True, capture_output=True, text=True)  # noqa: S603 - a fixed command
    seconds, computed = map(float, answer.stdout.split())
    return seconds, computed


if __name__ == "__main__":
    main()
