"""The forge in whose job a command may run."""

import os
from pathlib import Path

LONGEST_COMMENTS = {"GITLAB_CI": 1_000_000}
"""Characters of the longest comment that a forge takes, by the variable that says whose job it is."""
SHORTEST_LIMIT = 65_536
"""That of GitHub."""


def longest_comment() -> int:
    """Return how many characters a comment may have where the command runs, else everywhere."""
    return next((most for variable, most in LONGEST_COMMENTS.items() if os.environ.get(variable) == "true"), SHORTEST_LIMIT)


def is_github_actions() -> bool:
    """Whether GitHub Actions reads what is printed."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def folder_in_repository(project: Path) -> str:
    """Return the project's folder as seen from the root of the repository that a forge checked out, else from here; empty for the root."""
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or "."
    place, home = project.resolve(), Path(root).resolve()
    return place.relative_to(home).as_posix().removeprefix(".") if place.is_relative_to(home) else ""
