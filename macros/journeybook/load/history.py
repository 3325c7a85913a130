"""When the project last changed, by its git history, where there is one."""

import subprocess
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
