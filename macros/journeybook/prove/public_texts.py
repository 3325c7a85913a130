"""What customers may read in any case: every phrase that the public view and the interface say by themselves."""

import re
from collections.abc import Iterable, Iterator

from journeybook.model.base import Part
from journeybook.model.field_info import part_fields
from journeybook.model.language.nodes import Duration
from journeybook.model.timing import Timing
from journeybook.model.walk import field_values
from journeybook.prove.normalise import normalised_words
from journeybook.views.base.book import Book
from journeybook.views.links.texts import length_text, timing_text

PHRASE_LENGTH = 6
"""The number of words in the longest phrase that is looked at."""
_HOLE = re.compile(r"\{[a-z_]*\}")


class KnownPhrases:
    """The phrases that may stand on a site; whatever is made of them tells nothing."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn texts."""
        self.texts = [phrase for text in texts if (phrase := normalised_words(text))]
        self.whole = frozenset(self.texts)
        self.phrases = {run[:size] for phrase in self.texts for run in _runs(phrase) for size in range(1, len(run) + 1)}

    def pieces(self, phrase: tuple[str, ...]) -> int:
        """Return of how many known phrases a phrase is made at least; an unknown word counts as three."""
        count, start = 0, 0
        while start < len(phrase):
            size = next(
                (size for size in range(min(PHRASE_LENGTH, len(phrase) - start), 0, -1) if phrase[start : start + size] in self.phrases), 0
            )
            count, start = (count + 1, start + size) if size else (count + 3, start + 1)
        return count


def known_phrases(book: Book) -> KnownPhrases:
    """Gather what the views of a public book may say."""
    return KnownPhrases([*texts_of_part(book, book.atlas), *words_of_views(book)])


def words_of_views(book: Book) -> list[str]:
    """Return the words of the interface, in pieces where something is filled in."""
    return [part for text in book.words.values() for part in _HOLE.split(text)]


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


def _runs(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (phrase[start : start + PHRASE_LENGTH] for start in range(len(phrase)))
