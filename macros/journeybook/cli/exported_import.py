"""Brings in an exported atlas, or a Mermaid diagram: new files only, all or none, and nothing that would break the journeys."""

import csv
import io
import shutil
from pathlib import Path

import typer

from journeybook.cli.terminal import FAILED, FOUND, say
from journeybook.exchange.formulas import neutralised
from journeybook.exchange.imported import Imported, Refused
from journeybook.exchange.reading import read_exported
from journeybook.findings import Finding, Level, visible
from journeybook.load.discover import FOLDER, IMPORT_FOLDER
from journeybook.load.yaml_writer import yaml_text
from journeybook.model.scalars import suggested_id
from journeybook.publish.exchange_file import FileChange, exchange_files
from journeybook.publish.temporary_folder import temporary_folder
from journeybook.validate import Checked, check


def import_exported(project: Path, file: Path, checked: Checked, goal: str) -> None:
    """Write the files that an exported file holds, print their paths, and say what was not placed or would be wrong.

    What stands in the project stays: a file that would differ is written into journeys/import, and so is all of it where the journeys
    would have errors that they have not today.
    """
    try:
        imported = read_exported(file.name, file.read_bytes(), checked.atlas)
    except Refused as problem:
        say(visible(str(problem)))
        raise typer.Exit(FAILED) from None
    files = {f"{FOLDER}/{name}": text.encode() for name, text in _texts(imported, goal).items()}
    new = {name: data for name, data in files.items() if not (project / name).exists()}
    errors = _errors(project, new, checked)
    beside = {name: data for name, data in files.items() if errors or name not in new}
    beside = {name: data for name, data in beside.items() if _bytes_at(project / name) != data}
    placed = {} if errors else new
    kept = {_place_beside(name): data for name, data in beside.items()}
    if imported.left_over:
        kept[f"{IMPORT_FOLDER}/{suggested_id(file.stem)}-left-over.csv"] = _left_over_csv(imported)
    _write(project, placed | kept)
    _report(imported, beside, errors, new)
    unstated = [text for text in imported.unstated if not (goal and text.endswith("(goal)"))]
    if unstated:
        say(visible(f"The file does not say: {'; '.join(unstated)}"))
    if errors:
        raise typer.Exit(FOUND)


def _texts(imported: Imported, goal: str) -> dict[str, str]:
    """Return the files' texts; a map that states no goal gets the one that was given."""
    texts = {}
    for name, data in imported.files.items():
        is_aimless = goal and name.startswith("maps/") and isinstance(data, dict) and "goal" not in data and "extends" not in data
        texts[name] = yaml_text(
            {"id": data["id"], "name": data["name"], "goal": goal} | data if is_aimless and isinstance(data, dict) else data
        )
    return texts


def _errors(project: Path, new: dict[str, bytes], checked: Checked) -> list[Finding]:
    """Return the errors that the journeys would have with the new files, and have not today."""
    with temporary_folder() as trial:
        shutil.copytree(project / FOLDER, trial / FOLDER)
        for name, data in new.items():
            (trial / name).parent.mkdir(parents=True, exist_ok=True)
            (trial / name).write_bytes(data)
        told_today = set(checked.findings)
        findings = check(trial, as_of=checked.as_of).findings
        return [finding for finding in findings if finding.level is Level.ERROR and finding not in told_today]


def _left_over_csv(imported: Imported) -> bytes:
    """Return what found no place as CSV: where it stood, the text, and why."""
    buffer = io.StringIO(newline="")
    lines = (("Where", "Text", "Why it was left over"), *((row.where, row.text, row.reason) for row in imported.left_over))
    csv.writer(buffer).writerows([neutralised(text) for text in line] for line in lines)
    return buffer.getvalue().encode("utf-8-sig")


def _place_beside(name: str) -> str:
    return f"{IMPORT_FOLDER}/{name.removeprefix(f'{FOLDER}/').replace('/', '-')}"


def _bytes_at(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(project: Path, files: dict[str, bytes]) -> None:
    """Write files, all or none; what an earlier import left beside the journeys is renewed."""
    exchange_files(project, [FileChange(project / name, _bytes_at(project / name), data) for name, data in files.items()])
    typer.echo("".join(f"{name}\n" for name in files), nl=False)


def _report(imported: Imported, beside: dict[str, bytes], errors: list[Finding], new: dict[str, bytes]) -> None:
    for name in beside:
        reason = "would bring errors" if errors and name in new else "is there already and stays as it is"
        say(f"{name} {reason}, so it stands in {_place_beside(name)}")
    for finding in errors:
        say(visible(str(finding)))
    for row in imported.left_over:
        say(visible(f"{row.where}: '{row.text}' is left over: {row.reason}"))
