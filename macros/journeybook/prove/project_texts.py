"""Everything a project says in words: each text with the line that it comes from, whoever may read it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from pathlib import Path

from journeybook.findings import Level, Place
from journeybook.load.discover import ProjectFile, discover, read_project_file, table_paths
from journeybook.load.settings import PUBLIC_SETTINGS
from journeybook.model.atlas import Atlas
from journeybook.model.field_info import part_fields
from journeybook.model.item import Former
from journeybook.model.language.nodes import Condition
from journeybook.model.people import Account, Instance
from journeybook.model.success_plan import SuccessPlan
from journeybook.model.walk import field_values
from journeybook.prove.normalise import normalised_words
from journeybook.prove.public_files import PUBLIC_DOCS
from journeybook.prove.theme_words import is_said_by_theme

LARGEST_PAGE = 1_000_000
"""How many bytes of a page are read."""
_COMMENT = re.compile(r"(?:^|\s)#\s?(.*)$")
MOST_USUAL_ID = 2
"""How many words an id may have and still be usual: `go-live`, `hand-over`."""
LEAST_NUMBER, SHORT_NUMBER = 3, 5
"""The fewest signs of an account that are looked for at all, and the fewest digits that are no year or count."""
_ADDRESS = re.compile(r"https?://[^\s\"'\]>]+")
OF_ACCOUNT = ("Account.id", "Account.name", "Instance.id", "SuccessPlan.id")
"""What the id or name of an account, or of its plan, is in a file of the journeys."""
OF_TABLE = "an account in a table"
"""What the id or name of an account is that stands in a table."""
MOST_NAMES = 100_000
"""How many ids and names of accounts in tables are looked for."""


@dataclass(frozen=True)
class Secret:
    """A text that has to stay inside, what it is, and where it was written."""

    text: str
    what: str
    place: Place
    sought: bool = False
    """Whether it must never be read, however short it is: the project says so, or it is the id or name of an account."""
    prose: bool = False
    """Whether only longer runs of it tell something: it is about this program as often as about the organisation."""
    is_id: bool = False
    """Whether it is an id or the name of a file, of which only the exact form tells something."""
    is_number: bool = False
    """Whether it is the short number of an account: it tells something only as a whole number in a text, where it may be chance."""

    @property
    def stays_refused(self) -> bool:
        """Whether no everyday text lets it through; the names in a table are another program's, and nobody here can change them."""
        return self.sought and self.what != OF_TABLE

    @property
    def level(self) -> Level:
        """How grave it is where customers read it: one word, an id made of two, or what the theme says as well may be chance."""
        words = normalised_words(self.text)
        is_usual = len(words) < (MOST_USUAL_ID + 1 if self.is_id else MOST_USUAL_ID) or is_said_by_theme(words)
        return Level.WARNING if is_usual and not self.sought else Level.ERROR


def project_texts(project: Path, atlas: Atlas) -> Iterator[Secret]:
    """Yield every text of a project but for its everyday texts: of the model, comments, tables, other pages, and names of files."""
    yield from _without_everyday(every_text(project, atlas), atlas)


def account_texts(project: Path, atlas: Atlas) -> Iterator[Secret]:
    """Yield the ids and names of accounts, and the ids of their instances, in files and in tables, but for everyday texts."""
    of_files = (secret for secret in _model(atlas) if secret.what in OF_ACCOUNT)
    yield from _without_everyday(chain(of_files, _tables(project, atlas)), atlas)


def _without_everyday(secrets: Iterable[Secret], atlas: Atlas) -> Iterator[Secret]:
    """Yield secrets but for everyday texts; what must never be read stays, unless another program gave an account that name."""
    everyday = {normalised_words(each.text) for each in atlas.file.everyday_texts}
    yield from (secret for secret in secrets if secret.stays_refused or normalised_words(secret.text) not in everyday)


