"""Width of text and its line breaks, by a table of widths of our own, so that every machine draws the same picture.

Lines are broken by dynamic programming over all breaks, as in Knuth and Plass, "Breaking paragraphs into lines" (1981),
but with fixed spaces: the fewest lines, and of those the least sum of squared rests. O(words x words in a line). Only a
word that is wider than a line is itself broken: after a hyphen, slash or underscore, else at a syllable where there is a
dictionary for the language, else between any letters. Chinese and Japanese break between any two letters, but no line
begins with what closes or goes on, nor ends with what opens (kinsoku, JIS X 4051).
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal

from journeybook.draw.hyphenation import syllable_ends
from journeybook.load.characters import drawable

LINE_HEIGHT = 1.2
_MAX_LENGTH = 500  # characters that are looked at; no shape holds more, and breaking stays quick
CUT = "…"
"""The end of a text of which something is left out."""
_SHORTEST_REST = 3  # letters that a broken word keeps together at its end

# Advance widths of Helvetica and Arial in thousandths of the text size.
_WIDTHS: dict[int, str] = {
    191: "'",
    222: "ijl‘’",  # noqa: RUF001 - typographic quotes
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-r`“”",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jckvsxyz",
    556: "#$0123456789?L_abdeghnopqu–€£ßø",  # noqa: RUF001 - a dash of its own width
    584: "+<=>~×÷±",  # noqa: RUF001 - the sign of multiplication
    611: "FTZ",
    667: "&ABEKPSVXYÆ",
    722: "CDHNRUw",
    737: "©®",
    778: "GOQØ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "—…→",
    1015: "@",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BREAKABLE = "-/_"  # a word breaks after these without a hyphen
_UNKNOWN, _WIDE, _PICTURE = 650, 1000, 1300
NEVER_FIRST = frozenset(
    ",.!?:;)]}%»’”…‥、。，．：；？！‼⁇⁈⁉％‰℃）〕］｝〉》」』】〙〗〟｠・‐゠–〜～ー々〻ゝゞヽヾ"  # noqa: RUF001 - as East Asian texts have them
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡､･ｰｧｨｩｪｫｬｭｮｯ｣"
)
"""The signs with which no line begins: what closes, small kana, and signs of repetition and length."""
NEVER_LAST = frozenset("([{«‘“（〔［｛〈《「『【〘〖〝｟｢")  # noqa: RUF001 - as East Asian texts have them
"""The signs with which no line ends: what opens."""


def single_line(text: str) -> str:
    r"""Return text as one line: white space as single blanks, without the characters that no XML file can hold.

    >>> single_line(" one\ttwo\x00 ")
    'one two'
    """
    return drawable(" ".join(text.split()))


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """Return the width of a line of text at a text size, in points.

    >>> text_width("Hi", 10)
    9.44
    """
    return sum(map(_letter_width, text)) * size / 1000


def text_direction(text: str) -> Literal["ltr", "rtl"]:
    """Return which way a text is read: as its first letter with a direction is (Unicode Bidirectional Algorithm, P2 and P3).

    >>> text_direction("1. PDF של הלקוח"), text_direction("(של הלקוח PDF)"), text_direction("12")
    ('ltr', 'rtl', 'ltr')
    """
    strong = (kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"))
    return "ltr" if next(strong, "L") == "L" else "rtl"


def wrap(text: str, width: float, *, size: float, max_lines: int = 9, language: str = "") -> tuple[str, ...]:
    """Return text as the fewest lines that are not wider than a width, and of those the least ragged ones.

    Words that are too long are broken with a hyphen, at a syllable if the language is known; what goes beyond the most lines is cut off
    and ends in an ellipsis.

    >>> wrap("First value: report shared", 80, size=12)
    ('First value:', 'report shared')
    >>> wrap("Kundenzufriedenheitsbefragung", 70, size=12)
    ('Kundenzufri-', 'edenheitsbe-', 'fragung')
    >>> wrap("Kundenzufriedenheitsbefragung", 70, size=12, language="de")
    ('Kundenzu-', 'friedenheits-', 'befragung')
    >>> wrap("one two three", 30, size=12, max_lines=2)
    ('one', 'tw…')
    """
    words = _words(single_line(text[:_MAX_LENGTH]), width, size=size)
    pieces = [piece for word in words for piece in _pieces(word, width, size=size, language=language)]
    lines = _least_ragged(pieces, width, size=size)
    if len(lines) > max_lines or len(text) > _MAX_LENGTH:
        kept = lines[:max_lines] or [""]
        lines = [*kept[:-1], _shortened(kept[-1], width, size=size)]
    return tuple(lines)


def with_ending(text: str, ending: str, broken: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the lines into which text is broken; where they are cut, words are left out before its ending instead, if it has room at all.

    >>> with_ending("one two three (optional)", "(optional)", lambda text: wrap(text, 62, size=12, max_lines=2))
    ('one two…', '(optional)')
    """
    lines = broken(text)
    if not (ending and text.endswith(ending) and losses(text, lines)[0]):
        return lines
    words = single_line(text.removesuffix(ending)).split()
    shorter = (f"{' '.join(words[:count])}{CUT} {ending}" for count in range(len(words) - 1, 0, -1))
    return next((candidate for part in shorter if not losses(part, candidate := broken(part))[0]), lines)


