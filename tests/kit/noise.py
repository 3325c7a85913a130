"""What surrounds a project and must not matter: its folder, its other files and their times, its history, the clock, and the machine."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

from sites import CONFIGS, ROOT
from two_audiences import World

SHIFTED = """import datetime, time

SHIFT = {shift}
_time, _gmtime, _localtime = time.time, time.gmtime, time.localtime
time.time = lambda: _time() + SHIFT
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)


class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=SHIFT)


datetime.datetime = Shifted
"""
"""Lets a process of Python live in another year."""


@dataclass(frozen=True)
class Noisy:
    """A world, its project and the public site that was built of it."""

    world: World
    project: Path
    site: Path


def write_noisy(world: World, home: Path) -> tuple[Path, dict[str, str]]:
    """Write a world as a project with internal pages, tables and a history; return it with its surroundings."""
    project = home / "/".join(["atlas", *(f"folder {world.chance(f'folder {place}')}" for place in range(world.seed % 4))])
    world.write(project)
    for config in CONFIGS.values():
        text = (ROOT / config).read_text(encoding="utf-8")
        (project / config).write_text(text.replace("example-org", f"org-{world.seed}"), encoding="utf-8")
    word = [world.token(f"noise {place}", public=False) for place in range(8)]
    name = ["".join(letter for letter in text.lower() if letter in ascii_lowercase)[:9] for text in word]
    pages = {f"docs/guide/{name[0]}.md": f"# {word[1]}\n\n{word[2]}\n", f"docs/{name[3]}/index.md": f"# {word[4]}\n"}
    pages |= {"docs/public/first-steps.md": "# First steps\n\nBring your list of people.\n\n![a dot](dot.png)\n"}
    pages |= {f"journeys/metrics/{name[5]}.csv": f"account,{word[6]}\n{word[7]},{world.seed}\n"} if world.seed else {}
    for page, text in pages.items():
        (project / page).parent.mkdir(parents=True, exist_ok=True)
        (project / page).write_text(text, encoding="utf-8")
    (project / "docs/public/dot.png").write_bytes((ROOT / "journeys/resources/logo.png").read_bytes())
    (project / "overrides").mkdir()
    for path in sorted(project.rglob("*")):
        path.chmod((0o755 if path.is_dir() else 0o644) if world.seed % 2 else (0o700 if path.is_dir() else 0o600))
        os.utime(path, (world.chance(str(path)), world.chance(str(path))))
    _commit(project, word)
    return project, _surroundings(world, home, word)


def build_public(project: Path, surroundings: dict[str, str], *, umask: int = 0o022) -> Path:
    """Build the public site with the command that readers use, and return its folder."""
    done = run_build(project, surroundings, umask=umask)
    assert done.returncode == 0, done.stdout + done.stderr
    return (project / "site" / "public").resolve()


def run_build(project: Path, surroundings: dict[str, str], *, umask: int = 0o022) -> subprocess.CompletedProcess[str]:
    """Run the command that builds the public site."""
    command = [sys.executable, "-m", "journeybook", "build", "--audience", "public", "--project", str(project)]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, umask=umask, cwd=project.parent)


def snapshot(site: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return everything that a reader can tell of a site: paths, modes, times and bytes."""
    paths = [site, *sorted(site.rglob("*"))]
    found = ((path, path.lstat()) for path in paths)
    return {
        path.relative_to(site).as_posix(): (stat.st_mode, stat.st_mtime_ns, b"" if path.is_dir() else path.read_bytes())
        for path, stat in found
    }


def _surroundings(world: World, home: Path, word: list[str]) -> dict[str, str]:
    early = home / "early"
    early.mkdir()
    (early / "sitecustomize.py").write_text(SHIFTED.format(shift=world.seed * 12_345_678), encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "VIRTUAL_ENV") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(early),
        "PYTHONHASHSEED": str(world.seed),
        "TZ": ("UTC", "Pacific/Auckland", "America/Caracas")[world.seed % 3],
        "LANG": ("C", "de_DE.UTF-8", "C.UTF-8")[world.seed % 3],
        "USER": word[0],
        "HOSTNAME": word[1],
        "JOURNEYBOOK_INTERNAL_URL": f"https://{word[2]}.example.org/",
        "JOURNEYBOOK_AS_OF": f"20{20 + world.seed % 10}-01-01",
        "SOURCE_DATE_EPOCH": str(world.seed * 1_000_000),
    }


def _commit(project: Path, word: list[str]) -> None:
    """Give a project a history by somebody."""
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", word[0]), ("EMAIL", f"{word[1]}@example.org"))
    }
    steps = (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", f"{word[2]} {word[3]}"))
    for step in steps:
        subprocess.run(["git", "-C", str(project), *step], env=os.environ | who, check=True, capture_output=True)
