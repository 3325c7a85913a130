"""The words that an empty site could say: those in Material's templates and in our theme."""

from functools import cache
from itertools import chain

from journeybook.load.theme import material_folder, theme_folder
from journeybook.prove.normalise import normalised_words

_OURS = (".css", ".html", ".js")


@cache
def theme_words() -> frozenset[str]:
    """Return every word of Material's templates and of the templates, style sheets and scripts of our theme."""
    ours = (path for path in theme_folder().rglob("*") if path.suffix in _OURS)
    return frozenset(
        word for path in chain(material_folder().rglob("*.html"), ours) for word in normalised_words(path.read_text(encoding="utf-8"))
    )
