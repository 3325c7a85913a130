"""The files of the journeys as a commit holds them, written into a folder from which they are read like any others.

Git is asked for lists and bytes under the fixed settings of `load.history`: nothing is checked out, so that no hook, no filter and no
attribute of the project has a say in what is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from journeybook.load.discover import FOLDER, YAML_SUFFIXES
from journeybook.load.history import ask_git, is_repository, is_shallow
from journeybook.load.source import MAX_FILE_BYTES

MOST_FILES = 20_000
"""Files of one commit; of more, none is read."""
ORDINARY = ("100644", "100755")
"""Modes of files; links and other repositories are left out, as on a disk."""


class RevisionMissing(Exception):
    """Raised, in the reader's words, where git does not have a revision, or cannot be asked."""


@dataclass(frozen=True)
class _Blob:
    """A file of a commit: its object, its size in bytes and its path in the project."""

    name: str
    size: int
    path: str


def write_revision(project: Path, revision: str, folder: Path) -> None:
    """Write the journeys of a project as a revision holds them into a folder; nothing where it holds none.

    Raises RevisionMissing where git does not have the revision.
    """
    commit = _commit(project, revision)
    listing = ask_git(project, "ls-tree", "-r", "-z", "-l", commit, "--", f"{FOLDER}/")
    if listing is None:
        raise RevisionMissing(f"git cannot list the files of {revision}.")
    blobs = list(_blobs(listing))
    if len(blobs) > MOST_FILES:
        raise RevisionMissing(f"{revision} holds more than {MOST_FILES} files in {FOLDER}/.")
    wanted = [blob for blob in blobs if blob.path.endswith(YAML_SUFFIXES) and blob.size <= MAX_FILE_BYTES]
    contents = _contents(project, revision, wanted)
    (folder / FOLDER).mkdir()
    for blob in blobs:
        file = folder.joinpath(*PurePosixPath(blob.path).parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        # Of other files the name alone is looked at; one that is too large stays so, and is told as on a disk.
        file.write_bytes(contents.get(blob.path, b"\n" * min(blob.size, MAX_FILE_BYTES + 1)))


def _commit(project: Path, revision: str) -> str:
    """Return the name of the commit that a revision means."""
    if not is_repository(project):
        raise RevisionMissing(f"There is no git repository at {project}, or git is not installed: compare two folders instead.")
    answer = None if revision.startswith("-") else ask_git(project, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if answer and answer.strip():
        return answer.decode("ascii", "replace").strip()
    if not ask_git(project, "rev-list", "--all", "--max-count=1"):
        raise RevisionMissing("This repository has no commit yet, so there is nothing to compare with: git add --all, then git commit.")
    if is_shallow(project):
        raise RevisionMissing(
            f"This clone holds the latest commits only, and {revision} is not among them: run git fetch --unshallow, or let the pipeline "
            "fetch everything (fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab)."
        )
    raise RevisionMissing(
        f"There is neither a folder with {FOLDER}/atlas.yml nor a revision called {revision}: git branch --all lists branches."
    )


def _blobs(listing: bytes) -> Iterator[_Blob]:
    """Yield the ordinary files of a list of a commit, whose paths lead nowhere else."""
    for line in listing.split(b"\0"):
        about, _, path = line.partition(b"\t")
        fields = about.decode("ascii", "replace").split()
        name = path.decode("utf-8", "surrogateescape")
        if len(fields) == 4 and fields[0] in ORDINARY and fields[3].isdigit() and _leads_inside(name):  # noqa: PLR2004 - mode, type, object, size
            yield _Blob(fields[2], int(fields[3]), name)


def _leads_inside(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == FOLDER and not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)


def _contents(project: Path, revision: str, blobs: list[_Blob]) -> dict[str, bytes]:
    """Return the bytes of files by their paths: git answers each with a line that ends in its size, then as many bytes and a line break."""
    if not blobs:
        return {}
    answer = ask_git(project, "cat-file", "--batch", standard_input="".join(f"{blob.name}\n" for blob in blobs).encode("ascii"))
    if answer is None:
        raise RevisionMissing(f"git cannot read the files of {revision}.")
    contents, start = {}, 0
    for blob in blobs:
        end = answer.index(b"\n", start)
        header = answer[start:end].split()
        if header[1:] != [b"blob", str(blob.size).encode("ascii")]:
            raise RevisionMissing(f"This clone does not hold {blob.path} of {revision}: fetch everything, and try again.")
        contents[blob.path] = answer[end + 1 : end + 1 + blob.size]
        start = end + 1 + blob.size + 1
    return contents
