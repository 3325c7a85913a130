"""The project's git history, where there is one: the day of the last change, and who changed what."""

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path


def last_change(project: Path, folder: str = "journeys") -> date | None:
    """Return the day of the last commit that touched the folder, or None without git, a repository or a commit."""
    command = ["git", "-C", str(project), "log", "-1", "--format=%cs", "--", folder]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - a fixed command
    except (OSError, subprocess.TimeoutExpired):
        return None
    return date.fromisoformat(answer.stdout.strip()) if answer.returncode == 0 and answer.stdout.strip() else None


@dataclass(frozen=True)
class History:
    """The people, commit hashes and commit subjects of a project's changes; each once and sorted."""

    people: tuple[str, ...] = ()
    """Names and addresses."""
    numbers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


def history(project: Path, *, most: int = 500) -> History:
    """Return a project's last commits; an empty history without git or a repository."""
    command = ["git", "-C", str(project), "log", f"-{most}", "--format=%an%x00%ae%x00%cn%x00%ce%x00%H%x00%s", "--", "."]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=20, check=False)  # noqa: S603 - a fixed command
    except (OSError, subprocess.TimeoutExpired):
        return History()
    rows = [line.split("\0", 5) for line in answer.stdout.decode("utf-8", "replace").splitlines()] if answer.returncode == 0 else []
    people, numbers, subjects = ({text for row in rows for text in row[part]} for part in (slice(0, 4), slice(4, 5), slice(5, 6)))
    return History(tuple(sorted(people)), tuple(sorted(numbers)), tuple(sorted(subjects)))
