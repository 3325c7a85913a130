"""The forge in whose job a command may run."""

import os
from pathlib import Path


def is_github_actions() -> bool:
    """Whether GitHub Actions reads what is printed."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def folder_in_repository(project: Path) -> str:
    """Return the project's folder as seen from the root of the repository that a forge checked out, else from here; empty for the root."""
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or "."
    place, home = project.resolve(), Path(root).resolve()
    return place.relative_to(home).as_posix().removeprefix(".") if place.is_relative_to(home) else ""
