"""Other spellings under which people read a text: with its letters written out; what must never be read also inflected and turned round."""

import unicodedata
from collections.abc import Iterator

from journeybook.findings import Level
from journeybook.prove.normalise import normalised_words
from journeybook.prove.project_texts import Secret

_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Æ": "Ae", "Œ": "Oe"}
)
Phrase = tuple[str, ...]
LEAST_LAST_NAME = 5
"""The fewest letters of a name that tells something behind an initial."""


def other_spellings(secret: Secret) -> Iterator[Phrase]:
    """Yield the words of each other spelling of a text: in the plural or singular, and with its letters written out.

    What must never be read has its words in the other order, and each of them with an s as in a plural or a genitive, as well.
    """
    phrase = normalised_words(secret.text)
    if secret.is_id or secret.level is Level.WARNING or not phrase:
        return
    written_out = normalised_words(unicodedata.normalize("NFC", secret.text).translate(_WRITTEN_OUT))
    for spelling in dict.fromkeys((phrase, written_out)):
        yield spelling
        yield (*spelling[:-1], spelling[-1].removesuffix("s") if len(spelling) > 1 and spelling[-1].endswith("s") else f"{spelling[-1]}s")
        if secret.sought:
            yield spelling[::-1]
            yield from _with_an_s(spelling)
            yield from _with_an_initial(spelling)


def _with_an_initial(phrase: Phrase) -> Iterator[Phrase]:
    """Yield a name as handles and addresses write it: `z.quandt`, `zquandt`."""
    if len(phrase) == len(("first", "last")) and len(phrase[1]) >= LEAST_LAST_NAME and "".join(phrase).isalpha():
        yield (phrase[0][0], phrase[1])
        yield (f"{phrase[0][0]}{phrase[1]}",)


def _with_an_s(phrase: Phrase) -> Iterator[Phrase]:
    for position, word in enumerate(phrase):
        yield (*phrase[:position], f"{word}s", *phrase[position + 1 :])
        yield (*phrase[:position], word, "s", *phrase[position + 1 :])
