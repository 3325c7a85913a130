"""Lists the files of a project, in an order that depends on their names alone, without following links."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load import rules
from journeybook.load.characters import refused_in_text
from journeybook.load.source import MAX_FILE_BYTES

FOLDER = "journeys"
IMPORT_FOLDER = f"{FOLDER}/import"
"""Where an import leaves what it could not place; nothing reads it."""
FIGURES = f"{FOLDER}/metrics"
"""Where tables of account data stand with their descriptions."""
YAML_SUFFIXES = (".yml", ".yaml")
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".parquet")
"""The endings of such tables."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"|?*\\\t\n')


class ProjectMissing(Exception):
    """Raised for a project folder without an atlas file."""


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A file of the project; data holds the bytes of a YAML file, at most one more than MAX_FILE_BYTES, and is None for others."""

    path: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """All files sorted by path, and the findings about files and folders."""

    files: tuple[ProjectFile, ...]
    findings: tuple[Finding, ...] = ()


def require_project(project: Path) -> None:
    """Raise ProjectMissing, in the author's words, unless the project has its atlas file; OSError where it may not be looked for."""
    atlas = project / FOLDER / "atlas.yml"
    with suppress(FileNotFoundError, NotADirectoryError):
        atlas.lstat()
        return
    if os.path.lexists(atlas.with_suffix(".yaml")):
        raise ProjectMissing(f"{project}: rename {FOLDER}/atlas.yaml to {FOLDER}/atlas.yml.")
    raise ProjectMissing(
        f"{project} holds no {FOLDER}/atlas.yml: go to the folder of your project, or begin a new one with journeybook init."
    )


def discover(project: Path, folder: str = FOLDER) -> Discovery:
    """List every file under the folder of the journeys and read the YAML files once; a disk that fails raises OSError."""
    findings: list[Finding] = []
    paths = [path for path in sorted(_walk(project, folder, findings)) if _is_wanted(path, folder, findings)]
    files = [file for path in paths if (file := _file(project, path, findings))]
    return Discovery(tuple(files), tuple(sorted(findings)))


def table_paths(project: Path) -> tuple[str, ...]:
    """Return the paths of the tables of account data, sorted; what cannot be one, such as a link, is left to `discover`."""
    home = FIGURES
    paths = _walk(project, home, []) if (project / home).is_dir() else ()
    return tuple(sorted(path for path in paths if path.endswith(TABLE_SUFFIXES)))


def read_project_file(project: Path, path: str, *, most: int) -> bytes:
    """Read a file by its path in the project, at most one byte more than the limit; links and special files raise OSError."""
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or PurePosixPath(path).is_absolute():
        raise OSError(f"{path} is not a path inside the project")
    if any(project.joinpath(*parts[:end]).is_symlink() for end in range(1, len(parts) + 1)):
        raise OSError(f"{path} is or lies behind a link")
    handle = os.open(
        project.joinpath(*parts), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path} is not an ordinary file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most + 1)
    finally:
        os.close(handle)


def _walk(project: Path, folder: str, findings: list[Finding]) -> Iterator[str]:
    if (project / folder).is_symlink():
        findings.append(_link(folder))
        return
    waiting = [folder]
    while waiting:
        home = waiting.pop()
        names: dict[str, str] = {}
        for name in _names(project, home, findings):
            if not name.startswith("."):
                yield from _enter(project, f"{home}/{name}", names, waiting, findings)


def _names(project: Path, home: str, findings: list[Finding]) -> list[str]:
    """Return what stands in a folder, sorted; nothing, with a finding, where we may not look into it."""
    try:
        return sorted(entry.name for entry in (project / home).iterdir())
    except PermissionError:
        findings.append(_unreadable(home, "folder"))
        return []


def _enter(project: Path, path: str, names: dict[str, str], waiting: list[str], findings: list[Finding]) -> Iterator[str]:
    mode = (project / path).lstat().st_mode
    name = path.rpartition("/")[2]
    fault = _fault(name)
    twin = names.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
    if stat.S_ISLNK(mode):
        findings.append(_link(path))
    elif fault:
        message = f"This name {fault}."
        findings.append(_finding(path, rules.FILE_NAME, message, "Rename it: small letters, digits and hyphens work everywhere."))
    elif twin != name:
        message = f"This name differs from {twin} only in capital letters; many computers take both for one file."
        findings.append(_finding(path, rules.FILE_NAME, message, "Rename one of the two."))
    elif stat.S_ISDIR(mode):
        if name.lower().endswith((*YAML_SUFFIXES, ".csv")):
            findings.append(
                _grave(path, "This is a folder, and its name ends like that of a file.", "Put the file here, or rename the folder.")
            )
        waiting.append(path)
    elif stat.S_ISREG(mode):
        yield path
    else:
        findings.append(_grave(path, "This is not an ordinary file.", "Remove it from the folder of the journeys."))


def _grave(path: str, message: str, hint: str) -> Finding:
    """Return the error about what looks like a file and can never be read as one."""
    return replace(_finding(path, rules.FILE_KIND, message, hint), level=Level.ERROR)


def _fault(name: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in name):
        return "is not written in UTF-8"
    if refused_in_text(name) or _FORBIDDEN & set(name):
        return "holds a character that files cannot have everywhere"
    if unicodedata.normalize("NFC", name) != name:
        return "writes its accents as characters of their own (NFD)"
    if _RESERVED.fullmatch(name):
        return "is reserved in Windows"
    if name != name.strip() or name.endswith("."):
        return "begins or ends with a space or ends with a dot"
    return ""


def _is_wanted(path: str, folder: str, findings: list[Finding]) -> bool:
    room, _, name = path.removeprefix(f"{folder}/").partition("/")
    if path.startswith(f"{IMPORT_FOLDER}/"):
        return False
    if (name and room == "resources") or path.endswith(YAML_SUFFIXES) or (name and room == "metrics" and path.endswith(TABLE_SUFFIXES)):
        return True
    if name and room == "schema" and path.endswith(".json"):
        return False
    hint = f"Journeys are read from .yml files, figures from {folder}/metrics/*.csv; other files belong into {folder}/resources/."
    if name and room == "metrics":
        hint = "Tables are .csv, .tsv, .txt or .parquet files: unpack what is compressed, and save a workbook as CSV."
    findings.append(rules.FILE_KIND.at(Place(path), "Nothing reads this file.", hint))
    return False


def _file(project: Path, path: str, findings: list[Finding]) -> ProjectFile | None:
    """Return a file, with its bytes where something reads it; None with a finding where we may not read it."""
    most = MAX_FILE_BYTES if path.endswith(YAML_SUFFIXES) else 0
    try:
        data = read_project_file(project, path, most=most)
    except PermissionError:
        findings.append(_unreadable(path, "file"))
        return None
    return ProjectFile(path, data if most else None)


def _unreadable(path: str, noun: str) -> Finding:
    return _grave(path, f"This {noun} may not be read by whoever runs this.", "Give yourself the right to read it.")


def _link(path: str) -> Finding:
    return _finding(path, rules.FILE_LINK, "This is a link; links are not followed.", "Put the file itself here.")


def _finding(path: str, rule: FindingRule, message: str, hint: str) -> Finding:
    printable = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return rule.at(Place(printable), message.encode("utf-8", "replace").decode("utf-8"), hint)