def every_text(project: Path, atlas: Atlas) -> Iterator[Secret]:
    """Yield every text of a project, its everyday texts among them."""
    yield from _model(atlas)
    for file in discover(project).files:
        yield Secret(Path(file.path).stem, "the name of a file", Place(file.path), is_id=True)
        yield from _comments(file)
    yield from _tables(project, atlas)
    yield from _pages(project)
    home = project.resolve()
    yield Secret(home.as_posix(), "the folder of the project", Place("."), sought=len(home.parts) > 2)  # noqa: PLR2004 - not /tmp


def _model(atlas: Atlas) -> Iterator[Secret]:
    """Yield every text and condition in a field; numbers, dates, lengths of time and timings say nothing by themselves."""
    hidden = {word.strip() for word in atlas.file.internal_words}
    for spot in atlas.spots:
        part = spot.part
        for name, value in field_values(part):
            field = part_fields(type(part))[name]
            is_id = name == "id" or bool(field.names) or isinstance(part, Former)
            of_account = isinstance(part, Account | Instance | SuccessPlan) and name in ("id", "name")
            for position, item in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(item, Enum) or not isinstance(item, str | Condition):
                    continue
                place = part.origin.of(f"{name}.{position}" if isinstance(value, tuple) else name)
                text, what = str(item), f"{type(part).__name__}.{field.name}"
                if of_account and text.strip() not in hidden:
                    yield _of_account(text, what, place, is_id=is_id)
                else:
                    yield Secret(text, what, place, sought=text.strip() in hidden, is_id=is_id)


def _comments(file: ProjectFile) -> Iterator[Secret]:
    for number, line in enumerate((file.data or b"").decode("utf-8", "replace").splitlines(), 1):
        if comment := _COMMENT.search(line):
            yield Secret(comment[1], "a comment", Place(file.path, number, comment.start(1) + 1))


def _tables(project: Path, atlas: Atlas) -> Iterator[Secret]:
    """Yield each id and name of an account in a table once, the first `MOST_NAMES` of them."""
    if not table_paths(project):
        return
    from journeybook.measure.sources.account_names import account_names  # noqa: PLC0415 - else no query engine is started

    seen: set[str] = set()
    for name in account_names(project, atlas):
        if name.text not in seen and len(seen) < MOST_NAMES:
            seen.add(name.text)
            yield _of_account(name.text, OF_TABLE, Place(name.file, name.row), is_id=name.is_id)


def _of_account(text: str, what: str, place: Place, *, is_id: bool) -> Secret:
    """Return the id or name of an account; one of one or two signs says nothing, and a number of three or four may be a year or a count."""
    is_number, is_long = is_short_number(text), sum(map(len, normalised_words(text))) >= LEAST_NUMBER
    return Secret(text, what, place, sought=is_long and not is_number, is_id=is_id, is_number=is_number and is_long)


def is_short_number(text: str) -> bool:
    """Whether a text is a number that is looked for only where it stands as a whole."""
    return text.strip().isdigit() and len(text.strip()) < SHORT_NUMBER


def _pages(project: Path) -> Iterator[Secret]:
    """Yield the names and lines of pages that only colleagues read, and the addresses of the internal site's settings."""
    for path in sorted((project / "docs").rglob("*")):
        name = path.relative_to(project).as_posix()
        if name.startswith(f"{PUBLIC_DOCS}/") or path.is_symlink() or not path.is_file():
            continue
        yield Secret(path.stem, "the name of a page for colleagues", Place(name), is_id=_is_long(path.stem))
        if path.suffix == ".md":
            lines = read_project_file(project, name, most=LARGEST_PAGE).decode("utf-8", "replace").splitlines()
            yield from (
                Secret(line, "a page for colleagues", Place(name, number), prose=_is_long(line) or not line.startswith("#"))
                for number, line in enumerate(lines, 1)
            )
    for path in sorted(project.glob("mkdocs*.yml")):
        if path.name != PUBLIC_SETTINGS:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            yield from (
                Secret(address[0], "a setting of the internal site", Place(path.name, number, address.start() + 1))
                for number, line in enumerate(lines, 1)
                for address in _ADDRESS.finditer(line)
            )


def _is_long(text: str) -> bool:
    """Whether a text has more than one word: a title of a single word is looked for like any internal text."""
    return len(normalised_words(text)) > 1
