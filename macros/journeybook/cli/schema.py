"""`journeybook schema`: write what an editor needs to help with typing."""

import json
from pathlib import Path
from typing import Annotated

import typer

from journeybook.cli.editor_schema import editor_schemas
from journeybook.cli.project_schema import write_project_schemas
from journeybook.cli.terminal import FOUND, ProjectFolder, checked_project, require_sound_atlas, say
from journeybook.load.discover import FOLDER
from journeybook.model.vocabulary import Lane
from journeybook.publish.exchange_file import exchange_file

EXAMPLES = ("journeybook schema", "journeybook schema --project ../atlas --check")
SCHEMA_FOLDER = f"{FOLDER}/schema"


def schema(
    project: ProjectFolder = Path(),
    *,
    only_check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if a file is not what would be written.")] = False,
) -> None:
    """Write a JSON Schema for each kind of file, so that an editor completes keys and ids, and shows mistakes while they are typed.

    Those in .journeybook/schema know the ids of this atlas; git leaves them out, and journeybook check and serve keep them fresh. Those in
    journeys/schema know its lanes and no ids, for people without Journeybook: run this again after changing lanes. Editors with a YAML
    language server find one by a first line such as `# yaml-language-server: $schema=../../.journeybook/schema/maps.json`, or by a setting
    that joins the schema with journeys/maps/**/*.yml.
    """
    checked = checked_project(project)
    files = schema_files(require_sound_atlas(checked).lanes)
    changed = [name for name, data in files.items() if _before(project / name) != data]
    for name in changed:
        if not only_check:
            (project / name).parent.mkdir(exist_ok=True)
            with exchange_file(project / name) as output:
                output.write(files[name])
        say(f"{name} is {'not what would be written: run journeybook schema' if only_check else 'written'}")
    if not only_check:
        write_project_schemas(project, checked)
    if not changed:
        say(f"{SCHEMA_FOLDER} is up to date")
    if changed and only_check:
        raise typer.Exit(FOUND)


def schema_files(lanes: tuple[Lane, ...]) -> dict[str, bytes]:
    """Return the schema files by their path in the project."""
    written = {name: json.dumps(content, indent=1, ensure_ascii=False) for name, content in editor_schemas(lanes).items()}
    return {f"{SCHEMA_FOLDER}/{name}": f"{text}\n".encode() for name, text in written.items()}


def _before(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
