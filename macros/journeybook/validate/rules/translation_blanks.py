"""A translated text has the blanks of the English one.

Pages fill `{count}` and `{name}`. A number with its word, `{count:step|steps}`, has a word for each form of number in the language, in the
order zero, one, two, few, many, other, or two words, for one and for any other number, or one word for all. The names of our nouns, such as
`{stage}` and `{stage}s`, may stand in any text or be left out of it. A text that does not fit is not used.

Good:
    # translations/sv.yml
    language: sv
    words: {success.step_of: "{number}: {name}"}

Bad:
    # translations/sv.yml
    language: sv
    words: {success.step_of: "{number}: {nam}"}

Bad:
    # translations/ru.yml
    language: ru
    words: {account.more_lines: "{count:строка|строки|строк}"}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level
from journeybook.model.atlas import Atlas
from journeybook.model.organisation import OUR_NOUNS
from journeybook.validate.problem import Problem
from journeybook.words import words
from journeybook.words.sentences import ENGLISH, misfit

ID = "TRANSLATION-BLANKS"
LEVEL = Level.ERROR


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every translated text whose blanks are not those of the English text."""
    english = words(ENGLISH)
    for translation in atlas.translations:
        for row in translation.words:
            if row.key in english and (clause := misfit(row.key, row.text, english[row.key], translation.language, OUR_NOUNS)):
                yield Problem(row, f"'{row.key}' {clause}", f"English says: {english[row.key]}", "text")