def losses(text: str, lines: tuple[str, ...]) -> tuple[int, int]:
    """Return how many letters of a text its lines leave out, and how many words they break; a word may end a line with its own hyphen.

    >>> losses("kick-off of the year", ("kick-", "off of", "the…")), losses("befragung", ("befra-", "gung"))
    ((4, 0), (0, 1))
    """
    letters, position, broken, missing = single_line(text).replace(" ", ""), 0, 0, 0
    for line in (line.replace(" ", "") for line in lines):
        if letters.startswith(line, position):
            position += len(line)
        elif letters.startswith(line.removesuffix("-"), position):
            broken += 1
            position += len(line) - 1
        else:
            missing = 1
            position += max(0, len(line) - 1)
    return missing and max(missing, len(letters) - position), broken


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    if letter in _WIDTH:
        return _WIDTH[letter]
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _PICTURE if category in {"So", "Sk"} else _WIDE
    return _WIDTH.get(unicodedata.normalize("NFD", letter)[0], _UNKNOWN)


def _words(text: str, width: float, *, size: float) -> list[str]:
    """Return the words of a text; one that begins with what no line begins with stays with the one before it where both fit a line."""
    words: list[str] = []
    for word in text.split():
        if words and word[0] in NEVER_FIRST and text_width(f"{words[-1]} {word}", size) <= width:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _pieces(word: str, width: float, *, size: float, language: str) -> Iterator[str]:
    """Yield one word, or the parts into which it is broken so that each fits a line, at least one letter each."""
    if text_width(word, size) <= width:
        yield word
        return
    letters = _clusters(word)
    breaks = syllable_ends(word, language)
    syllables = [number for number, end in enumerate(accumulate(map(len, letters)), 1) if end in breaks]
    start = 0
    while text_width("".join(letters[start:]), size) > width:
        rest = letters[start:]
        fitting = _fitting(rest, width, size=size, syllables=[number - start for number in syllables if number > start])
        if fitting >= len(rest):
            break
        piece = "".join(rest[:fitting])
        yield piece if _needs_no_hyphen(rest[fitting - 1], rest[fitting]) else f"{piece}-"
        start += fitting
    if start < len(letters):
        yield "".join(letters[start:])


def _clusters(word: str) -> list[str]:
    """Return the letters of a word, each with the marks and joiners that follow it and with what they join."""
    clusters: list[str] = []
    for letter in word:
        joined = clusters and clusters[-1].endswith("\u200d")
        if clusters and (joined or unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def _fitting(letters: list[str], width: float, *, size: float, syllables: list[int]) -> int:
    """Return the number of letters for a line: up to a sign after which words break, else to a syllable, else as many as fit."""
    count, used, hyphen = 0, 0.0, text_width("-", size)
    syllable = between = 0
    for number, (letter, following) in enumerate(pairwise(letters), 1):
        used += text_width(letter, size)
        if used > width:
            break
        if used + hyphen <= width and number in syllables:
            syllable = number
        if _needs_no_hyphen(letter, following) or used + hyphen <= width:
            count = number
        if _may_part(letter, following):
            between = number
    if between and between >= count // 2:
        return between
    natural = max((number for number in range(count // 2, count) if letters[number] in _BREAKABLE), default=-1) + 1
    if natural or syllable:
        return natural or syllable
    spare = _SHORTEST_REST - (len(letters) - count)
    return max(1, count - spare if spare > 0 and count > 2 * _SHORTEST_REST else count)


def _may_part(before: str, after: str) -> bool:
    """Return whether a line may end between two letters of which one is East Asian."""
    is_wide = any(unicodedata.east_asian_width(letter[0]) in "WF" for letter in (before, after))
    return is_wide and after[0] not in NEVER_FIRST and before[0] not in NEVER_LAST


def _needs_no_hyphen(before: str, after: str) -> bool:
    return before in _BREAKABLE or any(unicodedata.east_asian_width(letter[0]) in "WF" for letter in (before, after))


def _least_ragged(pieces: list[str], width: float, *, size: float) -> list[str]:
    widths = [text_width(piece, size) for piece in pieces]
    space = text_width(" ", size)
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # lines so far, raggedness so far, where the last line starts
    for end in range(1, len(pieces) + 1):
        choices, used = [], -space
        for start in range(end - 1, -1, -1):
            used += widths[start] + space
            if used > width and start < end - 1:
                break
            lines, ragged, _ = best[start]
            choices.append((lines + 1, ragged + (width - used) ** 2, start))
        best.append(min(choices))
    return _joined(pieces, [start for *_, start in best])


def _joined(pieces: list[str], starts: list[int]) -> list[str]:
    lines: list[str] = []
    end = len(pieces)
    while end:
        lines.append(" ".join(pieces[starts[end] : end]))
        end = starts[end]
    return lines[::-1]


def _shortened(line: str, width: float, *, size: float) -> str:
    letters = _clusters(line.removesuffix("-"))
    while letters and text_width("".join(letters) + CUT, size) > width:
        letters.pop()
    return "".join(letters).rstrip() + CUT
