"""Other spellings under which people read a text: with its letters written out; what must never be read also inflected and turned round."""

import unicodedata
from collections.abc import Iterator

from journeybook.prove.normalise import normalised_words
from journeybook.prove.project_texts import Secret

_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Æ": "Ae", "Œ": "Oe"}
)
Phrase = tuple[str, ...]


def other_spellings(secret: Secret) -> Iterator[Phrase]:
    """Yield the words of each other spelling of a text.

    What must never be read has its words in the other order, and each of them with an s as in a plural or a genitive, as well.
    """
    phrase = normalised_words(secret.text)
    written_out = normalised_words(unicodedata.normalize("NFC", secret.text).translate(_WRITTEN_OUT))
    if written_out != phrase:
        yield written_out
    if secret.sought and not secret.is_id:
        for spelling in dict.fromkeys((phrase, written_out)):
            yield spelling[::-1]
            for position, word in enumerate(spelling):
                yield (*spelling[:position], f"{word}s", *spelling[position + 1 :])
                yield (*spelling[:position], word, "s", *spelling[position + 1 :])
