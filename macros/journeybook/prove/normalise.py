"""Normalises texts before the proof compares them: no case, no accents, no signs, no characters that cannot be seen."""

import re
import unicodedata
from string import ascii_lowercase as latin

_JOINT = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_DIGIT = re.compile(r"[^\D0-9]")
"""A digit of another script."""
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
)
_ROT13 = str.maketrans(latin, latin[13:] + latin[:13])
_DRAWN_ALIKE = (
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u0432\u043a\u043c\u043d\u0442"
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03bc\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7\u0131\u0261\u0585\u0570\u057d\u0578"
    "\u13aa\u13f4\u13df\u13a0\u13ac\u13c0\u13bb\u13a5\u13ab\u13e6\u13de\u13b7\u13e2\u13d2\u13da\u13a2\u13d9\u13b3\u13a9\u13c3"
    "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u01eb\u0280\ua731\u1d1b"
    "\u1d1c\u1d20\u1d21\u028f\u1d22"
    "\u2801\u2803\u2809\u2819\u2811\u280b\u281b\u2813\u280a\u281a\u2805\u2807\u280d\u281d\u2815\u280f\u281f\u2817\u280e\u281e"
    "\u2825\u2827\u283a\u282d\u283d\u2835"
    "\u00f8\u0142\u0111"
)
_AS_LATIN = f"aeopcyxijsdhqwbkmhtabezhmopviktuxigohunabcdeghijklmprstvwyzabcdefghijklmnopqrstuvwyz{latin}old"
_BOXED = {start + offset: letter for start in (0x1F150, 0x1F170, 0x1F1E6) for offset, letter in enumerate(latin)}
_LOOKALIKES = str.maketrans(_DRAWN_ALIKE, _AS_LATIN) | _BOXED
"""Signs that are read like Latin letters: of Cyrillic, Greek, Armenian and Cherokee (UTS 39); small capitals, boxes and braille."""
UNDRAWN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
"""Characters that are not drawn, as the inside of a class of a regular expression."""
_UNDRAWN = re.compile(f"[{UNDRAWN}]")


def normalised_text(text: str) -> str:
    """Return a text in small letters without accents, soft hyphens and characters of no width, look-alikes as Latin letters.

    >>> normalised_text("Mu\u0308l\u00adler\u200b & SÖHNE \u0664\u0662")
    'muller & sohne 42'
    """
    if text.isascii():
        return text.lower()
    drawn = _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), _UNDRAWN.sub("", text))
    return _MARKS.sub("", unicodedata.normalize("NFKD", drawn)).casefold().translate(_LOOKALIKES)


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
