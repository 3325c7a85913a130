"""Looks through the files that sites hand on as they are: those of `docs/public/` and `overrides/`, and those that resources name."""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from journeybook.findings import Finding, FindingRule, Level, Place
from journeybook.load.active_content import HTML_SUFFIXES, LARGEST_MARKUP, MARKUP_SUFFIXES, active_content
from journeybook.load.discover import FOLDER, read_project_file
from journeybook.load.own_pages import has_unreadable_name

DOCS, PUBLIC_DOCS, THEME_OVERRIDES, RESOURCES = "docs", "docs/public", "overrides", f"{FOLDER}/resources"
FILE_PUBLISHED = FindingRule(
    "FILE-PUBLISHED",
    Level.ERROR,
    """Files in `docs/public/` and `overrides/` are published as they are, so no links stand there, and nothing but ordinary files.

A link can lead out of the project, and what it leads to would be published. Put the file itself there. A hard link looks like any file:
never make one there.

Good:
    # ../docs/public/notes.md
    Welcome

Bad:
    # ../docs/public/notes.md, a link to maps/first.yml
""",
)
FILE_ACTIVE = FindingRule(
    "FILE-ACTIVE",
    Level.ERROR,
    """An SVG, XML or HTML file in `docs/public/` or of a resource, or an SVG in `overrides/`, runs nothing and loads nothing elsewhere.

Such a file is published as it is. It cannot carry the policy that keeps our pages from running scripts and from asking other hosts, so
scripts, event attributes, foreign addresses and styles that load are refused; and so is what browsers may read in another way than we do.
Save a drawing as plain SVG with its pictures inside. Write a page in Markdown.

Good:
    # ../docs/public/plan.svg
    <svg xmlns="http://www.w3.org/2000/svg"><circle r="4" fill="url(#shade)"/></svg>

Bad:
    # ../docs/public/plan.svg
    <svg xmlns="http://www.w3.org/2000/svg" onload="fetch('/')"/>

Bad:
    # resources/plans.yml
    {id: plan, name: Plan, kind: document, file: Plan.svg, owner: csm}
    # resources/Plan.svg
    <svg xmlns="http://www.w3.org/2000/svg" onload="fetch('/')"/>
""",
)
LARGEST_FILE, MOST_BYTES = 20_000_000, 100_000_000
"""Bytes of one file that a site hands on, and of all of them: a build holds them in memory several times."""
FILE_SIZE = FindingRule(
    "FILE-SIZE",
    Level.ERROR,
    f"""A file that a site hands on has at most {LARGEST_FILE // 1_000_000} MB, and all of them together {MOST_BYTES // 1_000_000} MB.

These are the files of `docs/`, `overrides/` and `journeys/resources/`. Keep films and archives elsewhere, and link to them.

Good:
    # ../docs/public/help.md
    See [the film](https://films.example.org/first-rota).

Bad:
    # ../docs/film.txt
    Frame after frame after frame, as text # 600000 times
""",
)
_MOST_FAULTS = 20
"""How many faults of one file are told."""


def static_file_findings(project: Path, resources: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with files that are handed on as they are, those of resources by name; an unreadable folder raises OSError."""
    return tuple(sorted({*_findings(project), *_of_resources(project, resources), *_too_large(project)}))


def published_files(project: Path) -> Iterator[str]:
    """Yield the path of every file of these folders, without following links."""
    for folder in (PUBLIC_DOCS, THEME_OVERRIDES):
        yield from (path for path in _entries(project, folder) if stat.S_ISREG((project / path).lstat().st_mode))


def _findings(project: Path) -> Iterator[Finding]:
    for folder, suffixes in ((PUBLIC_DOCS, MARKUP_SUFFIXES), (THEME_OVERRIDES, (".svg",))):
        outer = [DOCS] if folder == PUBLIC_DOCS and (project / DOCS).is_symlink() else []
        for path in outer or _entries(project, folder):
            mode = (project / path).lstat().st_mode
            if has_unreadable_name(path):
                hint = "Rename it: small letters, digits and hyphens work everywhere."
                yield FILE_PUBLISHED.at(_place(path), "This name is not written in UTF-8.", hint)
            elif stat.S_ISLNK(mode):
                hint = "Put the files themselves here; what stands here is published."
                yield FILE_PUBLISHED.at(_place(path), "This is a link; links are not followed.", hint)
            elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                yield FILE_PUBLISHED.at(_place(path), "This is not an ordinary file.", "Remove it; what stands here is published.")
            elif stat.S_ISREG(mode):
                yield from _of_file(project, path, suffixes)


def _of_resources(project: Path, names: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with files of resources; those that are missing, or are no files, are found elsewhere."""
    for path in {f"{RESOURCES}/{name}" for name in names}:
        if (project / path).is_file() and not (project / path).is_symlink():
            yield from _of_file(project, path, MARKUP_SUFFIXES)


def _of_file(project: Path, path: str, suffixes: tuple[str, ...]) -> Iterator[Finding]:
    if path.lower().endswith(suffixes) and (project / path).lstat().st_size <= LARGEST_FILE:
        yield from _active(project, path)


def _too_large(project: Path) -> Iterator[Finding]:
    """Yield the finding about each file that is too large, and about the one with which all are too many bytes."""
    total = 0
    for path in sorted(path for folder in (DOCS, THEME_OVERRIDES, RESOURCES) for path in _entries(project, folder)):
        status = (project / path).lstat()
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
        if size > LARGEST_FILE:
            message = f"This file has {size:,} bytes, and at most {LARGEST_FILE:,} are handed on."
            yield FILE_SIZE.at(_place(path), message, "Keep it elsewhere, and link to it.")
        elif total <= MOST_BYTES < total + size:
            message = f"With this file there are more than {MOST_BYTES:,} bytes beside the journeys."
            yield FILE_SIZE.at(_place(path), message, "Keep large files elsewhere, and link to them.")
        total += size if size <= LARGEST_FILE else 0


def _entries(project: Path, folder: str) -> Iterator[str]:
    """Yield a folder and everything below it, without following links."""
    waiting = [folder] if (project / folder).is_symlink() or (project / folder).exists() else []
    while waiting:
        path = waiting.pop()
        yield path
        if (project / path).is_dir() and not (project / path).is_symlink():
            waiting += [f"{path}/{entry.name}" for entry in (project / path).iterdir()]


def _active(project: Path, path: str) -> Iterator[Finding]:
    is_html = path.lower().endswith(HTML_SUFFIXES)
    hint = "Write it as a page in Markdown." if is_html else "Save it as plain SVG or XML, without programs and with its pictures inside."
    for line, column, fault in active_content(path, read_project_file(project, path, most=LARGEST_MARKUP))[:_MOST_FAULTS]:
        yield FILE_ACTIVE.at(_place(path, line, column), f"This file is published as it is, and {_sentence(fault)}.", hint)


def _sentence(fault: str) -> str:
    """Return a fault as the end of a sentence about its file."""
    return fault if fault.startswith(("is ", "holds ", "declares ")) else f"in it {fault}"


def _place(path: str, line: int = 1, column: int = 1) -> Place:
    return Place(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), line, column)
