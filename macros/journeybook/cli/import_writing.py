"""Writes what an import made: new files alone, all or none, and beside what stands there already."""

import difflib
from pathlib import Path

import typer

from journeybook.cli.import_plan import ImportPlan, ImportRequest, PlannedFile, left_over_csv
from journeybook.cli.import_report import account_lines
from journeybook.cli.terminal import say
from journeybook.findings import visible
from journeybook.load.discover import FOLDER, IMPORT_FOLDER
from journeybook.model.scalars import suggested_id
from journeybook.publish.exchange_file import FileChange, exchange_files


def write_import(project: Path, request: ImportRequest, plan: ImportPlan) -> None:
    """Write the files of a plan, print their paths, and report on what was not placed, not stated or not right."""
    new = dict(filter(None, (_placed(project, planned, has_errors=plan.has_errors) for planned in plan.files)))
    read = {planned.path: planned.before for planned in plan.files if planned.is_extended}
    if plan.left_over:
        data = left_over_csv(request.file, plan.left_over)
        path = _free(project, f"{IMPORT_FOLDER}/{suggested_id(f'{request.stem} left over')}", ".csv", data)
        new |= {path: data} if path else {}
    exchange_files(project, [FileChange(project / path, read.get(path), data) for path, data in new.items()])
    typer.echo("".join(f"{path}\n" for path in new), nl=False)
    for planned in plan.files:
        _report(planned, has_errors=plan.has_errors)
    for finding in plan.findings:
        say(visible(str(finding)))
    for line in account_lines(plan):
        say(line)


def _placed(project: Path, planned: PlannedFile, *, has_errors: bool) -> tuple[str, bytes] | None:
    """Return where a file is written, and its bytes; None where the same stands there already."""
    if planned.before == planned.data:
        return None
    if (planned.before is None or planned.is_extended) and not has_errors:
        return planned.path, planned.data
    home = Path(planned.path).relative_to(FOLDER)
    path = _free(project, f"{IMPORT_FOLDER}/{'-'.join(home.with_suffix('').parts)}", home.suffix, planned.data)
    return (path, planned.data) if path else None


def _free(project: Path, stem: str, ending: str, data: bytes) -> str:
    """Return the first path beside earlier imports at which nothing stands; empty where the same stands already."""
    path, number = f"{stem}{ending}", 1
    while (project / path).exists():
        if (project / path).read_bytes() == data:
            return ""
        number += 1
        path = f"{stem}-{number}{ending}"
    return path


def _report(planned: PlannedFile, *, has_errors: bool) -> None:
    """Print how a file differs from what stands there, or why it does not stand there."""
    if planned.before == planned.data:
        say(f"{planned.path} says all of it already: nothing is written")
    elif planned.before is not None and not planned.is_extended:
        say(f"{planned.path} is there already and stays as it is; this is how the import differs from it:")
        before, after = (data.decode("utf-8", "replace").splitlines() for data in (planned.before, planned.data))
        typer.echo("\n".join(map(visible, difflib.unified_diff(before, after, planned.path, "the import", lineterm="", n=1))))
    elif has_errors:
        say(f"{planned.path} would bring errors, so it stands in {IMPORT_FOLDER} instead: mend it there, then move it.")
