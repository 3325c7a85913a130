"""What customers may read: every phrase that the public view, the interface and the theme say by themselves."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from journeybook.load.discover import read_project_file
from journeybook.load.theme import theme_folder
from journeybook.model import enumerations as vocabulary
from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.language.nodes import Duration
from journeybook.model.timing import Timing
from journeybook.model.walk import field_values
from journeybook.prove.normalise import normalised_words
from journeybook.views.base import words as interface
from journeybook.views.base.book import Book
from journeybook.views.links.texts import length_text, timing_text

PHRASE_LENGTH = 6
"""The number of words in the longest phrase that is looked at."""
PUBLIC_SETTINGS = "mkdocs.yml"
PUBLIC_DOCS = "docs/public"
LARGEST_PAGE = 1_000_000
POLICY = "base-uri connect-src default-src font-src form-action img-src manifest-src script-src style-src worker-src self none data"
"""The words of the content security policy that every page carries."""
_HOLE = re.compile(r"\{[a-z_]*\}")
_TAG = re.compile(r"<[^>]*>|\{[{%][^}]*[%}]\}|\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"[a-z0-9.#*:=\[\]\"_-]*")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")


class KnownPhrases:
    """The phrases that may stand on a site; whatever is made of them tells nothing."""

    def __init__(self, texts: Iterable[str], neutral: Iterable[str] = ()) -> None:
        """Learn texts, and single words that mean nothing by themselves, such as the names of style classes."""
        self.texts = [phrase for text in texts if (phrase := normalised_words(text))]
        self.phrases = {run[:size] for phrase in self.texts for run in _runs(phrase) for size in range(1, len(run) + 1)}
        self.neutral = {word for text in neutral for word in normalised_words(text)}

    @cached_property
    def letters(self) -> str:
        """All texts without anything between their words."""
        return "\n".join("".join(phrase) for phrase in self.texts)

    def says(self, word: str) -> bool:
        """Whether a word stands in a text, or means nothing by itself."""
        return (word,) in self.phrases or word in self.neutral

    def pieces(self, phrase: tuple[str, ...]) -> int:
        """Return of how many known phrases a phrase is made at least; an unknown word counts as three."""
        count, start = 0, 0
        while start < len(phrase):
            size = next(
                (size for size in range(min(PHRASE_LENGTH, len(phrase) - start), 0, -1) if phrase[start : start + size] in self.phrases), 0
            )
            count, start = (count + 1, start + size) if size else (count + 3, start + 1)
        return count


def known_phrases(book: Book, project: Path) -> KnownPhrases:
    """Gather what the public site of a project may say."""
    lines = [*texts_of_part(book, book.atlas), *(part for text in interface.words(book.language).values() for part in _HOLE.split(text))]
    lines += [line for text in _settings(project) for line in text.splitlines()]
    lines += [line for text in _theme(book.language) for line in text.splitlines()]
    lines += [path.relative_to(theme_folder()).as_posix() for path in _shipped()]
    return KnownPhrases(lines, (*_vocabulary(), *_names(), POLICY))


def texts_of_part(book: Book, part: Part) -> Iterator[str]:
    """Yield every text, number and time in a part and in everything inside it, without ids and references."""
    about = part_fields(type(part))
    for name, value in field_values(part):
        if name == "id" or about[name].names:
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part):
                yield from texts_of_part(book, item)
            elif isinstance(item, Timing):
                yield timing_text(book, item)
            elif isinstance(item, Duration):
                yield length_text(book, item)
            elif item is not None:
                yield str(item)


def theme_templates() -> Path:
    """Return the folder of the installed theme."""
    package = find_spec("material")
    homes = package.submodule_search_locations if package else None
    if not homes:
        raise FileNotFoundError("the theme mkdocs-material is not installed")
    return Path(next(iter(homes))) / "templates"


def public_files(project: Path) -> Iterator[str]:
    """Yield the path in the project of every hand-written file that customers may read."""
    home = project / PUBLIC_DOCS
    yield from sorted(path.relative_to(project).as_posix() for path in home.rglob("*") if path.is_file() and not path.is_symlink())


def _settings(project: Path) -> Iterator[str]:
    """Yield the settings of the public site and the hand-written pages for customers."""
    paths = [PUBLIC_SETTINGS, *(path for path in public_files(project) if path.endswith(".md"))]
    for path in paths:
        if (project / path).is_file():
            yield read_project_file(project, path, most=LARGEST_PAGE).decode("utf-8", "replace")


def _theme(language: str) -> Iterator[str]:
    """Yield the theme's own templates and its words in English and in the language of the site."""
    home = theme_templates()
    languages = {home / "partials" / "languages" / f"{name}.html" for name in ("en", language)}
    for path in sorted(home.rglob("*.html")):
        if path.parent.name != "languages" or path in languages:
            yield path.read_text(encoding="utf-8")


def _vocabulary() -> Iterator[str]:
    """Yield the words of the domain: what authors choose from, and the names of classes and fields."""
    for kind in vars(vocabulary).values():
        if isinstance(kind, type) and issubclass(kind, Enum) and len(kind):
            yield kind.__name__
            yield from (str(member.value) for member in kind)
    todo: list[type[Part]] = [Part]
    seen: set[type[Part]] = set()
    while todo:
        model = todo.pop()
        if model not in seen:
            seen.add(model)
            todo += model.__subclasses__()
            yield from part_fields(model)


def _names() -> Iterator[str]:
    """Yield the names in our own style sheets, scripts and templates; not the texts in them."""
    for path in _shipped():
        text = path.read_text(encoding="utf-8")
        yield _QUOTED.sub(" ", text)
        if path.suffix == ".js":
            yield from (string[0] for string in _QUOTED.finditer(text) if _NAME.fullmatch(string[0][1:-1]))
    templates = find_spec("journeybook.render")
    for home in templates.submodule_search_locations or () if templates else ():
        for path in sorted(Path(home).rglob("*.jinja")):
            yield from (tag[0] for tag in _TAG.finditer(path.read_text(encoding="utf-8")))


def _shipped() -> tuple[Path, ...]:
    return tuple(path for path in sorted(theme_folder().rglob("*")) if path.suffix in (".css", ".js"))


def _runs(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (phrase[start : start + PHRASE_LENGTH] for start in range(len(phrase)))
