"""Tries changes of files out in a copy of the project: what the check says of it with them, before anything is written."""

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from journeybook.findings import Finding
from journeybook.load.discover import FOLDER, IMPORT_FOLDER
from journeybook.publish.exchange_file import FileChange
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked, check

_CHECKED_FOLDERS = (FOLDER, "docs", "overrides")


def checked_after(project: Path, before: Checked, changes: Iterable[FileChange]) -> Checked:
    """Return a project as it would be after some changes, checked on a copy."""
    with temporary_folder() as folder:
        for name in _CHECKED_FOLDERS:
            if (project / name).is_dir():
                shutil.copytree(project / name, folder / name, symlinks=True, ignore=_ignored)
        for path in project.glob("mkdocs*.yml"):
            shutil.copy(path, folder / path.name)
        for change in changes:
            (folder / change.file.relative_to(project)).unlink(missing_ok=True)
            target = folder / change.place.relative_to(project)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(change.new)
        return check(folder, as_of=before.as_of)


def errors_after(project: Path, before: Checked, changes: Iterable[FileChange]) -> tuple[Finding, ...]:
    """Return the findings of rules that are broken more often after some changes than before, tried out on a copy."""
    after = checked_after(project, before, changes)
    counts = Counter(finding.rule for finding in before.findings)
    more = {rule for rule, count in Counter(finding.rule for finding in after.findings).items() if count > counts[rule]}
    return tuple(finding for finding in after.findings if finding.rule in more)


def _ignored(folder: str, names: list[str]) -> list[str]:
    """Return what of a folder the check does not read: what imports left, which may be large."""
    left = Path(IMPORT_FOLDER)
    return [name for name in names if name == left.name and Path(folder).name == left.parent.name]
