"""Files of authors as they were read, and as they are to be: the marks at their beginning and their line ends stay."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from journeybook.findings import Finding
from journeybook.load.discover import FOLDER, discover
from journeybook.load.source import read_source
from journeybook.publish.exchange_file import FileChange


@dataclass(frozen=True)
class ReadFiles:
    """The YAML files of a project that can be read, by path, and the findings about the others: those are not to be changed."""

    texts: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_files(project: Path) -> ReadFiles:
    """Read every YAML file of the journeys; whatever is wrong with its YAML is a finding."""
    readings = {file.path: (file.data, read_source(file.path, file.data)) for file in discover(project).files if file.data is not None}
    findings = tuple(finding for _, reading in readings.values() for finding in reading.findings)
    return ReadFiles({path: _text(data) for path, (data, reading) in readings.items() if not reading.findings}, findings)


def changed_files(project: Path, texts: dict[str, str], change: Callable[[str, str], str]) -> tuple[FileChange, ...]:
    """Return the files of which `change`, asked with path and text, returns another text."""
    new = {path: change(path, text) for path, text in texts.items()}
    return tuple(file_change(project, path, new[path]) for path, text in texts.items() if new[path] != text)


def file_change(project: Path, path: str, text: str, moved_to: str = "") -> FileChange:
    """Return the change of a file to another text, and to another place where one is named."""
    old = (project / path).read_bytes()
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    return FileChange(project / path, old, mark + text.encode(), project / moved_to if moved_to else None)


def path_in_project(project: Path, file: Path) -> str | None:
    """Return the path of a file or folder of the journeys in its project, or None where it is none of them."""
    try:
        path = file.resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        return None
    return path if PurePosixPath(path).is_relative_to(FOLDER) else None


def _text(data: bytes) -> str:
    return data.removeprefix(codecs.BOM_UTF8).decode()
