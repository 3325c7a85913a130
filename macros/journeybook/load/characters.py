"""Characters that no text may hold, whether written as themselves or by an escape, and those that no picture can show."""

import re
import unicodedata

_NEVER_DRAWN = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # controls besides tab and line breaks
    "\\ud800-\\udfff\\ufffe\\uffff"  # halves of characters, and what XML takes for none
)
_NO_CHARACTERS = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_REFUSED = (
    f"{_NEVER_DRAWN}{_NO_CHARACTERS}\\ufdd0-\\ufdef"
    "\\ufeff\\u2028\\u2029"  # YAML breaks lines here and editors do not, or nobody sees it
    "\\u202a-\\u202e\\u2066-\\u2069"  # what is read is not what is written
)
_MOST_MARKS = 30  # as in the stream-safe text format of Unicode
_IN_FILE = re.compile(f"[{_REFUSED}]|\r(?!\n)")
_IN_TEXT = re.compile(f"[{_REFUSED}\r]")
_UNDRAWABLE = re.compile(f"[{_NEVER_DRAWN}\t\n\r]")
_HIDDEN = "\u00a0\u00ad\u034f\u061c\u115f\u1160\u180e\u2000-\u200f\u202f\u205f\u2060-\u2064\u3000\ufeff"
"""Characters that texts may need and that nobody sees in an id, a key, a number or an indentation."""
_HIDDEN_IN_CODE = re.compile(f"[{_HIDDEN}]")
_KINDS = (
    ("\u00a0\u202f\u2007", "a space that does not break, as word processors write it"),
    ("\u00ad", "a hidden mark where a word may be divided"),
    ("\u200b", "a space of no width"),
    ("\u200c\u200d\u2060", "a hidden mark that joins or parts letters"),
    ("\u200e\u200f\u061c", "a hidden mark of the reading direction"),
    ("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "a hidden mark that changes the reading direction"),
    ("\u2028\u2029\u0085", "a hidden line separator"),
    ("\ufeff", "a hidden byte order mark"),
    ("\r", "a line break of an old kind"),
)


def refused_in_file(text: str) -> dict[str, list[int]]:
    r"""Return the offsets of each refused character in a file's text, by character in order of appearance.

    >>> refused_in_file("a: b\x07")
    {'\x07': [4]}
    """
    offsets: dict[str, list[int]] = {}
    for match in _IN_FILE.finditer(text):
        offsets.setdefault(match.group(), []).append(match.start())
    return offsets


def line_end(text: str) -> str:
    """Return what ends the lines of a text: both signs of Windows where it has them anywhere."""
    return "\r\n" if "\r\n" in text else "\n"


def refused_in_text(text: str) -> list[str]:
    """Return the refused characters of one text, each once, in order of appearance."""
    return list(dict.fromkeys(_IN_TEXT.findall(text)))


def without_refused(text: str) -> str:
    """Return a text with U+FFFD for each refused character, so that offsets stay and the rest can be parsed."""
    return _IN_FILE.sub("\ufffd", text)


def hidden_characters(text: str) -> list[str]:
    """Return the characters of an id, a key or a number that nobody sees, each once, in order of appearance."""
    return list(dict.fromkeys(_HIDDEN_IN_CODE.findall(text)))


def without_hidden(text: str) -> str:
    r"""Return a text with a space for each unusual space in it, and without the other characters that nobody sees.

    >>> without_hidden("csm\u200b")
    'csm'
    """
    return _HIDDEN_IN_CODE.sub(lambda match: " " if match[0].isspace() else "", text)


def drawable(text: str) -> str:
    r"""Return a text without the characters that no XML file and no label can hold; line breaks and tabs are among them.

    >>> drawable("one\x00\x07 two\n")
    'one two'
    """
    return _UNDRAWABLE.sub("", text)


def describe_character(character: str) -> str:
    r"""Return the code point and the kind of a character that cannot be shown.

    >>> describe_character("\u202e")
    'U+202E, a hidden mark that changes the reading direction'
    """
    kind = next((description for members, description in _KINDS if character in members), "")
    if not kind and _HIDDEN_IN_CODE.match(character):
        kind = "a space of unusual width" if character.isspace() else "a character that nobody sees"
    if not kind:
        kind = "a control character" if unicodedata.category(character) == "Cc" else "half of a character or none at all"
    return f"U+{ord(character):04X}, {kind}"


def is_crowded(text: str) -> bool:
    """Whether more than 30 combining marks follow each other: no language needs that, and normalising them takes minutes."""
    if text.isascii() or len(text) <= _MOST_MARKS:
        return False
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MOST_MARKS:
            return True
    return False


def normalise_nfc(text: str) -> str:
    """Return a text in Unicode normalisation form C, in which equal-looking texts are equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
