"""Building sites with real MkDocs, each in a process of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIGS = {"public": "mkdocs.yml", "internal": "mkdocs.internal.yml"}
AS_OF = "2026-11-02"


@dataclass(frozen=True)
class Built:
    """What a build of one site came to."""

    folder: Path
    code: int
    output: str

    def page(self, path: str) -> str:
        return (self.folder / path / "index.html").read_text(encoding="utf-8")

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("index.html"))

    def files(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}


Build = Callable[..., Built]
Sites = dict[str, Built]


def build_site(project: Path, audience: str, **environment: str) -> Built:
    """Build one site of a project strictly, in a process of its own, and return what came of it."""
    folder = project / "site" / audience
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(project / CONFIGS[audience]), "-d", str(folder)]
    surroundings = {"JOURNEYBOOK_AS_OF": AS_OF, "SOURCE_DATE_EPOCH": "315532800", "NO_MKDOCS_2_WARNING": "1", "JOURNEYBOOK_UNPROVED": "1"}
    done = subprocess.run(command, env={**os.environ, **surroundings, **environment}, capture_output=True, text=True, check=False)
    return Built(folder, done.returncode, done.stdout + done.stderr)


def dress_project(project: Path) -> Path:
    """Give a drawn project the repository's own site settings and the folders they name."""
    for config in CONFIGS.values():
        shutil.copy(ROOT / config, project / config)
    (project / "docs").mkdir(exist_ok=True)
    (project / "overrides").mkdir(exist_ok=True)
    return project


def build_sample(project: Path) -> Sites:
    """Build both sites of the sample atlas from a copy of it in this folder."""
    for name in ("journeys", "docs", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    return build_both(project)


def built_sites(project: Path) -> Sites:
    """Return both sites of a project that was built before."""
    return {audience: Built(project / "site" / audience, 0, "") for audience in CONFIGS}


def build_both(project: Path) -> Sites:
    """Build both sites of a written project; both must succeed."""
    dress_project(project)
    with ThreadPoolExecutor() as threads:
        sites = dict(zip(CONFIGS, threads.map(partial(build_site, project), CONFIGS), strict=True))
    for audience, site in sites.items():
        faults = [line for line in site.output.splitlines() if " warning " not in line]
        assert site.code == 0, f"{audience}: {faults[-30:]}"
    return sites
