"""Where a command runs: in a forge's job, in a terminal, with colours."""

import os
import shutil
import sys
from pathlib import Path

WIDTH = 120
"""Characters of a line that is shown where nobody knows the width."""


def is_github_actions() -> bool:
    """Whether GitHub Actions reads what is printed."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def folder_in_repository(project: Path) -> str:
    """Return the project's folder as seen from the root of the repository that a forge checked out, else from here; empty for the root."""
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or "."
    place, home = project.resolve(), Path(root).resolve()
    return place.relative_to(home).as_posix().removeprefix(".") if place.is_relative_to(home) else ""


def prints_to_terminal() -> bool:
    """Whether a person reads what is printed, as it is printed."""
    return sys.stdout.isatty()


def can_ask() -> bool:
    """Whether a person reads questions and can answer them."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def is_coloured() -> bool:
    """Whether colours are shown: in a terminal whose user has not asked for none."""
    return prints_to_terminal() and not os.environ.get("NO_COLOR")


def line_width() -> int:
    """Return the width of the terminal in characters."""
    return shutil.get_terminal_size().columns if prints_to_terminal() else WIDTH
