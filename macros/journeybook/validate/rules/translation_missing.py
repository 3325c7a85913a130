"""Every text of the interface is translated to the language of the atlas.

The program speaks English and German. In another language pages say in English what `journeys/translations/` does not translate, marked as
English. `journeybook translate sv` begins the file, and later says what is missing in it.

Good:
    # atlas.yml
    language: de

Bad:
    # atlas.yml
    language: sv
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level, shortened
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem

ID = "TRANSLATION-MISSING"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield one problem with the number of texts that stand in English."""
    language = atlas.file.language
    known = atlas.catalogue
    if known.untranslated:
        files = [translation for translation in atlas.translations if translation.language == language]
        missing, total = len(known.untranslated), len(known.texts)
        names = shortened(sorted(known.untranslated))
        message = f"{missing:,} of {total:,} texts of the interface are in English, for want of a translation to '{language}': {names}"
        yield Problem(
            files[0] if files else atlas.file,
            message,
            f"journeybook translate {language} writes a file in which they are translated",
            "words" if files else "language",
        )
