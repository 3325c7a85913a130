"""Everything a project says in words: each text with the line that it comes from, whoever may read it."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from journeybook.findings import Place
from journeybook.load.discover import ProjectFile, discover, read_project_file
from journeybook.load.history import history
from journeybook.model.atlas import Atlas
from journeybook.model.field_info import part_fields
from journeybook.model.language.nodes import Condition
from journeybook.model.walk import field_values
from journeybook.prove.public_texts import LARGEST_PAGE, PUBLIC_DOCS, PUBLIC_SETTINGS

_COMMENT = re.compile(r"(?:^|\s)#\s?(.*)$")
_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_/][a-z0-9]+)+")
_ADDRESS = re.compile(r"https?://[^\s\"'\]>]+")


@dataclass(frozen=True)
class Secret:
    """A text that may have to stay inside, what it is, and where it was written."""

    text: str
    what: str
    place: Place
    sought: bool = False
    """Whether the project itself says that this must never be read, however short it is."""
    prose: bool = False
    """Whether single words of it tell nothing: it is about this program as often as about the organisation."""

    @property
    def is_exact(self) -> bool:
        """Whether only its exact form tells something: it is an id of several words, or the path of a folder."""
        return _ID.fullmatch(self.text) is not None or self.text.startswith("/")


def project_texts(project: Path, atlas: Atlas) -> Iterator[Secret]:
    """Yield every text of a project: of the model, of comments and tables, of other pages, names of files, and who wrote it."""
    yield from _model(atlas)
    for file in discover(project).files:
        yield Secret(Path(file.path).stem, "the name of a file", Place(file.path))
        yield from _comments(file)
        if file.path.endswith(".csv"):
            yield from _table(project, file.path)
    yield from _pages(project)
    yield from _changes(project)
    home = project.resolve()
    yield Secret(home.as_posix(), "the folder of the project", Place("."), sought=len(home.parts) > 2)  # noqa: PLR2004 - not /tmp


def _changes(project: Path) -> Iterator[Secret]:
    past, place = history(project), Place(".git")
    yield from (Secret(text, "who changed the project", place) for text in past.people)
    yield from (Secret(number[:size], "the number of a change", place) for number in past.numbers for size in (7, 8, 40))
    yield from (Secret(text, "what was said of a change", place, prose=True) for text in past.subjects)


def _model(atlas: Atlas) -> Iterator[Secret]:
    """Yield what stands in every field; lengths of time and timings say nothing by themselves."""
    hidden = {word.strip() for word in atlas.file.internal_words}
    for spot in atlas.spots:
        part = spot.part
        for name, value in field_values(part):
            for position, item in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(item, Enum | bool) or not isinstance(item, str | int | Decimal | date | Condition):
                    continue
                place = part.origin.of(f"{name}.{position}" if isinstance(value, tuple) else name)
                what = f"{type(part).__name__}.{part_fields(type(part))[name].name}"
                yield Secret(str(item), what, place, sought=str(item).strip() in hidden)


def _comments(file: ProjectFile) -> Iterator[Secret]:
    for number, line in enumerate((file.data or b"").decode("utf-8", "replace").splitlines(), 1):
        if comment := _COMMENT.search(line):
            yield Secret(comment[1], "a comment", Place(file.path, number, comment.start(1) + 1))


def _table(project: Path, path: str) -> Iterator[Secret]:
    """Yield each different text of a table once; figures say nothing by themselves."""
    seen: set[str] = set()
    rows = csv.reader(io.StringIO(read_project_file(project, path, most=LARGEST_PAGE).decode("utf-8", "replace")))
    for number, row in enumerate(rows, 1):
        for text in row:
            if text not in seen and re.search(r"[^\W\d_]", text):
                seen.add(text)
                yield Secret(text, "a cell of a table", Place(path, number))


def _pages(project: Path) -> Iterator[Secret]:
    """Yield the names and lines of pages that only colleagues read, and the addresses of the internal site's settings."""
    for path in sorted((project / "docs").rglob("*")):
        name = path.relative_to(project).as_posix()
        if name.startswith(f"{PUBLIC_DOCS}/") or path.is_symlink() or not path.is_file():
            continue
        yield Secret(path.stem, "the name of a file", Place(name))
        if path.suffix == ".md":
            lines = read_project_file(project, name, most=LARGEST_PAGE).decode("utf-8", "replace").splitlines()
            yield from (Secret(line, "a page for colleagues", Place(name, number), prose=True) for number, line in enumerate(lines, 1))
    for path in sorted(project.glob("mkdocs*.yml")):
        if path.name != PUBLIC_SETTINGS:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            yield from (
                Secret(address[0], "a setting of the internal site", Place(path.name, number, address.start() + 1))
                for number, line in enumerate(lines, 1)
                for address in _ADDRESS.finditer(line)
            )
