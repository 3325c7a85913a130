"""The schemas of one project, which know its ids, and the manual to which they link: files that no repository holds."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from journeybook.cli.editor_schema import ManualAddress, editor_schemas
from journeybook.edit.editor_ids import EditorIds, ids_of
from journeybook.model.base import Part
from journeybook.model.vocabulary import Lane
from journeybook.publish.exchange_file import exchange_file
from journeybook.render.reference import field_pages, reference_lines, sections_about
from journeybook.validate import Checked

PROJECT_FOLDER = ".journeybook"
"""What commands write for the people who work in a project; git is told to leave it out."""
_COMPACT = (",", ":")
SCHEMAS, MANUAL = f"{PROJECT_FOLDER}/schema", f"{PROJECT_FOLDER}/reference"


def write_project_schemas(project: Path, checked: Checked) -> None:
    """Write the schemas with the ids of a project, where they have changed; the old ones stay while `atlas.yml` has errors.

    Where nothing can be written, editors go without.
    """
    if not checked.atlas_errors:
        write_schemas_of_ids(project, checked.atlas.lanes, ids_of(checked))


def write_schemas_of_ids(project: Path, lanes: tuple[Lane, ...], ids: EditorIds) -> None:
    """Write the schemas of a project with these lanes and ids, where they have changed."""
    with suppress(OSError):
        for name, data in _schema_files(project, lanes, ids).items():
            path = project / name
            if not path.is_file() or path.read_bytes() != data:
                for folder in (project / PROJECT_FOLDER, path.parent):  # no parents: a project that is away is not made anew
                    folder.mkdir(exist_ok=True)
                with exchange_file(path) as output:
                    output.write(data)


def project_schema_files(project: Path, checked: Checked) -> dict[str, bytes]:
    """Return the schemas of a project and the manual, by their path in it."""
    return _schema_files(project, checked.atlas.lanes, ids_of(checked))


def _schema_files(project: Path, lanes: tuple[Lane, ...], ids: EditorIds) -> dict[str, bytes]:
    pages = field_pages()
    schemas = editor_schemas(lanes, ids, _manual_address(project, pages))
    files = {f"{SCHEMAS}/{name}": json.dumps(schema, separators=_COMPACT, ensure_ascii=False) for name, schema in schemas.items()}
    files |= {f"{MANUAL}/{name}": text for name, text in pages.items()}
    return {f"{PROJECT_FOLDER}/.gitignore": b"*\n"} | {name: text.encode() for name, text in files.items()}


def _manual_address(project: Path, pages: Mapping[str, str]) -> ManualAddress:
    """Return what says where in the manual of a project a field is described: a file and its line, as editors open them."""
    folder = (project / MANUAL).resolve().as_uri()
    lines = {page: reference_lines(text) for page, text in pages.items()}

    def address(model: type[Part], field: str) -> str:
        for page, title in sections_about(model, field):
            if line := lines[page].get((title, field)):
                return f"{folder}/{page}#L{line}"
        return ""

    return address
