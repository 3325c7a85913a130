"""A text that is translated is one of the interface, and is translated once.

Good:
    # translations/sv.yml
    language: sv
    words: {success.goal: Ditt mål}

Bad:
    # translations/sv.yml
    language: sv
    words: {success.gaol: Ditt mål}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem
from journeybook.words import words
from journeybook.words.sentences import ENGLISH

ID = "TRANSLATION-UNKNOWN"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every translated text whose key is unknown, or is that of another before it."""
    known, seen = words(ENGLISH), set[tuple[str, str]]()
    for translation in atlas.translations:
        for row in translation.words:
            if row.key not in known:
                guess = nearest(row.key, known)
                hint = f"did you mean '{guess}'?" if guess else "take it out; an older version of the program may have had it"
                yield Problem(row, f"the interface has no text '{row.key}'", hint, "key")
            elif (translation.language, row.key) in seen:
                yield Problem(row, f"'{row.key}' is translated twice, and the first translation counts", "take one of them out", "key")
            seen.add((translation.language, row.key))
