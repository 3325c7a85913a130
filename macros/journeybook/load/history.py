"""The project's git history, where there is one: the day of the last change.

Git reads settings from the project itself, and some of them name programs. It is asked under fixed settings, which stand over those of
the project, the user and the machine: no program is started, no server is asked, nothing is written, and the answer has one form.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

_SETTINGS = {
    "color.ui": "never",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "false",
    "diff.external": "",
    "log.follow": "false",
    "log.showSignature": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "safe.directory": "*",  # whoever owns the files, ages are the same; and nothing of theirs is run
}
GIT_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_CONFIG_COUNT": str(len(_SETTINGS)),
    **{f"GIT_CONFIG_KEY_{number}": name for number, name in enumerate(_SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(_SETTINGS.values())},
}
"""Variables under which git, whoever asks it, starts no program of the project's settings and asks no server."""
_COMMAND = ("git", "--no-pager", "--no-optional-locks")
_LOG = ("log", "--no-show-signature", "--no-color", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8")
_TIMEOUT_SECONDS = 20
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def last_change(project: Path, folder: str = "journeys") -> date | None:
    """Return the day of the last commit that touched the folder, or None where git does not know it.

    It does not without a repository or a commit with a day, nor in a shallow clone whose first commit seems to have written everything.
    """
    day, _, parents = _log(project, "-1", "--format=%cs %P", "--", folder).strip().partition(" ")
    try:
        known = date.fromisoformat(day) if _DAY.fullmatch(day) else None
    except ValueError:
        return None
    return known if known and (parents or _is_whole(project)) else None


def with_safe_git(variables: Mapping[str, str]) -> dict[str, str]:
    """Return variables of an environment with those of git replaced by GIT_ENVIRONMENT."""
    return {name: value for name, value in variables.items() if not name.upper().startswith("GIT_")} | GIT_ENVIRONMENT


def _is_whole(project: Path) -> bool:
    """Whether the history goes back to the first commit."""
    return is_repository(project) and not is_shallow(project)


def is_repository(project: Path) -> bool:
    """Whether a folder stands in a git repository, as far as git can be asked."""
    return bool(_git(project, "rev-parse", "--is-shallow-repository").strip())


def is_shallow(project: Path) -> bool:
    """Whether a clone holds the latest commits only."""
    return _git(project, "rev-parse", "--is-shallow-repository").strip() == "true"


def tracked_files(project: Path, folder: str) -> frozenset[str]:
    """Return the paths of the files in a folder that git holds; none where it cannot be asked."""
    return frozenset(filter(None, _git(project, "ls-files", "-z", "--", folder).split("\0")))


def _log(project: Path, *arguments: str) -> str:
    return _git(project, *_LOG, *arguments)


def _git(project: Path, *arguments: str) -> str:
    """Return what git answers under the fixed settings; the empty text where it cannot answer."""
    return (ask_git(project, *arguments) or b"").decode("utf-8", "replace")


def ask_git(project: Path, *arguments: str, standard_input: bytes = b"") -> bytes | None:
    """Return the bytes that git answers under the fixed settings; None where it cannot answer."""
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed command
            [*_COMMAND, "-C", str(project), *arguments],
            env=with_safe_git(os.environ) | {"LC_ALL": "C"},
            input=standard_input,
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None
