"""How wide text is and where its lines break, by our own table, so that every machine draws the same picture."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

LINE_HEIGHT = 1.2
_LONGEST = 500  # characters that are looked at; no shape holds more, and breaking stays quick
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
_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKABLE = "-/_"  # a word breaks after these without a hyphen
_UNKNOWN, _WIDE, _PICTURE = 650, 1000, 1300


def single_line(text: str) -> str:
    r"""Return text in one line: white space as single blanks, without the characters that no XML file can hold.

    >>> single_line(" one\ttwo\x00 ")
    'one two'
    """
    return _UNDRAWABLE.sub("", " ".join(text.split()))


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """Return how wide a line of text is at a text size.

    >>> text_width("Hi", 10)
    9.44
    """
    return sum(map(_letter_width, text)) * size / 1000


def wrap(text: str, width: float, *, size: float, max_lines: int = 9) -> tuple[str, ...]:
    """Break text into the fewest lines that are not wider than told, then the least ragged ones.

    Words that are too long are broken with a hyphen; what goes beyond the most lines is cut off and ends in an ellipsis.

    >>> wrap("First value: report shared", 80, size=12)
    ('First value:', 'report shared')
    >>> wrap("Kundenzufriedenheitsbefragung", 80, size=12)
    ('Kundenzufrie-', 'denheitsbefra-', 'gung')
    >>> wrap("one two three", 30, size=12, max_lines=2)
    ('one', 'tw…')
    """
    pieces = [piece for word in single_line(text[:_LONGEST]).split() for piece in _pieces(word, width, size=size)]
    lines = _least_ragged(pieces, width, size=size)
    if len(lines) > max_lines or len(text) > _LONGEST:
        kept = lines[:max_lines] or [""]
        lines = [*kept[:-1], _shortened(kept[-1], width, size=size)]
    return tuple(lines)


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


def _pieces(word: str, width: float, *, size: float) -> Iterator[str]:
    """Break one word into pieces that fit a line, at least one letter each."""
    if text_width(word, size) <= width:
        yield word
        return
    letters = _clusters(word)
    while letters and text_width("".join(letters), size) > width:
        fitting = _fitting(letters, width, size=size)
        if fitting >= len(letters):
            break
        piece = "".join(letters[:fitting])
        yield piece if _needs_no_hyphen(letters[fitting - 1], letters[fitting]) else f"{piece}-"
        letters = letters[fitting:]
    if letters:
        yield "".join(letters)


def _clusters(word: str) -> list[str]:
    """Keep marks, joiners and what they join with the letter before them."""
    clusters: list[str] = []
    for letter in word:
        joined = clusters and clusters[-1].endswith("\u200d")
        if clusters and (joined or unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def _fitting(letters: list[str], width: float, *, size: float) -> int:
    count, used, hyphen = 0, 0.0, text_width("-", size)
    for number, (letter, after) in enumerate(pairwise(letters), 1):
        used += text_width(letter, size)
        if used > width:
            break
        if _needs_no_hyphen(letter, after) or used + hyphen <= width:
            count = number
    natural = max((number for number in range(count // 2, count) if letters[number] in _BREAKABLE), default=-1) + 1
    if natural:
        return natural
    spare = _SHORTEST_REST - (len(letters) - count)
    return max(1, count - spare if spare > 0 and count > 2 * _SHORTEST_REST else count)


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
    return _cut(pieces, [start for *_, start in best])


def _cut(pieces: list[str], starts: list[int]) -> list[str]:
    lines: list[str] = []
    end = len(pieces)
    while end:
        lines.append(" ".join(pieces[starts[end] : end]))
        end = starts[end]
    return lines[::-1]


def _shortened(line: str, width: float, *, size: float) -> str:
    letters = _clusters(line.removesuffix("-"))
    while letters and text_width("".join(letters) + "…", size) > width:
        letters.pop()
    return "".join(letters).rstrip() + "…"
