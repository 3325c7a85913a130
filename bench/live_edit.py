"""How long after saving a file the open page under `serve` is new, against a cold build of the same atlas in the same run, and its memory.

Run it as `python bench/live_edit.py`, or with other numbers of maps: `python bench/live_edit.py 12 60`; `sample` is the sample. A text
of a map is edited and saved, and its page is asked for as soon as the server says that there is a new state, as a browser does. Printed are
the medians in seconds, those of a cold build by `journeybook build`, both with the seconds of computing behind a slash, the ratio of the
latter, and the memory of the server after the first edit and after the last. `--edits 200` says how many edits there are.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build import sample
from generated_atlas import write_project

USUAL = ("sample", "12", "120")
USUAL_EDITS, WARM_UP = 20, 5
LONGEST_WAIT, POLL = 300.0, 0.02
"""The seconds after which a wait has failed, and between two looks."""
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
PROGRAM = (sys.executable, "-m", "journeybook")


def main() -> None:
    """Print a row of the table for each atlas."""
    arguments = sys.argv[1:]
    edits = int(arguments.pop(arguments.index("--edits") + 1)) if "--edits" in arguments else USUAL_EDITS
    atlases = [argument for argument in arguments if argument != "--edits"] or USUAL
    print("| Atlas | Pages | Start, s | Edit to page, s | Edit to findings, s | Cold build, s | Ratio | MB first | MB last |")
    print("| --- " * 9 + "|")
    for atlas in atlases:
        with tempfile.TemporaryDirectory() as place:
            print(_row(atlas, Path(place).resolve(), edits), flush=True)


def _row(atlas: str, place: Path, edits: int) -> str:
    project = sample(place) if atlas == "sample" else write_project(place / "project", int(atlas))
    seconds, computed = _cold_build(project)
    pages = sum(1 for _ in (project / "site/internal").resolve().rglob("index.html"))
    with _served(project) as (server, address, started):
        rows = []
        for number in range(edits + WARM_UP):
            before = _computed(server)
            wait, check = _edit(project, address, number)
            rows.append((wait, check, _computed(server) - before, _megabytes(server)))
    waits, checks, computing, sizes = zip(*rows[WARM_UP:], strict=True)
    wait, check, own = (statistics.median(column) for column in (waits, checks, computing))
    return (
        f"| {atlas} | {pages} | {started:.1f} | {wait:.2f} / {own:.2f} | {check:.2f} | {seconds:.1f} / {computed:.1f} "
        f"| {own / computed:.3f} | {sizes[0]:.0f} | {sizes[-1]:.0f} |"
    )


def _cold_build(project: Path) -> tuple[float, float]:
    """Return the seconds that a build of the internal site takes, when everything has been compiled, and those in which it computes."""
    for _ in range(2):
        shutil.rmtree(project / "site", ignore_errors=True)
        start, before = time.perf_counter(), os.times()
        command = [*PROGRAM, "build", "--project", str(project), "--audience", "internal"]
        subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)  # noqa: S603 - a fixed command
        seconds, after = time.perf_counter() - start, os.times()
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system


def _computed(process: int) -> float:
    """Return the seconds in which a process has computed."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _served(project: Path) -> Iterator[tuple[int, str, float]]:
    """Yield the number of the process that serves a project, its address, and the seconds until the first page was there."""
    log = project.parent / "log"
    command = [*PROGRAM, "serve", "--project", str(project), "--port", "8765", "--editor", "none"]
    start = time.perf_counter()
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output, env=ENVIRONMENT) as process:  # noqa: S603 - a fixed command
        try:
            address = _address(log)
            _read(address)
            yield _child(process.pid), address, time.perf_counter() - start
        finally:
            process.terminate()


def _address(log: Path) -> str:
    """Return the address as soon as the server answers."""
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        served = re.search(r"Serving on (http://\S+?)\s", log.read_text(encoding="utf-8", errors="replace"))
        if served:
            return served[1]
        time.sleep(POLL)
    raise TimeoutError(log.read_text(encoding="utf-8", errors="replace"))


def _child(process: int) -> int:
    """Return the number of the process that another has started."""
    return int(Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()[0])


def _megabytes(process: int) -> float:
    """Return the memory that a process has in use."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    resident = re.search(r"VmRSS:\s+(\d+)", status)
    return int(resident[1]) / 1024 if resident else 0.0


def _edit(project: Path, address: str, number: int) -> tuple[float, float]:
    """Write a new goal into a map, and return the seconds until its page shows it, and until the server has checked."""
    files = sorted((project / "journeys/maps").glob("*.yml"))
    file = files[number % len(files)]
    text, words = file.read_text(encoding="utf-8"), f"Goal {number} of the bench"
    identifier = re.search(r"^id: (\S+)", text, re.MULTILINE)
    edited = re.sub(r"^goal: .*(\n +.*)*", f"goal: {words}", text, count=1, flags=re.MULTILINE)
    if identifier is None or edited == text:
        return _edit(project, address, number + 1)
    root = "/".join(address.split("/")[:3])
    before = _state(root)
    start = time.perf_counter()
    file.write_text(edited, encoding="utf-8")
    while _state(root) == before:
        if time.perf_counter() - start > LONGEST_WAIT:
            raise TimeoutError("the server does not see what was saved")
        time.sleep(POLL)
    checked = time.perf_counter() - start
    if words not in _read(f"{address}maps/{identifier[1]}/"):
        raise ValueError(f"{file} was edited, and its page does not show it")
    return time.perf_counter() - start, checked


def _state(root: str) -> str:
    with urllib.request.urlopen(f"{root}/-/findings", timeout=LONGEST_WAIT) as answer:  # noqa: S310 - an address of this machine
        return str(answer.headers["Journeybook-State"])


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - an address of this machine
        return str(answer.read().decode())


if __name__ == "__main__":
    main()
