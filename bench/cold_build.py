"""How much longer generated atlases take to build than plain MkDocs sites of as many pages of the same finished size.

Run it as `python bench/cold_build.py`, or with other numbers of maps: `python bench/cold_build.py 12 60`. It builds each internal site and
its plain twin in turn, three times, and prints the medians of computing time (user and system, with all processes) and their ratio.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from build import PLAIN
from generated_atlas import write_project

USUAL_MAPS = (12, 120)
ROUNDS = 3
PARAGRAPH = "A paragraph of plain words about nothing in particular, which goes on for as long as texts of authors usually do.\n\n"
SURROUNDINGS = {"NO_MKDOCS_2_WARNING": "1", "JOURNEYBOOK_AS_OF": "2026-11-02", "JOURNEYBOOK_UNPROVED": "1"}


def main() -> None:
    """Print a row of the table for each number of maps."""
    print("| Maps | Pages | MB of HTML | Ours, s of CPU | Plain, s of CPU | Ratio |\n| --- | --- | --- | --- | --- | --- |")
    for maps in [int(number) for number in sys.argv[1:]] or USUAL_MAPS:
        with tempfile.TemporaryDirectory() as place:
            print(_row(maps, Path(place)), flush=True)


def _row(maps: int, place: Path) -> str:
    ours = write_project(place / "ours", maps)
    cpu_seconds(ours, "mkdocs.internal.yml")  # templates and modules are compiled once, and that is not counted
    sizes = page_sizes(ours / "site")
    plain = _plain_twin(place / "plain", sizes)
    pairs = [(cpu_seconds(ours, "mkdocs.internal.yml"), cpu_seconds(plain, "mkdocs.yml")) for _ in range(ROUNDS)]
    seconds, plain_seconds = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(own / other for own, other in pairs)
    return f"| {maps} | {len(sizes)} | {sum(sizes.values()) / 1e6:.0f} | {seconds:.1f} | {plain_seconds:.1f} | {ratio:.2f} |"


def page_sizes(site: Path) -> dict[str, int]:
    """Return the bytes of every page of a site, by its folder."""
    return {page.parent.relative_to(site).as_posix(): page.stat().st_size for page in sorted(site.rglob("index.html"))}


def _plain_twin(project: Path, sizes: dict[str, int]) -> Path:
    """Write a plain project whose finished pages have these sizes, as nearly as whole paragraphs allow, and return it."""
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    shells = dict.fromkeys(sizes, 0)
    for wanted in (shells, sizes):
        for folder, size in wanted.items():
            page = project / "docs" / folder / "index.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            count = max(0, size - shells[folder]) // (len(PARAGRAPH) + len("<p></p>") - 1)
            page.write_text(f"# {folder}\n\n{PARAGRAPH * count}", encoding="utf-8")
        cpu_seconds(project, "mkdocs.yml")
        shells = shells if wanted is sizes else page_sizes(project / "site")
    return project


def cpu_seconds(project: Path, config: str) -> float:
    """Build a site anew and return the seconds of computing that it took."""
    shutil.rmtree(project / "site", ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(project / config), "-d", str(project / "site")]
    with subprocess.Popen(command, env={**os.environ, **SURROUNDINGS}, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - a fixed command
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{project / config} was not built")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
