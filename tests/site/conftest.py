"""Built sites: the sample's own, made once for all tests, and small ones made on the spot."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIGS = {"public": "mkdocs.yml", "internal": "mkdocs.internal.yml"}


@dataclass(frozen=True)
class Built:
    """What a build of one site came to."""

    folder: Path
    code: int
    output: str

    def page(self, path: str) -> str:
        return (self.folder / path / "index.html").read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}


Build = Callable[..., Built]


def build_site(project: Path, audience: str, **environment: str) -> Built:
    """Build one site of a project strictly, in a process of its own, and return what came of it."""
    folder = project / "site" / audience
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(project / CONFIGS[audience]), "-d", str(folder)]
    surroundings = {"JOURNEYBOOK_AS_OF": "2026-11-02", "SOURCE_DATE_EPOCH": "315532800", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env={**os.environ, **surroundings, **environment}, capture_output=True, text=True, check=False)
    return Built(folder, done.returncode, done.stdout + done.stderr)


def dress_project(project: Path) -> Path:
    """Give a drawn project the repository's own site settings and the folders they name."""
    for config in CONFIGS.values():
        shutil.copy(ROOT / config, project / config)
    (project / "docs").mkdir(exist_ok=True)
    (project / "overrides").mkdir(exist_ok=True)
    return project


@pytest.fixture
def build() -> Build:
    """Build one site of a project."""
    return build_site


@pytest.fixture
def dress() -> Callable[[Path], Path]:
    """Make a drawn project buildable."""
    return dress_project


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Build both sites of the sample atlas, once; tests that use it carry the mark xdist_group("site")."""
    project = tmp_path_factory.mktemp("sample")
    for name in ("journeys", "docs", "overrides"):
        shutil.copytree(ROOT / name, project / name)
    for config in CONFIGS.values():
        shutil.copy(ROOT / config, project / config)
    sites = {audience: build_site(project, audience) for audience in CONFIGS}
    for audience, site in sites.items():
        assert site.code == 0, f"{audience}: {site.output}"
    return sites


@pytest.fixture(scope="session")
def build_sites() -> Callable[[Path], dict[str, Path]]:
    """Build both sites of a written project and say where they are."""

    def build_both(project: Path) -> dict[str, Path]:
        sites = {audience: build_site(dress_project(project), audience) for audience in CONFIGS}
        for audience, site in sites.items():
            assert site.code == 0, f"{audience}: {site.output[-3000:]}"
        return {audience: site.folder for audience, site in sites.items()}

    return build_both
