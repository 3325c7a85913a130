"""What an empty site could say: the words in Material's templates and in our theme, and the texts of Material's interface."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from journeybook.load.theme import material_folder, theme_folder
from journeybook.prove.normalise import normalised_words

_OURS = (".css", ".html", ".js")
_TEMPLATE, _ICONS = ".html", ".icons"
_LANGUAGES = "partials/languages/*.html"
_TEXT = re.compile(r'"[a-z.]{1,60}": "([^"]{1,300})"')
"""A text of the interface in one of Material's languages."""
_USUAL = 2
"""How many words of the theme may stand side by side by chance."""


def is_said_by_theme(words: tuple[str, ...]) -> bool:
    """Whether an empty site could say these words: all of them, where they are few, or as a whole text of Material's interface."""
    return words in _theme_texts() or (len(words) <= _USUAL and _theme_words().issuperset(words))


@cache
def _theme_words() -> frozenset[str]:
    """Return every word of Material's templates and of the templates, style sheets and scripts of our theme."""
    ours = (path for path in theme_folder().rglob("*") if path.suffix in _OURS)
    return frozenset(word for path in chain(_templates(), ours) for word in normalised_words(path.read_text(encoding="utf-8")))


def _templates() -> Iterator[Path]:
    """Yield Material's templates; none lie among its thousands of icons, which are not looked through."""
    for entry in material_folder().iterdir():
        if entry.suffix == _TEMPLATE:
            yield entry
        elif entry.name != _ICONS and entry.is_dir():
            yield from entry.rglob(f"*{_TEMPLATE}")


@cache
def _theme_texts() -> frozenset[tuple[str, ...]]:
    """Return every text of Material's interface, in all of its languages, as words."""
    languages = material_folder().glob(_LANGUAGES)
    return frozenset(normalised_words(text) for path in languages for text in _TEXT.findall(path.read_text(encoding="utf-8")))
