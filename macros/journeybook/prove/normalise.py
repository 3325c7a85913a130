"""Normalises texts before the proof compares them: no case, no accents, no signs, no characters that cannot be seen."""

import re
import unicodedata
from string import ascii_lowercase as latin

_JOINT = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
)
_ROT13 = str.maketrans(latin, latin[13:] + latin[:13])
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u0432\u043a\u043c\u043d\u0442"
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03bc\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7\u0131\u0261",
    "aeopcyxijsdhqwbkmhtabezhmopviktuxig",
)
"""Small letters of Cyrillic and Greek, and two more, that are drawn like Latin ones, alone or as capitals (UTS 39, confusables)."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]"
)


def normalised_text(text: str) -> str:
    """Return a text in small letters without accents, soft hyphens and characters of no width, look-alikes as Latin letters.

    >>> normalised_text("Mu\u0308l\u00adler\u200b & SÖHNE")
    'muller & sohne'
    """
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", _UNSEEN.sub("", text))).casefold().translate(_LOOKALIKES)


def normalised_words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text; a capital letter inside a word begins another one.

    >>> normalised_words("Arno's plan_B: 2.5 days ofTesting")
    ('arno', 's', 'plan', 'b', '2', '5', 'days', 'of', 'testing')
    """
    return tuple(_WORD.findall(normalised_text(_JOINT.sub(" ", text))))


def rot13(run: str) -> str:
    """Return letters with every Latin one moved on by 13.

    >>> rot13("arno7")
    'neab7'
    """
    return run.translate(_ROT13)
