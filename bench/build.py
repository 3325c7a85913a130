"""How much longer a build of the sample's internal site takes than a plain MkDocs build of as many pages of plain text.

Run it as `python bench/build.py`. It prints the median of five pairs, each pair run one after the other, and their ratio.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAIRS = 5
PLAIN = "site_name: Plain\ntheme: {name: material, font: false, features: [navigation.prune]}\nplugins: {search: {}}\n"


def main() -> None:
    """Build both in turn and print the figures."""
    with tempfile.TemporaryDirectory() as place:
        ours, plain = sample(Path(place)), Path(place) / "plain"
        seconds = [build(ours, "mkdocs.internal.yml")]
        pages = len(list((ours / "site").rglob("index.html")))
        _plain(plain, pages)
        pairs = [(build(ours, "mkdocs.internal.yml"), build(plain, "mkdocs.yml")) for _ in range(PAIRS)]
        seconds = [own for own, _ in pairs]
        ratios = [own / other for own, other in pairs]
        print(f"{pages} pages: {statistics.median(seconds):.1f} s, {statistics.median(ratios):.2f} times as long as plain text")
        print(f"ratios from {min(ratios):.2f} to {max(ratios):.2f} in {PAIRS} pairs")


def sample(place: Path) -> Path:
    """Copy the sample into a folder and return its project."""
    project = place / "ours"
    for name in ("journeys", "docs", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(ROOT / name, project / name)
    return project


def _plain(project: Path, pages: int) -> None:
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    for number in range(pages):
        text = f"# Page {number}\n\n" + "A paragraph of plain words about nothing in particular.\n\n" * 40
        name = "index.md" if number == 0 else f"page-{number}.md"
        (project / "docs" / name).write_text(text, encoding="utf-8")


def build(project: Path, config: str) -> float:
    """Build a site and return the seconds it took."""
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(project / config), "-d", str(project / "site")]
    start = time.perf_counter()
    surroundings = {"NO_MKDOCS_2_WARNING": "1", "JOURNEYBOOK_AS_OF": "2026-11-02", "JOURNEYBOOK_UNPROVED": "1"}
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **surroundings})  # noqa: S603 - a fixed command
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
