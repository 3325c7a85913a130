"""Shows what `journeybook check --fix` or `--ids` would change, asks, and writes it."""

from difflib import unified_diff
from pathlib import Path

import typer

from journeybook.cli.terminal import FAILED, can_ask, say
from journeybook.edit.mending import mended_files
from journeybook.edit.missing_ids import missing_ids
from journeybook.edit.trial import errors_after
from journeybook.findings import visible
from journeybook.publish.exchange_file import FileChange, exchange_files
from journeybook.validate import Checked


def mend_files(project: Path, checked: Checked, *, ask: bool) -> bool:
    """Mend what has one plain remedy, all files or none, and return whether anything was written; the patch goes to standard error."""
    changes = mended_files(project, checked)
    if not changes:
        say("Nothing here has one plain remedy: nothing is mended.")
        return False
    return _write(project, checked, changes, ask=ask)


def write_ids(project: Path, checked: Checked, *, ask: bool) -> bool:
    """Write the ids of parts that have none, all files or none, and return whether anything was written."""
    if not checked.ok:
        say("No ids are written while there are errors.")
        return False
    ids = missing_ids(project, checked.atlas)
    if ids.short:
        say(f"{ids.short} without an id are written in short form, as a bare text, and stay as they are")
    if not ids.changes:
        say("Whatever can have an id has one: none is written.")
        return False
    return _write(project, checked, ids.changes, ask=ask)


def _write(project: Path, checked: Checked, changes: tuple[FileChange, ...], *, ask: bool) -> bool:
    """Show changes, ask, and write them; return whether they were written."""
    unread = {change.file for change in changes if any(loss.place.file == _path(project, change) for loss in checked.lost.losses)}
    more = [finding for finding in errors_after(project, checked, changes) if project / finding.place.file not in unread]
    if more:
        say(f"Nothing is mended, since {more[0]} would be wrong then.")
        return False
    for change in changes:
        say("\n".join(map(visible, _patch(project, change))))
    if ask and not can_ask():
        say("Nothing is mended yet: there is no terminal to ask in. Say --yes to write this.")
        raise typer.Exit(FAILED)
    if ask and not typer.confirm("Write this?", err=True):
        say("Nothing is mended.")
        return False
    exchange_files(project, changes)
    return True


def _patch(project: Path, change: FileChange) -> list[str]:
    """Return the change of a file as a unified diff."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (change.old or b"", change.new))
    path = _path(project, change)
    return list(unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""))


def _path(project: Path, change: FileChange) -> str:
    return change.file.relative_to(project).as_posix()
